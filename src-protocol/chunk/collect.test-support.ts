import { toHex } from '../bytes/hex.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { ChunkHeader } from './chunk-header.ts';
import { ChunkReader, type ChunkSink } from './chunk-reader.ts';
import type { ChunkStream } from './chunk-stream.ts';

/** A chunk as a reader told it. */
export interface ReadChunk {
  readonly at: number;
  readonly fmt: number;
  readonly chunkStreamId: number;
  readonly headerLength: number;
  readonly payloadLength: number;
  readonly startsMessage: boolean;
}

/** A complete message as a reader told it; `payload` in hex. */
export interface ReadMessage {
  readonly chunkStreamId: number;
  readonly timestamp: number;
  readonly messageTypeId: number;
  readonly messageStreamId: number;
  readonly payload: string;
}

/**
 * Listens to a chunk reader and keeps all of it. Set Chunk Size and Abort Message take effect as they
 * would in the pipe; everything else of the messages is left alone.
 */
export class Collector implements ChunkSink {
  readonly chunks: ReadChunk[] = [];
  readonly messages: ReadMessage[] = [];
  readonly notes: [code: string, at: number][] = [];
  readonly missed: number[] = [];
  readonly inferred: number[] = [];
  readonly reader: ChunkReader;
  readonly #payloads = new Map<ChunkStream, number[]>();

  constructor(midstream = false) {
    this.reader = new ChunkReader(this, 0, { midstream });
  }

  /** Reads all of `bytes` in blocks of `cut` bytes, and says that nothing more will come. */
  read(bytes: Uint8Array, cut = bytes.length): this {
    for (let at = 0; at < bytes.length; at += cut)
      this.reader.push(bytes, at, Math.min(bytes.length, at + cut));
    this.reader.end();
    return this;
  }

  get codes(): string[] {
    return this.notes.map(([code]) => code);
  }

  chunk(
    { fmt, chunkStreamId }: ChunkHeader,
    stream: ChunkStream,
    at: number,
    headerLength: number,
    payloadLength: number,
    startsMessage: boolean,
  ): void {
    this.chunks.push({ at, fmt, chunkStreamId, headerLength, payloadLength, startsMessage });
    if (startsMessage) this.#payloads.set(stream, []);
  }

  payload(stream: ChunkStream, bytes: Uint8Array, start: number, end: number): void {
    this.#payloads.get(stream)!.push(...bytes.subarray(start, end));
  }

  missing(_stream: ChunkStream, length: number): void {
    this.missed.push(length);
  }

  message(stream: ChunkStream): void {
    const payload = Uint8Array.from(this.#payloads.get(stream) ?? []);
    const { chunkStreamId, timestamp, messageTypeId, messageStreamId } = stream;
    this.messages.push({
      chunkStreamId,
      timestamp,
      messageTypeId,
      messageStreamId,
      payload: toHex(payload),
    });
    const value = payload.length === 4 ? new DataView(payload.buffer).getUint32(0) : 0;
    if (messageTypeId === 1) this.reader.chunkSize = value;
    if (messageTypeId === 2) this.reader.streams.find(value)?.abort();
  }

  lost(stream: ChunkStream): void {
    this.#payloads.delete(stream);
  }

  sizeInferred(size: number): void {
    this.inferred.push(size);
  }

  note(diagnostic: Diagnostic, at: number): void {
    this.notes.push([diagnostic.code, at]);
  }
}
