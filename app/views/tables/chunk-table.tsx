import { useCallback, useMemo } from 'react';
import { counted } from '../../format/numbers.ts';
import { select } from '../../state/actions.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import type { ChunkRowView, ConnectionSummary } from '../../worker/protocol.ts';
import { chunkColumns } from './chunk-columns.tsx';
import { TableFrame } from './table-frame.tsx';
import { useCellContext } from './use-cell-context.ts';
import { useTableRows } from './use-table-rows.ts';

/** The chunks of the connection looked at, both directions in capture order. */
export function ChunkTable() {
  const connection = useInspector(currentConnection);
  return connection && <Chunks key={connection.connection} connection={connection} />;
}

function Chunks({ connection }: { readonly connection: ConnectionSummary }) {
  const { connection: number, start, directions } = connection;
  const { rows, rowCount, follow, ...filter } = useTableRows('chunks', number, connection.chunks);
  const selection = useInspector((state) => state.selection);
  const context = useCellContext(start, connection.chunks, rows.row);
  const all = useMemo(() => chunkColumns(context), [context]);
  const isSelected = useCallback(
    (row: ChunkRowView, index: number) =>
      selection?.kind === 'chunk'
        ? row.direction === selection.direction && row.offset === selection.at
        : index === follow,
    [selection, follow],
  );
  const onSelect = useCallback(
    ({ direction, offset }: ChunkRowView) =>
      select({ connection: number, direction, kind: 'chunk', at: offset }),
    [number],
  );
  return (
    <TableFrame
      label="Chunks"
      level="chunks"
      connection={number}
      all={all}
      rowCount={rowCount}
      row={rows.row}
      onView={rows.show}
      isSelected={isSelected}
      follow={follow}
      onSelect={onSelect}
      nothing={`No chunks were decoded; ${counted(directions[0].bytes + directions[1].bytes, 'byte')} seen.`}
      {...filter}
    />
  );
}
