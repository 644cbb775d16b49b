import type { TimelineAnswer } from '../../worker/protocol.ts';
import { type Span, xOf } from './viewport.ts';

/** What one lane has in a few pixels. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly count: number;
  readonly bytes: number;
  /** Message type ID with the most bytes. */
  readonly type: number;
  /** 0 none, 1 note, 2 warning, 3 error. */
  readonly finding: number;
}

/**
 * The columns of one lane as bars on `width` pixels, at least `narrowest` pixels each: columns that
 * fall together are added up, and the worst finding of them stays. Which columns go together does not
 * depend on where the view begins, so bars keep their shape while it moves.
 */
export function barsOf(
  answer: TimelineAnswer,
  lane: number,
  span: Span,
  width: number,
  narrowest = 2,
): Bar[] {
  const { columns } = answer;
  const seconds = (answer.to - answer.from) / columns;
  const pixels = (seconds / (span.to - span.from)) * width;
  const together = Math.max(1, Math.ceil(narrowest / pixels));
  const first = Math.max(0, Math.floor((span.from - answer.from) / seconds));
  const last = Math.min(columns, Math.ceil((span.to - answer.from) / seconds));
  const bars: Bar[] = [];
  for (let block = Math.floor(first / together) * together; block < last; block += together) {
    const bar = addUp(answer, lane * columns + block, Math.min(together, columns - block));
    if (bar.count === 0 && bar.finding === 0) continue;
    const x = xOf(answer.from + block * seconds, span, width);
    bars.push({ x, width: together * pixels, ...bar });
  }
  return bars;
}

function addUp(answer: TimelineAnswer, from: number, length: number): Omit<Bar, 'x' | 'width'> {
  let [count, bytes, type, finding, most] = [0, 0, 0, 0, 0];
  for (let at = from; at < from + length; at++) {
    count += answer.counts[at] ?? 0;
    bytes += answer.bytes[at] ?? 0;
    finding = Math.max(finding, answer.findings[at] ?? 0);
    if ((answer.bytes[at] ?? 0) > most) {
      most = answer.bytes[at] ?? 0;
      type = answer.types[at] ?? 0;
    }
  }
  return { count, bytes, type, finding };
}

/** What one lane has in a stretch of time, for the table. */
export interface LaneSum {
  readonly chunks: number;
  readonly bytes: number;
  readonly finding: number;
  /** Columns with a finding. */
  readonly findings: number;
}

/** Adds up the columns of a lane that begin inside `span`. */
export function sumLane(answer: TimelineAnswer, lane: number, span: Span): LaneSum {
  const { columns } = answer;
  const seconds = (answer.to - answer.from) / columns;
  let chunks = 0;
  let bytes = 0;
  let finding = 0;
  let findings = 0;
  for (let column = 0; column < columns; column++) {
    const start = answer.from + column * seconds;
    if (start + seconds <= span.from || start >= span.to) continue;
    const at = lane * columns + column;
    chunks += answer.counts[at] ?? 0;
    bytes += answer.bytes[at] ?? 0;
    finding = Math.max(finding, answer.findings[at] ?? 0);
    if ((answer.findings[at] ?? 0) > 0) findings++;
  }
  return { chunks, bytes, finding, findings };
}
