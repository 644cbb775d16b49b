import { Choice } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { setDialog, setSingleKeys, setTheme } from '../../state/actions.ts';
import { apple } from '../../state/commands.ts';
import { isSingleKey, keysText, type Shortcut, SHORTCUTS } from '../../state/shortcuts.ts';
import { type Theme, useInspector } from '../../state/store.ts';
import './help.css';

const GROUPS = ['Stepping', 'Views', 'Page'] as const;
const THEMES = [
  { value: 'system', text: 'As the system' },
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
] as const;

/** Keys, settings, and what this page does with data. */
export function HelpDialog() {
  const singleKeys = useInspector((state) => state.singleKeys);
  const theme = useInspector((state) => state.theme);
  return (
    <Dialog title="Keys and help" onClose={() => setDialog(undefined)}>
      <div className="help-groups">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl className="help-keys">
              {SHORTCUTS.filter((shortcut) => shortcut.group === group).map((shortcut) => (
                <Key key={shortcut.command} shortcut={shortcut} off={!singleKeys} />
              ))}
            </dl>
          </section>
        ))}
        <section aria-label="In a table">
          <h3>In a table</h3>
          <dl className="help-keys">
            <dt>
              <kbd>↑</kbd> <kbd>↓</kbd> <kbd>←</kbd> <kbd>→</kbd>
            </dt>
            <dd>Move by cell</dd>
            <dt>
              <kbd>PgUp</kbd> <kbd>PgDn</kbd>
            </dt>
            <dd>Move by screen</dd>
            <dt>
              <kbd>Ctrl+Home</kbd> <kbd>Ctrl+End</kbd>
            </dt>
            <dd>First and last row</dd>
            <dt>
              <kbd>Enter</kbd>
            </dt>
            <dd>Select the row</dd>
          </dl>
        </section>
      </div>
      <section aria-label="Settings" className="help-settings">
        <h3>Settings</h3>
        <label className="help-check">
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          />
          Single letters and signs work as keys
        </label>
        <Choice<Theme> label="Colours" value={theme} options={THEMES} onChange={setTheme} />
      </section>
      <section aria-label="Signs" className="help-signs dim">
        <h3>Signs</h3>
        <p>
          → is client to server, ← server to client. Letters stand for kinds of messages: H
          handshake, P protocol control, C command, D data, A audio, V video, G aggregate, ?
          unknown. An address such as up@3351 is the direction and the offset in its TCP stream.
        </p>
      </section>
    </Dialog>
  );
}

function Key({ shortcut, off }: { readonly shortcut: Shortcut; readonly off: boolean }) {
  const disabled = off && isSingleKey(shortcut);
  return (
    <>
      <dt>
        <kbd>{keysText(shortcut.keys, apple)}</kbd>
      </dt>
      <dd className={disabled ? 'faint' : ''}>
        {shortcut.text}
        {disabled && ' (off)'}
      </dd>
    </>
  );
}
