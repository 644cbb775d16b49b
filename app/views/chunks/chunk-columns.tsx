import { ToneMark } from '../../components/banner.tsx';
import type { GridColumn } from '../../components/virtual-grid.tsx';
import { count, percent } from '../../format/numbers.ts';
import type { ChunkRowView } from '../../worker/protocol.ts';
import { ConfidenceMark, UncertainMark } from '../marks/certainty-mark.tsx';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { TypeChip } from '../marks/type-chip.tsx';
import './grids.css';

/** The columns of the chunk table; times count from `start`, numbers get `numberWidth` pixels, `mask` hides stream keys. */
export function chunkColumns(
  start: number,
  numberWidth: number,
  mask: (text: string) => string,
): GridColumn<ChunkRowView>[] {
  return [
    {
      id: 'number',
      header: '#',
      title: 'Number of the chunk, both directions in capture order',
      size: numberWidth,
      align: 'end',
      mono: true,
      cell: (_, index) => count(index + 1),
      waiting: (index) => count(index + 1),
    },
    {
      id: 'time',
      header: 'time s',
      title: 'Seconds since the connection began',
      size: 84,
      align: 'end',
      mono: true,
      cell: ({ time }) => (time - start).toFixed(4),
    },
    {
      id: 'direction',
      header: 'dir',
      title: 'Direction: to the right is to the server',
      size: 36,
      cell: ({ direction }) => <DirectionMark direction={direction} />,
    },
    {
      id: 'chunkStreamId',
      header: 'csid',
      title: 'Chunk stream ID',
      size: 52,
      align: 'end',
      mono: true,
      cell: ({ chunkStreamId }) => chunkStreamId,
    },
    {
      id: 'fmt',
      header: 'fmt',
      title: 'Chunk type: which fields the header carries',
      size: 44,
      align: 'end',
      mono: true,
      cell: ({ fmt }) => fmt,
    },
    {
      id: 'type',
      header: 'type',
      title: 'Message type',
      size: 44,
      cell: ({ messageTypeId }) => <TypeChip messageTypeId={messageTypeId} />,
    },
    {
      id: 'summary',
      header: 'info',
      size: 170,
      grow: true,
      cell: ({ summary, finding, messageOffset, confidence }) => (
        <>
          {finding && <ToneMark tone={finding} />}
          <span className={`clip${messageOffset > 0 ? ' faint' : ''}`}>{mask(summary)}</span>
          <ConfidenceMark confidence={confidence} />
        </>
      ),
    },
    {
      id: 'timestamp',
      header: 'timestamp',
      title: 'Timestamp of the message, absolute, in milliseconds',
      size: 92,
      align: 'end',
      mono: true,
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
      id: 'payload',
      header: 'bytes',
      title: 'Header and payload bytes of this chunk',
      size: 84,
      align: 'end',
      mono: true,
      cell: ({ headerLength, payloadLength }) => (
        <>
          <span className="faint">{headerLength}+</span>
          {count(payloadLength)}
        </>
      ),
    },
    {
      id: 'address',
      header: 'address',
      title: 'Direction and offset in its TCP stream',
      size: 104,
      mono: true,
      cell: ({ address }) => address,
    },
    {
      id: 'progress',
      header: 'message',
      title: 'How much of its message has arrived with this chunk',
      size: 116,
      cell: (row) => <MessageProgress {...row} />,
    },
    {
      id: 'packet',
      header: 'packet',
      title: 'Packet of the capture that carries the first byte',
      size: 72,
      align: 'end',
      mono: true,
      cell: ({ packet }) => count(packet),
    },
  ];
}

function MessageProgress({ messageOffset, payloadLength, messageLength, complete }: ChunkRowView) {
  const have = messageOffset + payloadLength;
  const before = messageLength > 0 ? (messageOffset / messageLength) * 100 : 0;
  const here = messageLength > 0 ? (payloadLength / messageLength) * 100 : 100;
  const words = `${count(have)} of ${count(messageLength)}`;
  return (
    <span className="message-progress" title={`${words} bytes${complete ? '' : ', incomplete'}`}>
      <span className="message-bar" aria-hidden>
        <span className="message-before" style={{ width: `${before}%` }} />
        <span className="message-here" style={{ width: `${Math.min(100 - before, here)}%` }} />
      </span>
      <span className="message-share">
        {have >= messageLength ? (complete ? '✓' : '✂') : `${percent(have, messageLength)}%`}
      </span>
      <span className="visually-hidden">
        {words} bytes of the message{complete ? '' : ', incomplete in this capture'}
      </span>
    </span>
  );
}
