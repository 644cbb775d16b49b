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

/** A message to cut into chunks. */
export interface MessageToWrite {
  readonly chunkStreamId: number;
  /** Absolute, milliseconds modulo 2³². */
  readonly timestamp: number;
  readonly messageTypeId: number;
  readonly messageStreamId: number;
  readonly payload: Uint8Array;
  /** Header type of the first chunk: 0 to 3, or the smallest that says the same when left out. */
  readonly fmt?: number;
  /** Form of the basic header, 1 to 3 bytes; the smallest when left out. */
  readonly basicHeaderLength?: 1 | 2 | 3;
}

/**
 * Writes messages as chunks of one direction (§5.3), with the header procedures that the reader runs.
 * A message that changes the chunk size does not change it here: set `chunkSize` after writing it.
 */
export class ChunkWriter {
  chunkSize = DEFAULT_CHUNK_SIZE;
  readonly #streams = new ChunkStreams();

  /** The bytes of one message in chunks. */
  message(message: MessageToWrite): Uint8Array {
    const w = new WireWriter();
    for (const chunk of this.chunks(message)) w.bytes(Chunk.fields.data, chunk.length, chunk);
    return w.toBytes();
  }

  /** The chunks of one message, for those who interleave. */
  chunks(message: MessageToWrite): Uint8Array[] {
    const { payload } = message;
    const chunks: Uint8Array[] = [];
    let at = 0;
    do {
      const w = new WireWriter();
      const header = at === 0 ? this.#first(message) : this.#continuation(message);
      chunkHeader(w, header, this.#streams);
      const stream = this.#streams.get(message.chunkStreamId);
      stream.take(header, () => undefined);
      const end = Math.min(payload.length, at + this.chunkSize);
      w.bytes(Chunk.fields.data, end - at, payload.subarray(at, end));
      stream.received = end;
      stream.unfinished = end < payload.length;
      at = end;
      chunks.push(w.toBytes());
    } while (at < payload.length);
    return chunks;
  }

  #first(message: MessageToWrite): ChunkHeader {
    const stream = this.#streams.get(message.chunkStreamId);
    const fmt = message.fmt ?? this.#smallestType(message);
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
}
