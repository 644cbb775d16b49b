import type { StreamOffset } from '../bytes/units.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { chunkHeader, type ChunkHeader, emptyChunkHeader } from './chunk-header.ts';
import { type ChunkStream, ChunkStreams } from './chunk-stream.ts';

/** Most bytes kept while no header is found; older ones are given up. */
export const LOOK_AHEAD = 1 << 20;

/** Searches are made when the bytes kept have grown to these sizes, so that their cost stays linear. */
const FIRST_TRY = 4096;

/** Headers that must agree, one after the other, before a place is believed. */
const AGREEING_HEADERS = 4;

/** Chunk sizes tried when the one in force is not known: the default, then what real programs set. */
const USUAL_CHUNK_SIZES = [
  128, 4096, 60000, 65536, 65535, 1024, 2048, 5000, 8192, 10000, 32768, 0x7fffffff,
];

/** Message types that exist (§5.4, §7.1, and type 7 of the 2009 draft is not among them). */
const KNOWN_TYPES = new Set([1, 2, 3, 4, 5, 6, 8, 9, 15, 16, 17, 18, 19, 20, 22]);

/** A place where chunks begin again. */
export interface Found {
  /** Bytes to skip of those kept. */
  readonly at: number;
  readonly chunkSize: number;
  /** What chunk streams remembered did not help and is better forgotten. */
  readonly forget: boolean;
}

/** A place that speaks for itself with so many headers. */
interface Candidate extends Found {
  readonly headers: number;
}

/** More than any protocol control or user control message has: 44 bytes are the most that was ever seen. */
const LONGEST_CONTROL = 1024;

/** More than the first message of a chunk stream has that begins with type 1: librtmp does so, with short ones. */
const LONGEST_FIRST_OF_TYPE_1 = 1 << 20;

/**
 * Whether these bytes can be a header at all. Types 2 and 3 need something to inherit; an unknown
 * type together with an impossible message stream ID is no header but other bytes. The sooner other
 * bytes are told from headers, the less is read wrongly.
 */
export function isPlausible(h: ChunkHeader, stream: ChunkStream): boolean {
  if (h.fmt >= 2) return stream.known;
  const type = h.messageTypeId;
  if (type <= 6 && h.messageLength > LONGEST_CONTROL) return false;
  // Zeros, as in a stretch of a file that was never written, would make thousands of empty messages.
  if (type === 0 && h.messageLength === 0) return false;
  if (h.fmt === 0) return isMessageStreamId(h.messageStreamId, KNOWN_TYPES.has(type));
  if (!stream.known && h.messageLength > LONGEST_FIRST_OF_TYPE_1) return false;
  return KNOWN_TYPES.has(type) || (stream.known && stream.messageTypeId === type);
}

/** Whether it could be a message stream ID: small, or small when read most significant byte first. */
function isMessageStreamId(value: number, typeIsKnown: boolean): boolean {
  if (value <= 0xffff) return true;
  return typeIsKnown && (value <= 0xffffff || (value & 0xffff) === 0);
}

/**
 * Finds the chunk stream again in bytes that do not start with a header: after a hole in the capture,
 * at the start of a capture taken in mid-stream, or after a sender's mistake. There is no marker to look
 * for (§5.3), so each place is judged by the headers that would follow it, one after the other.
 */
export class Resynchroniser {
  #bytes = new Uint8Array(FIRST_TRY * 2);
  #length = 0;
  #nextTry = FIRST_TRY;
  /** Bytes at the start that are known not to begin a header. */
  #skip: number;
  /** Offset of the first byte kept. */
  start: StreamOffset;

  constructor(start: StreamOffset, skip = 0) {
    this.start = start;
    this.#skip = skip;
  }

  /** Keeps these bytes, too. */
  add(bytes: Uint8Array, start: number, end: number): void {
    const needed = this.#length + end - start;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length = needed;
  }

  /** Whether enough came since the last search. */
  get worthTrying(): boolean {
    return this.#length >= this.#nextTry;
  }

  /** The bytes from `at` on; nothing is kept afterwards. */
  take(at: number): Uint8Array {
    return this.#bytes.slice(at, this.#length);
  }

  /**
   * Looks for the best place. `chunkSize` is the one in force, undefined when it was never seen.
   * `final`: nothing more will come, so fewer headers must do.
   */
  find(streams: ChunkStreams, chunkSize: number | undefined, final: boolean): Found | undefined {
    const found = this.#search(streams, chunkSize, final);
    if (found) return found;
    this.#nextTry = this.#length * 2;
    if (this.#length > LOOK_AHEAD) this.#giveUp(this.#length - LOOK_AHEAD / 2);
    return undefined;
  }

  #search(streams: ChunkStreams, chunkSize: number | undefined, final: boolean): Found | undefined {
    // The announced size first; other sizes only when it leads nowhere.
    const lists = chunkSize === undefined ? [USUAL_CHUNK_SIZES] : [[chunkSize], USUAL_CHUNK_SIZES];
    let hope: Candidate | undefined;
    for (const sizes of lists) {
      const best = this.#best(sizes, streams, final);
      if (best && best.headers >= AGREEING_HEADERS) return best;
      hope ??= best;
    }
    return hope;
  }

