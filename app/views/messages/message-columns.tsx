import { ToneMark } from '../../components/banner.tsx';
import type { GridColumn } from '../../components/virtual-grid.tsx';
import { count } from '../../format/numbers.ts';
import type { MessageRowView } from '../../worker/protocol.ts';
import { ConfidenceMark, UncertainMark } from '../marks/certainty-mark.tsx';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { familyOf } from '../marks/message-family.ts';
import { FamilyChip } from '../marks/type-chip.tsx';
import '../chunks/grids.css';

/** The columns of the message table; times count from `start`, numbers get `numberWidth` pixels, `mask` hides stream keys. */
export function messageColumns(
  start: number,
  numberWidth: number,
  mask: (text: string) => string,
): GridColumn<MessageRowView>[] {
  return [
    {
      id: 'number',
      header: '#',
      title: 'Number of the message, both directions in capture order',
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
      size: 40,
      cell: ({ direction }) => <DirectionMark direction={direction} />,
    },
    {
      id: 'type',
      header: 'type',
      title: 'Message type',
      size: 172,
      cell: ({ messageTypeId, messageType }) => (
        <>
          <FamilyChip
            family={familyOf(messageTypeId)}
            title={`${messageType} (message type ID ${messageTypeId})`}
          />
          <span className="clip">{messageType}</span>
        </>
      ),
    },
    {
      id: 'summary',
      header: 'info',
      size: 260,
      grow: true,
      cell: ({ summary, finding, complete, confidence }) => (
        <>
          {finding && <ToneMark tone={finding} />}
          <span className="clip">{mask(summary)}</span>
          <ConfidenceMark confidence={confidence} />
          {!complete && <span className="tag">incomplete</span>}
        </>
      ),
    },
    {
      id: 'timestamp',
      header: 'timestamp',
      title: 'Absolute timestamp, in milliseconds',
      size: 92,
      align: 'end',
      mono: true,
      cell: ({ timestamp, timestampUncertain }) => (
        <>
          <UncertainMark uncertain={timestampUncertain} />
          {count(timestamp)}
        </>
      ),
    },
    {
      id: 'length',
      header: 'length',
      title: 'Declared message length, in bytes',
      size: 80,
      align: 'end',
      mono: true,
      cell: ({ length }) => count(length),
    },
    {
      id: 'chunks',
      header: 'chunks',
      size: 64,
      align: 'end',
      mono: true,
      cell: ({ chunks }) => count(chunks),
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
      id: 'messageStreamId',
      header: 'msid',
      title: 'Message stream ID',
      size: 52,
      align: 'end',
      mono: true,
      cell: ({ messageStreamId }) => messageStreamId,
    },
    {
      id: 'address',
      header: 'address',
      title: 'Direction and offset in its TCP stream',
      size: 116,
      mono: true,
      cell: ({ address }) => address,
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
