import { useCallback, useEffect, useMemo } from 'react';
import { inspector, useInspector } from '../../state/store.ts';
import { clampSize, type ColumnChoice } from '../../state/table-choice.ts';
import type { Level } from '../../worker/protocol.ts';
import type { TableColumn } from './table-column.ts';

/** A table's columns as somebody chose them, and how to choose. */
export interface ChosenColumns<Row> {
  readonly columns: readonly TableColumn<Row>[];
  readonly resize: (id: string, size: number) => void;
}

/** The columns that the tables seen so far can have, for those who want one shown. */
const tables = new Map<Level, readonly { id: string; optional?: true }[]>();

/** Whether a table has a column that is not shown now. */
export function canShowColumn(level: Level, id: string): boolean {
  const all = tables.get(level);
  if (!all?.some((one) => one.id === id)) return false;
  return !(inspector.getState().columns[level] ?? choiceOf(all)).some((one) => one.id === id);
}

/** Shows one more column, behind the others. */
export function showColumn(level: Level, id: string): void {
  const now = inspector.getState().columns[level] ?? choiceOf(tables.get(level) ?? []);
  setColumns(level, [...now, { id }]);
}

/** The columns to show, in their order and widths. */
export function useColumns<Row>(
  level: Level,
  all: readonly TableColumn<Row>[],
): ChosenColumns<Row> {
  const chosen = useInspector((state) => state.columns[level]);
  useEffect(() => {
    tables.set(level, all);
  }, [level, all]);
  const columns = useMemo(() => applied(all, chosen), [all, chosen]);
  const resize = useCallback(
    (id: string, size: number) => {
      const now = chosen ?? choiceOf(all);
      setColumns(
        level,
        now.map((one) => (one.id === id ? { ...one, size: clampSize(size) } : one)),
      );
    },
    [level, all, chosen],
  );
  return { columns, resize };
}

/** Keeps a table's columns in the address bar; undefined goes back to how they were. */
export function setColumns(level: Level, columns: readonly ColumnChoice[] | undefined): void {
  const others = Object.entries(inspector.getState().columns).filter(([one]) => one !== level);
  inspector.setState({
    columns: { ...Object.fromEntries(others), ...(columns && { [level]: columns }) },
  });
}

/** The columns a table shows by itself. */
export function choiceOf(all: readonly { id: string; optional?: true }[]): ColumnChoice[] {
  return all.filter(({ optional }) => !optional).map(({ id }) => ({ id }));
}

function applied<Row>(
  all: readonly TableColumn<Row>[],
  chosen: readonly ColumnChoice[] | undefined,
): readonly TableColumn<Row>[] {
  if (!chosen) return all.filter(({ optional }) => !optional);
  const columns = chosen.flatMap(({ id, size }) => {
    const column = all.find((one) => one.id === id);
    if (!column) return [];
    // Somebody wants it: there is a place for it in the second line, too.
    const shown = { narrow: { line: 2 as const, size: column.size }, ...column };
    return size === undefined ? [shown] : [{ ...shown, size, grow: false }];
  });
  // A link with nothing but unknown columns must not leave an empty table.
  return columns.length > 0 ? columns : applied(all, undefined);
}