  /** The first place where enough headers agree; at the end the one where most do, if none has enough. */
  #best(sizes: readonly number[], streams: ChunkStreams, final: boolean): Candidate | undefined {
    const bytes = this.#bytes.subarray(0, this.#length);
    let best: Candidate | undefined;
    for (let at = this.#skip; at < bytes.length; at++) {
      if (!canBegin(bytes, at)) continue;
      for (const chunkSize of sizes) {
        const { headers, broken, reachedEnd, exact } = follow(bytes, at, chunkSize, streams);
        // The first header does not depend on the chunk size.
        if (broken && headers === 0) break;
        if (broken) continue;
        const enough = headers >= AGREEING_HEADERS;
        // One header alone is believed when it is long, or ends where the bytes do.
        const few =
          final && reachedEnd && headers >= 1 && (headers > 1 || exact || bytes[at]! < 64);
        if ((enough || few) && !(best && best.headers >= headers))
          best = { at, chunkSize, forget: false, headers };
      }
      if (best && best.headers >= AGREEING_HEADERS) return best;
    }
    return best;
  }

  #giveUp(count: number): void {
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.start += count;
    this.#skip = 0;
    this.#nextTry = this.#length * 2;
  }
}

/** A cheap look before headers are followed: type 0 or 1 with a known message type at its place. */
function canBegin(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at]!;
  if (first >= 0x80) return false;
  const form = first & 63;
  const type = bytes[at + (form === 0 ? 2 : form === 1 ? 3 : 1) + 6];
  return type !== undefined && KNOWN_TYPES.has(type);
}

interface Chain {
  headers: number;
  /** The bytes ended before anything spoke against the place. */
  reachedEnd: boolean;
  /** The last chunk ends with the last byte. */
  exact: boolean;
  /** A header that cannot be one. */
  broken: boolean;
}

/** Follows headers from `at` for as long as they make sense, at most some dozens. */
function follow(bytes: Uint8Array, at: number, chunkSize: number, known: ChunkStreams): Chain {
  const streams = new ChunkStreams();
  const wire = new WireReader();
  const header = emptyChunkHeader();
  const chain: Chain = { headers: 0, reachedEnd: false, exact: false, broken: false };
  let size = chunkSize;
  while (chain.headers < 64) {
    if (at >= bytes.length) {
      chain.reachedEnd = true;
      chain.exact = at === bytes.length;
      return chain;
    }
    wire.start(bytes, at, bytes.length);
    adopt(bytes[at]!, streams, known);
    chunkHeader(wire, header, streams);
    if (wire.short) {
      chain.reachedEnd = true;
      return chain;
    }
    const stream = streams.get(header.chunkStreamId);
    if (!makesSense(header, stream, bytes, at + wire.position)) {
      chain.broken = true;
      return chain;
    }
    stream.take(header, ignore);
    const payload = Math.min(size, stream.messageLength - stream.received);
    at += wire.position;
    if (header.messageTypeId === 1 && at + 4 <= bytes.length && payload === 4)
      size =
        ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) &
          0x7fffffff || size;
    stream.received += payload;
    if (stream.received >= stream.messageLength) stream.unfinished = false;
    at += payload;
    chain.headers++;
  }
  return chain;
}

function ignore(): void {
  // Candidates are judged, not reported.
}

/** Lets a chain use what a chunk stream remembered from before the hole: length, type and stream for types 2 and 3. */
function adopt(first: number, streams: ChunkStreams, known: ChunkStreams): void {
  const id = first & 63;
  if (first < 0x80 || id < 2 || streams.find(id)?.known) return;
  const past = known.find(id);
  if (!past?.known || first >= 0xc0) return;
  const stream = streams.get(id);
  stream.known = true;
  stream.messageLength = past.messageLength;
  stream.messageTypeId = past.messageTypeId;
  stream.messageStreamId = past.messageStreamId;
}

/** Stricter than `isPlausible`: in a search, the unusual is more likely to be payload. */
function makesSense(
  h: ChunkHeader,
  stream: ChunkStream,
  bytes: Uint8Array,
  payload: number,
): boolean {
  if (h.fmt >= 2) {
    if (!stream.known) return false;
    return h.fmt === 3 || (!stream.unfinished && h.timestampField < 60_000);
  }
  if (stream.unfinished) return false;
  const type = h.messageTypeId;
  if (!KNOWN_TYPES.has(type) || h.messageLength === 0) return false;
  if (h.fmt === 0 ? h.messageStreamId > 1000 : h.timestampField > 60_000) return false;
  if (type <= 6) {
    if (h.messageLength > 64 || h.chunkStreamId !== 2 || (h.fmt === 0 && h.messageStreamId !== 0))
      return false;
    return type === 4 || h.messageLength === (type === 6 ? 5 : 4);
  }
  if (h.messageLength > 8 * 1024 * 1024) return false;
  const first = bytes[payload];
  if (first === undefined || stream.received > 0) return true;
  if (type === 8) return first >>> 4 !== 12 && first >>> 4 !== 13;
  if (type === 9)
    return (
      ((first >>> 4) & 7) >= 1 &&
      ((first >>> 4) & 7) <= 5 &&
      (first >= 0x80 || ((first & 15) >= 2 && (first & 15) <= 13))
    );
  if (type === 18 || type === 20) return first === 2;
  return true;
}
