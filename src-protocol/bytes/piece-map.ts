import type { BitRange } from './units.ts';

/**
 * One stretch of an upper space (a message) that lies in one stretch of the space below (a stream,
 * a file). Offsets and length in bytes.
 */
export interface Piece {
  readonly upper: number;
  readonly lower: number;
  readonly length: number;
}

/**
 * Carries a bit range of the upper space down: one range where it lies in one piece, several where a
 * chunk header or a segment border cuts it, none for the parts no piece covers (bytes the capture
 * missed). Pieces must be in order of `upper`. Neighbours that touch below are joined.
 *
 * ```
 * upper   |---- piece 0 ----|---- piece 1 ----|
 * range             [.............]
 * lower   |---- piece 0 ----| header |---- piece 1 ----|
 * result            [.......]        [.....]
 * ```
 */
export function mapDown(pieces: readonly Piece[], range: BitRange): BitRange[] {
  const result: BitRange[] = [];
  for (let i = firstReaching(pieces, range.start); i < pieces.length; i++) {
    const piece = pieces[i]!;
    const upper = piece.upper * 8;
    if (upper >= range.end) break;
    const start = Math.max(range.start, upper);
    const end = Math.min(range.end, upper + piece.length * 8);
    if (end <= start) continue;
    const shift = piece.lower * 8 - upper;
    const last = result.at(-1);
    if (last?.end === start + shift)
      result[result.length - 1] = { start: last.start, end: end + shift };
    else result.push({ start: start + shift, end: end + shift });
  }
  return result;
}

/** The index of the first piece that ends after bit `start`. */
function firstReaching(pieces: readonly Piece[], start: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const piece = pieces[middle]!;
    if ((piece.upper + piece.length) * 8 <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}
