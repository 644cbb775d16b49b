/**
 * Numbers that look random and come out the same for the same seed, on every machine.
 */
export class Random {
  #state;

  /** @param {number} seed any integer */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** 32 bits (mulberry32). */
  bits() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (x ^ (x >>> 14)) >>> 0;
  }

  /** In `[0, 1)`. */
  unit() {
    return this.bits() / 0x1_0000_0000;
  }

  /**
   * A whole number in `[low, high]`.
   * @param {number} low
   * @param {number} high
   */
  between(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** Normal, mean 0, deviation 1 (Box and Muller). */
  normal() {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  /**
   * Log-normal with the given mean; `sigma` is the deviation of the logarithm.
   * @param {number} mean
   * @param {number} sigma
   */
  logNormal(mean, sigma) {
    return mean * Math.exp(sigma * this.normal() - (sigma * sigma) / 2);
  }

  /** @param {number} length bytes */
  bytes(length) {
    const bytes = Buffer.alloc(length);
    for (let i = 0; i < length; i++) bytes[i] = this.bits() & 0xff;
    return bytes;
  }
}
