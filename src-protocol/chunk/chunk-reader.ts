import type { StreamOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { WireReader } from '../wire/wire-reader.ts';
import {
  CHUNK_CUT,
  CHUNK_SIZE_INFERRED,
  CHUNK_STREAM_FOUND,
  CHUNK_STREAM_LOST,
} from './chunk-diagnostics.ts';
import {
  chunkHeader,
  type ChunkHeader,
  emptyChunkHeader,
  smallestBasicHeader,
} from './chunk-header.ts';
import { type ChunkStream, ChunkStreams } from './chunk-stream.ts';
import type { OpenRun } from './open-run.ts';
import { isPlausible } from './plausible.ts';
import { type Doubt, type Expectation, Resynchroniser } from './resynchronise.ts';

/** The chunk size before any Set Chunk Size (§5.4.1), in bytes. */
export const DEFAULT_CHUNK_SIZE = 128;

/** A header is there, and what it says must be judged. */
const IN_DOUBT = -2;

/** The longest header: 3 + 11 + 4 bytes. */
const LONGEST_HEADER = 18;

/** How sure a place is: known from the beginning, found again by headers that agree, or by so few that it may be chance. */
export type Confidence = 0 | 1 | 2;
export const EXACT = 0;
export const FOUND = 1;
export const GUESSED = 2;

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
  /** The chunk told next, and those after it, are read with a chunk size that nobody was seen to set (§5.4.1). */
  sizeInferred(size: number): void;
  /** Something to say about the byte at `at`. */
  note(diagnostic: Diagnostic, at: StreamOffset): void;
}

/**
 * Reads one direction's chunk stream (§5.3), in any cut. It keeps no payload: between headers it only
 * counts. A header that is not all there leaves everything as it was and is tried again.
 */
export class ChunkReader {
  /** How sure it is that chunks are read at the right places, from the next chunk on. */
  confidence: Confidence = EXACT;
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
  #chunkSize = DEFAULT_CHUNK_SIZE;
  /** Whether the chunk size is what the direction said, or proved by its headers. */
  #sizeKnown: boolean;
  /** The longest payload that is known to fit in one chunk. */
  #piece = 0;
  /** Where a header lies that was judged and is believed. */
  #believed: StreamOffset = -1;
  #doubt: Doubt | undefined;

  /**
   * Starts at `offset` of the direction's stream. With `midstream` the first bytes need not be a
   * header: the first one is searched for, unless `streams` says what is remembered there. A `chunkSize`
   * given is believed.
   */
  constructor(
    sink: ChunkSink,
    offset: StreamOffset,
    options: { midstream?: boolean; streams?: ChunkStreams; chunkSize?: number | undefined } = {},
  ) {
    this.#sink = sink;
    this.#offset = offset;
    this.streams = options.streams ?? new ChunkStreams();
    this.#sizeKnown = options.midstream !== true;
    if (options.chunkSize !== undefined) this.chunkSize = options.chunkSize;
    this.#wire.onNote = (diagnostic) => this.#notes.push(diagnostic);
    if (!options.midstream || options.streams) return;
    this.streams.doubt();
    this.#lost = new Resynchroniser(offset);
  }

  /** Bytes of payload a chunk may have, in this direction, from the next chunk on. */
  get chunkSize(): number {
    return this.#chunkSize;
  }

