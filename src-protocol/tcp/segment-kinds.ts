/** One thing that can be said about a segment beside its bytes. */
export interface SegmentKindWords {
  readonly kind: SegmentKind;
  readonly label: string;
  /** One sentence, what it means for the session. */
  readonly text: string;
}

/** The kinds of segment that are told, by name; see `SEGMENT_KINDS` for words. */
export type SegmentKind = keyof typeof SEGMENT_BITS;

/** Each kind is one bit of a number, so that a segment can be several. */
export const SEGMENT_BITS = {
  syn: 1,
  established: 2,
  fin: 4,
  rst: 8,
  retransmission: 16,
  duplicate: 32,
  outOfOrder: 64,
  overlap: 128,
  differs: 256,
  keepAlive: 512,
  zeroWindow: 1024,
  windowOpened: 2048,
  windowProbe: 4096,
  cut: 8192,
  gap: 16_384,
  damaged: 32_768,
} as const;

/** Every kind in words, in the order in which they are listed. */
export const SEGMENT_KINDS: readonly SegmentKindWords[] = [
  { kind: 'gap', label: 'missing', text: 'The capture missed these bytes; the receiver had them.' },
  { kind: 'cut', label: 'cut', text: 'The snap length cut the end of this segment off.' },
  {
    kind: 'retransmission',
    label: 'retransmission',
    text: 'All of these bytes came before: the sender sent them again.',
  },
  {
    kind: 'duplicate',
    label: 'duplicate',
    text: 'The capture has this segment twice in a row, as mirror ports make them.',
  },
  { kind: 'outOfOrder', label: 'out of order', text: 'It came before bytes in front of it.' },
  { kind: 'overlap', label: 'overlap', text: 'Some of its bytes came before, some are new.' },
  {
    kind: 'differs',
    label: 'copies differ',
    text: 'It repeats bytes with another content; the first copy counts.',
  },
  {
    kind: 'damaged',
    label: 'damaged',
    text: 'Its checksum is wrong: bits were changed on its way, and its receiver dropped it.',
  },
  {
    kind: 'keepAlive',
    label: 'keep-alive',
    text: 'One old byte, to see whether the other side is still there.',
  },
  {
    kind: 'zeroWindow',
    label: 'zero window',
    text: 'This side has no room: the other one must stop sending.',
  },
  { kind: 'windowOpened', label: 'window opened', text: 'This side has room again.' },
  {
    kind: 'windowProbe',
    label: 'window probe',
    text: 'One byte, sent although the other side has no room, to get an answer.',
  },
  { kind: 'syn', label: 'SYN', text: 'This side begins the connection.' },
  {
    kind: 'established',
    label: 'established',
    text: 'The first answer to the server’s SYN: from here on there is a connection.',
  },
  { kind: 'fin', label: 'FIN', text: 'This side will send no more bytes.' },
  { kind: 'rst', label: 'RST', text: 'The connection is broken off.' },
];

/** The kinds that `bits` stands for, in the order of `SEGMENT_KINDS`. */
export function segmentKinds(bits: number): SegmentKind[] {
  return SEGMENT_KINDS.filter(({ kind }) => (bits & SEGMENT_BITS[kind]) !== 0).map(
    ({ kind }) => kind,
  );
}
