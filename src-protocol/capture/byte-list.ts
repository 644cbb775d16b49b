/** Bytes that come a few at a time, and may be repeated; never more than `MOST_BYTES`. */
export class ByteList {
  #bytes = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A copy of what was added. */
  get bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  add(bytes: Uint8Array): void {
    const length = Math.min(this.#length + bytes.length, MOST_BYTES);
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, Math.min(MOST_BYTES, this.#bytes.length * 2)));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(0, length - this.#length), this.#length);
    this.#length = length;
  }
}

/** Text that describes more bytes than this is read up to here: a line of a dump can claim to stand for gigabytes. */
export const MOST_BYTES = 64 * 1024 * 1024;
