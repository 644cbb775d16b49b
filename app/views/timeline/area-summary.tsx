import { type ReactNode, useEffect, useId, useState } from 'react';
import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import { select, setView } from '../../state/actions.ts';
import { exportPackets, exportRows, reasonAgainstPackets } from '../../state/export-rows.ts';
import { applyFilter } from '../../state/filter.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { Axis, AxisSpan, Lane, StretchSum } from '../../worker/timeline/timeline-types.ts';
import { typeName } from '../marks/message-family.ts';
import { laneCondition, spanCondition } from './lane-condition.ts';
import { laneWords } from './lane-layout.ts';
import type { Navigation } from './navigation.ts';
import { stretchText } from './place-text.ts';
import { timelineStore, useTimeline } from './timeline-store.ts';

/** Milliseconds for which an area must not change to be added up. */
const REST = 120;
/** Types named one by one; the rest is counted. */
const MOST_TYPES = 4;

/** What can be saved of an area. */
const EXPORTS = [
  { value: 'chunks csv', text: 'its chunks as CSV' },
  { value: 'chunks ndjson', text: 'its chunks as JSON Lines' },
  { value: 'messages csv', text: 'its messages as CSV' },
  { value: 'messages ndjson', text: 'its messages as JSON Lines' },
  { value: 'segments csv', text: 'its TCP segments as CSV' },
  { value: 'segments ndjson', text: 'its TCP segments as JSON Lines' },
  { value: 'packets', text: 'its packets as pcapng' },
] as const;
type Export = (typeof EXPORTS)[number]['value'];

/** What the chosen area holds, and what can be done with it. */
export function AreaSummary(props: {
  readonly connection: number;
  readonly axis: Axis;
  readonly area: AxisSpan;
  readonly lanes: readonly Lane[];
  readonly navigation: Navigation;
}): ReactNode {
  const { connection, axis, area, lanes, navigation } = props;
  const chosen = useTimeline((state) => state.areaLane);
  const lane = lanes.find(({ key }) => key === chosen);
  const span = useRested(area);
  const { answer: sum, waiting } = useAnswer('sum', {
    connection,
    axis,
    span,
    ...(lane && { lane: lane.key }),
  });
  // While an area is drawn, numbers of an earlier one would be wrong.
  const answer = span === area && !waiting ? sum : undefined;
  const first = answer?.first;
  const condition = answer && areaCondition(axis, area, answer, lane);
  return (
    <section className="timeline-area" aria-label="Chosen area">
      <p className="timeline-area-text" role="status">
        <strong>{stretchText(axis, area, Infinity)}</strong>
        {answer ? `: ${sumText(answer)}` : ' …'}
      </p>
      <div className="timeline-tools">
        <label className="timeline-area-lane">
          Lane
          <select
            className="select"
            value={lane?.key ?? ''}
            onChange={({ target }) => timelineStore.setState({ areaLane: target.value })}
          >
            <option value="">all lanes</option>
            {lanes.filter(isSummed).map((one) => (
              <option key={one.key} value={one.key}>
                {laneWords(one)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="timeline-tool" onClick={() => navigation.fill(area)}>
          Zoom to it
        </button>
        <button
          type="button"
          className="timeline-tool"
          title={condition}
          disabled={condition === undefined}
          onClick={() => {
            applyFilter(condition ?? '');
            setView('chunks');
          }}
        >
          Filter the table to it
        </button>
        <SaveArea connection={connection} condition={condition} />
        <button
          type="button"
          className="timeline-tool"
          disabled={!first}
          onClick={() => {
            if (first) select(first);
            setView('chunks');
          }}
        >
          Show its first chunk in the table
        </button>
        <button
          type="button"
          className="timeline-tool"
          onClick={() => timelineStore.setState({ area: undefined })}
        >
          Clear
        </button>
      </div>
    </section>
  );
}

/** Saves the area: what is chosen in the list. */
function SaveArea({
  connection,
  condition,
}: {
  readonly connection: number;
  readonly condition: string | undefined;
}): ReactNode {
  const id = useId();
  const [what, setWhat] = useState<Export>('chunks csv');
  const against = useInspector((state) => reasonAgainstPackets(state.capture?.kind));
  const reason = what === 'packets' ? against : undefined;
  return (
    <span className="timeline-area-save">
      <select
        className="select"
        aria-label="What to save of the area"
        value={what}
        onChange={({ target }) => setWhat(target.value as Export)}
      >
        {EXPORTS.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="timeline-tool"
        disabled={condition === undefined || reason !== undefined}
        aria-describedby={reason === undefined ? undefined : id}
        onClick={() => {
          if (condition !== undefined) save(connection, condition, what);
        }}
      >
        Save
      </button>
      {reason !== undefined && (
        <span id={id} className="dim">
          {reason}
        </span>
      )}
    </span>
  );
}

function save(connection: number, condition: string, what: Export): void {
  if (what === 'packets') void exportPackets(connection, condition);
  else {
    const [level, format] = what.split(' ') as ['chunks', 'csv'];
    void exportRows(connection, level, condition, format);
  }
}

/** An area once its ends have stopped moving: to add up each one on the way would keep the worker busy for nothing. */
function useRested(area: AxisSpan): AxisSpan {
  const [rested, setRested] = useState(area);
  useEffect(() => {
    const timer = setTimeout(() => setRested(area), REST);
    return () => clearTimeout(timer);
  }, [area]);
  return rested;
}

/** Lanes of which a sum can be made: notes and problems are no chunks. */
function isSummed({ kind }: Lane): boolean {
  return kind !== 'notes' && kind !== 'problems';
}

/** The filter that leaves what the area holds. */
export function areaCondition(
  axis: Axis,
  area: AxisSpan,
  sum: StretchSum,
  lane: Lane | undefined,
): string | undefined {
  const span = spanCondition(axis, area, sum);
  const own = lane && laneCondition(lane);
  return span !== undefined && own !== undefined ? `${own} ${span}` : span;
}

/** A sum in words: bytes, header share, rate, messages by type, problems. */
export function sumText(sum: StretchSum): string {
  if (sum.chunks === 0) return 'nothing begins here';
  const share = ((sum.headerBytes / Math.max(1, sum.bytes)) * 100).toFixed(1);
  const types = sum.messages
    .slice(0, MOST_TYPES)
    .map(({ messageTypeId, count: number }) => `${count(number)} ${typeName(messageTypeId)}`);
  const others = sum.messages.slice(MOST_TYPES).reduce((total, one) => total + one.count, 0);
  if (others > 0) types.push(`${count(others)} other`);
  const rate =
    sum.seconds > 0
      ? [`${duration(sum.seconds)}, ${bitRate((sum.bytes * 8) / sum.seconds)} on average`]
      : [];
  return [
    `${counted(sum.chunks, 'chunk')}, ${byteSize(sum.bytes)}`,
    `${share} % of it headers`,
    ...rate,
    types.length > 0 ? `messages that begin: ${types.join(', ')}` : 'no message begins',
    sum.findings === 0 ? 'no problems' : counted(sum.findings, 'problem'),
  ].join('; ');
}

function bitRate(bits: number): string {
  if (bits < 1e6) return `${(bits / 1e3).toFixed(1)} kbit/s`;
  return `${(bits / 1e6).toFixed(2)} Mbit/s`;
}
