import type { StreamOffset } from '../bytes/units.ts';
import { type Chain, follow, idAt } from './chain.ts';
import { guessChunkSizes, USUAL_CHUNK_SIZES } from './chunk-size-guess.ts';
import type { ChunkStreams } from './chunk-stream.ts';
import { KNOWN_MESSAGE_TYPES } from './plausible.ts';
import { CONTINUES } from './header-evidence.ts';
import { type OpenRun, openRun } from './open-run.ts';

/** Most bytes kept while no header is found; older ones are given up. */
export const LOOK_AHEAD = 1 << 22;

/** Searches are made when the bytes kept have grown to these sizes, so that their cost stays linear. */
const FIRST_TRY = 4096;

// Evidence is counted in bits (see `headerEvidence`). Some 2²⁰ places and a dozen chunk sizes are tried,
// so 44 bits leave one false find in a million searches.
/** What the first header must bring by itself: a chain that only leads to a true header proves little of its start. */
const FIRST_ALONE = 20;
const TOGETHER = 44;
/** What is enough at the one place where a header is expected. */
const EXPECTED = 14;
/** A first header that is worth waiting for more bytes. */
const PROMISING = 28;
/** What headers in the middle of messages must bring before a chunk size is no longer asked for. */
const SIZE_PROVED = 10;

/** A message that was under way at a hole, and where its next header must be if nothing else came between. */
export interface Expectation {
  readonly chunkStreamId: number;
  /** Bytes of the message before the chunk that reaches out of the hole. */
  readonly messageOffset: number;
  /** Payload of that chunk, and how much of it lies in the hole. */
  readonly payloadLength: number;
  readonly payloadMissing: number;
  /** Bytes of its header that come after the hole. */
  readonly headerLeft: number;
}

/** A header that is there, and must be judged before it is believed. */
export interface Doubt {
  readonly chunkStreamId: number;
  readonly headerLength: number;
  /** Type 3 of a chunk stream whose memory may be old: it may go on with a message that began in the hole. */
  readonly mayGoOn: boolean;
  /** What its chunk stream remembers can be inherited. */
  readonly mayBegin: boolean;
  /** What it inherits is of before the hole. */
  readonly inherits: boolean;
  /** Bytes of the message it would begin. */
  readonly messageLength: number;
}

/** A place where chunks begin again. */
export interface Found {
  /** Bytes to skip of those kept. */
  readonly at: number;
  readonly chunkSize: number;
  /** The chunk size is proved by more than one header. */
  readonly sizeProved: boolean;
  /** The longest payload that is known to fit in one chunk. */
  readonly piece: number;
  /** So few headers that it may be chance. */
  readonly guessed: boolean;
  /** The hole lay inside a message, and this is where it goes on: nothing is in doubt. */
  readonly expectation?: Expectation;
  /** Chunks before `at` that go on with a message whose beginning is missing. */
  readonly run?: OpenRun;
  /** The header in doubt is right as it reads. */
  readonly confirmed?: boolean;
  /** Nothing was lost on the way: what chunk streams remember, and messages under way, stay. */
  readonly keeps?: boolean;
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
  /** Both count from the first byte kept. */
  #expectations: readonly Expectation[];
  #doubt: Doubt | undefined;
  /** Offset of the first byte kept. */
  start: StreamOffset;

