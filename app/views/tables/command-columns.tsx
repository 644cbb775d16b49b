import { ToneMark } from '../../components/banner.tsx';
import { duration } from '../../format/times.ts';
import type { CommandRowView } from '../../worker/protocol.ts';
import {
  addressColumn,
  messageStreamColumn,
  chunkStreamColumn,
  directionColumn,
  packetColumn,
  problemColumn,
  openText,
  timeColumn,
} from './shared-columns.tsx';
import { ConfidenceMark } from '../marks/certainty-mark.tsx';
import type { CellContext, TableColumn } from './table-column.ts';
import { count } from '../../format/numbers.ts';

/** The columns of the table of commands. */
export function commandColumns(context: CellContext): TableColumn<CommandRowView>[] {
  const { mask } = context;
  return [
    {
      id: 'number',
      name: 'number',
      header: '#',
      title: 'Number of the command, both directions in capture order',
      size: context.numberWidth,
      align: 'end',
      mono: true,
      cell: (_, index) => count(index + 1),
      waiting: (index) => count(index + 1),
      condition: ({ row }) => `message:${row + 1}`,
    },
    timeColumn(context),
    directionColumn(),
    {
      id: 'command',
      sort: 'cmd',
      name: 'command name',
      header: 'command',
      size: 128,
      mono: true,
      cell: ({ command = '' }) => <span className="clip">{mask(command)}</span>,
      condition: ({ command = '' }) => openText('cmd', command, mask),
    },
    {
      id: 'transactionId',
      name: 'transaction ID',
      header: 'txid',
      sort: 'txid',
      title: 'Transaction ID',
      size: 52,
      narrow: { line: 2, size: 44 },
      align: 'end',
      mono: true,
      cell: ({ transactionId }) => transactionId ?? '–',
      condition: ({ transactionId }) =>
        transactionId === undefined ? undefined : `txid:${transactionId}`,
    },
    {
      id: 'summary',
      name: 'info',
      header: 'info',
      sort: 'info',
      size: 220,
      grow: true,
      narrow: { line: 1, size: 120, grow: true },
      cell: ({ summary, finding, complete, confidence }) => (
        <>
          {finding && <ToneMark tone={finding} />}
          <span className="clip">{mask(summary)}</span>
          {!complete && <span className="tag">incomplete</span>}
          <ConfidenceMark confidence={confidence} />
        </>
      ),
      condition: ({ summary }) => openText('info', summary, mask),
    },
    {
      id: 'other',
      name: 'answer',
      header: 'answer',
      title: 'The other half of the call, and the time between',
      size: 200,
      narrow: { line: 2, size: 60, grow: true },
      cell: ({ other }) =>
        other && (
          <span className="clip">
            {other.is === 'call' && 'to '}
            <span className="mono">{other.name}</span>
            {Number.isNaN(other.after) ? '' : ` after ${duration(Math.abs(other.after))}`}
          </span>
        ),
      condition: ({ other }) =>
        other ? (other.is === 'answer' ? 'answered' : 'answers') : undefined,
    },
    messageStreamColumn(),
    { ...chunkStreamColumn<CommandRowView>(), optional: true },
    addressColumn(),
    packetColumn(),
    problemColumn(),
  ];
}
