/**
 * Bits of the inside of a parameter set, most significant first. Numbers of variable length cross bytes,
 * and bytes are stuffed in between, so what is read here is shown as calculated from the bytes as a whole.
 */
export class BitReader {
  #short = false;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether bits ran out; everything read after that is 0. */
  short(): boolean {
    return this.#short;
  }

  /** One bit: u(1). */
  flag(): boolean {
    return this.bits(1) === 1;
  }

  /** `count` bits as an unsigned number, up to 53: u(n). */
  bits(count: number): number {
    if (this.#at + count > this.#bytes.length * 8) {
      this.#short = true;
      this.#at = this.#bytes.length * 8;
      return 0;
    }
    let value = 0;
    for (let i = 0; i < count; i++, this.#at++)
      value = value * 2 + ((this.#bytes[this.#at >> 3]! >> (7 - (this.#at & 7))) & 1);
    return value;
  }

  /** Leaves out `count` bits. */
  skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length * 8) this.#short = true;
  }

  /** Leaves out what is left of the byte that has been begun. */
  align(): void {
    this.skip(-this.#at & 7);
  }

  /** Whether more follows than a one and zeros up to the end: more_rbsp_data(). */
  more(): boolean {
    let last = this.#bytes.length - 1;
    while (last >= 0 && this.#bytes[last] === 0) last--;
    if (last < 0) return false;
    const lowestOne = 31 - Math.clz32(this.#bytes[last]! & -this.#bytes[last]!);
    return this.#at < last * 8 + 7 - lowestOne;
  }

  /** An unsigned Exp-Golomb number: ue(v). */
  ue(): number {
    let zeros = 0;
    while (!this.#short && zeros < 32 && this.bits(1) === 0) zeros++;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** A signed Exp-Golomb number: se(v). */
  se(): number {
    const code = this.ue();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}

/** No parameter set is longer; what follows would not be looked at. */
const LONGEST = 4096;

/**
 * The payload of a NAL unit without the byte 3 that is put behind two zeros so that no start code appears
 * inside (H.264 §7.3.1). At most the first 4096 bytes.
 */
export function withoutEmulationPrevention(payload: Uint8Array): Uint8Array {
  const length = Math.min(payload.length, LONGEST);
  const result = new Uint8Array(length);
  let size = 0;
  let zeros = 0;
  for (let i = 0; i < length; i++) {
    const byte = payload[i]!;
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    result[size++] = byte;
  }
  return result.subarray(0, size);
}
