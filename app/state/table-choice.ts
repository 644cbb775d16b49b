import type { Level, Sort } from '../worker/protocol.ts';

/** A column somebody chose to see, and its width in pixels where it was changed. */
export interface ColumnChoice {
  readonly id: string;
  readonly size?: number;
}

/** Chosen columns by table, in their order. */
export type ColumnChoices = Readonly<Partial<Record<Level, readonly ColumnChoice[]>>>;

/** Tables in another order than that of the capture. */
export type Sorts = Readonly<Partial<Record<Level, Sort>>>;

/** Writes an order for a link: `len`, or `-len` for the largest first. */
export function formatSort({ by, descending }: Sort): string {
  return descending ? `-${by}` : by;
}

/** Reads what `formatSort` wrote; undefined when it is nothing of the kind. Fields that a table has not leave it as it is. */
export function parseSort(text: string): Sort | undefined {
  const match = /^(-?)([a-z]{1,12})$/.exec(text);
  return match ? { by: match[2]!, ...(match[1] === '-' && { descending: true }) } : undefined;
}

/** What times count from: the connection's start, 1970, the row before, or the row before it that is shown. */
export const TIMES = ['relative', 'absolute', 'delta'] as const;
export type Times = (typeof TIMES)[number];
export const DEFAULT_TIMES: Times = 'relative';

/** Narrowest and widest a column can be, in pixels. */
export const COLUMN_SIZES = { least: 36, most: 900 } as const;
const MOST_COLUMNS = 40;

/** Writes columns for a link: `number,time:120,type`. */
export function formatColumns(columns: readonly ColumnChoice[]): string {
  return columns.map(({ id, size }) => (size === undefined ? id : `${id}:${size}`)).join(',');
}

/** Reads what `formatColumns` wrote; undefined when it is nothing of the kind. Unknown columns are left out by the table. */
export function parseColumns(text: string): ColumnChoice[] | undefined {
  const parts = text.split(',');
  if (text === '' || parts.length > MOST_COLUMNS) return undefined;
  const columns: ColumnChoice[] = [];
  for (const part of parts) {
    const match = /^([A-Za-z]{1,30})(?::(\d{1,4}))?$/.exec(part);
    if (!match) return undefined;
    const size = match[2] === undefined ? undefined : clampSize(Number(match[2]));
    if (!columns.some(({ id }) => id === match[1]))
      columns.push({ id: match[1]!, ...(size !== undefined && { size }) });
  }
  return columns;
}

/** A width within what a column can have. */
export function clampSize(size: number): number {
  return Math.max(COLUMN_SIZES.least, Math.min(COLUMN_SIZES.most, Math.round(size)));
}
