import { newColumn } from '../table/column.ts';
import type { Predicate } from './compile.ts';

/** Rows looked at in one go, by what a row costs: some milliseconds each. */
const ROWS_IN_A_GO = [32_768, 4096, 64];

/**
 * A filter on its way through a table. It looks at rows in slices and keeps the numbers of those that
 * match, in order; the table may grow meanwhile.
 */
export class FilterRun {
  readonly #predicate: Predicate;
  readonly #length: () => number;
  /** Whether a row may still change: what is found about it is looked at again. */
  readonly #open: (row: number) => boolean;
  readonly #hits = newColumn('u32');
  #count = 0;
  #next = 0;
  #firstOpen = Infinity;

  constructor(
    predicate: Predicate,
    length: () => number,
    open: (row: number) => boolean = () => false,
  ) {
    this.#predicate = predicate;
    this.#length = length;
    this.#open = open;
  }

  /** Rows that match, of those looked at. */
  get count(): number {
    return this.#count;
  }

  /** Rows looked at so far. */
  get looked(): number {
    return this.#next;
  }

  /** Whether all rows there are have been looked at. */
  get done(): boolean {
    return this.#next >= this.#length();
  }

  /** Looks at the next rows; true when there are more. Whoever calls decides when to stop. */
  advance(): boolean {
    const { test, cost } = this.#predicate;
    const end = Math.min(this.#length(), this.#next + ROWS_IN_A_GO[cost]!);
    for (; this.#next < end; this.#next++) {
      if (this.#next < this.#firstOpen && this.#open(this.#next)) this.#firstOpen = this.#next;
      if (test(this.#next)) this.#add(this.#next);
    }
    return !this.done;
  }

  /** Goes back to the first row that may have changed since it was looked at. */
  renew(): void {
    if (this.#firstOpen === Infinity) return;
    this.#next = this.#firstOpen;
    this.#firstOpen = Infinity;
    this.#count = this.rank(this.#next);
  }

  /** Whether a row matches; asked of any row, looked at or not. */
  matches(row: number): boolean {
    return this.#predicate.test(row);
  }

  /** The row of a hit, counted from 0. */
  hit(index: number): number {
    return this.#hits.get(index);
  }

  /** Rows of the hits `[from, to)`. */
  hits(from: number, to: number): Uint32Array {
    const end = Math.min(to, this.#count);
    return Uint32Array.from({ length: Math.max(0, end - from) }, (_, at) => this.hit(from + at));
  }

  /** How many hits come before `row`. */
  rank(row: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.hit(middle) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #add(row: number): void {
    this.#hits.grow(this.#count);
    this.#hits.set(this.#count++, row);
  }
}
