import { PART_HEADER_LENGTH } from '../message/aggregate.ts';
import { COMPLETE, HEADLESS, type MessageRow, TIME_UNCERTAIN } from '../message/message-table.ts';
import { AGGREGATE, isData, isMedia } from '../message/message-types.ts';
import { CompletionOrder } from './completion-order.ts';
import type { Describer } from './describe.ts';
import { isOfStream, type MediaStream } from './media-stream.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** A message of a stream, read back. */
export interface StreamMessage {
  readonly messageTypeId: number;
  /** Milliseconds modulo 2³². */
  readonly timestamp: number;
  readonly payload: Uint8Array;
}

/** Rows looked at before the asker gets a turn. */
const ROWS_AT_ONCE = 10_000;

/**
 * The audio, video and data messages of a stream, whole ones only, in the order in which they became complete; an
 * Aggregate is its parts. One is read from the file at a time.
 */
export class StreamMessages {
  /** Messages of which the capture does not have every byte. */
  incomplete = 0;
  /** Messages whose time may be too early, since a delta before them is missing. */
  uncertain = 0;
  readonly #session: RtmpSession;
  readonly #describer: Describer;
  readonly #stream: MediaStream;
  /** The Aggregate that was read last: its parts come one after the other. */
  #aggregate: { readonly row: MessageRow; readonly payload: Uint8Array } | undefined;

  constructor(session: RtmpSession, describer: Describer, stream: MediaStream) {
    this.#session = session;
    this.#describer = describer;
    this.#stream = stream;
  }

  /** Now and then there is nothing, so that a search through many rows can be left for something else. */
  *read(): Generator<StreamMessage | undefined> {
    const order = new CompletionOrder(this.#session);
    const { length } = this.#session.messages;
    for (let row = 0; row < length; row++) {
      if (row % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield undefined;
      if (this.#isWanted(row)) for (const before of order.push(row)) yield this.#message(before);
    }
    for (const row of order.end()) yield this.#message(row);
  }

  #isWanted(row: MessageRow): boolean {
    const { column } = this.#session.messages;
    const type = column.messageTypeId.get(row);
    const marks = column.marks.get(row);
    if (!isMedia(type) && !isData(type) && type !== AGGREGATE) return false;
    if ((marks & HEADLESS) !== 0 || !isOfStream(this.#session, this.#stream, row)) return false;
    const part = this.#session.parts.find(row);
    const isWhole = (column.marks.get(part?.aggregate ?? row) & COMPLETE) !== 0;
    // An Aggregate that is not whole counts as one; its holes may lie in any part.
    if (!part && !isWhole) this.incomplete++;
    return isWhole && (marks & COMPLETE) !== 0 && type !== AGGREGATE;
  }

  #message(row: MessageRow): StreamMessage {
    const { column } = this.#session.messages;
    if ((column.marks.get(row) & TIME_UNCERTAIN) !== 0) this.uncertain++;
    return {
      messageTypeId: column.messageTypeId.get(row),
      timestamp: column.timestamp.get(row),
      payload: this.#payload(row),
    };
  }

  #payload(row: MessageRow): Uint8Array {
    const part = this.#session.parts.find(row);
    if (!part) return this.#describer.payload(row);
    const { aggregate, position } = part;
    if (this.#aggregate?.row !== aggregate)
      this.#aggregate = { row: aggregate, payload: this.#describer.payload(aggregate) };
    const start = position + PART_HEADER_LENGTH;
    const length = this.#session.messages.column.received.get(row);
    return this.#aggregate.payload.subarray(start, start + length);
  }
}
