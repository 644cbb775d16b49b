import type { ReactNode } from 'react';
import { byteSize } from '../../format/bytes.ts';
import { count } from '../../format/numbers.ts';
import type { TimelineAnswer } from '../../worker/protocol.ts';
import { sumLane } from './bins.ts';
import type { LanePlace } from './lane-layout.ts';
import type { Span } from './viewport.ts';

const FINDINGS = ['none', 'note', 'warning', 'error'];

export interface TimelineTableProps {
  readonly answer: TimelineAnswer;
  readonly places: readonly LanePlace[];
  readonly span: Span;
  /** What stretch the numbers are of, in words. */
  readonly stretch: string;
}

/** The timeline in numbers: a row a lane, for the stretch of time that is in view. */
export function TimelineTable(props: TimelineTableProps): ReactNode {
  const { answer, places, span, stretch } = props;
  return (
    // A region that scrolls must be reachable by key.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="timeline-table" role="region" aria-label="Timeline as a table" tabIndex={0}>
      <table>
        <caption>Chunk streams, {stretch}</caption>
        <thead>
          <tr>
            <th scope="col">Direction</th>
            <th scope="col">Chunk stream</th>
            <th scope="col">Carries</th>
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
          {places.map(({ lane, index }) => {
            const sum = sumLane(answer, index, span);
            return (
              <tr key={index}>
                <td>{lane.direction === 0 ? '→ client to server' : '← server to client'}</td>
                <td>{lane.chunkStreamId}</td>
                <td>{lane.role}</td>
                <td className="timeline-number">{count(sum.chunks)}</td>
                <td className="timeline-number">{byteSize(sum.bytes)}</td>
                <td>{FINDINGS[sum.finding]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
