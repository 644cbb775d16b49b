/**
 * Numbers that count bytes, each in a space of its own. They are ordinary numbers at run time; the
 * flavour only keeps a stream offset from being passed where a file offset belongs.
 */
type Flavoured<Space extends string> = number & { readonly space?: Space };

/** Bytes from the start of the capture file. */
export type FileOffset = Flavoured<'file'>;

/** Bytes from the first byte of one direction's TCP stream (C0 and S0 are at 0). Missing bytes count. */
export type StreamOffset = Flavoured<'stream'>;

/** Bytes from the first payload byte of one RTMP message, chunk headers left out. */
export type MessageOffset = Flavoured<'message'>;

/** A half-open range of bytes: `start` is in it, `end` is not. */
export interface ByteRange<Offset extends number = number> {
  readonly start: Offset;
  readonly end: Offset;
}

/** A half-open range of bits, counted from the most significant bit of the space's first byte. */
export interface BitRange {
  readonly start: number;
  readonly end: number;
}

/** Who sent the bytes. The client is the side that opened the connection, or spoke C0. */
export type Sender = 'client' | 'server';

/** A direction as tables keep it: 0 is client to server (`up`), 1 server to client (`down`). */
export type Direction = 0 | 1;

/** The two directions, for loops. */
export const DIRECTIONS: readonly Direction[] = [0, 1];

/** The direction against `direction`. */
export function opposite(direction: Direction): Direction {
  return direction === 0 ? 1 : 0;
}

/** Who sends in `direction`. */
export function senderOf(direction: Direction): Sender {
  return direction === 0 ? 'client' : 'server';
}
