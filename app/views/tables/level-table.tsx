import { type ReactNode, useCallback, useMemo } from 'react';
import { currentConnection, useInspector } from '../../state/store.ts';
import type { ConnectionSummary, Marked } from '../../worker/protocol.ts';
import type { CellContext, TableColumn } from './table-column.ts';
import { TableFrame } from './table-frame.tsx';
import { useCellContext } from './use-cell-context.ts';
import { type LevelRows, useTableRows } from './use-table-rows.ts';

/** A level whose rows are shown as they come: nothing is unfolded, and the worker knows which one is selected. */
type PlainLevel = 'commands' | 'segments';

/** What such a table is of. Declared once a level, outside of what draws it. */
export interface LevelTableProps<L extends PlainLevel> {
  readonly level: L;
  readonly label: string;
  readonly columns: (context: CellContext) => TableColumn<LevelRows[L]>[];
  readonly choose: (connection: number, row: LevelRows[L]) => void;
  /** What to say when there are no rows and no filter. */
  readonly nothing: ReactNode;
}

/** The table of a level, for the connection looked at. */
export function LevelTable<L extends PlainLevel>(props: LevelTableProps<L>) {
  const connection = useInspector(currentConnection);
  return connection && <Rows key={connection.connection} connection={connection} {...props} />;
}

function Rows<L extends PlainLevel>(
  props: LevelTableProps<L> & { readonly connection: ConnectionSummary },
) {
  const { connection, level, label, columns, choose, nothing } = props;
  const { connection: number, start } = connection;
  const { rows, rowCount, follow, ...filter } = useTableRows(level, number, 0);
  const context = useCellContext(start, rowCount, rows.row);
  const all = useMemo(() => columns(context), [columns, context]);
  const isSelected = useCallback(
    (_: LevelRows[L] & Marked, index: number) => index === follow,
    [follow],
  );
  const onSelect = useCallback(
    (row: LevelRows[L] & Marked) => choose(number, row),
    [choose, number],
  );
  return (
    <TableFrame<LevelRows[L] & Marked>
      label={label}
      level={level}
      connection={number}
      all={all}
      rowCount={rowCount}
      row={rows.row}
      onView={rows.show}
      isSelected={isSelected}
      follow={follow}
      onSelect={onSelect}
      nothing={nothing}
      {...filter}
    />
  );
}
