import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { NO_ROW } from '../table/column.ts';
import {
  DELTA_NEGATIVE,
  FIRST_CHUNK_NOT_TYPE_0,
  HEADER_IN_MESSAGE,
  MESSAGE_ABANDONED,
  MESSAGE_STREAM_ID_LARGE,
  TYPE_3_AFTER_TYPE_0,
} from './chunk-diagnostics.ts';
import type { Heads } from './header-evidence.ts';
import type { ChunkHeader, ChunkStreamSources } from './chunk-header.ts';

/**
 * What one chunk stream remembers between chunks (§5.3.1.2): the values that types 1 to 3 leave out,
 * and how much of the current message has come.
 */
export class ChunkStream {
  readonly chunkStreamId: number;
  /** False until its first chunk. */
  known = false;
  /** Absolute time of the current (or last) message, milliseconds modulo 2³². */
  timestamp = 0;
  /** What a type 3 chunk that starts a message adds. After a type 0 it is that chunk's timestamp. */
  timestampDelta = 0;
  messageLength = 0;
  messageTypeId = 0;
  messageStreamId = 0;
  /** Whether the last type 0, 1 or 2 used the extended timestamp, so that type 3 repeats it. */
  hasExtendedTimestamp = false;
  extendedTimestamp = 0;
  /** Bytes of the current message that have come, or are known to be missing. */
  received = 0;
  /** Whether the current message still wants bytes. */
  unfinished = false;
  /** The last header other than type 3 was a type 0. */
  afterType0 = false;
  /** That type 3 takes its delta from that type 0 was told: once is enough. */
  #toldAfterType0 = false;
  /** What it remembers may be of long ago: headers may have fallen into a hole since. */
  uncertain = false;
  /** A delta may have fallen into a hole since the last absolute time. */
  timeUncertain = false;
  /** The message stream ID was never seen, or may have changed. */
  streamIdUncertain = false;
  /** A message is under way whose beginning, and so its type and length, is not in the capture. */
  headless = false;
  /** Row of the current message, and of the last chunk, for the tables. */
  message = NO_ROW;
  lastChunk = NO_ROW;
  /** Chunks of the current message, and its bytes that are in the capture: what its row tells of it so far. */
  chunks = 0;
  present = 0;
  /** Who set the values; kept only by a decoder that explains. */
  setBy: ChunkStreamSources | undefined;

  constructor(chunkStreamId: number) {
    this.chunkStreamId = chunkStreamId;
  }

  /**
   * Takes a header in: resolves its time and decides whether it starts a message.
   *
   * A chunk continues the message while one is unfinished and the header agrees with it; there is no
   * mark on the wire (§5.3.1.2.4). Continuations never move the clock.
   */
  take(h: ChunkHeader, note: (diagnostic: Diagnostic) => void): boolean {
    if (!this.known && !this.uncertain && h.fmt !== 0) note(FIRST_CHUNK_NOT_TYPE_0);
    if (this.unfinished) {
      if (h.fmt === 3) return false;
      const same = h.messageLength === this.messageLength && h.messageTypeId === this.messageTypeId;
      if (h.fmt !== 0 && same) {
        note(HEADER_IN_MESSAGE);
        return false;
      }
      note(MESSAGE_ABANDONED);
    }
    const stated = h.hasExtendedTimestamp ? h.extendedTimestamp : h.timestampField;
    if (h.fmt === 0) {
      this.timestamp = stated;
      this.timestampDelta = stated;
      this.timeUncertain = false;
      this.streamIdUncertain = false;
      if (h.messageStreamId > 0xffffff) note(MESSAGE_STREAM_ID_LARGE);
    } else {
      if (h.fmt < 3) this.timestampDelta = stated;
      else if (this.afterType0 && this.timestampDelta !== 0 && !this.#toldAfterType0) {
        this.#toldAfterType0 = true;
        note(TYPE_3_AFTER_TYPE_0);
      }
      if (this.timestampDelta > 0x7fffffff) note(DELTA_NEGATIVE);
      this.timestamp = (this.timestamp + this.timestampDelta) % 0x100000000;
    }
    if (h.fmt < 3) {
      this.afterType0 = h.fmt === 0;
      this.#toldAfterType0 = false;
      this.hasExtendedTimestamp = h.hasExtendedTimestamp;
      this.extendedTimestamp = h.extendedTimestamp;
    }
    this.known = true;
    // What a type 2 or 3 inherits was checked before it came here.
    this.uncertain = false;
    this.messageLength = h.messageLength;
    this.messageTypeId = h.messageTypeId;
    this.messageStreamId = h.messageStreamId;
    this.received = 0;
    this.unfinished = true;
    return true;
  }

  /** Drops what has come of the unfinished message. Its time stays the base of the next delta (errata §6). */
  abort(): void {
    this.unfinished = false;
    this.headless = false;
    this.received = 0;
  }

  /** A hole: what fell into it may have changed everything. */
  doubt(): void {
    this.abort();
    this.uncertain = true;
    this.timeUncertain = true;
  }
}

/** The chunk streams of one direction. */
export class ChunkStreams {
  /** First two payload bytes of the last message of each type; see `Heads`. */
  readonly heads: Heads = new Uint16Array(32);
  /** Chunk streams named first after a hole may have begun before it. */
  afterHole = false;
  readonly #small: (ChunkStream | undefined)[] = new Array<ChunkStream | undefined>(64).fill(
    undefined,
  );
  readonly #large = new Map<number, ChunkStream>();

  /** The chunk stream with this ID, made when it is new. */
  get(chunkStreamId: number): ChunkStream {
    const known = this.find(chunkStreamId);
    if (known) return known;
    const stream = new ChunkStream(chunkStreamId);
    if (this.afterHole) stream.uncertain = stream.timeUncertain = stream.streamIdUncertain = true;
    this.set(stream);
    return stream;
  }

  /** The chunk stream with this ID, if any chunk named it. */
  find(chunkStreamId: number): ChunkStream | undefined {
    return chunkStreamId < 64 ? this.#small[chunkStreamId] : this.#large.get(chunkStreamId);
  }

  /** Puts a remembered chunk stream back, for decoding from the middle. */
  set(stream: ChunkStream): void {
    if (stream.chunkStreamId < 64) this.#small[stream.chunkStreamId] = stream;
    else this.#large.set(stream.chunkStreamId, stream);
  }

  /** Every chunk stream that was named. At most 65 598, by the width of the ID. */
  all(): ChunkStream[] {
    return [...this.#small.filter((stream) => stream !== undefined), ...this.#large.values()];
  }

  /** Forgets all of them. */
  clear(): void {
    this.#small.fill(undefined);
    this.#large.clear();
  }

  /** Headers fell into a hole. */
  doubt(): void {
    this.afterHole = true;
    for (const stream of this.all()) stream.doubt();
  }
}
