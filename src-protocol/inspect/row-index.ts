import { Table } from '../table/table.ts';
import type { RowList } from '../message/message-reader.ts';

/**
 * The rows of one direction in a table that holds both, in the order of their stream offsets. A side mostly speaks for a
 * while, so what is kept is where runs of rows begin that follow one another.
 */
export class RowIndex implements RowList {
  /** Of each run, its first row and that row's place in the list. */
  readonly #runs = new Table({ row: 'u32', place: 'u32' });
  readonly #row = this.#runs.column.row;
  readonly #place = this.#runs.column.place;
  #length = 0;
  #last = -1;
  /** The run asked for last: whoever walks through the list stays in it. */
  #run = 0;

  push(row: number): void {
    if (row !== this.#last + 1 || this.#length === 0) {
      const run = this.#runs.add();
      this.#row.set(run, row);
      this.#place.set(run, this.#length);
    }
    this.#last = row;
    this.#length++;
  }

  get length(): number {
    return this.#length;
  }

  /** The row at a place in the list. */
  get(index: number): number {
    const run = this.#holds(this.#run, index) ? this.#run : this.#find(index);
    this.#run = run;
    return this.#row.get(run) + (index - this.#place.get(run));
  }

  /** The place of the last row for which `key` is at most `wanted`; -1 when there is none. Keys must grow. */
  lastAtMost(wanted: number, key: (row: number) => number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (key(this.get(middle)) <= wanted) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  get byteLength(): number {
    return this.#runs.byteLength;
  }

  #holds(run: number, index: number): boolean {
    if (index < this.#place.get(run)) return false;
    return run + 1 >= this.#runs.length || index < this.#place.get(run + 1);
  }

  /** The last run that begins at `index` or before it. */
  #find(index: number): number {
    const next = this.#run + 1;
    if (next < this.#runs.length && this.#holds(next, index)) return next;
    let low = 0;
    let high = this.#runs.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#place.get(middle) <= index) low = middle;
      else high = middle;
    }
    return low;
  }
}
