import type { ByteSource } from '../bytes/byte-source.ts';
import { mapDown, type Piece } from '../bytes/piece-map.ts';
import type { Direction, StreamOffset } from '../bytes/units.ts';
import { Chunk, chunkHeader, ChunkMessageHeader, emptyChunkHeader } from '../chunk/chunk-header.ts';
import { ChunkStreams } from '../chunk/chunk-stream.ts';
import {
  type ChunkRow,
  chunkStreamIdOf,
  directionOf,
  fmtOf,
  headerLengthOf,
  startsMessageOf,
} from '../chunk/chunk-table.ts';
import { Handshake, HANDSHAKE_PLACES, handshakePacket } from '../handshake/handshake-packet.ts';
import type { HandshakePacketName } from '../handshake/packet-name.ts';
import { PART_HEADER_LENGTH } from '../message/aggregate.ts';
import { FLV_BACK_POINTER_BYTES, FlvTag, flvTag } from '../media/flv-tag.ts';
import type { VideoContext } from '../media/video-body.ts';
import { HEADLESS, type MessageRow } from '../message/message-table.ts';
import { timestampBase } from '../session/derivations.ts';
import type { ChunkStreamState } from '../session/session-state.ts';
import { NO_ROW } from '../table/column.ts';
import type { FieldNode } from '../wire/field-tree.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { NO_BYTES } from '../wire/wire.ts';
import type { Connection } from './connection.ts';
import { type AggregatePartRow, cutOut } from './aggregate-parts.ts';
import { aggregatePartBody, messageBody } from './message-body.ts';
import type { RtmpSession } from './rtmp-session.ts';
import { restoredStream } from './resumption.ts';
import { readStream, type StreamBytes } from './stream-bytes.ts';

/** Chunk headers shown of one message; a message may have very many chunks. */
const MOST_HEADERS = 64;

/** Bytes of a message's payload that are explained at most; what follows is counted as unexplained. */
const MOST_EXPLAINED = 16 * 1024 * 1024;

/** A chunk explained: its header field by field, and its data as one field. */
export interface DescribedChunk {
  readonly tree: FieldNode;
  readonly start: StreamOffset;
  readonly end: StreamOffset;
}

/** A message explained: headers of its chunks, and its payload field by field. */
export interface DescribedMessage {
  readonly headers: readonly FieldNode[];
  readonly headersOmitted: number;
  readonly body: FieldNode;
  /** Where the payload lies in the stream. */
  readonly pieces: readonly Piece[];
  readonly start: StreamOffset;
  readonly end: StreamOffset;
}

/** Explains single records of a connection on demand, with the procedures that made the index. */
export class Describer {
  readonly #connection: Connection;
  readonly #session: RtmpSession;
  readonly #sourceOf: (direction: Direction) => ByteSource;

  constructor(
    connection: Connection,
    session: RtmpSession,
    sourceOf: (direction: Direction) => ByteSource,
  ) {
    this.#connection = connection;
    this.#session = session;
    this.#sourceOf = sourceOf;
  }

  /** Reads `[start, end)` of a direction's stream back. */
  read(direction: Direction, start: StreamOffset, end: StreamOffset): StreamBytes {
    return readStream(
      this.#sourceOf(direction),
      this.#connection.segmentsOf(direction),
      start,
      end,
    );
  }

