import type { ByteSource } from '../bytes/byte-source.ts';
import type { StreamOffset } from '../bytes/units.ts';
import type { Segment } from '../network/tcp-segment.ts';
import type { SegmentTable } from './segment-table.ts';

/** Rows one comparison looks at; a segment that repeats more pieces than this is compared in part. */
const MOST_ROWS = 1024;

/**
 * Compares stream bytes `[start, end)` as `segment` has them (`offset` is the place of its first
 * byte) with the copy that was delivered, read back from the file. Returns the first place where they
 * differ, or -1.
 *
 * Nothing delivered is kept in memory. But the first copy often lies in the same block of the file as
 * the second (mirror ports send both in a row), and then it is compared there.
 */
export function differenceFromFirst(
  segments: SegmentTable,
  source: ByteSource,
  segment: Segment,
  offset: StreamOffset,
  start: StreamOffset,
  end: StreamOffset,
): StreamOffset {
  const { bytes, payloadStart } = segment;
  /** The file offset of `bytes[0]`. */
  const blockStart = segment.inPlace ? segment.fileOffset - payloadStart : Infinity;
  let row = segments.firstAfter(start);
  const lastRow = Math.min(segments.length, row + MOST_ROWS);
  for (; row < lastRow; row++) {
    const rowStart = segments.column.streamOffset.get(row);
    if (rowStart >= end) break;
    const from = Math.max(start, rowStart);
    const length = Math.min(end, segments.endOf(row)) - from;
    const fileOffset = segments.column.fileOffset.get(row) + (from - rowStart);
    let first = bytes;
    let at = fileOffset - blockStart;
    if (!(at >= 0)) {
      first = source.read(fileOffset, fileOffset + length);
      at = 0;
    }
    const compared = Math.min(length, first.length - at);
    const second = payloadStart + (from - offset);
    for (let i = 0; i < compared; i++) if (first[at + i] !== bytes[second + i]) return from + i;
  }
  return -1;
}
