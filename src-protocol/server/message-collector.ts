import { counted } from '../bytes/counted.ts';
import { ChunkReader, type ChunkSink } from '../chunk/chunk-reader.ts';
import type { ChunkHeader } from '../chunk/chunk-header.ts';
import type { EncodedOnce } from '../chunk/encoded-once.ts';
import type { ChunkStream } from '../chunk/chunk-stream.ts';
import { CHUNK_STREAM_LOST } from '../chunk/chunk-diagnostics.ts';
import type { StreamOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { abortMessage, setChunkSize } from '../message/protocol-control.ts';
import { WireReader } from '../wire/wire-reader.ts';
import type { Ending, ServerLimits } from './server-limits.ts';

/** A whole message, its payload its own. */
export interface WholeMessage {
  readonly messageTypeId: number;
  readonly messageStreamId: number;
  /** Absolute, milliseconds modulo 2³². */
  readonly timestamp: number;
  readonly payload: Uint8Array;
}

/** A message that several players are sent. */
export interface MessageForMany extends WholeMessage {
  /** Its chunks, made once for all whose headers come out the same. */
  readonly encoded?: EncodedOnce;
}

interface Part {
  bytes: Uint8Array;
  length: number;
}

/** Bytes of room that a message begins with, unless it is shorter: most pictures fit, and are not copied again. */
const FIRST_PART = 16 * 1024;
/** Room that is kept to be used again: pieces, and bytes of each at most. */
const MOST_SPARE = 4;
const LARGEST_SPARE = 64 * 1024;

/**
 * Assembles one direction's messages whole, for a server that acts on them. The inspector's own chunk
 * reader does the reading; unlike the inspector, a server stops where a client stops making sense.
 */
export class MessageCollector implements ChunkSink {
  readonly #reader: ChunkReader;
  readonly #limits: ServerLimits;
  readonly #message: (message: WholeMessage) => void;
  readonly #parts = new Map<ChunkStream, Part>();
  readonly #wire = new WireReader();
  readonly #known = new Set<number>();
  readonly #spare: Uint8Array[] = [];
  /** Whether room comes back, so that it is worth giving small messages more than they need. */
  #comesBack = false;
  /** Set once the client went too far: nothing is read any more. */
  ending: Ending | undefined;
  /** Bytes held for unfinished messages. */
  held = 0;

  constructor(limits: ServerLimits, message: (message: WholeMessage) => void) {
    this.#limits = limits;
    this.#message = message;
    this.#reader = new ChunkReader(this, 0);
  }

  push(bytes: Uint8Array): void {
    if (!this.ending) this.#reader.push(bytes, 0, bytes.length);
  }

  /** Takes back the payload of a message that nobody needs any more: the next one will lie in its place. */
  reuse({ payload }: WholeMessage): void {
    this.#comesBack = true;
    const { byteLength } = payload.buffer;
    if (byteLength < FIRST_PART || byteLength > LARGEST_SPARE) return;
    if (this.#spare.length < MOST_SPARE) this.#spare.push(new Uint8Array(payload.buffer));
  }

  /** Forgets everything unfinished. */
  clear(): void {
    this.#spare.length = 0;
    this.#parts.clear();
    this.held = 0;
  }

  chunk(
    header: ChunkHeader,
    stream: ChunkStream,
    _at: StreamOffset,
    _headerLength: number,
    _payloadLength: number,
    startsMessage: boolean,
  ): void {
    const { chunkStreams, messageBytes } = this.#limits;
    this.#known.add(header.chunkStreamId);
    if (this.#known.size > chunkStreams)
      this.#end(
        'chunkStreams',
        `The client uses more than ${chunkStreams} chunk streams, the limit for one connection.`,
      );
    if (stream.messageLength > messageBytes)
      this.#end(
        'messageBytes',
        `The client announces a message of ${counted(stream.messageLength, 'byte')}; the limit is ${messageBytes}.`,
      );
    if (startsMessage) this.#drop(stream);
  }

  payload(stream: ChunkStream, bytes: Uint8Array, start: number, end: number): void {
    if (this.ending) return;
    const part = this.#partOf(stream, end - start);
    part.bytes.set(bytes.subarray(start, end), part.length);
    part.length += end - start;
    if (this.held > this.#limits.memory)
      this.#end(
        'memory',
        `Unfinished messages of the client take ${counted(this.held, 'byte')}; the limit is ${this.#limits.memory}.`,
      );
  }

  missing(): void {
    // Over a socket nothing is missing.
  }

  message(stream: ChunkStream): void {
    if (this.ending) return;
    const part = this.#parts.get(stream);
    const payload = part ? part.bytes.subarray(0, part.length) : new Uint8Array(0);
    this.#drop(stream);
    const { messageTypeId, messageStreamId, timestamp } = stream;
    this.#takeEffect(messageTypeId, payload);
    this.#message({ messageTypeId, messageStreamId, timestamp, payload });
  }

  lost(): void {
    // `note` has ended the reading already.
  }

  sizeInferred(): void {
    // A session that is read from its first byte on says what its chunk size is.
  }

  note(diagnostic: Diagnostic): void {
    if (diagnostic === CHUNK_STREAM_LOST)
      this.ending ??= { reason: 'The client sent bytes that cannot be a chunk header.' };
  }

  /** §5.4: these two take effect before the next chunk is read. */
  #takeEffect(messageTypeId: number, payload: Uint8Array): void {
    if (messageTypeId !== 1 && messageTypeId !== 2) return;
    this.#wire.start(payload, 0, payload.length);
    if (messageTypeId === 1) {
      const size = setChunkSize(this.#wire, 0);
      if (!this.#wire.short && size >= 1) this.#reader.chunkSize = size;
      return;
    }
    const aborted = this.#reader.streams.find(abortMessage(this.#wire, 0));
    if (this.#wire.short || !aborted?.unfinished) return;
    aborted.abort();
    this.#drop(aborted);
  }

  /** Room for `more` bytes: beyond its beginning it grows with what has come, never with what a header declares. */
  #partOf(stream: ChunkStream, more: number): Part {
    let part = this.#parts.get(stream);
    if (!part) {
      const first = more === stream.messageLength ? more : Math.max(more, FIRST_PART);
      part = { bytes: this.#room(Math.min(first, stream.messageLength)), length: 0 };
      this.#parts.set(stream, part);
      this.held += part.bytes.length;
    }
    const needed = part.length + more;
    if (needed > part.bytes.length) {
      const size = Math.min(stream.messageLength, Math.max(needed, part.bytes.length * 2));
      const larger = new Uint8Array(size);
      larger.set(part.bytes.subarray(0, part.length));
      this.held += size - part.bytes.length;
      part.bytes = larger;
    }
    return part;
  }

  #room(size: number): Uint8Array {
    const spare = this.#spare.at(-1);
    if (spare && spare.length >= size) return this.#spare.pop()!;
    return new Uint8Array(this.#comesBack ? Math.max(size, FIRST_PART) : size);
  }

  #drop(stream: ChunkStream): void {
    const part = this.#parts.get(stream);
    if (!part) return;
    this.held -= part.bytes.length;
    this.#parts.delete(stream);
  }

  #end(limit: keyof ServerLimits, reason: string): void {
    this.ending ??= { limit, reason };
  }
}
