import { useCallback, useMemo } from 'react';
import { numberWidth } from '../../components/number-width.ts';
import { VirtualGrid } from '../../components/virtual-grid.tsx';
import { select } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { useLocated } from '../../state/use-located.ts';
import { useRows } from '../../state/use-rows.ts';
import type { ConnectionSummary, MessageRowView } from '../../worker/protocol.ts';
import { messageColumns } from './message-columns.tsx';

/** The messages of the connection looked at, both directions, by their first byte. */
export function MessagesView() {
  const connection = useInspector(currentConnection);
  return connection && <MessageGrid key={connection.connection} connection={connection} />;
}

function MessageGrid({ connection }: { readonly connection: ConnectionSummary }) {
  const rows = useRows('messages', connection.connection);
  const located = useLocated();
  const mask = useMask();
  const rowCount = Math.max(connection.messages, rows.total);
  const width = numberWidth(rowCount);
  const columns = useMemo(
    () => messageColumns(connection.start, width, mask),
    [connection.start, width, mask],
  );
  const message = located?.message;

  const isSelected = useCallback(
    (_: MessageRowView, index: number) => index === message,
    [message],
  );
  const onSelect = useCallback(
    ({ direction, offset }: MessageRowView) =>
      select({ connection: connection.connection, direction, kind: 'message', at: offset }),
    [connection.connection],
  );
  return (
    <VirtualGrid
      label="Messages"
      rowCount={rowCount}
      columns={columns}
      row={rows.row}
      onView={rows.show}
      isSelected={isSelected}
      follow={message}
      onSelect={onSelect}
      rowClass={({ finding }) => (finding === undefined ? '' : `row-${finding}`)}
      empty="No messages were decoded."
    />
  );
}
