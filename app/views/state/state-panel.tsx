import { memo, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { type Address, parseAddress } from '../../../src-protocol/bytes/address.ts';
import type { Field } from '../../../src-protocol/dictionary/field.ts';
import { citationText } from '../../../src-protocol/inspect/dictionary.ts';
import type { FieldValue } from '../../../src-protocol/wire/field-tree.ts';
import { counted } from '../../format/numbers.ts';
import { goTo } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import type { Base } from '../../state/settings.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswerAbout } from '../../state/use-answer.ts';
import { decimal, formatValue } from '../inspector/format-value.ts';
import { fieldById } from '../inspector/words.ts';
import { type Gauge, gaugesOf } from './gauges.ts';
import { type Change, countChanges, difference, stateGroups, type StateRow } from './state-rows.ts';
import './state.css';

const SIGNS: Readonly<Record<Change, string>> = {
  added: '+',
  removed: '−',
  changed: '→',
  same: '',
};

/** What both ends remember, before and after the selected record. */
export function StatePanel(): ReactNode {
  const selection = useInspector((state) => state.selection);
  const [all, setAll] = useState(false);
  const { answer: latest, waiting, error } = useAnswerAbout('state', (record) => ({ record }));
  // The record's row is marked first, and this drawn in the frame after.
  const answer = useDeferredValue(latest);
  const groups = useMemo(
    () => (answer ? stateGroups(answer.before, answer.after, all) : []),
    [answer, all],
  );
  const changes = countChanges(groups);
  const gauges = useMemo(() => (answer ? gaugesOf(answer.after) : []), [answer]);
  return (
    <section className="state" aria-label="State" aria-busy={waiting || answer !== latest}>
      <header className="state-bar">
        <h2 className="visually-hidden">State</h2>
        <span className="dim">
          {answer && (changes === 0 ? 'this record changes nothing' : counted(changes, 'change'))}
        </span>
        <label className="state-switch">
          <input
            type="checkbox"
            role="switch"
            checked={all}
            onChange={(event) => setAll(event.target.checked)}
          />
          All values
        </label>
      </header>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by key */}
      <div className="state-scroll" role="region" aria-label="State table" tabIndex={0}>
        {gauges.length > 0 && <Gauges gauges={gauges} />}
        {groups.length > 0 ? (
          <StateTable groups={groups} />
        ) : (
          <p className="state-empty">
            {error ??
              (!selection
                ? 'Select a record to see what both ends remember before and after it.'
                : waiting && !answer
                  ? 'Replaying up to the record …'
                  : answer
                    ? 'Nothing changes here. Switch to all values to see what is in force.'
                    : 'The state at this record is not known.')}
          </p>
        )}
      </div>
    </section>
  );
}

const StateTable = memo(function StateTable({
  groups,
}: {
  groups: ReturnType<typeof stateGroups>;
}): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Value</th>
          <th scope="col" className="state-number">
            Before
          </th>
          <th scope="col">
            <span className="visually-hidden">Change</span>
          </th>
          <th scope="col">After</th>
          <th scope="col">Set by</th>
          <th scope="col">Section</th>
        </tr>
      </thead>
      {groups.map(({ name, rows }) => (
        <tbody key={name}>
          <tr className="state-group">
            <th scope="rowgroup" colSpan={6}>
              {name}
            </th>
          </tr>
          {rows.map((row) => (
            <Row key={row.path} row={row} />
          ))}
        </tbody>
      ))}
    </table>
  );
});

function Row({ row }: { row: StateRow }): ReactNode {
  const mask = useMask();
  const base = useInspector((state) => state.base);
  const field = fieldById(row.id);
  const by = difference(row);
  return (
    <tr data-change={row.change}>
      <th scope="row" title={field?.text}>
        {field?.label ?? row.id}
      </th>
      <td className="state-number state-before">{shown(row.before, field, mask, base)}</td>
      <td className="state-sign">
        <span aria-hidden="true">{SIGNS[row.change]}</span>
        <span className="visually-hidden">{row.change}</span>
      </td>
      <td className="state-after">
        {shown(row.after, field, mask, base)}
        {by !== undefined && field?.unit !== undefined && (
          <span className="state-by"> {by > 0 ? `+${decimal(by)}` : `−${decimal(-by)}`}</span>
        )}
        {row.how !== undefined && <How text={row.how} />}
      </td>
      <td>
        <SetBy row={row} />
      </td>
      <td className="state-section">{field && citationText(field.see)}</td>
    </tr>
  );
}

/** The record a value came from, or what it leans on where no record says it. */
function SetBy({ row: { setBy, assumed, change } }: { row: StateRow }): ReactNode {
  if (setBy !== undefined)
    return assumed === 'inferred' ? (
      <>
        inferred at <Go to={setBy} what="the first record read with this value" />
      </>
    ) : (
      <Go to={setBy} what="which set this value" />
    );
  if (assumed === 'given') return 'set by hand';
  return <span className="faint">{change === 'same' ? 'default' : '–'}</span>;
}

/** Bars for windows and for messages under way. */
function Gauges({ gauges }: { gauges: readonly Gauge[] }): ReactNode {
  return (
    <ul className="gauges" aria-label="Windows and messages under way">
      {gauges.map(({ id, label, value, most, text }) => (
        <li key={id} className="gauge" data-over={value > most || undefined}>
          <span>{label}</span>
          <progress aria-label={label} value={Math.min(value, most)} max={most} />
          <span className="dim">{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** A sum, with the addresses in it as links. */
function How({ text }: { text: string }): ReactNode {
  return (
    <span className="state-how">
      {text.split(/((?:up|down)@\d+)/).map((part, index) => {
        const address = parseAddress(part) && (part as Address);
        return address ? <Go key={index} to={address} what="which is part of this sum" /> : part;
      })}
    </span>
  );
}

function Go({ to, what }: { to: Address; what: string }): ReactNode {
  return (
    <button
      type="button"
      className="address-link"
      aria-label={`Go to ${to}, ${what}`}
      onClick={() => void goTo(to)}
    >
      {to}
    </button>
  );
}

function shown(
  value: FieldValue | undefined,
  field: Field | undefined,
  mask: (text: string) => string,
  base: Base,
): ReactNode {
  if (value === undefined) return <span className="faint">–</span>;
  // Entries that are texts are sentences of ours, not text from the wire.
  if (typeof value === 'string') return mask(value);
  const { text, name } = formatValue(value, field, undefined, base);
  return name === undefined ? text : `${text} ${name}`;
}
