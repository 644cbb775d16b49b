import { useCallback, useMemo } from 'react';
import { select } from '../../state/actions.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import type { CommandRowView, ConnectionSummary } from '../../worker/protocol.ts';
import { commandColumns } from './command-columns.tsx';
import { TableFrame } from './table-frame.tsx';
import { useCellContext } from './use-cell-context.ts';
import { useTableRows } from './use-table-rows.ts';

/** The commands of the connection looked at, each with its answer. */
export function CommandTable() {
  const connection = useInspector(currentConnection);
  return connection && <Commands key={connection.connection} connection={connection} />;
}

function Commands({ connection }: { readonly connection: ConnectionSummary }) {
  const { connection: number, start } = connection;
  const { rows, rowCount, follow, ...filter } = useTableRows('commands', number, 0);
  const context = useCellContext(start, rowCount, rows.row);
  const all = useMemo(() => commandColumns(context), [context]);
  const isSelected = useCallback((_: CommandRowView, index: number) => index === follow, [follow]);
  const onSelect = useCallback(
    ({ direction, offset }: CommandRowView) =>
      select({ connection: number, direction, kind: 'message', at: offset }),
    [number],
  );
  return (
    <TableFrame
      label="Commands"
      level="commands"
      connection={number}
      all={all}
      rowCount={rowCount}
      row={rows.row}
      onView={rows.show}
      isSelected={isSelected}
      follow={follow}
      onSelect={onSelect}
      nothing="No commands were found in this connection."
      {...filter}
    />
  );
}
