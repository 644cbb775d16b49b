import { type Address, addressOf } from '../bytes/address.ts';
import type { Direction, StreamOffset } from '../bytes/units.ts';
import {
  type ChunkRow,
  chunkStreamIdOf,
  directionOf,
  fmtOf,
  hasExtendedTimestampOf,
  headerLengthOf,
  isCut,
  isFoundAgain,
  isGuessed,
  severityOf,
} from '../chunk/chunk-table.ts';
import type { Severity } from '../dictionary/diagnostic.ts';
import {
  ABORTED,
  COMPLETE,
  DAMAGED,
  HEADLESS,
  type MessageRow,
  STREAM_ID_UNCERTAIN,
  TIME_UNCERTAIN,
} from '../message/message-table.ts';
import { messageTypeName } from '../message/message-types.ts';
import { severityOfRank } from '../session/finding-table.ts';
import { NO_ROW } from '../table/column.ts';
import type { Connection } from './connection.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** After a hole: found by headers that agree, or by so few that it may be chance. */
export type RowConfidence = 'found' | 'guessed';

/** A chunk as tables and exports show it. */
export interface ChunkRowView {
  readonly row: number;
  readonly direction: Direction;
  readonly offset: StreamOffset;
  readonly address: Address;
  /** Seconds since 1970 of the packet that carried the first byte; NaN without packets. */
  readonly time: number;
  readonly packet: number;
  readonly fmt: number;
  readonly chunkStreamId: number;
  readonly headerLength: number;
  readonly payloadLength: number;
  /** Absolute, milliseconds. */
  readonly timestamp: number;
  readonly hasExtendedTimestamp: boolean;
  readonly message: number;
  readonly messageAddress: Address;
  readonly messageTypeId: number;
  readonly messageStreamId: number;
  readonly messageLength: number;
  /** Bytes of the message before this chunk. */
  readonly messageOffset: number;
  readonly complete: boolean;
  /** Read after the chunk stream had been lost and found again. */
  readonly foundAgain: boolean;
  /** How sure the place is, where it is not simply known. */
  readonly confidence?: RowConfidence;
  /** A delta before it may have fallen into a hole; a type 0 header ends that. */
  readonly timestampUncertain?: true;
  /** Worst finding about this chunk. */
  readonly finding?: Severity;
  /** What the message is, in words. */
  readonly summary: string;
}

/** A message as tables and exports show it. */
export interface MessageRowView {
  readonly row: number;
  readonly direction: Direction;
  readonly offset: StreamOffset;
  readonly address: Address;
  readonly time: number;
  readonly packet: number;
  readonly chunkStreamId: number;
  readonly timestamp: number;
  readonly messageTypeId: number;
  readonly messageType: string;
  readonly messageStreamId: number;
  readonly length: number;
  /** Bytes of it that are in the capture. */
  readonly received: number;
  readonly chunks: number;
  readonly firstChunk: number;
  readonly complete: boolean;
  /** How sure the place is, where it is not simply known. */
  readonly confidence?: RowConfidence;
  /** A delta before it may have fallen into a hole; a type 0 header ends that. */
  readonly timestampUncertain?: true;
  /** The message stream ID is inherited from a header that is not in the capture. */
  readonly messageStreamIdUncertain?: true;
  /** Its beginning is missing: type and length are not known. */
  readonly headless?: true;
  /** Row of the aggregate message it came in. */
  readonly aggregate?: number;
  /** Name and transaction ID, for commands. */
  readonly command?: string;
  readonly transactionId?: number;
  readonly finding?: Severity;
  readonly summary: string;
}

/** A finding as tables and exports show it. */
export interface FindingRowView {
  readonly row: number;
  readonly code: string;
  readonly severity: Severity;
  readonly direction: Direction;
  readonly offset: StreamOffset;
  readonly address: Address;
  readonly time: number;
  readonly chunk?: ChunkRow;
  readonly message?: MessageRow;
}

/** Row views of one connection. */
export class Rows {
  readonly #connection: Connection;
  readonly #session: RtmpSession;

  constructor(connection: Connection, session: RtmpSession) {
    this.#connection = connection;
    this.#session = session;
  }

