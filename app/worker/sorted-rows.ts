import type { FilterRun } from '../../src-protocol/filter/filter-run.ts';
import type { Level, Sort } from './filter-questions.ts';
import { MOST_SORTED } from './protocol.ts';
import type { View } from './view.ts';

/** Orders that are kept: of the table in view, and of the last ones before it. */
const MOST_KEPT = 4;

const KEPT = new WeakMap<View, Map<string, Uint32Array>>();

/**
 * Places of a table in another order than that of the capture; undefined where there are too many rows, or no such
 * field. `through` is the filter the table is seen through.
 */
export function sortedRows(
  view: View,
  level: Level,
  through: FilterRun | undefined,
  filter: string | undefined,
  sort: Sort | undefined,
): Uint32Array | undefined {
  if (!sort) return undefined;
  const total = through ? through.count : view.filters.total(level);
  if (total > MOST_SORTED) return undefined;
  const kept = KEPT.get(view) ?? new Map<string, Uint32Array>();
  KEPT.set(view, kept);
  const { by, descending = false } = sort;
  const key = JSON.stringify([level, filter, by, descending, total]);
  const known = kept.get(key);
  if (known) return known;
  const rowOf = (place: number): number => (through ? through.hit(place) : place);
  const order = orderOf(view, level, by, descending, total, rowOf);
  if (!order) return undefined;
  kept.set(key, order);
  for (const old of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(old);
  }
  return order;
}

/** Equal rows stay in the order of the capture, whichever way the others go. */
function orderOf(
  view: View,
  level: Level,
  by: string,
  descending: boolean,
  total: number,
  rowOf: (place: number) => number,
): Uint32Array | undefined {
  const places = Uint32Array.from({ length: total }, (_, place) => place);
  const way = descending ? -1 : 1;
  const number = numberOf(view, level, by);
  if (number) {
    const values = Float64Array.from(places, (place) => number(rowOf(place)));
    return places.sort((a, b) => compareNumbers(values[a]!, values[b]!, way) || a - b);
  }
  const text = textOf(view, level, by);
  if (!text) return undefined;
  const values = Array.from(places, (place) => text(rowOf(place)));
  return places.sort((a, b) => compareTexts(values[a], values[b], way) || a - b);
}

function compareNumbers(a: number, b: number, way: number): number {
  const without = Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return without || way * (a - b) || 0;
}

function compareTexts(a: string | undefined, b: string | undefined, way: number): number {
  const without = Number(a === undefined) - Number(b === undefined);
  if (without || a === undefined || b === undefined) return without;
  return a === b ? 0 : a < b ? -way : way;
}

function numberOf(view: View, level: Level, by: string): ((row: number) => number) | undefined {
  if (level !== 'segments') return own(rowsOf(view, level).numbers, by);
  const segment = (row: number) => view.segments.rows(row, 1)[0]!;
  return own(
    {
      t: (row: number) => segment(row).time,
      dir: (row: number) => segment(row).direction,
      at: (row: number) => segment(row).offset,
      len: (row: number) => segment(row).length,
      window: (row: number) => (segment(row).flags === 0 ? NaN : segment(row).window),
      packet: (row: number) => segment(row).packet,
    },
    by,
  );
}

function textOf(
  view: View,
  level: Level,
  by: string,
): ((row: number) => string | undefined) | undefined {
  const texts = level === 'segments' ? undefined : own(rowsOf(view, level).texts, by);
  return texts && ((row) => firstOf(texts(row)));
}

function firstOf(texts: string | readonly string[] | undefined): string | undefined {
  return typeof texts === 'string' ? texts : texts?.[0];
}

function rowsOf(view: View, level: Level) {
  return level === 'chunks' ? view.filters.rows.chunks : view.filters.rows.messages;
}

/** What comes from outside must not find `constructor`. */
function own<T>(fields: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
