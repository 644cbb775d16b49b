import { type ChunkRow, type ChunkTable, directionOf } from '../chunk/chunk-table.ts';
import type { SegmentTable } from '../tcp/segment-table.ts';

/** Rows looked at from the one found last, before all are searched. */
const NEAR = 4;

/**
 * Which segments carried the first bytes of chunks. It follows from their offsets, so no column is kept for it; who asks
 * for one chunk after the other finds them near.
 */
export class ChunkSegments {
  readonly #chunks: ChunkTable['column'];
  readonly #segments: readonly [SegmentTable, SegmentTable];
  readonly #last: [number, number] = [0, 0];

  constructor(chunks: ChunkTable, segments: readonly [SegmentTable, SegmentTable]) {
    this.#chunks = chunks.column;
    this.#segments = segments;
  }

  /** Row, in its direction's segment table, of the last segment that begins at or before the chunk; 0 where there is none. */
  get(chunk: ChunkRow): number {
    const direction = directionOf(this.#chunks.header.get(chunk));
    const offset = this.#chunks.offset.get(chunk);
    const segments = this.#segments[direction];
    const { streamOffset } = segments.column;
    let row = this.#last[direction];
    if (row < segments.length && streamOffset.get(row) <= offset)
      for (const end = row + NEAR; row < end; row++)
        if (row + 1 >= segments.length || streamOffset.get(row + 1) > offset)
          return (this.#last[direction] = row);
    const after = segments.firstAfter(offset);
    const found = after < segments.length && streamOffset.get(after) <= offset ? after : after - 1;
    return (this.#last[direction] = Math.max(0, found));
  }
}
