import { useCallback, useMemo } from 'react';
import { selectAt } from '../../state/filter.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import type { ConnectionSummary, SegmentRowView } from '../../worker/protocol.ts';
import { segmentColumns } from './segment-columns.tsx';
import { TableFrame } from './table-frame.tsx';
import { useCellContext } from './use-cell-context.ts';
import { useTableRows } from './use-table-rows.ts';

/** The TCP segments of the connection looked at, in capture order. */
export function SegmentTable() {
  const connection = useInspector(currentConnection);
  return connection && <Segments key={connection.connection} connection={connection} />;
}

function Segments({ connection }: { readonly connection: ConnectionSummary }) {
  const { connection: number, start } = connection;
  const { rows, rowCount, follow, ...filter } = useTableRows('segments', number, 0);
  const context = useCellContext(start, rowCount, rows.row);
  const all = useMemo(() => segmentColumns(context), [context]);
  const isSelected = useCallback((_: SegmentRowView, index: number) => index === follow, [follow]);
  const onSelect = useCallback(
    ({ direction, offset, length }: SegmentRowView) =>
      void selectAt(number, direction, offset, length),
    [number],
  );
  return (
    <TableFrame
      label="Segments"
      level="segments"
      connection={number}
      all={all}
      rowCount={rowCount}
      row={rows.row}
      onView={rows.show}
      isSelected={isSelected}
      follow={follow}
      onSelect={onSelect}
      nothing="This capture has no packets: there are no segments to show."
      {...filter}
    />
  );
}
