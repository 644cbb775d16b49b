import type { FindingRowView } from '../../src-protocol/inspect/rows.ts';
import { MOST_SORTED, type Sort } from './protocol.ts';

/** A finding with its sentence. */
type ToldFinding = FindingRowView & { readonly text: string };
type Key = (finding: ToldFinding) => number | string;

const GRAVITY = { error: 0, warning: 1, note: 2 } as const;

/** What findings can be put in order by, under the names of the columns of their table. */
const KEYS: Readonly<Record<string, Key>> = {
  severity: ({ severity }) => GRAVITY[severity],
  time: ({ time }) => time,
  direction: ({ direction }) => direction,
  address: ({ direction, offset }) => direction * 2 ** 50 + offset,
  text: ({ text }) => text,
  code: ({ code }) => code,
};

/**
 * Rows of findings in another order; equal ones stay in the order of the capture, whichever way the others go. Without a
 * column of that name, or with too many rows, they stay as they are.
 */
export function sortedFindings(
  rows: readonly number[],
  { by, descending = false }: Sort,
  finding: (row: number) => ToldFinding,
): readonly number[] {
  // What comes from outside must not find `constructor`.
  const key = Object.hasOwn(KEYS, by) ? KEYS[by] : undefined;
  if (!key || rows.length > MOST_SORTED) return rows;
  const way = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, key: key(finding(row)) }))
    .sort((a, b) => (a.key < b.key ? -way : a.key > b.key ? way : 0))
    .map(({ row }) => row);
}
