import {
  chunkStreamIdOf,
  directionOf,
  fmtOf,
  hasExtendedTimestampOf,
  headerLengthOf,
  isFoundAgain,
  severityOf,
} from '../chunk/chunk-table.ts';
import { commandMessage } from '../command/command.ts';
import { dataMessage } from '../command/data-message.ts';
import type { AmfLeaf, FilterRows } from '../filter/rows.ts';
import { ABORTED, COMPLETE, DAMAGED, FINISHED } from '../message/message-table.ts';
import { isCommand, isData, isMedia } from '../message/message-types.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { amfLeaves } from './amf-leaves.ts';
import type { Connection } from './connection.ts';
import type { Describer } from './describe.ts';
import { frameFacts, type FrameFacts } from './frame-facts.ts';
import { ProblemIndex } from './problem-index.ts';
import type { Rows } from './rows.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** Bytes of a message that tell codec and kind of frame. */
const HEAD = 64;

/** What filters can ask of a connection: its chunks and its messages, field by field. */
export class SessionFilterRows {
  readonly chunks: FilterRows;
  readonly messages: FilterRows;
  readonly #connection: Connection;
  readonly #session: RtmpSession;
  readonly #describer: Describer;
  readonly #rows: Rows;
  readonly #problems: ProblemIndex;
  /** Facts of media messages by type and summary: messages told in the same words have the same header. */
  readonly #media = new Map<number, FrameFacts>();

  constructor(connection: Connection, session: RtmpSession, describer: Describer, rows: Rows) {
    this.#connection = connection;
    this.#session = session;
    this.#describer = describer;
    this.#rows = rows;
    this.#problems = new ProblemIndex(session);
    this.chunks = this.#ofChunks();
    this.messages = this.#ofMessages();
  }

  /** Whether more of a message may come, and what is said about it may change. */
  readonly openMessage = (message: number): boolean =>
    (this.#session.messages.column.marks.get(message) & FINISHED) === 0;

  #ofChunks(): FilterRows {
    const session = this.#session;
    const { column } = session.chunks;
    const messageOf = (chunk: number): number => column.message.get(chunk);
    const shared = this.#shared((chunk) => chunk, messageOf);
    return {
      ...shared,
      get length() {
        return session.chunks.length;
      },
      numbers: {
        ...shared.numbers,
        payload: (chunk) => column.payloadLength.get(chunk),
        at: (chunk) => column.offset.get(chunk),
        t: (chunk) =>
          this.#time(directionOf(column.header.get(chunk)), session.chunkSegments.get(chunk)),
        packet: (chunk) =>
          this.#packet(directionOf(column.header.get(chunk)), session.chunkSegments.get(chunk)),
      },
      texts: {
        ...shared.texts,
        problem: (chunk) => this.#problems.ofChunk(chunk, severityOf(column.header.get(chunk))),
      },
      bytes: (chunk) => {
        const start = column.offset.get(chunk);
        const packed = column.header.get(chunk);
        const end = start + headerLengthOf(packed) + column.payloadLength.get(chunk);
        const direction = directionOf(packed);
        const there = Math.min(end, this.#connection.bytes[direction]);
        return this.#describer.read(direction, start, there).bytes;
      },
    };
  }

  #ofMessages(): FilterRows {
    const session = this.#session;
    const { column } = session.messages;
    const header = session.chunks.column.header;
    const chunkOf = (message: number): number => column.firstChunk.get(message);
    const shared = this.#shared(chunkOf, (message) => message);
    return {
      ...shared,
      get length() {
        return session.messages.length;
      },
      numbers: {
        ...shared.numbers,
        payload: (message) => column.received.get(message),
        at: (message) => session.messageOffsetOf(message),
        t: (message) => this.#rows.whenMessage(message).time - this.#connection.start,
        packet: (message) => this.#rows.whenMessage(message).packet || NaN,
      },
      texts: {
        ...shared.texts,
        problem: (message) => {
          // What was found about a chunk is said of the Aggregate, not of each part in it.
          const whole = session.parts.find(message) === undefined;
          const rank = whole ? severityOf(header.get(chunkOf(message))) : 0;
          return this.#problems.ofMessage(message, rank);
        },
      },
      bytes: (message) => this.#describer.payload(message),
    };
  }

