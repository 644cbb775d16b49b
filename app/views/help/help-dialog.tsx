import { Fragment, useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { setDialog } from '../../state/actions.ts';
import { apple } from '../../state/commands.ts';
import { isSingleKey, keysOf, keysText, type Shortcut, SHORTCUTS } from '../../state/shortcuts.ts';
import { useInspector } from '../../state/store.ts';
import { isLetter, keyboardLayout, keyCap, PART_KEYS } from './part-keys.ts';
import './help.css';

const GROUPS = ['Stepping', 'Views', 'Page'] as const;

/** The keys, and what the signs mean. */
export function HelpDialog() {
  const singleKeys = useInspector((state) => state.singleKeys);
  const [layout, setLayout] = useState<ReadonlyMap<string, string>>();
  useEffect(() => {
    void keyboardLayout().then(setLayout);
  }, []);
  return (
    <Dialog title="Keys and help" onClose={() => setDialog(undefined)}>
      <div className="help-groups">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl className="help-keys">
              {SHORTCUTS.filter((shortcut) => shortcut.group === group).map((shortcut) => (
                <Key key={shortcut.command} shortcut={shortcut} off={singleKeys === 'off'} />
              ))}
            </dl>
          </section>
        ))}
        {PART_KEYS.map(({ part, keys }) => (
          <section key={part} aria-label={part}>
            <h3>{part}</h3>
            <dl className="help-keys">
              {keys.map((one) => (
                <Fragment key={one.text}>
                  <dt>
                    {one.keys.map((key) => (
                      <kbd key={key}>{keyCap(key, layout)}</kbd>
                    ))}
                  </dt>
                  <dd className={singleKeys === 'off' && one.keys.every(isLetter) ? 'faint' : ''}>
                    {one.text}
                    {singleKeys === 'off' && one.keys.every(isLetter) && ' (off)'}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="help-settings">
        <Button onClick={() => setDialog('settings')}>Settings</Button>
        <span className="dim">
          change any key, switch single keys off, choose colours and numbers.
        </span>
      </p>
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
  const map = useInspector((state) => state.keyMap);
  const keys = keysOf(shortcut, map);
  // Commands without a key are in the palette.
  if (keys.length === 0) return null;
  const disabled = off && keys.every(isSingleKey);
  return (
    <>
      <dt>
        {keys.map((one) => (
          <kbd key={one}>{keysText(one, apple)}</kbd>
        ))}
      </dt>
      <dd className={disabled ? 'faint' : ''}>
        {shortcut.text}
        {disabled && ' (off)'}
      </dd>
    </>
  );
}
