import type { ReactNode } from 'react';
import { byteSize } from '../../format/bytes.ts';
import { count } from '../../format/numbers.ts';
import { select } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import type { AxisSpan, TimelineAnswer } from '../../worker/timeline/timeline-types.ts';
import { noteWords } from '../../state/noted-places.ts';
import { sumLane } from './bins.ts';
import { inView } from './detail.ts';
import { laneName, type LaneLayout } from './lane-layout.ts';
import type { NoteMark } from './note-marks.ts';
import { placeText } from './place-text.ts';
import { lengthOf } from './viewport.ts';

const FINDINGS = ['none', 'note', 'warning', 'error'];
/** Messages listed one by one. */
const MOST_LISTED = 200;

export interface TimelineTableProps {
  readonly answer: TimelineAnswer;
  readonly layout: LaneLayout;
  readonly span: AxisSpan;
  readonly notes: readonly NoteMark[];
  /** What stretch the numbers are of, in words. */
  readonly stretch: string;
}

/** The timeline in numbers: a row a lane for what is in view, and the messages in it when they are few. */
export function TimelineTable(props: TimelineTableProps): ReactNode {
  const { answer, layout, span, stretch } = props;
  // Notes have a table of their own.
  const lanes = [...layout.pinned, ...layout.scrolled].filter(({ lane }) => lane.kind !== 'notes');
  return (
    // A region that scrolls must be reachable by key.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="timeline-table" role="region" aria-label="Timeline as a table" tabIndex={0}>
      <table>
        <caption>Lanes, {stretch}</caption>
        <thead>
          <tr>
            <th scope="col">Direction</th>
            <th scope="col">Lane</th>
            <th scope="col" className="timeline-number">
              Chunks
            </th>
            <th scope="col" className="timeline-number">
              Bytes
            </th>
            <th scope="col">Worst problem</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ lane, index }) => {
            const sum = sumLane(answer, index, span);
            return (
              <tr key={lane.key}>
                <td>{DIRECTIONS[lane.direction ?? 2]}</td>
                <td>{laneName(lane)}</td>
                <td className="timeline-number">
                  {count(sum.count)}
                  {lane.kind === 'segments'
                    ? ' segments'
                    : lane.kind === 'problems'
                      ? ' problems'
                      : ''}
                </td>
                <td className="timeline-number">{sum.bytes > 0 ? byteSize(sum.bytes) : ''}</td>
                <td>{FINDINGS[sum.finding]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <NoteTable {...props} />
      <MessageTable {...props} />
    </div>
  );
}

const DIRECTIONS = ['→ client to server', '← server to client', 'both'];

/** The notes in view, one by one. */
function NoteTable({ answer, span, notes, stretch }: TimelineTableProps): ReactNode {
  const mask = useMask();
  const shown = notes.filter(({ at }) => at >= span.from && at <= span.to);
  if (shown.length === 0) return null;
  return (
    <table>
      <caption>Notes, {stretch}</caption>
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        {shown.slice(0, MOST_LISTED).map((note, number) => (
          <tr key={number}>
            <td>{placeText(answer.axis, note.at, lengthOf(span))}</td>
            <td>
              <button
                type="button"
                className="timeline-link"
                onClick={() => select(note.record, note.field)}
              >
                {mask(noteWords(note))}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The messages in view, one by one. */
function MessageTable({ answer, layout, span, stretch }: TimelineTableProps): ReactNode {
  const mask = useMask();
  const lanes = new Map(
    [...layout.pinned, ...layout.scrolled].map(({ index, lane }) => [index, lane]),
  );
  const messages = inView(answer.messages ?? [], span).filter(({ lane }) => lanes.has(lane));
  if (!answer.messages || messages.length > MOST_LISTED)
    return (
      <p className="timeline-empty">
        Too many messages to list here: zoom in to see them one by one.
      </p>
    );
  return (
    <table>
      <caption>Messages, {stretch}</caption>
      <thead>
        <tr>
          <th scope="col">Begins</th>
          <th scope="col">Lane</th>
          <th scope="col">Message</th>
          <th scope="col" className="timeline-number">
            Bytes
          </th>
          <th scope="col" className="timeline-number">
            Chunks
          </th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <tr key={message.row}>
            <td>{placeText(answer.axis, message.from, lengthOf(span))}</td>
            <td>
              {message.ref.direction === 0 ? '→' : '←'} {laneName(lanes.get(message.lane)!)}
            </td>
            <td>
              <button type="button" className="timeline-link" onClick={() => select(message.ref)}>
                {mask(message.summary)}
              </button>
            </td>
            <td className="timeline-number">{count(message.length)}</td>
            <td className="timeline-number">{count(message.chunks)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
