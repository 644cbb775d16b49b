import { MOST_ZSTD_WINDOW, zstdWindow } from './packing.ts';

/** What unpacks Zstandard, of whichever package: is pushed packed bytes and hands on unpacked ones. */
export interface Unpacker {
  push(packed: Uint8Array, final?: boolean): void;
}

/** Packed bytes unpacked at once: the most they can become, some hundred megabytes, is seldom near. */
const PIECE = 4096;

/** Unpacks Zstandard (RFC 8878) block by block. Throws where it is damaged, was cut, or asks for too much memory. */
export class Unzstd {
  readonly #unpacker: Unpacker;
  #unpacked: Uint8Array[] = [];
  #first = true;

  constructor(unpacker: (unpacked: (block: Uint8Array) => void) => Unpacker) {
    this.#unpacker = unpacker((block) => this.#unpacked.push(block));
  }

  /** What the next packed bytes unpack to. */
  *push(packed: Uint8Array): Generator<Uint8Array, undefined> {
    if (this.#first && zstdWindow(packed) > MOST_ZSTD_WINDOW)
      throw new Error(`it asks for a window of ${zstdWindow(packed)} bytes`);
    this.#first = false;
    for (let at = 0; at < packed.length; at += PIECE) {
      this.#unpacker.push(packed.slice(at, at + PIECE));
      yield* this.#take();
    }
    return undefined;
  }

  /** What is left after the last packed byte. */
  *end(): Generator<Uint8Array, undefined> {
    this.#unpacker.push(new Uint8Array(0), true);
    yield* this.#take();
    return undefined;
  }

  #take(): Uint8Array[] {
    const unpacked = this.#unpacked;
    this.#unpacked = [];
    return unpacked;
  }
}
