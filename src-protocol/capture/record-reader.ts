import type { FileOffset } from '../bytes/units.ts';

/** Reads the records of one file format. A whole record or nothing: a cut one is offered again. */
export interface RecordReader {
  /** After `take` returned 0: how many bytes of the record have to be there to get further. */
  readonly needed: number;
  /** Set when nothing more can be read. */
  readonly stopped: boolean;
  /**
   * Takes one record of `bytes[at, end)` and returns its length, which may reach past `end` when the
   * rest of the record is of no interest. Returns 0 when more bytes are needed, or when stopped.
   */
  take(bytes: Uint8Array, at: number, end: number, fileOffset: FileOffset): number;
  /** Uses what is there of a record the file's end cuts. */
  takeCut(bytes: Uint8Array, at: number, end: number, fileOffset: FileOffset): void;
}

/**
 * The largest packet believed, in bytes: the largest snap length of libpcap, or what the file
 * declares up to 1 MiB (segmentation offload of "big TCP" makes packets of 512 KiB).
 */
export function largestPacket(snapLength: number): number {
  return Math.max(262_144, Math.min(snapLength, 1_048_576));
}

export function uint16(bytes: Uint8Array, at: number, little: boolean): number {
  const first = bytes[at]!;
  const second = bytes[at + 1]!;
  return little ? first | (second << 8) : (first << 8) | second;
}

export function uint32(bytes: Uint8Array, at: number, little: boolean): number {
  const a = bytes[at]!;
  const b = bytes[at + 1]!;
  const c = bytes[at + 2]!;
  const d = bytes[at + 3]!;
  return (
    (little ? a | (b << 8) | (c << 16) | (d << 24) : (a << 24) | (b << 16) | (c << 8) | d) >>> 0
  );
}
