import { Button, Choice } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { setDialog, setRevealKeys, setSettings } from '../../state/actions.ts';
import type { Base, Density, Theme, TimeUnit, Verbosity } from '../../state/settings.ts';
import type { SingleKeys } from '../../state/shortcuts.ts';
import { useInspector } from '../../state/store.ts';
import { KeyTable } from './key-table.tsx';
import './settings.css';

interface Option<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

const THEMES: readonly Option<Theme>[] = [
  { value: 'system', text: 'As the system' },
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
  { value: 'contrast', text: 'High contrast' },
];
const DENSITIES: readonly Option<Density>[] = [
  { value: 'comfortable', text: 'Comfortable' },
  { value: 'compact', text: 'Compact' },
  { value: 'touch', text: 'For fingers' },
];
const BASES: readonly Option<Base>[] = [
  { value: 'decimal', text: 'Decimal' },
  { value: 'hexadecimal', text: 'Hexadecimal' },
];
const TIME_UNITS: readonly Option<TimeUnit>[] = [
  { value: 'seconds', text: 'Seconds' },
  { value: 'milliseconds', text: 'Milliseconds' },
];
const VERBOSITIES: readonly Option<Verbosity>[] = [
  { value: 'sentence', text: 'A sentence' },
  { value: 'address', text: 'The address' },
  { value: 'nothing', text: 'Nothing' },
];
const SINGLE_KEYS: readonly Option<SingleKeys>[] = [
  { value: 'on', text: 'On' },
  { value: 'workbench', text: 'With focus in the workbench' },
  { value: 'off', text: 'Off' },
];

/** How the page looks, counts and listens. */
export function SettingsDialog() {
  const settings = useInspector((state) => state);
  return (
    <Dialog
      title="Settings"
      description="Kept in this browser, for this page only."
      onClose={() => setDialog(undefined)}
    >
      <div className="settings-rows">
        <Row text="Colours">
          {(label) => (
            <Choice
              label={label}
              value={settings.theme}
              options={THEMES}
              onChange={(theme) => setSettings({ theme })}
            />
          )}
        </Row>
        <Row text="Rows">
          {(label) => (
            <Choice
              label={label}
              value={settings.density}
              options={DENSITIES}
              onChange={(density) => setSettings({ density })}
            />
          )}
        </Row>
        <Row text="Numbers of fields">
          {(label) => (
            <Choice
              label={label}
              value={settings.base}
              options={BASES}
              onChange={(base) => setSettings({ base })}
            />
          )}
        </Row>
        <Row text="Times after the start">
          {(label) => (
            <Choice
              label={label}
              value={settings.timeUnit}
              options={TIME_UNITS}
              onChange={(timeUnit) => setSettings({ timeUnit })}
            />
          )}
        </Row>
        <Row text="Told to screen readers after a step">
          {(label) => (
            <Choice
              label={label}
              value={settings.verbosity}
              options={VERBOSITIES}
              onChange={(verbosity) => setSettings({ verbosity })}
            />
          )}
        </Row>
        <Row text="Single letters and signs as keys">
          {(label) => (
            <Choice
              label={label}
              value={settings.singleKeys}
              options={SINGLE_KEYS}
              onChange={(singleKeys) => setSettings({ singleKeys })}
            />
          )}
        </Row>
        <label className="settings-check">
          <input
            type="checkbox"
            checked={settings.revealKeys}
            onChange={(event) => setRevealKeys(event.currentTarget.checked)}
          />
          Show stream keys until another capture is opened
        </label>
        {settings.muted.length > 0 && (
          <div className="settings-row">
            <span>Rules that are not shown: {settings.muted.join(', ')}</span>
            <Button onClick={() => setSettings({ muted: [] })}>Show them all</Button>
          </div>
        )}
      </div>
      <KeyTable />
    </Dialog>
  );
}

function Row({
  text,
  children,
}: {
  readonly text: string;
  readonly children: (label: string) => React.ReactNode;
}) {
  return (
    <div className="settings-row">
      <span>{text}</span>
      {children(text)}
    </div>
  );
}
