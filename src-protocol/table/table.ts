import {
  WINDOW_ARRAYS,
  COLUMN_BYTES,
  type Column,
  type ColumnKind,
  type ColumnKinds,
  newColumn,
} from './column.ts';
import { BLOCK_ROWS } from './block-plan.ts';

/** A table's columns by name: the one declaration from which everything else follows. */
export type Columns = Readonly<Record<string, ColumnKind>>;

/** One row as an object, for code that is not in a hurry. */
export type RowOf<C extends Columns> = { -readonly [Name in keyof C]: number };

/** A window of rows as typed arrays, one a column; it can be transferred to another thread. */
export type ColumnBlock<C extends Columns> = { readonly [Name in keyof C]: ColumnKinds[C[Name]] };

/**
 * Rows of numbers in typed columns. Rows are appended and may be amended, never removed; a row's
 * number is its name.
 *
 * ```ts
 * const segments = new Table({ streamOffset: 'f64', length: 'u32' });
 * const row = segments.add();
 * segments.column.length.set(row, 1448);
 * ```
 */
export class Table<C extends Columns> {
  readonly columns: C;
  /** The columns by name. */
  readonly column: { readonly [Name in keyof C]: Column };
  readonly #all: Column[];
  #length = 0;
  #capacity = 0;

  constructor(columns: C) {
    this.columns = columns;
    const column = {} as { [Name in keyof C]: Column };
    for (const name of Object.keys(columns) as (keyof C)[])
      column[name] = newColumn(columns[name]!);
    this.column = column;
    this.#all = Object.values(column);
  }

  /** How many rows there are. */
  get length(): number {
    return this.#length;
  }

  /** Appends a row of zeros and returns its number. */
  add(): number {
    const row = this.#length;
    if (row >= this.#capacity) {
      for (const column of this.#all) column.grow(row);
      // Columns start with 32 rows, double up to a block, then add blocks.
      this.#capacity =
        row < 32 ? 32 : row < BLOCK_ROWS ? Math.min(row * 2, BLOCK_ROWS) : row + BLOCK_ROWS;
    }
    // Last, so that there is no row without a place when memory runs out.
    this.#length = row + 1;
    return row;
  }

  /** Appends a row with these values and returns its number. */
  push(values: RowOf<C>): number {
    const row = this.add();
    for (const name in values) this.column[name].set(row, values[name]);
    return row;
  }

  /** The row as an object. */
  row(row: number): RowOf<C> {
    const values = {} as RowOf<C>;
    for (const name in this.columns) values[name] = this.column[name].get(row);
    return values;
  }

  /** Copies rows `[from, from + count)` into fresh typed arrays. */
  block(from: number, count: number): ColumnBlock<C> {
    const length = Math.max(0, Math.min(count, this.#length - from));
    const block = {} as Record<keyof C, unknown>;
    for (const name in this.columns) {
      const values = new WINDOW_ARRAYS[this.columns[name]!](length);
      const column = this.column[name];
      for (let i = 0; i < length; i++) values[i] = column.get(from + i);
      block[name] = values;
    }
    return block as ColumnBlock<C>;
  }

  /** Bytes one row takes until its block is packed. */
  get bytesPerRow(): number {
    let total = 0;
    for (const name in this.columns) total += COLUMN_BYTES[this.columns[name]!];
    return total;
  }

  /** Bytes taken, room for rows to come included. */
  get byteLength(): number {
    return this.#all.reduce((total, column) => total + column.byteLength, 0);
  }
}