  /** A row of the session's table of chunks. */
  chunk(row: ChunkRow): ChunkRowView {
    const { column } = this.#session.chunks;
    const message = this.#session.messages.column;
    const packed = column.header.get(row);
    const direction = directionOf(packed);
    const offset = column.offset.get(row);
    const messageRow = column.message.get(row);
    const finding = severityOfRank(severityOf(packed));
    return {
      row,
      direction,
      offset,
      address: addressOf(direction, offset),
      ...this.#when(direction, this.#session.chunkSegments.get(row)),
      fmt: fmtOf(packed),
      chunkStreamId: chunkStreamIdOf(packed),
      headerLength: headerLengthOf(packed),
      payloadLength: column.payloadLength.get(row),
      timestamp: message.timestamp.get(messageRow),
      hasExtendedTimestamp: hasExtendedTimestampOf(packed),
      message: messageRow,
      messageAddress: addressOf(direction, this.#session.messageOffsetOf(messageRow)),
      messageTypeId: message.messageTypeId.get(messageRow),
      messageStreamId: message.messageStreamId.get(messageRow),
      messageLength: message.length.get(messageRow),
      messageOffset: column.messageOffset.get(row),
      complete: !isCut(packed),
      foundAgain: isFoundAgain(packed),
      ...confidenceOf(packed),
      ...((message.marks.get(messageRow) & TIME_UNCERTAIN) !== 0 && {
        timestampUncertain: true as const,
      }),
      ...(finding && { finding }),
      summary: this.summary(messageRow),
    };
  }

  /** A row of the session's table of messages. */
  message(row: MessageRow): MessageRowView {
    const { column } = this.#session.messages;
    const chunk = this.#session.chunks.column;
    const first = column.firstChunk.get(row);
    const packed = chunk.header.get(first);
    const direction = directionOf(packed);
    const part = this.#session.parts.find(row);
    const offset = part?.offset ?? chunk.offset.get(first);
    const messageTypeId = column.messageTypeId.get(row);
    const marks = column.marks.get(row);
    const command = this.#session.ledger.commandOf(row);
    // What was found about a chunk is said of the Aggregate, not of each part in it.
    const finding = part ? undefined : severityOfRank(severityOf(packed));
    return {
      row,
      direction,
      offset,
      address: addressOf(direction, offset),
      ...this.whenMessage(row),
      chunkStreamId: chunkStreamIdOf(packed),
      timestamp: column.timestamp.get(row),
      messageTypeId,
      messageType: messageTypeName(messageTypeId),
      messageStreamId: column.messageStreamId.get(row),
      length: column.length.get(row),
      received: column.received.get(row),
      chunks: column.chunks.get(row),
      firstChunk: first,
      complete: (marks & COMPLETE) !== 0,
      ...confidenceOf(packed),
      ...((marks & TIME_UNCERTAIN) !== 0 && { timestampUncertain: true as const }),
      ...((marks & STREAM_ID_UNCERTAIN) !== 0 && { messageStreamIdUncertain: true as const }),
      ...((marks & HEADLESS) !== 0 && { headless: true as const }),
      ...(part && { aggregate: part.aggregate }),
      ...(command && { command: command.name }),
      ...(command?.transactionId !== undefined && { transactionId: command.transactionId }),
      ...(finding && { finding }),
      summary: this.summary(row),
    };
  }

  /** A row of the session's table of findings. */
  finding(row: number): FindingRowView {
    const { column } = this.#session.findings.table;
    const diagnostic = this.#session.findings.diagnosticOf(row);
    const direction = column.direction.get(row) as Direction;
    const offset = column.offset.get(row);
    const chunk = column.chunk.get(row);
    const message = column.message.get(row);
    return {
      row,
      code: diagnostic.code,
      severity: diagnostic.severity,
      direction,
      offset,
      address: addressOf(direction, offset),
      time: this.#when(direction, column.segment.get(row)).time,
      ...(chunk !== NO_ROW && { chunk }),
      ...(message !== NO_ROW && { message }),
    };
  }

  /** When, and in which packet, a message's first byte came. */
  whenMessage(row: MessageRow): { time: number; packet: number } {
    const chunk = this.#session.chunks.column;
    const first = this.#session.messages.column.firstChunk.get(row);
    const direction = directionOf(chunk.header.get(first));
    const part = this.#session.parts.find(row);
    const segment = part
      ? Math.max(0, this.#connection.segmentsOf(direction).find(part.offset))
      : this.#session.chunkSegments.get(first);
    return this.#when(direction, segment);
  }

  /** One line about a message: what was kept while indexing, and what became of it. */
  summary(row: MessageRow): string {
    const { column } = this.#session.messages;
    const kept = this.#session.strings.get(column.summary.get(row));
    const marks = column.marks.get(row);
    if ((marks & HEADLESS) !== 0) return 'The end of a message whose beginning is missing';
    const text = kept === '' ? messageTypeName(column.messageTypeId.get(row)) : kept;
    if ((marks & ABORTED) !== 0) return `${text}, abandoned`;
    if ((marks & DAMAGED) !== 0) return `${text}, with missing bytes`;
    return text;
  }

  #when(direction: Direction, segment: number): { time: number; packet: number } {
    const segments = this.#connection.segmentsOf(direction);
    if (segment >= segments.length) return { time: NaN, packet: 0 };
    return { time: segments.column.time.get(segment), packet: segments.column.packet.get(segment) };
  }
}

function confidenceOf(packed: number): { confidence?: RowConfidence } {
  if (!isFoundAgain(packed)) return {};
  return { confidence: isGuessed(packed) ? 'guessed' : 'found' };
}
