import type { Field } from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';

/**
 * Takes numbers of a few bits one after another and knows how many bits are left: a wire tells whole bytes
 * only. A reader takes a field while its bits are there; a writer, while there is a value.
 */
export class BitBudget<Key extends string, Fields extends Readonly<Record<Key, Field>>> {
  /** Bits taken so far. */
  taken = 0;
  /** Set once bits ran out where a field should have been. */
  cut = false;
  readonly #w: Wire;
  readonly #fields: Fields;
  #left: number;

  constructor(w: Wire, fields: Fields, end: number, taken = 0) {
    this.#w = w;
    this.#fields = fields;
    // A field before this one may have ended inside a byte.
    this.#left = w.writing ? Infinity : (end - w.position) * 8 - (taken % 8);
  }

  /** The next field; undefined where it is not there. */
  take(key: Key, given: number | undefined): number | undefined {
    const field = this.#fields[key];
    if (this.cut || (this.#w.writing ? given === undefined : this.#left < field.bits)) {
      this.cut = true;
      return undefined;
    }
    this.also(field.bits);
    return this.#w.uint(field, given ?? 0);
  }

  /** Whether an optional part follows: `bits` of it are there, or a writer has a value for it. */
  has(bits: number, given: number | undefined): boolean {
    return !this.cut && (this.#w.writing ? given !== undefined : this.#left >= bits);
  }

  /** Counts bits that were taken by something else. */
  also(bits: number): void {
    this.taken += bits;
    this.#left -= bits;
  }
}
