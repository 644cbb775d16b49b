import type { StreamOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { WireReader } from '../wire/wire-reader.ts';
import {
  CHUNK_CUT,
  CHUNK_SIZE_INFERRED,
  CHUNK_STREAM_FOUND,
  CHUNK_STREAM_LOST,
} from './chunk-diagnostics.ts';
import { chunkHeader, type ChunkHeader, emptyChunkHeader } from './chunk-header.ts';
import { type ChunkStream, ChunkStreams } from './chunk-stream.ts';
import { isPlausible, Resynchroniser } from './resynchronise.ts';

/** The chunk size before any Set Chunk Size (§5.4.1), in bytes. */
export const DEFAULT_CHUNK_SIZE = 128;

/** The longest header: 3 + 11 + 4 bytes. */
const LONGEST_HEADER = 18;

/** What the chunk reader tells, in the order of the wire. `header` and `bytes` are only good during the call. */
export interface ChunkSink {
  /** A whole header was read. `payloadLength` bytes of the message follow. */
  chunk(
    header: ChunkHeader,
    stream: ChunkStream,
    at: StreamOffset,
    headerLength: number,
    payloadLength: number,
    startsMessage: boolean,
  ): void;
  /** Payload of the chunk announced last. */
  payload(stream: ChunkStream, bytes: Uint8Array, start: number, end: number): void;
  /** Payload of the chunk announced last that the capture missed. */
  missing(stream: ChunkStream, length: number): void;
  /** The message of `stream` is complete. Set Chunk Size and Abort take effect inside this call. */
  message(stream: ChunkStream): void;
  /** The rest of the message under way on `stream` fell into a stretch that could not be read. */
  lost(stream: ChunkStream): void;
  /** Something to say about the byte at `at`. */
  note(diagnostic: Diagnostic, at: StreamOffset): void;
}

/**
 * Reads one direction's chunk stream (§5.3), in any cut. It keeps no payload: between headers it only
 * counts. A header that is not all there leaves everything as it was and is tried again.
 */
export class ChunkReader {
  /** Bytes of payload a chunk may have, in this direction, from the next chunk on. */
  chunkSize = DEFAULT_CHUNK_SIZE;
  /** Chunks read after the stream had to be found again are less certain. */
  foundAgain = false;
  readonly streams: ChunkStreams;

  readonly #sink: ChunkSink;
  readonly #wire = new WireReader();
  readonly #header = emptyChunkHeader();
  readonly #notes: Diagnostic[] = [];
  readonly #scratch = new Uint8Array(LONGEST_HEADER);
  #scratchLength = 0;
  /** Offset in the stream of the next byte pushed. */
  #offset: StreamOffset;
  /** Where the chunk being read begins, its stream, and how much of its payload has not come. */
  #chunkAt: StreamOffset = 0;
  #stream: ChunkStream | undefined;
  #payloadLeft = 0;
  #lost: Resynchroniser | undefined;
  /** Whether the chunk size is what the direction said, not a guess. */
  #sizeKnown: boolean;

  /**
   * Starts at `offset` of the direction's stream. With `midstream` the first bytes need not be a
   * header: the first one is searched for.
   */
  constructor(
    sink: ChunkSink,
    offset: StreamOffset,
    options: { midstream?: boolean; streams?: ChunkStreams } = {},
  ) {
    this.#sink = sink;
    this.#offset = offset;
    this.streams = options.streams ?? new ChunkStreams();
    this.#sizeKnown = options.midstream !== true;
    this.#wire.onNote = (diagnostic) => this.#notes.push(diagnostic);
    if (options.midstream) this.#lost = new Resynchroniser(offset);
  }

  /** Offset in the stream of the byte after the last one pushed. */
  get offset(): StreamOffset {
    return this.#offset;
  }

  /** Bytes of the chunk being read that have not come. */
  get payloadLeft(): number {
    return this.#payloadLeft;
  }

  /** The chunk stream of the chunk being read, when its payload has not all come. */
  get unfinishedChunk(): ChunkStream | undefined {
    return this.#payloadLeft > 0 ? this.#stream : undefined;
  }

  /** True while bytes are kept because no header could be found in them yet. */
  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Reads `[start, end)` of `bytes`, which follow what was pushed before. */
  push(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end) {
      if (this.#payloadLeft > 0) {
        const taken = Math.min(this.#payloadLeft, end - at);
        this.#payload(bytes, at, at + taken);
        at += taken;
      } else if (this.#lost) {
        this.#lost.add(bytes, at, end);
        this.#offset += end - at;
        this.#search(false);
        return;
      } else {
        at += this.#headerFrom(bytes, at, end);
      }
    }
  }

  /** `length` bytes are missing in the capture. */
  gap(length: number): void {
    if (this.#payloadLeft >= length && !this.#lost) {
      // The hole lies inside a chunk's payload: what follows is known exactly.
      this.#offset += length;
      this.#payloadLeft -= length;
      const stream = this.#stream!;
      this.#sink.missing(stream, length);
      stream.received += length;
      if (this.#payloadLeft === 0) this.#chunkDone(stream);
      return;
    }
    if (this.#lost) this.#search(true);
    if (this.#payloadLeft > 0 && this.#stream) this.#sink.missing(this.#stream, this.#payloadLeft);
    this.#scratchLength = 0;
    this.#payloadLeft = 0;
    this.#offset += length;
    this.#lost = new Resynchroniser(this.#offset);
  }

  /** Nothing more will come. */
  end(): void {
    if (this.#lost) this.#search(true);
    if (this.#payloadLeft > 0) this.#sink.note(CHUNK_CUT, this.#chunkAt);
    // The header itself is cut: its bytes are kept in the scratch, and no row stands for it.
    else if (this.#scratchLength > 0)
      this.#sink.note(CHUNK_CUT, this.#offset - this.#scratchLength);
  }

  /** Reads a header at `at`; returns how many of these bytes it took. */
  #headerFrom(bytes: Uint8Array, at: number, end: number): number {
    if (this.#scratchLength === 0) {
      const size = this.#take(bytes, at, end);
      if (size > 0) return size;
      if (size < 0) return this.#lose(bytes, at, end);
      this.#keep(bytes, at, end);
      return end - at;
    }
    const had = this.#scratchLength;
    const added = Math.min(LONGEST_HEADER - had, end - at);
    this.#scratch.set(bytes.subarray(at, at + added), had);
    this.#offset -= had;
    const size = this.#take(this.#scratch, 0, had + added);
    if (size > 0) {
      this.#scratchLength = 0;
      return size - had;
    }
    if (size < 0) {
      this.#scratchLength = 0;
      this.#lose(this.#scratch, 0, had);
      return 0;
    }
    this.#scratchLength = had + added;
    this.#offset += had + added;
    return added;
  }

  #keep(bytes: Uint8Array, at: number, end: number): void {
    this.#scratch.set(bytes.subarray(at, end));
    this.#scratchLength = end - at;
    this.#offset += end - at;
  }

  /**
   * Reads one header; returns its size, 0 (nothing changed) when it is not all there, -1 when no
   * header can be here.
   */
  #take(bytes: Uint8Array, at: number, end: number): number {
    const wire = this.#wire;
    const header = this.#header;
    if (this.#notes.length > 0) this.#notes.length = 0;
    wire.start(bytes, at, end);
    chunkHeader(wire, header, this.streams);
    if (wire.short) return 0;
    const stream = this.streams.get(header.chunkStreamId);
    if (!isPlausible(header, stream)) return -1;
    this.#commit(header, stream, wire.position);
    return wire.position;
  }

  #commit(header: ChunkHeader, stream: ChunkStream, headerLength: number): void {
    const at = this.#offset;
    const startsMessage = stream.take(header, this.#note);
    const payloadLength = Math.min(this.chunkSize, stream.messageLength - stream.received);
    this.#offset += headerLength;
    this.#chunkAt = at;
    this.#stream = stream;
    this.#payloadLeft = payloadLength;
    this.#sink.chunk(header, stream, at, headerLength, payloadLength, startsMessage);
    if (this.#notes.length > 0)
      for (const diagnostic of this.#notes) this.#sink.note(diagnostic, at);
    if (payloadLength === 0) this.#chunkDone(stream);
  }

  readonly #note = (diagnostic: Diagnostic): void => {
    this.#notes.push(diagnostic);
  };

  #payload(bytes: Uint8Array, start: number, end: number): void {
    const stream = this.#stream!;
    const length = end - start;
    this.#offset += length;
    this.#payloadLeft -= length;
    this.#sink.payload(stream, bytes, start, end);
    stream.received += length;
    if (this.#payloadLeft === 0) this.#chunkDone(stream);
  }

  #chunkDone(stream: ChunkStream): void {
    if (stream.received < stream.messageLength) return;
    stream.unfinished = false;
    this.#sink.message(stream);
  }

  /** No header can be at `at`: keeps everything from there and looks for the next one. */
  #lose(bytes: Uint8Array, at: number, end: number): number {
    this.#sink.note(CHUNK_STREAM_LOST, this.#offset);
    this.#lost = new Resynchroniser(this.#offset, 1);
    this.#lost.add(bytes, at, end);
    this.#offset += end - at;
    this.#search(false);
    return end - at;
  }

  #search(final: boolean): void {
    const lost = this.#lost!;
    if (!final && !lost.worthTrying) return;
    const found = lost.find(this.streams, this.#sizeKnown ? this.chunkSize : undefined, final);
    if (!found) return;
    this.#lost = undefined;
    this.foundAgain = true;
    const kept = lost.take(found.at);
    this.#offset -= kept.length;
    for (const stream of this.streams.all()) {
      if (stream.unfinished) this.#sink.lost(stream);
      stream.abort();
    }
    if (found.forget) this.streams.clear();
    this.#sink.note(CHUNK_STREAM_FOUND, this.#offset);
    if (found.chunkSize !== this.chunkSize || !this.#sizeKnown) {
      if (!this.#sizeKnown || found.chunkSize !== this.chunkSize)
        this.#sink.note(CHUNK_SIZE_INFERRED, this.#offset);
      this.chunkSize = found.chunkSize;
    }
    this.push(kept, 0, kept.length);
  }
}
