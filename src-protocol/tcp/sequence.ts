/**
 * TCP sequence numbers count modulo 2³² (RFC 9293 §3.4). Differences of two are kept as signed
 * 32-bit numbers, positions in a stream as ordinary ones, which are exact up to 2⁵³.
 */

/** How far `a` is ahead of `b`, in [-2³¹, 2³¹). */
export function sequenceDifference(a: number, b: number): number {
  return (a - b) | 0;
}

/** `sequence` moved on by `count`, in [0, 2³²). */
export function sequenceAdd(sequence: number, count: number): number {
  return (sequence + count) >>> 0;
}

/** Old data is at most this many bytes old; a sequence number further behind is one far ahead. */
export const OLDEST = 64 * 1024 * 1024;

/**
 * How far a segment's `sequence` is ahead of the byte that is expected, `expected`. Retransmissions
 * are never very old, while a capture may have missed gigabytes, so the circle of 2³² numbers is not
 * cut in half: [-64 MiB, 4 GiB - 64 MiB).
 */
export function aheadOf(sequence: number, expected: number): number {
  const difference = (sequence - expected) | 0;
  return difference < -OLDEST ? difference + 0x1_0000_0000 : difference;
}
