import { type KeyboardEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { setSettings } from '../../state/actions.ts';
import { apple } from '../../state/commands.ts';
import {
  type CommandId,
  commandWith,
  keysOf,
  keysOfPress,
  keysText,
  type Shortcut,
  SHORTCUTS,
} from '../../state/shortcuts.ts';
import { useInspector } from '../../state/store.ts';

/** Escape closes and clears everywhere; it is not for giving away. */
const REMAPPED = SHORTCUTS.filter(({ command }) => command !== 'escape');

/** A key for each command: change it, take it away, or go back to the usual one. */
export function KeyTable() {
  const map = useInspector((state) => state.keyMap);
  const [asking, setAsking] = useState<CommandId>();
  const [said, setSaid] = useState('');

  const give = (command: CommandId, keys: string) => {
    const owner = keys === '' ? undefined : commandWith(keys, map);
    if (owner && owner.command !== command) {
      setSaid(`${keysText(keys, apple)} is the key of “${owner.text}”. Take it away there first.`);
      return;
    }
    setSettings({ keyMap: { ...map, [command]: keys } });
    setAsking(undefined);
    setSaid(keys === '' ? 'The key was taken away.' : `The key is ${keysText(keys, apple)} now.`);
  };
  const pressed = (event: KeyboardEvent, command: CommandId) => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') setAsking(undefined);
    else {
      const keys = keysOfPress(
        {
          key: event.key,
          code: event.code,
          ctrlKey: event.ctrlKey,
          metaKey: event.metaKey,
          altKey: event.altKey,
          shiftKey: event.shiftKey,
          isComposing: event.nativeEvent.isComposing,
        },
        apple,
      );
      if (keys !== undefined) give(command, keys);
    }
  };

  return (
    <section aria-label="Keys" className="key-table">
      <header className="settings-row">
        <h3>Keys</h3>
        <Button
          disabled={Object.keys(map).length === 0}
          onClick={() => {
            setSettings({ keyMap: {} });
            setSaid('All keys are the usual ones again.');
          }}
        >
          Usual keys
        </Button>
      </header>
      <p role="status" className={said === '' ? 'dim' : ''}>
        {said || 'Press a key’s button, then the key that shall take its place.'}
      </p>
      <ul>
        {REMAPPED.map((shortcut) => (
          <li key={shortcut.command} className="key-row">
            <span>{shortcut.text}</span>
            <KeyButton
              shortcut={shortcut}
              asking={asking === shortcut.command}
              onAsk={() => {
                setAsking(shortcut.command);
                setSaid('');
              }}
              onLeave={() => setAsking(undefined)}
              onPress={(event) => pressed(event, shortcut.command)}
            />
            <Button
              look="quiet"
              disabled={keysOf(shortcut, map).length === 0}
              aria-label={`Take the key of “${shortcut.text}” away`}
              onClick={() => give(shortcut.command, '')}
            >
              none
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function KeyButton({
  shortcut,
  asking,
  onAsk,
  onLeave,
  onPress,
}: {
  readonly shortcut: Shortcut;
  readonly asking: boolean;
  readonly onAsk: () => void;
  readonly onLeave: () => void;
  readonly onPress: (event: KeyboardEvent) => void;
}) {
  const map = useInspector((state) => state.keyMap);
  const keys = keysOf(shortcut, map).map((one) => keysText(one, apple));
  const words = asking ? 'press a key' : keys.length === 0 ? 'no key' : keys.join(', ');
  return (
    <Button
      aria-label={`Key of “${shortcut.text}”: ${words}`}
      aria-pressed={asking}
      onClick={onAsk}
      onBlur={asking ? onLeave : undefined}
      onKeyDown={asking ? onPress : undefined}
    >
      <kbd>{words}</kbd>
    </Button>
  );
}
