import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';

/** Only workers have it, so the page's library of types does not. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const BLOCK = 256 * 1024;
/** Blocks kept: 8 MiB at most, enough for a message in thousands of segments. */
const MOST_BLOCKS = 32;

/**
 * Reads ranges of a file that stays on disk. Reading is synchronous, which workers may do: explaining
 * a record then is one function call, and nothing has to be kept consistent between two awaits.
 */
export class BlobSource implements ByteSource {
  readonly #blob: Blob;
  readonly #reader = new FileReaderSync();
  /** Blocks read last, by number; the first is the one not used for longest. */
  readonly #blocks = new Map<number, Uint8Array>();

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  get size(): number {
    return this.#blob.size;
  }

  read(start: number, end: number): Uint8Array {
    const to = Math.min(end, this.#blob.size);
    if (to <= start) return new Uint8Array(0);
    const first = Math.floor(start / BLOCK);
    const last = Math.floor((to - 1) / BLOCK);
    if (last - first >= MOST_BLOCKS / 2) return this.#readNow(start, to);
    const bytes = new Uint8Array(to - start);
    for (let number = first; number <= last; number++) {
      const block = this.#block(number);
      const at = number * BLOCK;
      const from = Math.max(start, at);
      bytes.set(block.subarray(from - at, Math.min(to, at + block.length) - at), from - start);
    }
    return bytes;
  }

  #block(number: number): Uint8Array {
    const known = this.#blocks.get(number);
    this.#blocks.delete(number);
    const block =
      known ?? this.#readNow(number * BLOCK, Math.min((number + 1) * BLOCK, this.#blob.size));
    this.#blocks.set(number, block);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > MOST_BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    return block;
  }

  #readNow(start: number, end: number): Uint8Array {
    return new Uint8Array(this.#reader.readAsArrayBuffer(this.#blob.slice(start, end)));
  }
}
