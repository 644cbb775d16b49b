import type { AxisIndex } from './axis-index.ts';
import type { Bins } from './bin-pyramid.ts';
import { CONTROL, isControl, type LaneBook, PROBLEMS } from './lane-book.ts';
import type { TimelineAnswer } from './timeline-types.ts';

/** The part of an answer that is columns. */
export type Columns = Pick<TimelineAnswer, 'counts' | 'bytes' | 'types' | 'findings'>;

/** What is looked at, in bins of `2 ** exponent` units. */
export interface Window {
  readonly exponent: number;
  readonly first: number;
  readonly columns: number;
}

/** The columns of a window: out of the bins that are there, or, where these are too wide, out of the rows. */
export function columnsOf(index: AxisIndex, book: LaneBook, window: Window): Columns {
  const { exponent, first, columns } = window;
  const level = index.pyramid.level(exponent);
  const [strands, shift] = level ? [level, first] : [scanned(index, book, window), 0];
  const cells = book.size * columns;
  const into = {
    counts: new Uint32Array(cells),
    bytes: new Float64Array(cells),
    types: new Uint8Array(cells),
    findings: new Uint8Array(cells),
  };
  /** Bytes of the type that leads a cell so far. */
  const leading = new Float64Array(cells);
  strands.forEach((bins, number) => {
    const { lane, messageTypeId } = book.strands[number]!;
    for (let column = 0; column < columns; column++) {
      const bin = column + shift;
      const count = bins.counts[bin] ?? 0;
      const finding = bins.findings[bin] ?? 0;
      if (count === 0 && finding === 0) continue;
      addTo(lane, column, bins.bytes[bin]!, count, messageTypeId, finding);
      if (lane > PROBLEMS && finding > 0) addTo(PROBLEMS, column, 0, 0, 0, finding);
      if (isControl(messageTypeId))
        addTo(CONTROL, column, bins.bytes[bin]!, count, messageTypeId, finding);
    }
  });
  return into;

  function addTo(
    lane: number,
    column: number,
    bytes: number,
    count: number,
    type: number,
    finding: number,
  ): void {
    const cell = lane * columns + column;
    into.counts[cell]! += count;
    into.bytes[cell]! += bytes;
    if (finding > into.findings[cell]!) into.findings[cell] = finding;
    if (bytes > leading[cell]!) {
      leading[cell] = bytes;
      into.types[cell] = type;
    }
  }
}

/** Bins finer than those that are kept. */
function scanned(index: AxisIndex, book: LaneBook, window: Window): Bins[] {
  const { exponent, first, columns } = window;
  const width = 2 ** exponent;
  const strands: Bins[] = [];
  index.scan(first * width, (first + columns) * width, (strand, at, bytes, finding) => {
    const bin = Math.floor(at / width) - first;
    if (bin < 0 || bin >= columns) return;
    const bins = (strands[strand] ??= {
      counts: new Uint32Array(columns),
      bytes: new Float64Array(columns),
      findings: new Uint8Array(columns),
    });
    bins.counts[bin]! += 1;
    bins.bytes[bin]! += bytes;
    if (finding > bins.findings[bin]!) bins.findings[bin] = finding;
  });
  // Strands without anything leave holes, which `forEach` passes over.
  return strands.slice(0, book.strands.length);
}
