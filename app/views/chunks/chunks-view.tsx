import { useCallback, useMemo } from 'react';
import { numberWidth } from '../../components/number-width.ts';
import { VirtualGrid } from '../../components/virtual-grid.tsx';
import { count } from '../../format/numbers.ts';
import { select } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { useLocated } from '../../state/use-located.ts';
import { useRows } from '../../state/use-rows.ts';
import type { ChunkRowView, ConnectionSummary } from '../../worker/protocol.ts';
import { chunkColumns } from './chunk-columns.tsx';

/** The chunks of the connection looked at, both directions in capture order. */
export function ChunksView() {
  const connection = useInspector(currentConnection);
  return connection && <ChunkGrid key={connection.connection} connection={connection} />;
}

function ChunkGrid({ connection }: { readonly connection: ConnectionSummary }) {
  const rows = useRows('chunks', connection.connection);
  const selection = useInspector((state) => state.selection);
  const located = useLocated();
  const mask = useMask();
  const rowCount = Math.max(connection.chunks, rows.total);
  const width = numberWidth(rowCount);
  const columns = useMemo(
    () => chunkColumns(connection.start, width, mask),
    [connection.start, width, mask],
  );
  const chunk = located?.chunk;

  const isSelected = useCallback(
    (row: ChunkRowView) =>
      selection?.kind === 'chunk'
        ? row.direction === selection.direction && row.offset === selection.at
        : row.row === chunk,
    [selection, chunk],
  );
  const onSelect = useCallback(
    ({ direction, offset }: ChunkRowView) =>
      select({ connection: connection.connection, direction, kind: 'chunk', at: offset }),
    [connection.connection],
  );
  return (
    <VirtualGrid
      label="Chunks"
      rowCount={rowCount}
      columns={columns}
      row={rows.row}
      onView={rows.show}
      isSelected={isSelected}
      follow={chunk}
      onSelect={onSelect}
      rowClass={rowClass}
      empty={`No chunks were decoded; ${count(connection.directions[0].bytes + connection.directions[1].bytes)} bytes were seen.`}
    />
  );
}

function rowClass({ finding }: ChunkRowView): string {
  return finding === undefined ? '' : `row-${finding}`;
}