  set chunkSize(size: number) {
    this.#chunkSize = size;
    this.#sizeKnown = true;
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
        // No more than up to the next try: so what is found does not depend on how the bytes come.
        const taken = Math.min(this.#lost.room, end - at);
        this.#lost.add(bytes, at, at + taken);
        this.#offset += taken;
        at += taken;
        this.#search(false);
      } else {
        at += this.#headerFrom(bytes, at, end);
      }
    }
  }

  /** `length` bytes are missing in the capture. */
  gap(length: number): void {
    this.#settle();
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
    const expectations = this.#lost ? [] : this.#expectations(length);
    if (this.#payloadLeft > 0 && this.#stream) this.#sink.missing(this.#stream, this.#payloadLeft);
    this.#scratchLength = 0;
    this.#payloadLeft = 0;
    this.#offset += length;
    this.#lost = new Resynchroniser(this.#offset, { expectations });
  }

  /**
   * Where the message under way has its next header after a hole, if nothing else came in the hole. A
   * sender may leave the extended timestamp out of type 3 chunks, so there may be two places.
   */
  #expectations(length: number): Expectation[] {
    const stream = this.#stream;
    if (!stream?.unfinished || stream.headless || !this.#sizeKnown) return [];
    const { chunkStreamId, messageLength, hasExtendedTimestamp } = stream;
    const basic = smallestBasicHeader(chunkStreamId);
    const forms = hasExtendedTimestamp ? [basic + 4, basic] : [basic];
    const expectations: Expectation[] = [];
    for (const headerLength of forms) {
      let messageOffset = stream.received + this.#payloadLeft;
      // Of a header that was cut by the hole, the first bytes came before it.
      let left = length - this.#payloadLeft + this.#scratchLength;
      for (; messageOffset < messageLength; messageOffset += this.#chunkSize) {
        const payloadLength = Math.min(this.#chunkSize, messageLength - messageOffset);
        if (left < headerLength + payloadLength) {
          const payloadMissing = Math.max(0, left - headerLength);
          const headerLeft = Math.max(0, headerLength - left);
          expectations.push({
            chunkStreamId,
            messageOffset,
            payloadLength,
            payloadMissing,
            headerLeft,
          });
          break;
        }
        left -= headerLength + payloadLength;
      }
    }
    return expectations;
  }

  /** Nothing more will come. */
  end(): void {
    this.#settle();
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
      if (size < 0) {
        this.#lose(size === IN_DOUBT);
        return 0;
      }
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
      this.#lose(size === IN_DOUBT).add(this.#scratch, 0, had);
      this.#offset += had;
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
   * header can be here, IN_DOUBT when what it says must be judged first.
   */
  #take(bytes: Uint8Array, at: number, end: number): number {
    const wire = this.#wire;
    const header = this.#header;
    if (this.#notes.length > 0) this.#notes.length = 0;
    wire.start(bytes, at, end);
    chunkHeader(wire, header, this.streams);
    if (wire.short) return 0;
    const stream = this.streams.get(header.chunkStreamId);
    if (this.#offset !== this.#believed && this.#doubts(header, stream)) {
      this.#doubtAbout(header, stream, wire.position);
      return IN_DOUBT;
    }
    if (!isPlausible(header, stream)) return -1;
    this.#commit(header, stream, wire.position);
    return wire.position;
  }

  /** Whether a header says too little by itself, after a hole or while the chunk size is not known. */
  #doubts(header: ChunkHeader, stream: ChunkStream): boolean {
    if (stream.unfinished && !stream.headless) return false;
    if (stream.uncertain && header.fmt >= 2) return true;
    return !this.#sizeKnown && header.messageLength > this.#piece && isPlausible(header, stream);
  }

  #doubtAbout(header: ChunkHeader, stream: ChunkStream, headerLength: number): void {
    const { chunkStreamId, fmt, messageLength } = header;
    this.#doubt = {
      chunkStreamId,
      headerLength,
      mayGoOn: stream.uncertain && fmt === 3,
      mayBegin: !stream.headless,
      inherits: stream.uncertain && fmt >= 2,
      messageLength: stream.uncertain && fmt >= 2 ? this.#chunkSize : messageLength,
    };
  }

  #commit(header: ChunkHeader, stream: ChunkStream, headerLength: number): void {
    const at = this.#offset;
    if (stream.headless) this.#endHeadless(stream);
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
    if (stream.received === 0 && stream.messageTypeId < 32 && !stream.headless)
      this.streams.heads[stream.messageTypeId] =
        (bytes[start]! << 8) | (length > 1 ? bytes[start + 1]! : 0);
    this.#sink.payload(stream, bytes, start, end);
    stream.received += length;
    if (this.#payloadLeft === 0) this.#chunkDone(stream);
  }

  #chunkDone(stream: ChunkStream): void {
    if (stream.received < stream.messageLength || stream.headless) return;
    stream.unfinished = false;
    this.#sink.message(stream);
  }

  /** No header can be here, or one that must be judged: what follows is kept and looked at. */
  #lose(inDoubt: boolean): Resynchroniser {
    if (!inDoubt) this.#sink.note(CHUNK_STREAM_LOST, this.#offset);
    const options = inDoubt ? { doubt: this.#doubt! } : { skip: 1 };
    return (this.#lost = new Resynchroniser(this.#offset, options));
  }

  /** Nothing that belongs to the bytes kept will come: they are read as well as they can be. */
  #settle(): void {
    for (let tried: Resynchroniser | undefined; this.#lost && this.#lost !== tried;) {
      tried = this.#lost;
      this.#search(true);
    }
  }

  #search(final: boolean): void {
    const lost = this.#lost!;
    if (!final && !lost.worthTrying) return;
    const size = this.#sizeKnown ? this.#chunkSize : undefined;
    const found = lost.find(this.streams, size, final);
    if (!found) return;
    this.#lost = undefined;
    const kept = lost.take(0);
    this.#offset -= kept.length;
    if (!found.keeps) this.#foundAgain(this.#offset + found.at);
    if (!found.confirmed && this.confidence < GUESSED)
      this.confidence = found.guessed ? GUESSED : FOUND;
    this.#takeSize(found.chunkSize, found.sizeProved, found.piece, this.#offset + found.at);
    if (found.expectation) this.#resume(found.expectation, kept);
    else {
      if (found.run) this.#openRun(found.run, kept);
      else this.#offset += found.at;
      this.#believed = this.#offset;
      this.push(kept, found.at, kept.length);
    }
  }

  /** Chunks begin again at `at`; what was under way before is lost. */
  #foundAgain(at: StreamOffset): void {
    for (const stream of this.streams.all()) {
      if (stream.headless) this.#endHeadless(stream);
      else if (stream.unfinished) this.#sink.lost(stream);
    }
    this.streams.doubt();
    this.#sink.note(CHUNK_STREAM_FOUND, at);
  }

  #takeSize(size: number, proved: boolean, piece: number, at: StreamOffset): void {
    const differs = size !== this.#chunkSize;
    if (differs || (!this.#sizeKnown && proved)) {
      this.#sink.sizeInferred(size);
      this.#sink.note(CHUNK_SIZE_INFERRED, at);
    }
    this.#chunkSize = size;
    this.#piece = Math.max(this.#piece, piece);
    // A size that nobody announced and few headers show is not to be trusted with a longer message.
    if (proved) this.#sizeKnown = true;
    else if (differs) this.#sizeKnown = false;
  }

  /** Goes on inside the message that the hole lies in; the header of this chunk is missing. */
  #resume(expectation: Expectation, kept: Uint8Array): void {
    const { chunkStreamId, messageOffset, payloadLength, payloadMissing, headerLeft } = expectation;
    const stream = this.streams.get(chunkStreamId);
    this.#sink.missing(stream, messageOffset + payloadMissing - stream.received);
    stream.received = messageOffset + payloadMissing;
    this.#offset += headerLeft;
    this.#continue(stream, 0, payloadLength - payloadMissing);
    this.push(kept, headerLeft, kept.length);
  }

  /** Chunks of a message whose beginning is missing: how long it was is known when it ends. */
  #openRun({ chunkStreamId, headerLength, chunks }: OpenRun, kept: Uint8Array): void {
    const stream = this.streams.get(chunkStreamId);
    this.#offset += chunks[0]!.at;
    for (const { at, payloadLength } of chunks) {
      const starts = !stream.headless;
      if (starts) {
        stream.abort();
        stream.headless = true;
        stream.messageLength = 0;
      }
      stream.messageLength += payloadLength;
      this.#continue(stream, headerLength, payloadLength, starts);
      const body = at + headerLength;
      this.#payload(kept, body, Math.min(kept.length, body + payloadLength));
      if (payloadLength < this.#chunkSize) this.#endHeadless(stream);
    }
  }

  #endHeadless(stream: ChunkStream): void {
    this.#sink.lost(stream);
    stream.doubt();
    // How long the message really was is not known: nothing can be inherited from it.
    stream.known = false;
  }

  /** A type 3 chunk at the offset reached. */
  #continue(stream: ChunkStream, headerLength: number, payload: number, starts = false): void {
    const at = this.#offset;
    const header = this.#header;
    Object.assign(header, emptyChunkHeader(), { fmt: 3, chunkStreamId: stream.chunkStreamId });
    this.#offset += headerLength;
    this.#chunkAt = at;
    this.#stream = stream;
    this.#payloadLeft = payload;
    this.#sink.chunk(header, stream, at, headerLength, payload, starts);
  }
}
