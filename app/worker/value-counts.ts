import type { FieldName } from '../../src-protocol/filter/expression.ts';
import { filterField, nameOfRanges } from '../../src-protocol/filter/field.ts';
import { endsWith, type FilterRows } from '../../src-protocol/filter/rows.ts';
import type { ValueCount } from './filter-questions.ts';

/** Different values that are counted; a field with more has no frequent ones worth a list. */
const MOST_VALUES = 5000;
const ROWS_IN_A_GO = 2048;
const DEAR_ROWS_IN_A_GO = 32;
/** Values told of: the most frequent ones. */
const MOST_TOLD = 50;

/** Counts how often each value of a field is there, a slice of rows at a time. */
export class ValueCounts {
  readonly #counts = new Map<string, number>();
  readonly #rows: FilterRows;
  readonly #matches: (row: number) => boolean;
  readonly #read: (row: number) => readonly string[];
  readonly #slice: number;
  #next = 0;

  constructor(field: FieldName, rows: FilterRows, matches: (row: number) => boolean) {
    this.#rows = rows;
    this.#matches = matches;
    this.#read = reader(field, rows);
    this.#slice = filterField(field.name)?.cost === 2 ? DEAR_ROWS_IN_A_GO : ROWS_IN_A_GO;
  }

  get looked(): number {
    return this.#next;
  }

  get done(): boolean {
    return this.#next >= this.#rows.length;
  }

  /** Counts the next rows. */
  advance(): void {
    const end = Math.min(this.#rows.length, this.#next + this.#slice);
    for (; this.#next < end; this.#next++) {
      if (!this.#matches(this.#next)) continue;
      for (const value of this.#read(this.#next)) this.#count(value);
    }
  }

  /** The most frequent values. */
  top(): ValueCount[] {
    return [...this.#counts]
      .map(([value, rows]) => ({ value, rows }))
      .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_TOLD);
  }

  #count(value: string): void {
    const before = this.#counts.get(value);
    if (before === undefined && this.#counts.size >= MOST_VALUES) return;
    this.#counts.set(value, (before ?? 0) + 1);
  }
}

/** Gives the values of a row as a filter would write them. */
function reader({ name, path = [] }: FieldName, rows: FilterRows): (row: number) => string[] {
  const declared = filterField(name);
  if (declared?.kind === 'amf')
    return (row) =>
      rows
        .amf(row)
        .filter((leaf) => endsWith(leaf.path, path))
        .map(({ text }) => text);
  const number = rows.numbers[name];
  if (number && declared?.kind === 'mark') return (row) => (number(row) > 0 ? ['1'] : []);
  if (number && declared)
    return (row) => {
      const value = number(row);
      if (Number.isNaN(value)) return [];
      return [nameOfRanges(declared, [{ min: value, max: value }]) ?? String(value)];
    };
  const text = rows.texts[name];
  if (!text) return () => [];
  return (row) => {
    const texts = text(row);
    return texts === undefined ? [] : typeof texts === 'string' ? [texts] : [...texts];
  };
}
