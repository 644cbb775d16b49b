import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { goTo, notify, setDialog } from '../../state/actions.ts';
import { apple, makesSense, reasonAgainst, run } from '../../state/commands.ts';
import { keysOf, keysText, SHORTCUTS } from '../../state/shortcuts.ts';
import { useInspector } from '../../state/store.ts';
import { findCommands, looksLikePlace } from './find-commands.ts';
import './palette.css';

/** What makes no sense to look for while looking. */
const LEFT_OUT = ['palette', 'escape'];

/** Finds a command by its words, and runs it. */
export function Palette() {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const map = useInspector((state) => state.keyMap);
  const connected = useInspector((state) => state.connection !== undefined);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const commands = SHORTCUTS.filter(
    ({ command }) => makesSense(command) && !LEFT_OUT.includes(command),
  );
  const place = connected && looksLikePlace(query) ? query.trim() : undefined;
  const found = place === undefined ? findCommands(query, commands) : [];
  const count = place === undefined ? found.length : 1;
  const chosen = Math.min(at, count - 1);
  const close = () => setDialog(undefined);

  const take = (index: number) => {
    const command = found[index];
    if (!command && place === undefined) return;
    if (command && reasonAgainst(command.command) !== undefined) return;
    close();
    if (command) run(command.command);
    else void goTo(place!).then((why) => why !== undefined && notify(why));
  };
  const move = (to: number) => {
    if (count === 0) return;
    const next = (to + count) % count;
    setAt(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const pressed = (event: KeyboardEvent) => {
    // Enter ends what is being composed, and arrows choose among what it may be.
    if (event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      PageDown: Math.min(chosen + 8, count - 1),
      PageUp: Math.max(chosen - 8, 0),
    };
    if (event.key === 'Enter') take(chosen);
    else if (moves[event.key] !== undefined) move(moves[event.key]!);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Find a command" onClose={close} initialFocus={input}>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Command, or a place such as up@3351"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? `${id}-${chosen}` : undefined}
        className="text-field palette-field"
        placeholder="next message, settings, up@3351 …"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Commands" className="palette-list">
        {place !== undefined && (
          <Option id={`${id}-0`} selected onTake={() => take(0)}>
            Go to {place}
          </Option>
        )}
        {found.map((command, index) => (
          <Option
            key={command.command}
            id={`${id}-${index}`}
            selected={index === chosen}
            disabled={reasonAgainst(command.command) !== undefined}
            onTake={() => take(index)}
          >
            <Words text={command.text} reason={reasonAgainst(command.command)} />
            <Keys keys={keysOf(command, map)} />
          </Option>
        ))}
      </div>
      <p className="dim" role="status">
        {count === 0
          ? 'No command has all of these words.'
          : `${count} of ${commands.length} commands; Enter runs one.`}
      </p>
    </Dialog>
  );
}

/** What a command does, and why it cannot do it now. */
function Words({ text, reason }: { readonly text: string; readonly reason: string | undefined }) {
  if (reason === undefined) return <span>{text}</span>;
  return (
    <span>
      {text}
      <small className="palette-reason"> {reason}</small>
    </span>
  );
}

function Keys({ keys }: { readonly keys: ReturnType<typeof keysOf> }) {
  return (
    <span className="palette-keys">
      {keys.map((one) => (
        <kbd key={one}>{keysText(one, apple)}</kbd>
      ))}
    </span>
  );
}

function Option({
  id,
  selected,
  disabled = false,
  onTake,
  children,
}: {
  readonly id: string;
  readonly selected: boolean;
  readonly disabled?: boolean;
  readonly onTake: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    // The keys are the field's, which has the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={disabled}
      className="palette-option"
      tabIndex={-1}
      onClick={onTake}
    >
      {children}
    </div>
  );
}
