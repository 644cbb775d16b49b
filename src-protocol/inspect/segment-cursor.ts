import type { StreamOffset } from '../bytes/units.ts';
import type { SegmentTable } from '../tcp/segment-table.ts';

/** Finds the segment of offsets that only grow, a step at a time. */
export class SegmentCursor {
  readonly #segments: SegmentTable;
  #row = 0;

  constructor(segments: SegmentTable) {
    this.#segments = segments;
  }

  /** Row of the last segment that begins at or before `offset`. */
  at(offset: StreamOffset): number {
    const { streamOffset } = this.#segments.column;
    while (this.#row + 1 < this.#segments.length && streamOffset.get(this.#row + 1) <= offset)
      this.#row++;
    return this.#row;
  }
}