  constructor(
    start: StreamOffset,
    options: { skip?: number; expectations?: readonly Expectation[]; doubt?: Doubt } = {},
  ) {
    this.start = start;
    this.#skip = options.skip ?? 0;
    this.#expectations = options.expectations ?? [];
    this.#doubt = options.doubt;
    // A message of one chunk is judged by what stands behind it.
    const behind = options.doubt?.messageLength ?? 0;
    if (behind > FIRST_TRY / 2)
      this.#nextTry = Math.min(LOOK_AHEAD, FIRST_TRY + behind + (behind >> 6));
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

  /** How many more bytes to wait for before the next search. */
  get room(): number {
    return Math.max(1, this.#nextTry - this.#length);
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
    const bytes = this.#bytes.subarray(0, this.#length);
    const last = final || this.#length > LOOK_AHEAD;
    const found = new Search(bytes, streams, chunkSize, last).run(
      this.#skip,
      this.#expectations,
      this.#doubt,
    );
    if (found) return found;
    this.#nextTry = this.#length * 2;
    if (this.#length > LOOK_AHEAD) this.#giveUp(this.#length - LOOK_AHEAD / 2);
    return undefined;
  }

  #giveUp(count: number): void {
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.start += count;
    this.#skip = 0;
    // What was expected of the bytes given up says nothing about those that are left.
    this.#expectations = [];
    this.#doubt = undefined;
    this.#nextTry = this.#length * 2;
  }
}

/** One look at the bytes kept. */
class Search {
  readonly #bytes: Uint8Array;
  readonly #streams: ChunkStreams;
  readonly #chunkSize: number | undefined;
  readonly #final: boolean;
  #sizes: readonly number[] | undefined;
  /** Evidence of the first header of the last chain that broke later. */
  #brokenAfter = 0;

  constructor(
    bytes: Uint8Array,
    streams: ChunkStreams,
    chunkSize: number | undefined,
    final: boolean,
  ) {
    this.#bytes = bytes;
    this.#streams = streams;
    this.#chunkSize = chunkSize;
    this.#final = final;
  }

  run(
    skip: number,
    expectations: readonly Expectation[],
    doubt: Doubt | undefined,
  ): Found | undefined {
    for (const expectation of expectations) {
      const found = this.#expected(expectation);
      if (found === 'wait') return undefined;
      if (found) return found;
    }
    if (doubt) {
      const found = this.#doubted(doubt);
      if (found === 'wait') return undefined;
      if (found) return found;
    }
    return this.#anywhere(doubt ? Math.max(1, skip) : skip);
  }

  /** The hole lies in one message: its next header is where the chunk size puts it. */
  #expected(expectation: Expectation): Found | 'wait' | undefined {
    const { chunkStreamId, messageOffset, payloadLength, payloadMissing, headerLeft } = expectation;
    const chunkSize = this.#chunkSize!;
    const at = headerLeft + payloadLength - payloadMissing;
    const stream = this.#streams.get(chunkStreamId);
    const received = messageOffset + payloadLength;
    if (at >= this.#bytes.length && !this.#final) return 'wait';
    const chain = follow(this.#bytes, {
      at,
      chunkSize,
      known: this.#streams,
      exact: true,
      ...(received < stream.messageLength && { within: { chunkStreamId, received } }),
    });
    if (chain.broken) return undefined;
    if (chain.bits < EXPECTED && !(this.#final && chain.reachedEnd))
      return chain.reachedEnd ? 'wait' : undefined;
    return {
      ...found(0, chunkSize, chain),
      guessed: chain.bits < EXPECTED,
      expectation,
      keeps: true,
    };
  }

  /** A header that inherits from before the hole, or shows that the chunk size is not yet known. */
  #doubted(doubt: Doubt): Found | 'wait' | undefined {
    const best = this.#best(
      0,
      this.#chunkSize === undefined ? this.#allSizes() : [this.#chunkSize],
      true,
    );
    if (best && doubt.mayBegin) {
      const { chain } = best;
      const behind = chain.bits - chain.first;
      const ended = chain.messageEnd >= 0;
      if (chain.reachedEnd && !this.#final && !(ended && behind >= FIRST_ALONE)) return 'wait';
      const trusted = doubt.inherits ? ended && behind >= FIRST_ALONE : true;
      if (trusted) return { ...found(0, best.chunkSize, chain), confirmed: true, keeps: true };
    }
    return doubt.mayGoOn && this.#chunkSize !== undefined ? this.#goesOn(doubt) : undefined;
  }

  /** A type 3 chunk of a message that began in the hole: full, or its last one. */
  #goesOn({ chunkStreamId, headerLength }: Doubt): Found | 'wait' | undefined {
    const chunkSize = this.#chunkSize!;
    const open = (payloadLength: number, chain: Chain): Found => ({
      ...found(headerLength + payloadLength, chunkSize, chain),
      run: { chunkStreamId, headerLength, chunkSize, chunks: [{ at: 0, payloadLength }] },
      keeps: true,
    });
    const full = headerLength + chunkSize;
    if (full + 32 > this.#bytes.length && !this.#final) return 'wait';
    const again = this.#bytes[full] === (0xc0 | chunkStreamId);
    const behind = follow(this.#bytes, { at: full, chunkSize, known: this.#streams, exact: true });
    if (again || (!behind.broken && behind.bits >= EXPECTED)) return open(chunkSize, behind);
    for (let at = headerLength + 1; at < Math.min(full, this.#bytes.length); at++) {
      const chain = follow(this.#bytes, { at, chunkSize, known: this.#streams, exact: true });
      if (chain.broken || chain.first < FIRST_ALONE) continue;
      if (chain.bits >= TOGETHER || (this.#final && chain.reachedEnd))
        return open(at - headerLength, chain);
      if (chain.reachedEnd) return 'wait';
    }
    return undefined;
  }

  /** The first place anywhere at which enough headers agree. */
  #anywhere(skip: number): Found | undefined {
    // The announced size first; other sizes only when it leads nowhere.
    const lists =
      this.#chunkSize === undefined ? [this.#allSizes()] : [[this.#chunkSize], this.#allSizes()];
    let hope: Found | undefined;
    for (const sizes of lists) {
      const best = this.#earliest(skip, sizes);
      if (best === 'wait') return undefined;
      if (best?.isSure) return best.found;
      if (best && !(hope && hope.at <= best.found.at)) hope = best.found;
    }
    return hope;
  }

  #earliest(
    skip: number,
    sizes: readonly number[],
  ): { found: Found; isSure: boolean } | 'wait' | undefined {
    const bytes = this.#bytes;
    let last: { at: number; chain: Chain; chunkSize: number } | undefined;
    for (let at = skip; at < bytes.length; at++) {
      if (!canBegin(bytes, at, this.#streams)) continue;
      const best = this.#best(at, sizes, false) ?? this.#withAnotherSize(at);
      if (!best || best.chain.first < FIRST_ALONE) continue;
      const { chain, chunkSize } = best;
      if (this.#isLongFormByChance(at, chain, sizes)) continue;
      if (chain.bits >= TOGETHER && chain.headers > 1)
        return { found: this.#withRun(skip, at, chunkSize, chain), isSure: true };
      if (!chain.reachedEnd) continue;
      if (!this.#final && chain.first >= PROMISING) return 'wait';
      // At the end of the bytes fewer headers must do, and the place where most agree is taken.
      const few = chain.headers > 1 || chain.exact || chain.first >= PROMISING;
      if (this.#final && few && !(last && last.chain.bits >= chain.bits))
        last = { at, chain, chunkSize };
    }
    return (
      last && {
        found: this.#withRun(skip, last.at, last.chunkSize, last.chain),
        isSure: false,
      }
    );
  }

  /** A header from which the announced chunk size leads nowhere, and another one, beyond doubt, goes on. */
  #withAnotherSize(at: number): { chain: Chain; chunkSize: number } | undefined {
    if (this.#chunkSize === undefined || this.#brokenAfter < FIRST_ALONE) return undefined;
    const best = this.#best(at, this.#allSizes(), false);
    if (!best || best.chain.bits < TOGETHER) return undefined;
    return isProved(best.chain.continuations, best.chunkSize) ? best : undefined;
  }

  /** A byte 00 or 40 before a header makes it look like one with a longer basic header, of a chunk stream that nobody names. */
  #isLongFormByChance(at: number, chain: Chain, sizes: readonly number[]): boolean {
    const form = this.#bytes[at]! & 63;
    if (form > 1 || chain.again || this.#streams.find(idAt(this.#bytes, at))?.known) return false;
    return [1, 2].some(
      (shift) => (this.#best(at + shift, sizes, false)?.chain.first ?? 0) >= chain.first,
    );
  }

  /** The chunk size, of several, with which most headers agree at a place. */
  #best(
    at: number,
    sizes: readonly number[],
    exact: boolean,
  ): { chain: Chain; chunkSize: number } | undefined {
    let best: { chain: Chain; chunkSize: number } | undefined;
    let most = -Infinity;
    this.#brokenAfter = 0;
    for (const chunkSize of sizes) {
      const continuations = proofOf(chunkSize);
      const chain = follow(this.#bytes, {
        at,
        chunkSize,
        known: this.#streams,
        exact,
        continuations,
      });
      // The first header does not depend on the chunk size.
      if (chain.broken && chain.headers === 0) break;
      if (chain.broken) {
        this.#brokenAfter = chain.first;
        continue;
      }
      const score = chain.bits - oddity(chunkSize, this.#chunkSize);
      if (score > most) {
        best = { chain, chunkSize };
        most = score;
      }
    }
    return best;
  }

  #withRun(skip: number, at: number, chunkSize: number, chain: Chain): Found {
    const sizes =
      chain.continuations > 0 || this.#chunkSize !== undefined ? [chunkSize] : this.#allSizes();
    const run = openRun(this.#bytes, skip, at, sizes, this.#streams);
    const result = found(at, run?.chunkSize ?? chunkSize, chain);
    if (!run) return result;
    const sizeProved = isProved(run.chunks.length, run.chunkSize) || result.sizeProved;
    return { ...result, run, sizeProved };
  }

  #allSizes(): readonly number[] {
    return (this.#sizes ??= [...new Set([...guessChunkSizes(this.#bytes), ...USUAL_CHUNK_SIZES])]);
  }
}

function found(at: number, chunkSize: number, chain: Chain): Found {
  return {
    at,
    chunkSize,
    sizeProved: isProved(chain.continuations, chunkSize),
    piece: chain.piece,
    guessed: chain.bits < TOGETHER,
  };
}

/** Whether so many continuing chunks where a size puts them make up for how odd the size is. */
function isProved(agreeing: number, chunkSize: number): boolean {
  return agreeing >= proofOf(chunkSize);
}

/** Continuing chunks that prove a size. */
function proofOf(chunkSize: number): number {
  return Math.ceil((SIZE_PROVED + oddity(chunkSize, undefined)) / CONTINUES);
}

/** Bits that a chunk size costs: one of a dozen usual ones, or any number at all. */
function oddity(chunkSize: number, known: number | undefined): number {
  if (chunkSize === known) return 0;
  return USUAL_CHUNK_SIZES.includes(chunkSize) ? 4 : 17;
}

/** A cheap look before headers are followed: a known message type at its place, or a chunk stream that can be inherited from. */
function canBegin(bytes: Uint8Array, at: number, streams: ChunkStreams): boolean {
  const first = bytes[at]!;
  const form = first & 63;
  if (first >= 0x80) return form > 1 && streams.find(form)?.known === true;
  const type = bytes[at + (form === 0 ? 2 : form === 1 ? 3 : 1) + 6];
  return type !== undefined && KNOWN_MESSAGE_TYPES.has(type);
}
