import { ChevronDown, ChevronRight } from 'lucide-react';
import { ToneMark } from '../../components/banner.tsx';
import { count, counted } from '../../format/numbers.ts';
import type { ChunkRowView, MessageRowView } from '../../worker/protocol.ts';
import { ConfidenceMark, UncertainMark } from '../marks/certainty-mark.tsx';
import { familyOf } from '../marks/message-family.ts';
import { FamilyChip } from '../marks/type-chip.tsx';
import { typeCondition } from './chunk-columns.tsx';
import { MessageProgress } from './message-progress.tsx';
import {
  addressColumn,
  messageStreamColumn,
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

/** A line of the table of messages: a message, or one of the chunks it was unfolded into. */
export type MessageLine = MessageRowView & {
  /** The chunk, and which of the message's it is, counted from 1. */
  readonly part?: { readonly chunk: ChunkRowView; readonly number: number };
  readonly hit?: boolean;
};

/** How messages are unfolded and folded. */
export interface Folding {
  readonly isOpen: (message: number) => boolean;
  readonly toggle: (line: MessageLine, index: number) => void;
}

/** Whether there is something under a line: a part of an Aggregate has no chunks of its own. */
export function canUnfold({ part, aggregate, chunks }: MessageLine): boolean {
  return part === undefined && aggregate === undefined && chunks > 0;
}

/** The columns of the table of messages. */
export function messageColumns(context: CellContext, folding: Folding): TableColumn<MessageLine>[] {
  const { mask } = context;
  return [
    {
      ...numberColumn<MessageLine>('message', context),
      size: context.numberWidth + 26,
      narrow: { line: 1, size: context.numberWidth + 26 },
      cell: (line, index) =>
        line.part ? (
          <span className="part-number">
            <span className="visually-hidden">chunk </span>
            {line.part.number}/{line.chunks}
          </span>
        ) : (
          <>
            <FoldButton line={line} index={index} folding={folding} />
            {count(line.row + 1)}
          </>
        ),
    },
    timeColumn(context),
    directionColumn(),
    {
      id: 'type',
      name: 'message type',
      header: 'type',
      sort: 'type',
      title: 'Message type',
      size: 172,
      narrow: { line: 2, size: 40, grow: true },
      cell: ({ messageTypeId, messageType, part }) =>
        part ? (
          <span className="part-type">chunk, fmt {part.chunk.fmt}</span>
        ) : (
          <>
            <FamilyChip
              family={familyOf(messageTypeId)}
              title={`${messageType} (message type ID ${messageTypeId})`}
            />
            <span className="clip type-name">{messageType}</span>
          </>
        ),
      condition: ({ messageTypeId, part }) =>
        part ? `fmt:${part.chunk.fmt}` : typeCondition(messageTypeId),
    },
    {
      id: 'summary',
      name: 'info',
      header: 'info',
      sort: 'info',
      size: 240,
      grow: true,
      narrow: { line: 1, size: 120, grow: true },
      cell: ({ summary, finding, complete, part, confidence }) =>
        part ? (
          <span className="clip faint">
            header {part.chunk.headerLength} B, payload {count(part.chunk.payloadLength)} B
          </span>
        ) : (
          <>
            {finding && <ToneMark tone={finding} />}
            <span className="clip">{mask(summary)}</span>
            <ConfidenceMark confidence={confidence} />
            {!complete && <span className="tag">incomplete</span>}
          </>
        ),
      condition: ({ summary }) => openText('info', summary, mask),
    },
    {
      ...valueColumn<MessageLine>(
        'timestamp',
        'ts',
        'timestamp',
        'Timestamp, absolute, in milliseconds',
        92,
        ({ timestamp }) => timestamp,
      ),
      cell: ({ timestamp, timestampUncertain }) => (
        <>
          <UncertainMark uncertain={timestampUncertain} />
          {count(timestamp)}
        </>
      ),
    },
    {
      ...valueColumn<MessageLine>(
        'length',
        'len',
        'length',
        'Message length, as declared, in bytes',
        80,
        (row) => row.length,
      ),
      narrow: { line: 2, size: 60 },
      cell: ({ length, part }) => (part ? count(part.chunk.payloadLength) : count(length)),
    },
    {
      id: 'progress',
      name: 'progress of the message',
      header: 'received',
      title: 'How much of the message is in the capture, and in how many chunks',
      size: 116,
      cell: ({ part, ...line }) =>
        part ? (
          <MessageProgress
            before={part.chunk.messageOffset}
            here={part.chunk.payloadLength}
            length={line.length}
            complete={part.chunk.complete}
          />
        ) : (
          <MessageProgress
            before={0}
            here={line.received}
            length={line.length}
            complete={line.complete}
            {...(line.complete && { text: `${count(line.chunks)}×` })}
          />
        ),
      condition: ({ complete }) => (complete ? 'complete' : '-complete'),
    },
    {
      ...valueColumn<MessageLine>(
        'chunks',
        'chunks',
        'chunks',
        'Chunks seen of the message',
        64,
        (row) => row.chunks,
      ),
      optional: true,
    },
    chunkStreamColumn(),
    messageStreamColumn(),
    addressColumn(),
    packetColumn(),
    problemColumn(),
  ];
}

function FoldButton({
  line,
  index,
  folding,
}: {
  readonly line: MessageLine;
  readonly index: number;
  readonly folding: Folding;
}) {
  if (!canUnfold(line)) return null;
  const open = folding.isOpen(line.row);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className="fold"
      tabIndex={-1}
      aria-expanded={open}
      aria-label={`${counted(line.chunks, 'chunk')} of message ${line.row + 1}`}
      title={open ? 'Fold (−)' : 'Unfold into chunks (+)'}
      onClick={(event) => {
        event.stopPropagation();
        folding.toggle(line, index);
      }}
    >
      <Icon size={14} aria-hidden />
    </button>
  );
}
