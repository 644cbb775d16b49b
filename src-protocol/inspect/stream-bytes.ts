import type { ByteSource } from '../bytes/byte-source.ts';
import type { ByteRange, StreamOffset } from '../bytes/units.ts';
import type { Piece } from '../bytes/piece-map.ts';
import type { SegmentTable } from '../tcp/segment-table.ts';

/** Bytes of a stream read back from the file, and which of them the file does not have. */
export interface StreamBytes {
  readonly start: StreamOffset;
  /** Missing bytes read as zero. */
  readonly bytes: Uint8Array;
  /** Stretches that are missing, relative to `bytes`. */
  readonly missing: readonly ByteRange[];
}

/** How a stretch of a stream lies in the file: upper is the stream, lower the file. */
export function streamPieces(
  segments: SegmentTable,
  start: StreamOffset,
  end: StreamOffset,
): Piece[] {
  const pieces: Piece[] = [];
  const { streamOffset, fileOffset, length } = segments.column;
  for (let row = segments.firstAfter(start); row < segments.length; row++) {
    const upper = streamOffset.get(row);
    if (upper >= end) break;
    const from = Math.max(start, upper);
    const to = Math.min(end, upper + length.get(row));
    if (to > from)
      pieces.push({ upper: from, lower: fileOffset.get(row) + from - upper, length: to - from });
  }
  return pieces;
}

/** Reads `[start, end)` of a stream back from the file. */
export function readStream(
  source: ByteSource,
  segments: SegmentTable,
  start: StreamOffset,
  end: StreamOffset,
): StreamBytes {
  const bytes = new Uint8Array(Math.max(0, end - start));
  const missing: ByteRange[] = [];
  let at = start;
  for (const piece of streamPieces(segments, start, end)) {
    if (piece.upper > at) missing.push({ start: at - start, end: piece.upper - start });
    const read = source.read(piece.lower, piece.lower + piece.length);
    bytes.set(read, piece.upper - start);
    at = piece.upper + read.length;
  }
  if (at < end) missing.push({ start: at - start, end: end - start });
  return { start, bytes, missing };
}
