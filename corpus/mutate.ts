/** Numbers that look random and follow from a seed (a linear congruential generator, 32 bits). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  /** One of these. */
  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}

/** Values that lengths and counts go wrong with. */
const EDGES = [0, 1, 2, 3, 0x3f, 0x40, 0x7f, 0x80, 0xc0, 0xc4, 0xfe, 0xff];

/** A copy of `original` with one to eight things wrong, most of them behind the handshake. */
export function mutate(original: Uint8Array, chance: Chance): Uint8Array {
  let bytes = [...original];
  for (let times = 1 + chance.below(8); times > 0 && bytes.length > 0; times--) {
    const at = chance.of([
      () => chance.below(bytes.length),
      () => Math.floor(bytes.length / 2) + chance.below(Math.ceil(bytes.length / 2)),
    ])();
    const length = 1 + chance.below(chance.of([4, 30, 300]));
    chance.of([
      () => (bytes[at]! ^= 1 << chance.below(8)),
      () => (bytes[at] = chance.of(EDGES)),
      () => bytes.splice(at, length),
      () => bytes.splice(at, 0, ...bytes.slice(at, at + length)),
      () => bytes.splice(at, 0, ...Array.from({ length }, () => chance.below(256))),
      () => bytes.fill(chance.of(EDGES), at, at + length),
      () => (bytes = bytes.slice(0, at)),
    ])();
  }
  return Uint8Array.from(bytes);
}
