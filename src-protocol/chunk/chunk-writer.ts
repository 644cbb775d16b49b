import { WireWriter } from '../wire/wire-writer.ts';
import { DEFAULT_CHUNK_SIZE } from './chunk-reader.ts';
import {
  Chunk,
  chunkHeader,
  type ChunkHeader,
  emptyChunkHeader,
  EXTENDED,
  smallestBasicHeader,
} from './chunk-header.ts';
import { ChunkStreams } from './chunk-stream.ts';
import type { EncodedOnce } from './encoded-once.ts';

/** A message to cut into chunks. */
export interface MessageToWrite {
  readonly chunkStreamId: number;
  /** Absolute, milliseconds modulo 2³². */
  readonly timestamp: number;
  readonly messageTypeId: number;
  readonly messageStreamId: number;
  readonly payload: Uint8Array;
  /** Header type of the first chunk: 0 to 3; the writer chooses when left out. */
  readonly fmt?: number;
  /** Form of the basic header, 1 to 3 bytes; the smallest when left out. */
  readonly basicHeaderLength?: 1 | 2 | 3;
  /** Shared by writers that write this very message. */
  readonly encoded?: EncodedOnce;
}

/**
 * How a writer begins messages: with the smallest header that says the same, or in the way that every receiver
 * reads alike. Careful: type 0 begins a chunk stream and follows any jump in time or change of message stream,
 * type 1 begins every other message, and type 3 only continues one, since right after a type 0 nginx-rtmp,
 * gortmplib and xiu take its delta for 0, others for that timestamp. A delta then never needs the extended
 * timestamp, which SRS and Wireshark read as absolute there.
 */
export type HeaderChoice = 'smallest' | 'careful';

/**
 * Writes messages as chunks of one direction (§5.3), with the header procedures that the reader runs. The chunks
 * of a message follow one another. A message that changes the chunk size does not change it here: set
 * `chunkSize` after writing it.
 */
export class ChunkWriter {
  chunkSize = DEFAULT_CHUNK_SIZE;
  readonly #choice: HeaderChoice;
  readonly #streams = new ChunkStreams();

  constructor(choice: HeaderChoice = 'smallest') {
    this.#choice = choice;
  }

  /** The bytes of one message in chunks. */
  message(message: MessageToWrite): Uint8Array {
    const first = this.#first(message);
    const { payload, encoded } = message;
    const known = encoded?.find(first, this.chunkSize);
    if (known) {
      this.#remember(first, payload.length, payload.length);
      return known;
    }
    const w = new WireWriter();
    let at = 0;
    do at = this.#chunk(w, at === 0 ? first : this.#continuation(message), message, at);
    while (at < payload.length);
    const bytes = w.toBytes();
    encoded?.keep(first, this.chunkSize, bytes);
    return bytes;
  }

  /** The chunks of one message, for those who interleave. */
  chunks(message: MessageToWrite): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    let at = 0;
    do {
      const w = new WireWriter();
      at = this.#chunk(
        w,
        at === 0 ? this.#first(message) : this.#continuation(message),
        message,
        at,
      );
      chunks.push(w.toBytes());
    } while (at < message.payload.length);
    return chunks;
  }

  /** Writes one chunk; returns how much of the payload is written by then. */
  #chunk(w: WireWriter, header: ChunkHeader, { payload }: MessageToWrite, at: number): number {
    chunkHeader(w, header, this.#streams);
    const end = Math.min(payload.length, at + this.chunkSize);
    this.#remember(header, end, payload.length);
    w.bytes(Chunk.fields.data, end - at, payload.subarray(at, end));
    return end;
  }

  /** What the receiver remembers of the chunk stream after a chunk that ends at `end` of the message. */
  #remember(header: ChunkHeader, end: number, length: number): void {
    const stream = this.#streams.get(header.chunkStreamId);
    stream.take(header, () => undefined);
    stream.received = end;
    stream.unfinished = end < length;
  }

  #first(message: MessageToWrite): ChunkHeader {
    const stream = this.#streams.get(message.chunkStreamId);
    const fmt =
      message.fmt ??
      (this.#choice === 'careful' ? this.#carefulType(message) : this.#smallestType(message));
    const delta = (message.timestamp - stream.timestamp + 0x100000000) % 0x100000000;
    const time = fmt === 0 ? message.timestamp : delta;
    const extended = fmt === 3 ? stream.hasExtendedTimestamp : time >= EXTENDED;
    return {
      ...emptyChunkHeader(),
      fmt,
      chunkStreamId: message.chunkStreamId,
      basicHeaderLength: message.basicHeaderLength ?? smallestBasicHeader(message.chunkStreamId),
      timestampField: extended ? EXTENDED : time,
      messageLength: message.payload.length,
      messageTypeId: message.messageTypeId,
      messageStreamId: message.messageStreamId,
      hasExtendedTimestamp: extended,
      extendedTimestamp: fmt === 3 ? stream.extendedTimestamp : time,
    };
  }

  #continuation(message: MessageToWrite): ChunkHeader {
    const stream = this.#streams.get(message.chunkStreamId);
    return {
      ...emptyChunkHeader(),
      fmt: 3,
      chunkStreamId: message.chunkStreamId,
      basicHeaderLength: message.basicHeaderLength ?? smallestBasicHeader(message.chunkStreamId),
      hasExtendedTimestamp: stream.hasExtendedTimestamp,
      extendedTimestamp: stream.extendedTimestamp,
    };
  }

  /** §5.3.1.2: the smallest header that says the same, never type 3 right after a type 0, which receivers read in two ways. */
  #smallestType(message: MessageToWrite): number {
    const stream = this.#streams.get(message.chunkStreamId);
    const delta = (message.timestamp - stream.timestamp + 0x100000000) % 0x100000000;
    if (!stream.known || delta > 0x7fffffff || message.messageStreamId !== stream.messageStreamId)
      return 0;
    if (
      message.payload.length !== stream.messageLength ||
      message.messageTypeId !== stream.messageTypeId
    )
      return 1;
    return stream.afterType0 || delta !== stream.timestampDelta ? 2 : 3;
  }

  #carefulType({ chunkStreamId, timestamp, messageStreamId }: MessageToWrite): number {
    const stream = this.#streams.get(chunkStreamId);
    const delta = (timestamp - stream.timestamp + 0x100000000) % 0x100000000;
    return stream.known && messageStreamId === stream.messageStreamId && delta < EXTENDED ? 1 : 0;
  }
}
