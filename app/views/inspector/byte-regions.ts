import type { Piece } from '../../../src-protocol/bytes/piece-map.ts';
import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import type { Described } from '../../worker/protocol.ts';

/** What the bytes of the stream are to the record looked at. */
export type Tone = 'header' | 'payload' | 'other';

interface Region {
  readonly start: number;
  readonly end: number;
  readonly tone: Tone;
}

/**
 * Tells headers of the record's chunks, their payload, and bytes of other chunks apart. Headers that
 * were left out of the description count as others here.
 */
export class ByteRegions {
  readonly #regions: readonly Region[];

  constructor(described: Described) {
    const regions: Region[] = [];
    const { record, headers, pieces } = described;
    if (record.kind === 'handshake')
      regions.push({ start: described.start, end: described.end, tone: 'payload' });
    for (const piece of pieces)
      regions.push({ start: piece.lower, end: piece.lower + piece.length, tone: 'payload' });
    if (record.kind !== 'handshake') {
      const payload = [...regions].sort(inOrder);
      for (const header of headers)
        for (const range of header.ranges) {
          const start = Math.floor(range.start / 8);
          const end = firstIn(payload, start, Math.ceil(range.end / 8));
          if (end > start) regions.push({ start, end, tone: 'header' });
        }
    }
    this.#regions = regions.sort(inOrder);
  }

  /** What the byte at `offset` is. */
  at(offset: number): Tone {
    let low = 0;
    let high = this.#regions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#regions[middle]!.end <= offset) low = middle + 1;
      else high = middle;
    }
    const region = this.#regions[low];
    return region && region.start <= offset ? region.tone : 'other';
  }
}

function inOrder(a: Region, b: Region): number {
  return a.start - b.start;
}

/** Where the first payload region inside `[start, end)` begins, or `end`. */
function firstIn(payload: readonly Region[], start: number, end: number): number {
  for (const region of payload) {
    if (region.start >= end) break;
    if (region.start >= start) return region.start;
  }
  return end;
}

/** The stream offset of a message's byte; undefined where the capture has none. */
export function toStream(pieces: readonly Piece[], offset: number): number | undefined {
  const piece = pieceAt(pieces, offset, 'upper');
  return piece && piece.lower + offset - piece.upper;
}

/** The message offset of a stream's byte; undefined where it is a header, or another message's. */
export function toMessage(pieces: readonly Piece[], offset: number): number | undefined {
  const piece = pieceAt(pieces, offset, 'lower');
  return piece && piece.upper + offset - piece.lower;
}

function pieceAt(
  pieces: readonly Piece[],
  offset: number,
  side: 'upper' | 'lower',
): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const piece = pieces[middle]!;
    if (piece[side] + piece.length <= offset) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low];
  return piece && piece[side] <= offset ? piece : undefined;
}

/** Carries bits of the stream up to the message: what of `ranges` is payload. In order; neighbours are joined. */
export function mapUp(pieces: readonly Piece[], ranges: readonly BitRange[]): BitRange[] {
  const result: BitRange[] = [];
  for (const range of ranges) {
    for (const piece of pieces) {
      const lower = piece.lower * 8;
      const start = Math.max(range.start, lower);
      const end = Math.min(range.end, lower + piece.length * 8);
      if (end <= start) continue;
      const shift = piece.upper * 8 - lower;
      const last = result.at(-1);
      if (last?.end === start + shift)
        result[result.length - 1] = { start: last.start, end: end + shift };
      else result.push({ start: start + shift, end: end + shift });
    }
  }
  return result;
}
