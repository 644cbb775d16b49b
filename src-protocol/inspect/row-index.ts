import { Table } from '../table/table.ts';
import type { RowList } from '../message/message-reader.ts';

/** The rows of one direction in a table that holds both, in the order of their stream offsets. */
export class RowIndex implements RowList {
  readonly #table = new Table({ row: 'u32' });
  readonly #row = this.#table.column.row;

  push(row: number): void {
    this.#row.set(this.#table.add(), row);
  }

  get length(): number {
    return this.#table.length;
  }

  /** The row at a place in the list. */
  get(index: number): number {
    return this.#row.get(index);
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
    return this.#table.byteLength;
  }
}
