import type { AxisSpan, TimelineAnswer } from '../../worker/timeline/timeline-types.ts';
import { xOf } from './viewport.ts';

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
  span: AxisSpan,
  width: number,
  narrowest = 2,
): Bar[] {
  const { columns, exponent } = answer;
  const bin = 2 ** exponent;
  const pixels = (bin / (span.to - span.from)) * width;
  const together = 2 ** Math.max(0, Math.ceil(Math.log2(narrowest / pixels)));
  const begin = Math.floor(span.from / bin / together) * together;
  const last = Math.min(answer.first + columns, Math.ceil(span.to / bin));
  const bars: Bar[] = [];
  for (let block = begin; block < last; block += together) {
    const from = Math.max(block, answer.first);
    const length = Math.min(block + together, answer.first + columns) - from;
    if (length <= 0) continue;
    const bar = addUp(answer, lane * columns + from - answer.first, length);
    if (bar.count === 0 && bar.finding === 0) continue;
    bars.push({ x: xOf(block * bin, span, width), width: together * pixels, ...bar });
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

/** What one lane has in a stretch, for the table and the summary. */
export interface LaneSum {
  /** Chunks, segments or problems. */
  readonly count: number;
  readonly bytes: number;
  readonly finding: number;
}

/** Adds up the columns of a lane that overlap `span`. */
export function sumLane(answer: TimelineAnswer, lane: number, span: AxisSpan): LaneSum {
  const { columns, first } = answer;
  const bin = 2 ** answer.exponent;
  const begin = Math.max(0, Math.floor(span.from / bin) - first);
  const end = Math.min(columns, Math.ceil(span.to / bin) - first);
  const { count, bytes, finding } = addUp(answer, lane * columns + begin, Math.max(0, end - begin));
  return { count, bytes, finding };
}
