import { nameOfRanges, filterField } from '../../../src-protocol/filter/field.ts';
import { ToneMark } from '../../components/banner.tsx';
import { count } from '../../format/numbers.ts';
import type { ChunkRowView } from '../../worker/protocol.ts';
import { ConfidenceMark, UncertainMark } from '../marks/certainty-mark.tsx';
import { TypeChip } from '../marks/type-chip.tsx';
import { MessageProgress } from './message-progress.tsx';
import {
  addressColumn,
  chunkStreamColumn,
  directionColumn,
  numberColumn,
  packetColumn,
  problemColumn,
  openText,
  timeColumn,
  valueColumn,
} from './shared-columns.tsx';
import type { CellContext, TableColumn } from './table-column.ts';

/** The columns of the table of chunks. */
export function chunkColumns(context: CellContext): TableColumn<ChunkRowView>[] {
  const { mask } = context;
  return [
    numberColumn('chunk', context),
    timeColumn(context),
    directionColumn(),
    { ...chunkStreamColumn<ChunkRowView>(), narrow: { line: 2, size: 40 } },
    {
      ...valueColumn<ChunkRowView>(
        'fmt',
        'fmt',
        'fmt',
        'Chunk type: which fields the header carries',
        44,
        ({ fmt }) => fmt,
      ),
      narrow: { line: 2, size: 32 },
    },
    {
      id: 'type',
      name: 'message type',
      header: 'type',
      sort: 'type',
      title: 'Message type',
      size: 44,
      narrow: { line: 1, size: 36 },
      cell: ({ messageTypeId }) => <TypeChip messageTypeId={messageTypeId} />,
      condition: ({ messageTypeId }) => typeCondition(messageTypeId),
    },
    {
      id: 'summary',
      name: 'info',
      header: 'info',
      sort: 'info',
      size: 170,
      grow: true,
      narrow: { line: 1, size: 120, grow: true },
      cell: ({ summary, finding, messageOffset, confidence }) => (
        <>
          {finding && <ToneMark tone={finding} />}
          <span className={`clip${messageOffset > 0 ? ' faint' : ''}`}>{mask(summary)}</span>
          <ConfidenceMark confidence={confidence} />
        </>
      ),
      condition: ({ summary }) => openText('info', summary, mask),
    },
    {
      ...valueColumn<ChunkRowView>(
        'timestamp',
        'ts',
        'timestamp',
        'Timestamp of the message, absolute, in milliseconds',
        92,
        (row) => row.timestamp,
      ),
      cell: ({ timestamp, hasExtendedTimestamp, timestampUncertain }) => (
        <>
          <UncertainMark uncertain={timestampUncertain} />
          {hasExtendedTimestamp && (
            <abbr className="tag" title="With extended timestamp">
              ext
            </abbr>
          )}
          {count(timestamp)}
        </>
      ),
    },
    {
      ...valueColumn<ChunkRowView>(
        'payload',
        'payload',
        'bytes',
        'Bytes: header and payload of this chunk',
        84,
        (row) => row.payloadLength,
      ),
      narrow: { line: 2, size: 52, grow: true },
      cell: ({ headerLength, payloadLength }) => (
        <>
          <span className="faint">{headerLength}+</span>
          {count(payloadLength)}
        </>
      ),
    },
    addressColumn(),
    {
      id: 'progress',
      name: 'progress of the message',
      header: 'message',
      title: 'How much of its message has arrived with this chunk',
      size: 116,
      cell: ({ messageOffset, payloadLength, messageLength, complete }) => (
        <MessageProgress
          before={messageOffset}
          here={payloadLength}
          length={messageLength}
          complete={complete}
        />
      ),
      condition: ({ message }) => `message:${message + 1}`,
    },
    packetColumn(),
    {
      ...valueColumn<ChunkRowView>(
        'length',
        'len',
        'length',
        'Message length, as declared, in bytes',
        80,
        (row) => row.messageLength,
      ),
      optional: true,
    },
    {
      ...valueColumn<ChunkRowView>(
        'messageStreamId',
        'msid',
        'msid',
        'Message stream ID',
        52,
        (row) => row.messageStreamId,
      ),
      optional: true,
    },
    problemColumn(),
  ];
}

/** `type:audio`, or the number where the type has no name. */
export function typeCondition(messageTypeId: number): string {
  const field = filterField('type')!;
  const name = nameOfRanges(field, [{ min: messageTypeId, max: messageTypeId }]);
  return `type:${name ?? messageTypeId}`;
}
