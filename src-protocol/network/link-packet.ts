import type { FileOffset } from '../bytes/units.ts';

/** One captured packet, as the capture folder's `Packet` has it: `bytes[start, end)` was captured. */
export interface LinkPacket {
  /** From 1. */
  readonly number: number;
  /** Seconds since 1970; NaN when there is none. */
  readonly time: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Bytes on the wire. */
  readonly originalLength: number;
  /** Of `bytes[start]`. */
  readonly fileOffset: FileOffset;
  /** The LINKTYPE_ number. */
  readonly linkType: number;
}
