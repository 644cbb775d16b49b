/** What happened on one direction of a connection, by count. */
export interface HalfFacts {
  /** Segments with payload, copies included. */
  segments: number;
  /** Segments nothing of which was new, except those counted as duplicates and keep-alives. */
  retransmissions: number;
  /** Segments the capture has twice in a row: a mirror port, or a capture on several interfaces. */
  duplicates: number;
  /** Segments that came before bytes in front of them. */
  outOfOrder: number;
  /** Segments of one old byte, sent to see whether the other side is still there. */
  keepAlives: number;
  /** Segments of one byte sent while the other side had said it had no room. */
  zeroWindowProbes: number;
  /** Segments part of which was new. */
  overlaps: number;
  /** Copies that differ from what came first. Needs a byte source to read the first copy back. */
  differing: number;
  /** Segments left out because they belong nowhere near the others. */
  stray: number;
  gaps: number;
  /** Bytes in gaps. */
  missing: number;
}

export function noHalfFacts(): HalfFacts {
  return {
    segments: 0,
    retransmissions: 0,
    duplicates: 0,
    outOfOrder: 0,
    keepAlives: 0,
    zeroWindowProbes: 0,
    overlaps: 0,
    differing: 0,
    stray: 0,
    gaps: 0,
    missing: 0,
  };
}
