import {
  ArrowRightLeft,
  Bookmark,
  BookmarkCheck,
  ChevronLeft,
  ChevronRight,
  CornerDownRight,
  GraduationCap,
  LogIn,
  LogOut,
  Pause,
  Play,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { setDialog, setScope, setSpeed, setUnit, step } from '../../state/actions.ts';
import { run, useHint } from '../../state/commands.ts';
import { useMask } from '../../state/mask.ts';
import { isAt } from '../../state/note.ts';
import { SPEEDS } from '../../state/play.ts';
import type { CommandId } from '../../state/shortcuts.ts';
import { useInspector } from '../../state/store.ts';
import { UNIT_WORDS } from '../../state/unit-words.ts';
import type { Scope, Unit } from '../../worker/protocol.ts';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { placeSentence, positionText } from './sentence.ts';
import { usePlace } from './use-place.ts';
import './stepper.css';

const UNITS = Object.entries(UNIT_WORDS).map(([unit, text]) => ({ value: unit as Unit, text }));
const SCOPES: readonly { value: Scope; text: string }[] = [
  { value: 'both', text: 'both directions' },
  { value: 'direction', text: 'this direction' },
  { value: 'chunk-stream', text: 'this chunk stream' },
  { value: 'message-stream', text: 'this message stream' },
  { value: 'transaction', text: 'this transaction' },
  { value: 'filter', text: 'filter result' },
];

/** Steps through the session, and says where it stands. */
export function StepperBar() {
  const unit = useInspector((state) => state.unit);
  const scope = useInspector((state) => state.scope);
  const speed = useInspector((state) => state.speed);
  // Without a filter there is no result to step through, unless it was chosen before.
  const filtered = useInspector((state) => state.filter !== '' || state.scope === 'filter');
  const goToHint = useHint('go-to');
  return (
    <section className="stepper" aria-label="Step through the session">
      <div className="stepper-buttons">
        <StepButton unit={unit} by={-1} />
        <StepButton unit={unit} by={1} />
        <PlayButton />
      </div>
      <div className="stepper-choices">
        <Select label="Step over" value={unit} options={UNITS} onChange={setUnit} />
        <Select
          label="Where to step"
          value={scope}
          options={filtered ? SCOPES : SCOPES.filter((one) => one.value !== 'filter')}
          onChange={setScope}
        />
        <Select
          label="Steps a second while playing"
          value={String(speed)}
          options={SPEEDS.map((value) => ({ value: String(value), text: `${value}/s` }))}
          onChange={(value) => setSpeed(Number(value))}
        />
      </div>
      <div className="stepper-buttons">
        <CommandButton command="step-in" label="Step in" icon={LogIn} />
        <CommandButton command="step-out" label="Step out" icon={LogOut} />
        <CommandButton command="other-half" label="To the other half" icon={ArrowRightLeft} />
        <MarkButton />
        <CommandButton command="quiz" label="Quiz me" icon={GraduationCap} />
      </div>
      <Position />
      <Button {...goToHint} aria-label="Go to" onClick={() => setDialog('go-to')}>
        <CornerDownRight size={14} aria-hidden />
        <span className="stepper-word">Go to</span>
      </Button>
    </section>
  );
}

function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <select
      aria-label={label}
      title={label}
      className="select"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

/** The keys of these units are known by the unit; the others have the general ones. */
const OWN_KEYS: readonly Unit[] = ['chunk', 'message', 'command', 'problem', 'note'];

function StepButton({ unit, by }: { readonly unit: Unit; readonly by: 1 | -1 }) {
  const way = by > 0 ? 'next' : 'previous';
  const own = OWN_KEYS.includes(unit) ? (`${way}-${unit}` as const) : way;
  const hint = useHint(own);
  const words = `${by > 0 ? 'Next' : 'Previous'} ${UNIT_WORDS[unit]}`;
  return (
    <Button {...hint} aria-label={words} onClick={() => void step(unit, by)}>
      {by > 0 ? <ChevronRight size={18} aria-hidden /> : <ChevronLeft size={18} aria-hidden />}
    </Button>
  );
}

function CommandButton({
  command,
  label,
  icon: Icon,
}: {
  readonly command: CommandId;
  readonly label: string;
  readonly icon: typeof LogIn;
}) {
  const hint = useHint(command);
  return (
    <Button look="icon" {...hint} aria-label={label} onClick={() => run(command)}>
      <Icon size={16} aria-hidden />
    </Button>
  );
}

function PlayButton() {
  const playing = useInspector((state) => state.playing);
  const hint = useHint('play');
  const Icon = playing ? Pause : Play;
  return (
    <Button {...hint} aria-label={playing ? 'Pause' : 'Play'} onClick={() => run('play')}>
      <Icon size={16} aria-hidden />
    </Button>
  );
}

function MarkButton() {
  const marked = useInspector(({ selection, field, notes }) => {
    if (!selection) return false;
    const at = addressOf(selection.direction, selection.at);
    const place = { connection: selection.connection, at, ...(field !== undefined && { field }) };
    return notes.some((note) => isAt(note, place));
  });
  const hint = useHint('mark');
  const Icon = marked ? BookmarkCheck : Bookmark;
  return (
    <Button
      look="icon"
      {...hint}
      aria-label="Bookmark"
      aria-pressed={marked}
      onClick={() => run('mark')}
    >
      <Icon size={16} aria-hidden />
    </Button>
  );
}

/** The position, and its sentence for screen readers. The last one stays while the next is on its way. */
function Position() {
  const place = usePlace();
  const said = useInspector((state) => state.said);
  const selection = useInspector((state) => state.selection);
  const verbosity = useInspector((state) => state.verbosity);
  const timeUnit = useInspector((state) => state.timeUnit);
  const mask = useMask();
  const [shown, setShown] = useState<{ text: string; sentence: string }>();
  const text = place && positionText(place, timeUnit);
  const sentence = place && placeSentence(place, mask);

  if (text !== undefined && sentence !== undefined)
    if (shown?.text !== text || shown.sentence !== sentence) setShown({ text, sentence });

  const address = selection ? `${addressOf(selection.direction, selection.at)}.` : '';
  const told = { sentence: selection ? shown?.sentence : '', address, nothing: '' }[verbosity];
  return (
    <>
      <p className="stepper-position mono">
        {selection ? (shown?.text ?? '') : 'nothing selected'}
        {said !== '' && <span className="stepper-said"> {said}</span>}
      </p>
      <p className="visually-hidden" aria-live="polite" aria-atomic="true">
        {said || told}
      </p>
    </>
  );
}
