import type { Direction, StreamOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { ChunkHeader } from '../chunk/chunk-header.ts';
import { ChunkReader, type ChunkSink } from '../chunk/chunk-reader.ts';
import type { ChunkStream, ChunkStreams } from '../chunk/chunk-stream.ts';
import { type ChunkRow, type ChunkTable, markCut, packHeader } from '../chunk/chunk-table.ts';
import { NO_ROW } from '../table/column.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { Gathering, MEDIA_HEAD } from './gathering.ts';
import { ABORT_OF_NOTHING, SET_CHUNK_SIZE_INVALID } from './message-diagnostics.ts';
import {
  ABORTED,
  COMPLETE,
  DAMAGED,
  FINISHED,
  HEADLESS,
  type MessageRow,
  type MessageTable,
  STREAM_ID_UNCERTAIN,
  TIME_UNCERTAIN,
} from './message-table.ts';
import { AGGREGATE, isMedia } from './message-types.ts';
import { abortMessage, setChunkSize } from './protocol-control.ts';

/** The longest body but an Aggregate’s that is gathered whole while indexing; longer ones are read again when looked at. */
export const LONGEST_GATHERED = 64 * 1024;

/** A message of which nothing more will come. One object, refilled: copy what you keep. */
export interface MessageEvent {
  row: MessageRow;
  direction: Direction;
  messageTypeId: number;
  messageStreamId: number;
  /** Absolute, milliseconds. */
  timestamp: number;
  /** Declared length, bytes. */
  length: number;
  /**
   * The payload: whole for Aggregates, up to LONGEST_GATHERED bytes of other messages that are not
   * audio or video, the first MEDIA_HEAD bytes of those that are. Only good during the call.
   */
  body: Uint8Array;
  complete: boolean;
  /** Bytes of it are missing in the capture, or could not be told from others. */
  damaged: boolean;
  /** Its beginning is missing, so what its bytes mean is not known. */
  headless: boolean;
}

const NOTHING = new Uint8Array(0);

/** Takes messages as they become complete. */
export type MessageSink = (event: MessageEvent) => void;

/** The tables a direction's messages go to, shared by both directions. */
export interface MessageTables {
  readonly chunks: ChunkTable;
  readonly messages: MessageTable;
  /** Chunk rows of this direction, in order. */
  readonly chunkRows: RowList;
  /** Message rows of this direction, in order. */
  readonly messageRows: RowList;
  /** Chunk `row` of message `message`, and those after it, are read with a chunk size that was inferred. */
  sizeInferred(size: number, row: ChunkRow, message: MessageRow): void;
}

/** Rows of one direction, as a list that only grows. */
export interface RowList {
  push(row: number): void;
}

/**
 * Assembles the messages of one direction: a partial message per chunk stream (§5.3), rows for chunks
 * and messages, and the two control messages that reach back to the chunk reader.
 */
export class MessageReader implements ChunkSink {
  readonly chunks: ChunkReader;
  readonly #direction: Direction;
  readonly #tables: MessageTables;
  readonly #sink: MessageSink;
  readonly #onNote: (
    diagnostic: Diagnostic,
    at: StreamOffset,
    chunk: ChunkRow,
    message: MessageRow,
  ) => void;
  /** Row of this direction's last chunk; the table's last row may be the other's, at the same offset by chance. */
  #lastChunk: ChunkRow = NO_ROW;
  /** A chunk size that holds from the next chunk on, whose row is not there yet; 0 for none. */
  #inferred = 0;
  /** What is gathered of the message under way on each chunk stream that had one in several pieces. */
  readonly #gathered = new Map<ChunkStream, Gathering>();
  readonly #wire = new WireReader();
  readonly #event: MessageEvent;
  /** The payload in the block it came in, between `payload` and `message` of a message in one piece. */
  #whole: Uint8Array | undefined;

  constructor(
    direction: Direction,
    offset: StreamOffset,
    options: { midstream: boolean; chunkSize: number | undefined; streams?: ChunkStreams },
    tables: MessageTables,
    sink: MessageSink,
    onNote: (
      diagnostic: Diagnostic,
      at: StreamOffset,
      chunk: ChunkRow,
      message: MessageRow,
    ) => void,
  ) {
    this.#direction = direction;
    this.#tables = tables;
    this.#sink = sink;
    this.#onNote = onNote;
    this.#event = {
      row: 0,
      direction,
      messageTypeId: 0,
      messageStreamId: 0,
      timestamp: 0,
      length: 0,
      body: NOTHING,
      complete: false,
      damaged: false,
      headless: false,
    };
    this.chunks = new ChunkReader(this, offset, options);
  }

  chunk(
    h: ChunkHeader,
    stream: ChunkStream,
    at: StreamOffset,
    headerLength: number,
    payloadLength: number,
    startsMessage: boolean,
  ): void {
    const { chunks, messages } = this.#tables;
    const row = chunks.add();
    // Of a message that was under way before the first byte there is no row yet.
    if (startsMessage || stream.message === NO_ROW) this.#start(stream, row);
    const header = packHeader(
      h.chunkStreamId,
      h.fmt,
      headerLength,
      this.#direction,
      h.hasExtendedTimestamp,
      startsMessage,
      this.chunks.confidence,
    );
    chunks.fill(row, at, header, payloadLength, stream.received, stream.message, stream.lastChunk);
    stream.lastChunk = row;
    this.#lastChunk = row;
    const message = messages.column;
    // Of a message without a beginning, the length is what has come.
    if (stream.headless) message.length.set(stream.message, stream.messageLength);
    message.lastChunk.set(stream.message, row);
    message.chunks.set(stream.message, ++stream.chunks);
    this.#tables.chunkRows.push(row);
    if (this.#inferred > 0) {
      this.#tables.sizeInferred(this.#inferred, row, stream.message);
      this.#inferred = 0;
    }
  }

  payload(stream: ChunkStream, bytes: Uint8Array, start: number, end: number): void {
    stream.present += end - start;
    this.#tables.messages.column.received.set(stream.message, stream.present);
    const wanted = wantedLength(stream);
    if (stream.received >= wanted) return;
    const length = Math.min(end - start, wanted - stream.received);
    // A message that lies in one piece is complete right after this call: no copy is needed.
    if (end - start === stream.messageLength) this.#whole = bytes.subarray(start, start + length);
    else this.#gathering(stream).add(bytes, start, length, wanted);
  }

  missing(stream: ChunkStream, _length: number): void {
    const { chunks } = this.#tables;
    this.#markDamaged(stream);
    const header = chunks.column.header;
    header.set(stream.lastChunk, markCut(header.get(stream.lastChunk)));
    this.#gathering(stream).break();
  }

  message(stream: ChunkStream): void {
    this.#finish(stream, true);
  }

  lost(stream: ChunkStream): void {
    this.#markDamaged(stream);
    this.#finish(stream, false);
  }

  sizeInferred(size: number): void {
    this.#inferred = size;
  }

  note(diagnostic: Diagnostic, at: StreamOffset): void {
    const row = this.#lastChunk;
    const here = row !== NO_ROW && this.#tables.chunks.column.offset.get(row) === at;
    this.#onNote(
      diagnostic,
      at,
      here ? row : NO_ROW,
      here ? this.#tables.chunks.column.message.get(row) : NO_ROW,
    );
  }

  /** Nothing more will come: what is unfinished is told as it is. */
  end(): void {
    const cut = this.chunks.unfinishedChunk;
    if (cut) {
      const { header, payloadLength } = this.#tables.chunks.column;
      header.set(cut.lastChunk, markCut(header.get(cut.lastChunk)));
      payloadLength.set(cut.lastChunk, payloadLength.get(cut.lastChunk) - this.chunks.payloadLeft);
    }
    this.chunks.end();
    for (const stream of this.chunks.streams.all()) {
      if (!stream.unfinished && !stream.headless) continue;
      if (this.chunks.isLost || stream.headless) this.#markDamaged(stream);
      this.#finish(stream, false);
    }
  }

  #markDamaged(stream: ChunkStream): void {
    const marks = this.#tables.messages.column.marks;
    marks.set(stream.message, marks.get(stream.message) | DAMAGED);
  }

  #start(stream: ChunkStream, chunk: ChunkRow): void {
    const { messages } = this.#tables;
    // A message still marked as under way here was abandoned without an Abort Message.
    if (stream.message !== NO_ROW) this.#drop(stream);
    const row = messages.add();
    const column = messages.column;
    column.firstChunk.set(row, chunk);
    column.timestamp.set(row, stream.timestamp);
    column.timestampDelta.set(row, stream.timestampDelta);
    column.messageTypeId.set(row, stream.messageTypeId);
    column.messageStreamId.set(row, stream.messageStreamId);
    column.length.set(row, stream.messageLength);
    column.marks.set(row, startMarks(stream));
    stream.message = row;
    stream.chunks = 0;
    stream.present = 0;
    this.#tables.messageRows.push(row);
  }

  /** An unfinished message of which nothing more will come. */
  #drop(stream: ChunkStream): void {
    const marks = this.#tables.messages.column.marks;
    const { message } = stream;
    if ((marks.get(message) & FINISHED) !== 0) return;
    marks.set(message, marks.get(message) | ABORTED | FINISHED);
    this.#gathered.get(stream)?.clear();
  }

  #gathering(stream: ChunkStream): Gathering {
    let gathering = this.#gathered.get(stream);
    if (!gathering) this.#gathered.set(stream, (gathering = new Gathering()));
    return gathering;
  }

  #finish(stream: ChunkStream, ended: boolean): void {
    const event = this.#event;
    const gathering = this.#gathered.get(stream);
    const marks = this.#tables.messages.column.marks;
    const damaged = (marks.get(stream.message) & DAMAGED) !== 0;
    const complete = ended && !damaged;
    const mark = complete ? COMPLETE | FINISHED : FINISHED;
    marks.set(stream.message, marks.get(stream.message) | mark);
    event.body = this.#whole ?? gathering?.body ?? NOTHING;
    this.#whole = undefined;
    event.row = stream.message;
    event.messageTypeId = stream.messageTypeId;
    event.messageStreamId = stream.messageStreamId;
    event.timestamp = stream.timestamp;
    event.length = stream.messageLength;
    event.complete = complete;
    event.damaged = damaged;
    event.headless = (marks.get(stream.message) & HEADLESS) !== 0;
    if (complete) this.#takeEffect(event);
    this.#sink(event);
    gathering?.clear();
  }

  /** §5.4: protocol control messages "take effect as soon as they are received", so before the next chunk is read. */
  #takeEffect(event: MessageEvent): void {
    if (event.messageTypeId === 1) {
      this.#wire.start(event.body, 0, event.body.length);
      const size = setChunkSize(this.#wire, 0);
      if (this.#wire.short || size < 1) this.#onMessage(SET_CHUNK_SIZE_INVALID, event.row);
      else this.chunks.chunkSize = size;
    } else if (event.messageTypeId === 2) {
      this.#wire.start(event.body, 0, event.body.length);
      const chunkStreamId = abortMessage(this.#wire, 0);
      const aborted = this.#wire.short ? undefined : this.chunks.streams.find(chunkStreamId);
      if (aborted?.unfinished) {
        this.#drop(aborted);
        aborted.abort();
      } else this.#onMessage(ABORT_OF_NOTHING, event.row);
    }
  }

  #onMessage(diagnostic: Diagnostic, message: MessageRow): void {
    const chunk = this.#tables.messages.column.firstChunk.get(message);
    this.#onNote(diagnostic, this.#tables.chunks.column.offset.get(chunk), chunk, message);
  }
}

/** What is known to be unsure of a message when it begins. */
function startMarks(stream: ChunkStream): number {
  return (
    (stream.timeUncertain ? TIME_UNCERTAIN : 0) |
    (stream.streamIdUncertain ? STREAM_ID_UNCERTAIN : 0) |
    (stream.headless || stream.received > 0 ? HEADLESS | DAMAGED : 0)
  );
}

/** How many bytes of its message a first look needs. */
function wantedLength(stream: ChunkStream): number {
  const { messageTypeId, messageLength } = stream;
  // Its parts become rows of their own: it is needed to its end, 16 MiB at most by its 24-bit length.
  if (messageTypeId === AGGREGATE) return messageLength;
  return Math.min(messageLength, isMedia(messageTypeId) ? MEDIA_HEAD : LONGEST_GATHERED);
}