  /** One of C0 to S2. Undefined when none of it is in the capture. */
  handshake(name: HandshakePacketName): DescribedChunk | undefined {
    const place = HANDSHAKE_PLACES[name];
    const there = Math.min(place.length, this.#connection.bytes[place.direction] - place.offset);
    if (there <= 0 || this.#session.midstream) return undefined;
    const { bytes } = this.read(place.direction, place.offset, place.offset + there);
    const tracer = new FieldTracer(Handshake, bytes);
    handshakePacket(tracer, name, this.#session.handshake);
    const tree = tracer.finish();
    lower(tree, [{ upper: 0, lower: place.offset, length: there }]);
    return { tree, start: place.offset, end: place.offset + there };
  }

  /** One chunk: header and data. */
  chunk(row: ChunkRow): DescribedChunk {
    const { column } = this.#session.chunks;
    const packed = column.header.get(row);
    const direction = directionOf(packed);
    const start = column.offset.get(row);
    const state = this.#session.state.before(row);
    const past = state.directions[direction].chunkStreams.get(chunkStreamIdOf(packed));
    return this.#chunk(row, direction, start, past);
  }

  /** One message: the headers of its chunks and its payload. A part of an Aggregate has no headers of its own. */
  message(row: MessageRow): DescribedMessage {
    const part = this.#session.parts.find(row);
    if (part) return this.#part(part, row);
    const rows = this.chunksOf(row);
    const first = rows[0]!;
    const { column } = this.#session.chunks;
    const direction = directionOf(column.header.get(first));
    const id = chunkStreamIdOf(column.header.get(first));
    const headers: FieldNode[] = [];
    let past = this.#session.state.before(first).directions[direction].chunkStreams.get(id);
    for (const chunk of rows.slice(0, MOST_HEADERS)) {
      headers.push(this.#chunk(chunk, direction, column.offset.get(chunk), past).tree);
      past = this.#session.state.remembered(chunk, past);
    }
    const pieces = this.#piecesOf(rows);
    return {
      headers,
      headersOmitted: rows.length - headers.length,
      body: this.#body(row, pieces),
      pieces,
      start: column.offset.get(first),
      end: this.#endOf(rows.at(-1)!),
    };
  }

  /** Where a message's payload lies in its direction's stream. */
  pieces(message: MessageRow): Piece[] {
    const part = this.#session.parts.find(message);
    if (part) return cutOut(this.pieces(part.aggregate), part.position, part.position + part.size);
    return this.#piecesOf(this.chunksOf(message));
  }

  #piecesOf(chunks: readonly ChunkRow[]): Piece[] {
    const { column } = this.#session.chunks;
    return chunks.map((row) => ({
      upper: column.messageOffset.get(row),
      lower: column.offset.get(row) + headerLengthOf(column.header.get(row)),
      length: this.#payloadOf(row),
    }));
  }

  /** Rows of a message's chunks, in order. */
  chunksOf(message: MessageRow): ChunkRow[] {
    const { column } = this.#session.messages;
    const chunks = this.#session.chunks.column;
    const first = column.firstChunk.get(message);
    const rows: ChunkRow[] = [];
    // The links go backwards.
    for (
      let row = column.lastChunk.get(message);
      row !== NO_ROW && row >= first;
      row = chunks.previousOnStream.get(row)
    )
      if (chunks.message.get(row) === message) rows.push(row);
    return rows.reverse();
  }

  #part(part: AggregatePartRow, row: MessageRow): DescribedMessage {
    const { aggregate, position, size } = part;
    const payload = this.payload(aggregate);
    const pieces = this.pieces(row);
    const timestamp = this.#session.messages.column.timestamp.get(aggregate);
    const body = aggregatePartBody(timestamp, payload, position, size, this.#videoContext(row));
    lower(body, pieces);
    const last = pieces.at(-1);
    const end = last ? last.lower + last.length : part.offset;
    return { headers: [], headersOmitted: 0, body, pieces, start: part.offset, end };
  }

  /** The payload of a message as far as it is in the capture; missing bytes read as zero. */
  payload(message: MessageRow, pieces: readonly Piece[] = this.pieces(message)): Uint8Array {
    const part = this.#session.parts.find(message);
    if (part) {
      const start = part.position + PART_HEADER_LENGTH;
      const length = this.#session.messages.column.received.get(message);
      return this.payload(part.aggregate).subarray(start, start + length);
    }
    const { column } = this.#session.messages;
    const first = column.firstChunk.get(message);
    const direction = directionOf(this.#session.chunks.column.header.get(first));
    const last = pieces.at(-1);
    const length = Math.min(last ? last.upper + last.length : 0, MOST_EXPLAINED);
    const payload = new Uint8Array(length);
    for (const piece of pieces) {
      if (piece.upper >= length) break;
      const end = Math.min(piece.length, length - piece.upper);
      payload.set(this.read(direction, piece.lower, piece.lower + end).bytes, piece.upper);
    }
    return payload;
  }

  #endOf(row: ChunkRow): StreamOffset {
    const { column } = this.#session.chunks;
    return column.offset.get(row) + headerLengthOf(column.header.get(row)) + this.#payloadOf(row);
  }

  /** Payload bytes of a chunk that the stream really has: the capture may end inside it. */
  #payloadOf(row: ChunkRow): number {
    const { column } = this.#session.chunks;
    const packed = column.header.get(row);
    const payload = column.offset.get(row) + headerLengthOf(packed);
    return Math.max(
      0,
      Math.min(
        column.payloadLength.get(row),
        this.#connection.bytes[directionOf(packed)] - payload,
      ),
    );
  }

  #chunk(
    row: ChunkRow,
    direction: Direction,
    start: StreamOffset,
    past: ChunkStreamState | undefined,
  ): DescribedChunk {
    if (this.#session.framing === 'flv') return this.#tag(row, start);
    const end = this.#endOf(row);
    const { bytes } = this.read(direction, start, end);
    const tracer = new FieldTracer(Chunk, bytes);
    const streams = new ChunkStreams();
    if (past) streams.set(restoredStream(past, direction));
    // A hole may have taken the header of a chunk and left its payload.
    if (headerLengthOf(this.#session.chunks.column.header.get(row)) > 0) {
      chunkHeader(tracer, emptyChunkHeader(), streams);
      this.#resolvedTime(tracer, row);
    }
    tracer.bytes(Chunk.fields.data, bytes.length - tracer.position, NO_BYTES);
    const tree = tracer.finish();
    lower(tree, [{ upper: 0, lower: start, length: bytes.length }]);
    return { tree, start, end };
  }

  /** A tag of an FLV file, with the number behind it. */
  #tag(row: ChunkRow, start: StreamOffset): DescribedChunk {
    const end = Math.min(this.#endOf(row) + FLV_BACK_POINTER_BYTES, this.#connection.bytes[0]);
    const { bytes } = this.read(0, start, end);
    const tracer = new FieldTracer(FlvTag, bytes);
    flvTag(tracer);
    const tree = tracer.finish();
    lower(tree, [{ upper: 0, lower: start, length: bytes.length }]);
    return { tree, start, end };
  }

  /** The absolute time that the header means, with the sum behind it. */
  #resolvedTime(tracer: FieldTracer, row: ChunkRow): void {
    const { column } = this.#session.messages;
    const message = this.#session.chunks.column.message.get(row);
    const timestamp = column.timestamp.get(message);
    const delta = column.timestampDelta.get(message);
    const packed = this.#session.chunks.column.header.get(row);
    const absolute = fmtOf(packed) === 0;
    const how = !startsMessageOf(packed)
      ? 'the message goes on; its time does not change'
      : absolute
        ? 'as stated'
        : `${timestampBase(this.#session.messages, message)} + ${delta}`;
    tracer.calculated(ChunkMessageHeader.fields.absoluteTimestamp, timestamp, how);
  }

  #videoContext(row: MessageRow): VideoContext {
    const { column } = this.#session.messages;
    const direction = directionOf(
      this.#session.chunks.column.header.get(column.firstChunk.get(row)),
    );
    return this.#session.nalLengthSizes.contextOf(row, direction, column.messageStreamId.get(row));
  }

  #body(row: MessageRow, pieces: readonly Piece[]): FieldNode {
    const payload = this.payload(row, pieces);
    const { column } = this.#session.messages;
    const headless = (column.marks.get(row) & HEADLESS) !== 0;
    const facts = {
      // Bytes from the middle of a message are bytes.
      messageTypeId: headless ? 0 : column.messageTypeId.get(row),
      timestamp: column.timestamp.get(row),
      answers: this.#session.ledger.commandOf(row)?.answers?.name,
      video: this.#videoContext(row),
      missing: Math.max(0, column.length.get(row) - payload.length),
    };
    const tree = messageBody(facts, payload);
    lower(tree, pieces);
    return tree;
  }
}

/** Carries every node's bits down to the stream. */
function lower(node: FieldNode, pieces: readonly Piece[]): void {
  node.ranges = node.end > node.start ? mapDown(pieces, node) : [];
  for (const child of node.children ?? []) lower(child, pieces);
}
