import type { BytesAnswer, Questions } from '../../worker/protocol.ts';

type Ask = (ask: Questions['bytes']['ask']) => Promise<BytesAnswer>;

/** Bytes fetched at once. */
export const WINDOW = 4096;
/** Bytes of the longest chunk header: 3 basic, 11 message, 4 extended timestamp (RTMP 1.0 §5.3.1). */
const LONGEST_HEADER = 18;
/** Windows kept: a quarter of a mebibyte. */
const KEPT = 64;

interface Window {
  readonly answer: BytesAnswer;
  readonly segments: ReadonlySet<number>;
  /** Chunk headers that begin in the window, as stream offsets, in order. */
  readonly headers: readonly { readonly start: number; readonly end: number }[];
  /** Set when the capture has grown since: shown until the new answer comes. */
  stale: boolean;
  /** Whether the listeners know of it. */
  told: boolean;
}

/**
 * Bytes of one direction's stream, fetched from the worker in windows as they come into view, and a
 * few kept. Reading never waits: what has not come yet is undefined.
 */
export class StreamBytes {
  readonly #ask: Ask;
  readonly #connection: number;
  readonly #direction: 0 | 1;
  readonly #windows = new Map<number, Window>();
  /** Windows on their way, and whether anybody waits for them. */
  readonly #pending = new Map<number, 'wanted' | 'foreseen'>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor(connection: number, direction: 0 | 1, ask: Ask) {
    this.#connection = connection;
    this.#direction = direction;
    this.#ask = ask;
  }

  /** Grows whenever bytes have come. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for what of `[start, end)` is not here. */
  request(start: number, end: number): void {
    this.#want(start, end, 'wanted');
  }

  /** Asks for what will soon be wanted; nobody is told before it is. */
  foresee(start: number, end: number): void {
    this.#want(start, end, 'foreseen');
  }

  #want(start: number, end: number, how: 'wanted' | 'foreseen'): void {
    const last = Math.floor((end - 1) / WINDOW);
    for (let index = Math.floor(start / WINDOW); index <= last; index++) {
      const known = this.#windows.get(index);
      if (known) this.#touch(index, known);
      if (known && !known.told && how === 'wanted') this.#tell(known);
      if (known && !known.stale) continue;
      const underWay = this.#pending.has(index);
      if (!underWay || how === 'wanted') this.#pending.set(index, how);
      if (!underWay) void this.#fetch(index);
    }
  }

  /** The capture has grown: windows that were not full are asked for again when they are next wanted. */
  grown(): void {
    for (const window of this.#windows.values())
      if (window.answer.bytes.length < WINDOW || window.answer.missing.length > 0)
        window.stale = true;
  }

  /** The byte at `offset`; -1 when the capture missed it, undefined when it has not come (yet). */
  at(offset: number): number | undefined {
    const answer = this.#windows.get(Math.floor(offset / WINDOW))?.answer;
    if (!answer) return undefined;
    const place = offset - answer.start;
    if (place < 0 || place >= answer.bytes.length) return undefined;
    if (answer.missing.some(({ start, end }) => place >= start && place < end)) return -1;
    return answer.bytes[place];
  }

  /** How many bytes of `[start, end)` the capture missed, as far as is known here. */
  missingIn(start: number, end: number): number {
    let count = 0;
    for (let index = Math.floor(start / WINDOW); index * WINDOW < end; index++) {
      const answer = this.#windows.get(index)?.answer;
      for (const gap of answer?.missing ?? []) {
        const from = Math.max(start, answer!.start + gap.start);
        count += Math.max(0, Math.min(end, answer!.start + gap.end) - from);
      }
    }
    return count;
  }

  /** Where the byte lies in the file; undefined while that is not known. */
  fileOffset(offset: number): number | undefined {
    const places = this.#windows.get(Math.floor(offset / WINDOW))?.answer.places ?? [];
    const place = places.find(({ upper, length }) => upper <= offset && offset < upper + length);
    return place && place.lower + offset - place.upper;
  }

  /** Whether a TCP segment begins at `offset`. */
  segmentAt(offset: number): boolean {
    return this.#windows.get(Math.floor(offset / WINDOW))?.segments.has(offset) ?? false;
  }

  /** Where the chunk header that `offset` lies in ends, its own or another message's. */
  headerEnd(offset: number): number | undefined {
    // A header at the end of one window may reach into the next.
    for (const index of [offset, offset - LONGEST_HEADER].map((at) => Math.floor(at / WINDOW)))
      for (const { start, end } of this.#windows.get(index)?.headers ?? [])
        if (start <= offset && offset < end) return end;
    return undefined;
  }

  async #fetch(index: number): Promise<void> {
    try {
      const answer = await this.#ask({
        connection: this.#connection,
        direction: this.#direction,
        start: index * WINDOW,
        end: (index + 1) * WINDOW,
      });
      const segments = new Set(answer.segments.map(({ at }) => answer.start + at));
      const headers = answer.chunks.map(({ at, headerLength }) => {
        const start = answer.start + at;
        return { start, end: start + headerLength };
      });
      const window = { answer, segments, headers, stale: false, told: false };
      this.#touch(index, window);
      this.#version++;
      if (this.#pending.get(index) === 'wanted') this.#tell(window);
    } catch {
      // The next request tries again; the bytes stay blank until then.
    } finally {
      this.#pending.delete(index);
    }
  }

  #tell(window: Window): void {
    window.told = true;
    for (const listener of this.#listeners) listener();
  }

  /** Makes a window the most recent, and lets go of the oldest. */
  #touch(index: number, window: Window): void {
    this.#windows.delete(index);
    this.#windows.set(index, window);
    if (this.#windows.size <= KEPT) return;
    const oldest = this.#windows.keys().next();
    if (!oldest.done) this.#windows.delete(oldest.value);
  }
}
