import type { FileOffset } from './units.ts';

/**
 * Where the bytes stay after indexing: a file, a file descriptor, or memory. Tables keep offsets
 * only, and whatever is shown is read back from here.
 */
export interface ByteSource {
  /** Bytes there are. Grows for a live source. */
  readonly size: number;
  /**
   * The bytes of `[start, end)`. Shorter when the source ends (or was cut) before `end`; never longer.
   * The caller must not write into them.
   */
  read(start: FileOffset, end: FileOffset): Uint8Array;
}

/** A source over bytes that are in memory anyway: a paste, an unpacked file, a test. */
export class MemorySource implements ByteSource {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  read(start: FileOffset, end: FileOffset): Uint8Array {
    return this.#bytes.subarray(start, end);
  }
}
