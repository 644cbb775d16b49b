import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';

/** Bytes that come block by block and have no file to be read back from, such as an unpacked one. */
export class GrowingSource implements ByteSource {
  readonly #blocks: Uint8Array[] = [];
  /** Where each block begins. */
  readonly #starts: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Keeps a block; the caller must not write into it afterwards. */
  add(block: Uint8Array): void {
    this.#blocks.push(block);
    this.#starts.push(this.#size);
    this.#size += block.length;
  }

  read(start: number, end: number): Uint8Array {
    const to = Math.min(end, this.#size);
    if (to <= start) return new Uint8Array(0);
    const bytes = new Uint8Array(to - start);
    for (let number = this.#blockOf(start); number < this.#blocks.length; number++) {
      const at = this.#starts[number]!;
      if (at >= to) break;
      const block = this.#blocks[number]!;
      const from = Math.max(start, at);
      bytes.set(block.subarray(from - at, Math.min(to, at + block.length) - at), from - start);
    }
    return bytes;
  }

  #blockOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}
