import { useCallback, useMemo, useState } from 'react';
import type { Nesting } from '../../components/virtual-grid.tsx';
import { complain, select } from '../../state/actions.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type {
  ChunkRowView,
  ConnectionSummary,
  Marked,
  MessageRowView,
  RecordRef,
} from '../../worker/protocol.ts';
import { canUnfold, type Folding, messageColumns, type MessageLine } from './message-columns.tsx';
import { TableFrame } from './table-frame.tsx';
import { Unfolded } from './unfolded.ts';
import { useCellContext } from './use-cell-context.ts';
import { useTableRows } from './use-table-rows.ts';

/** The messages of the connection looked at, both directions, by their first byte. */
export function MessageTable() {
  const connection = useInspector(currentConnection);
  // What is unfolded is known by its place: another order has other places.
  const filter = useInspector(
    ({ filterMode, filter, sorts }) => `${filterMode} ${filter} ${JSON.stringify(sorts.messages)}`,
  );
  return (
    connection && <Messages key={`${connection.connection} ${filter}`} connection={connection} />
  );
}

/** The chunks of a message that was unfolded, by its place in the table. */
interface Open {
  readonly message: number;
  readonly chunks: readonly ChunkRowView[];
}

function Messages({ connection }: { readonly connection: ConnectionSummary }) {
  const { connection: number, start } = connection;
  const table = useTableRows('messages', number, connection.messages);
  const { rows, rowCount, follow, ...filter } = table;
  const selection = useInspector((state) => state.selection);
  const [open, setOpen] = useState<ReadonlyMap<number, Open>>(new Map());

  const unfolded = useMemo(
    () => new Unfolded(new Map([...open].map(([row, { chunks }]) => [row, chunks.length]))),
    [open],
  );
  const line = useCallback(
    (index: number): MessageLine | undefined => lineAt(unfolded, open, rows.row, index),
    [unfolded, open, rows],
  );
  const folding = useMemo(
    (): Folding => ({
      isOpen: (message) => [...open.values()].some((one) => one.message === message),
      toggle: ({ row: message }, index) => {
        const place = unfolded.at(index).row;
        if (open.has(place)) {
          setOpen(new Map([...open].filter(([row]) => row !== place)));
          return;
        }
        ask('messageChunks', { connection: number, message }).then(
          ({ rows: chunks }) => setOpen((now) => new Map(now).set(place, { message, chunks })),
          complain,
        );
      },
    }),
    [open, unfolded, number],
  );
  const context = useCellContext(start, connection.messages, line);
  const all = useMemo(() => messageColumns(context, folding), [context, folding]);

  const part = partOf(follow === undefined ? undefined : open.get(follow), selection);
  const chosen = follow === undefined ? undefined : unfolded.lineOf(follow) + part;
  const isSelected = useCallback((_: MessageLine, index: number) => index === chosen, [chosen]);
  const onSelect = useCallback(
    ({ direction, offset, part }: MessageLine) =>
      select({
        connection: number,
        direction,
        kind: part ? 'chunk' : 'message',
        at: part?.chunk.offset ?? offset,
      }),
    [number],
  );
  const onRowKey = useCallback(
    (row: MessageLine, index: number, key: string) => {
      const wants = key === '+' ? true : key === '-' ? false : undefined;
      if (wants === undefined) return false;
      if (canUnfold(row) && folding.isOpen(row.row) !== wants) folding.toggle(row, index);
      return true;
    },
    [folding],
  );
  const nesting = useCallback(
    (line: MessageLine, index: number): Nesting => {
      const { row, under } = unfolded.at(index);
      if (line.part) return { level: 2, place: under ?? 0, of: line.chunks };
      const own = { level: 1, place: row, of: rowCount };
      return canUnfold(line) ? { ...own, expanded: folding.isOpen(line.row) } : own;
    },
    [unfolded, rowCount, folding],
  );
  const onView = useCallback(
    (from: number, to: number) =>
      rows.show(unfolded.at(from).row, unfolded.at(Math.max(from, to - 1)).row + 1),
    [rows, unfolded],
  );
  return (
    <TableFrame
      label="Messages"
      level="messages"
      connection={number}
      all={all}
      rowCount={unfolded.total(rowCount)}
      counted={rowCount}
      row={line}
      onView={onView}
      isSelected={isSelected}
      follow={chosen}
      onSelect={onSelect}
      onRowKey={onRowKey}
      nesting={open.size > 0 ? nesting : undefined}
      rowClass={({ part }) => (part ? 'row-part' : '')}
      nothing="No messages were decoded."
      {...filter}
    />
  );
}

/** Which line under an unfolded message stands for the selected record, from 1; 0 is the message's own. */
function partOf(open: Open | undefined, selection: RecordRef | undefined): number {
  if (!open || selection?.kind !== 'chunk') return 0;
  return open.chunks.findIndex(({ offset }) => offset === selection.at) + 1;
}

function lineAt(
  unfolded: Unfolded,
  open: ReadonlyMap<number, Open>,
  row: (index: number) => (MessageRowView & Marked) | undefined,
  index: number,
): MessageLine | undefined {
  const { row: place, under } = unfolded.at(index);
  const message = row(place);
  if (!message || under === undefined) return message;
  const chunk = open.get(place)?.chunks[under];
  if (!chunk) return message;
  const { time, packet, offset, address } = chunk;
  return { ...message, time, packet, offset, address, part: { chunk, number: under + 1 } };
}
