import type { FileOffset } from '../bytes/units.ts';

/**
 * One packet as the file holds it: `bytes[start, end)` is the captured part. The reader fills one
 * object again and again, and `bytes` may be overwritten by the next push: copy what you keep.
 */
export interface Packet {
  /** Counts from 1 over the whole file, as other programs do. */
  number: number;
  /** Seconds since 1970; NaN when the record has no time. */
  time: number;
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Bytes the packet had on the wire; `end - start` may be less. */
  originalLength: number;
  /** Of `bytes[start]`. */
  fileOffset: FileOffset;
  /** The LINKTYPE_ number that says which header comes first. */
  linkType: number;
}

export type PacketSink = (packet: Packet) => void;