  /** What is asked in the same way of chunks and of messages. */
  #shared(
    chunkOf: (row: number) => number,
    messageOf: (row: number) => number,
  ): Omit<FilterRows, 'length' | 'bytes'> {
    const session = this.#session;
    const { header } = session.chunks.column;
    const { column } = session.messages;
    const marked = (bits: number) => (row: number) =>
      (column.marks.get(messageOf(row)) & bits) === 0 ? 0 : 1;
    const isPart = (row: number): number =>
      session.parts.find(messageOf(row)) === undefined ? 0 : 1;
    return {
      numbers: {
        dir: (row) => directionOf(header.get(chunkOf(row))),
        type: (row) => column.messageTypeId.get(messageOf(row)),
        csid: (row) => chunkStreamIdOf(header.get(chunkOf(row))),
        fmt: (row) => fmtOf(header.get(chunkOf(row))),
        msid: (row) => column.messageStreamId.get(messageOf(row)),
        len: (row) => column.length.get(messageOf(row)),
        header: (row) => headerLengthOf(header.get(chunkOf(row))),
        ts: (row) => column.timestamp.get(messageOf(row)),
        delta: (row) => {
          const message = messageOf(row);
          const absolute = fmtOf(header.get(column.firstChunk.get(message))) === 0;
          return absolute ? NaN : column.timestampDelta.get(message);
        },
        'ts.ext': (row) => (hasExtendedTimestampOf(header.get(chunkOf(row))) ? 1 : 0),
        chunk: (row) => chunkOf(row) + 1,
        message: (row) => messageOf(row) + 1,
        chunks: (row) => column.chunks.get(messageOf(row)),
        complete: marked(COMPLETE),
        gap: marked(DAMAGED),
        abandoned: marked(ABORTED),
        resync: (row) => (isFoundAgain(header.get(chunkOf(row))) ? 1 : 0),
        part: isPart,
        txid: (row) => session.ledger.commandOf(messageOf(row))?.transactionId ?? NaN,
        answered: (row) => this.#packetOfMessage(session.ledger.answerTo(messageOf(row))),
        answers: (row) =>
          this.#packetOfMessage(session.ledger.commandOf(messageOf(row))?.answers?.message),
        key: (row) => (this.#frameFacts(messageOf(row))?.keyFrame === true ? 1 : 0),
      },
      texts: {
        cmd: (row) => session.ledger.commandOf(messageOf(row))?.name,
        info: (row) => this.#rows.summary(messageOf(row)),
        codec: (row) => this.#frameFacts(messageOf(row))?.codecs,
      },
      sameText: {
        // The line says more about messages that are not whole, so these are looked at one by one.
        info: (row) => {
          const message = messageOf(row);
          const summary = column.summary.get(message);
          const whole = (column.marks.get(message) & (ABORTED | DAMAGED)) === 0;
          return whole && summary > 0 ? summary : -1;
        },
      },
      amf: (row) => this.#amf(messageOf(row)),
    };
  }

  #time(direction: 0 | 1, segment: number): number {
    const segments = this.#connection.segmentsOf(direction);
    if (segment >= segments.length) return NaN;
    return segments.column.time.get(segment) - this.#connection.start;
  }

  #packet(direction: 0 | 1, segment: number): number {
    const segments = this.#connection.segmentsOf(direction);
    return segment < segments.length ? segments.column.packet.get(segment) || NaN : NaN;
  }

  #packetOfMessage(message: number | undefined): number {
    if (message === undefined) return NaN;
    return this.#rows.whenMessage(message).packet || NaN;
  }

  #frameFacts(message: number): FrameFacts | undefined {
    const { column } = this.#session.messages;
    const type = column.messageTypeId.get(message);
    if (!isMedia(type)) return undefined;
    const summary = column.summary.get(message);
    const key = summary * 2 + (type & 1);
    const known = summary === 0 ? undefined : this.#media.get(key);
    if (known) return known;
    const facts = frameFacts(type, this.#describer.payload(message).subarray(0, HEAD));
    if (summary !== 0) this.#media.set(key, facts);
    return facts;
  }

  #amf(message: number): readonly AmfLeaf[] {
    const { column } = this.#session.messages;
    const type = column.messageTypeId.get(message);
    if (isCommand(type)) return amfLeaves(commandMessage(this.#payload(message), type).values);
    if (isData(type)) return amfLeaves(dataMessage(this.#payload(message), type).values);
    return [];
  }

  #payload(message: number): WireReader {
    return new WireReader(this.#describer.payload(message));
  }
}
