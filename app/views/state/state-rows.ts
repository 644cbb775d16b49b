import type { StateEntry } from '../../../src-protocol/session/state-entry.ts';
import type { FieldValue } from '../../../src-protocol/wire/field-tree.ts';

/** What a record did to a value. */
export type Change = 'added' | 'removed' | 'changed' | 'same';

/** One value of the state, before and after the record. */
export interface StateRow {
  readonly path: string;
  readonly id: string;
  readonly change: Change;
  readonly before: FieldValue | undefined;
  readonly after: FieldValue | undefined;
  readonly setBy: StateEntry['setBy'];
  readonly assumed?: StateEntry['assumed'];
  /** The sum behind a calculated value. */
  readonly how?: string;
}

/** Values that belong together, under one heading. */
export interface StateGroup {
  readonly name: string;
  readonly rows: readonly StateRow[];
}

/** Pairs the values of both sides by path, group by group; without `all`, only those that differ. */
export function stateGroups(
  before: readonly StateEntry[],
  after: readonly StateEntry[],
  all: boolean,
): StateGroup[] {
  const was = new Map(before.map((entry) => [entry.path, entry]));
  const is = new Set(after.map((entry) => entry.path));
  const groups = new Map<string, StateRow[]>();
  const add = (
    entry: StateEntry,
    from: StateEntry | undefined,
    to: StateEntry | undefined,
  ): void => {
    const change = changeOf(from, to);
    if (!all && change === 'same') return;
    const rows = groups.get(entry.group) ?? [];
    groups.set(entry.group, rows);
    rows.push({
      path: entry.path,
      id: entry.id,
      change,
      before: from?.value,
      after: to?.value,
      setBy: entry.setBy,
      assumed: entry.assumed,
      ...(entry.how !== undefined && { how: entry.how }),
    });
  };
  for (const entry of after) add(entry, was.get(entry.path), entry);
  for (const entry of before) if (!is.has(entry.path)) add(entry, entry, undefined);
  return [...groups].map(([name, rows]) => ({ name, rows }));
}

/** How many values differ. */
export function countChanges(groups: readonly StateGroup[]): number {
  return groups.reduce(
    (sum, { rows }) => sum + rows.filter(({ change }) => change !== 'same').length,
    0,
  );
}

function changeOf(before: StateEntry | undefined, after: StateEntry | undefined): Change {
  if (!before) return 'added';
  if (!after) return 'removed';
  return sameValue(before.value, after.value) ? 'same' : 'changed';
}

function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array)
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  return Object.is(a, b);
}

/** By how much a number moved, signed: `+3968`; undefined for anything else. */
export function difference({ before, after }: StateRow): number | undefined {
  if (typeof before !== 'number' || typeof after !== 'number' || before === after) return undefined;
  return after - before;
}
