import { type ReactNode, useMemo, useState } from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { structureById } from '../../../src-protocol/inspect/dictionary.ts';
import { counted } from '../../format/numbers.ts';
import { select } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { Described, RecordRef } from '../../worker/protocol.ts';
import { fieldItems } from '../inspector/field-items.ts';
import { fieldById } from '../inspector/words.ts';
import { type ComparedField, compareFields, type Difference } from './compare.ts';
import './compare.css';

const SIGNS: Readonly<Record<Difference, string>> = {
  same: '',
  changed: '→',
  added: '+',
  removed: '−',
};

/** The selected message beside the one before it of the same kind. */
export function ComparePanel(): ReactNode {
  const selection = useInspector((state) => state.selection);
  const here = useAnswer('describe', selection && { record: selection });
  const message = here.answer?.message;
  const now = useMemo(
    (): RecordRef | undefined =>
      selection && message
        ? { ...selection, kind: 'message', direction: message.direction, at: message.offset }
        : undefined,
    [selection, message],
  );
  const whole = useAnswer('describe', now && { record: now });
  const found = useAnswer('previous-like', now && { record: now });
  const earlier = useAnswer('describe', found.answer && { record: found.answer });
  if (whole.answer && found.answer && earlier.answer && !earlier.waiting)
    return <Comparison before={earlier.answer} after={whole.answer} />;
  const waiting = here.waiting || whole.waiting || found.waiting || earlier.waiting;
  return (
    <section className="compare" aria-label="Compared" aria-busy={waiting}>
      <p className="compare-empty dim">
        {waiting
          ? 'Looking for the message before …'
          : message
            ? 'There is no message of the same kind before this one.'
            : 'Select a chunk or a message to compare it with the one before.'}
      </p>
    </section>
  );
}

function Comparison({ before, after }: { before: Described; after: Described }): ReactNode {
  const [all, setAll] = useState(false);
  const mask = useMask();
  const base = useInspector((state) => state.base);
  const fields = useMemo(() => {
    const words = { field: fieldById, structure: structureById, mask, base };
    return compareFields(fieldItems(before, words), fieldItems(after, words));
  }, [before, after, mask, base]);
  const differing = fields.filter(({ difference }) => difference !== 'same');
  const address = addressOf(before.record.direction, before.record.at);
  return (
    <section className="compare" aria-label="Compared">
      <p className="compare-bar">
        With the message of the same kind before it,{' '}
        <button
          type="button"
          className="address-link"
          aria-label={`Go to ${address}, the message compared with`}
          onClick={() => select(before.record)}
        >
          {address}
        </button>
        : {counted(differing.length, 'field differs', 'fields differ')} of {fields.length}.
        <label className="compare-switch">
          <input
            type="checkbox"
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
          All fields
        </label>
      </p>
      {/* A region that scrolls must be reachable by key. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="compare-scroll" role="region" aria-label="Fields compared" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">{address}</th>
              <th scope="col">
                <span className="visually-hidden">Difference</span>
              </th>
              <th scope="col">{addressOf(after.record.direction, after.record.at)}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? fields : differing).map((field) => (
              <Line key={field.key} field={field} record={after.record} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ field, record }: { field: ComparedField; record: RecordRef }): ReactNode {
  const { key, text, before, after, difference } = field;
  return (
    <tr data-difference={difference}>
      <th scope="row">
        {after === undefined ? (
          text
        ) : (
          <button type="button" className="compare-field" onClick={() => select(record, key)}>
            {text}
          </button>
        )}
      </th>
      <td>{before ?? <span className="faint">–</span>}</td>
      <td className="compare-sign">
        <span aria-hidden="true">{SIGNS[difference]}</span>
        <span className="visually-hidden">{difference}</span>
      </td>
      <td className="compare-after">{after ?? <span className="faint">–</span>}</td>
    </tr>
  );
}
