import type { FileOffset, StreamOffset } from '../bytes/units.ts';
import type { Segment } from '../network/tcp-segment.ts';

/** Payload that came before bytes in front of it. A piece without bytes was cut off by the capture. */
export interface EarlyPiece {
  readonly start: StreamOffset;
  readonly end: StreamOffset;
  readonly bytes: Uint8Array | undefined;
  readonly fileOffset: FileOffset;
  readonly packet: number;
  readonly time: number;
  readonly flags: number;
  readonly window: number;
}

/** What all the buffers of a reassembler may hold together. */
export interface Budget {
  used: number;
  readonly most: number;
}

/** What a piece takes beside its bytes, roughly. */
const PIECE_SIZE = 128;

/** The out-of-order buffer of one direction: pieces in stream order, without overlap, copied. */
export class OutOfOrder {
  /** Bytes held, a surcharge for each piece included. */
  size = 0;
  readonly #budget: Budget;
  #pieces: EarlyPiece[] = [];
  /** Pieces before this one were taken; the array is cut now and then. */
  #first = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  get isEmpty(): boolean {
    return this.#first === this.#pieces.length;
  }

  /** The piece in front. */
  get front(): EarlyPiece | undefined {
    return this.#pieces[this.#first];
  }

  /** Where the last piece ends; 0 when there is none. */
  get end(): StreamOffset {
    return this.isEmpty ? 0 : this.#pieces.at(-1)!.end;
  }

  /** Takes the piece in front away. */
  shift(): EarlyPiece | undefined {
    const piece = this.#pieces[this.#first];
    if (piece === undefined) return undefined;
    this.#account(piece, -1);
    this.#first++;
    if (this.#first > 64 && this.#first * 2 > this.#pieces.length) {
      this.#pieces = this.#pieces.slice(this.#first);
      this.#first = 0;
    }
    return piece;
  }

  /** The piece that has the byte at `position`. */
  at(position: StreamOffset): EarlyPiece | undefined {
    const piece = this.#pieces[this.#firstAfter(position)];
    return piece !== undefined && piece.start <= position ? piece : undefined;
  }

  /** Keeps the parts of `[start, end)` that are not here yet; returns how many bytes those are. */
  insert(start: StreamOffset, end: StreamOffset, segment: Segment, offset: StreamOffset): number {
    const pieces = this.#pieces;
    let index = this.#firstAfter(start);
    let at = start;
    let added = 0;
    while (at < end) {
      const next = pieces[index];
      const stop = next === undefined ? end : Math.min(end, next.start);
      if (at < stop) {
        const shift = segment.payloadStart - offset;
        // The copy is needed: the block these bytes lie in is gone when the hole is filled.
        const bytes =
          shift + stop <= segment.payloadEnd
            ? segment.bytes.slice(shift + at, shift + stop)
            : undefined;
        const piece: EarlyPiece = {
          start: at,
          end: stop,
          bytes,
          fileOffset: segment.fileOffset + (at - offset),
          packet: segment.packet,
          time: segment.time,
          flags: segment.flags,
          window: segment.window,
        };
        pieces.splice(index++, 0, piece);
        this.#account(piece, 1);
        added += stop - at;
      }
      if (next === undefined) break;
      at = Math.max(at, next.end);
      index++;
    }
    return added;
  }

  /** The first place where a copy of the segment's bytes differs from what is here; -1 when none does. */
  difference(segment: Segment, offset: StreamOffset): StreamOffset {
    const end = offset + (segment.payloadEnd - segment.payloadStart);
    const shift = segment.payloadStart - offset;
    for (let index = this.#firstAfter(offset); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index]!;
      if (piece.start >= end) break;
      if (piece.bytes === undefined) continue;
      const stop = Math.min(end, piece.end);
      for (let at = Math.max(offset, piece.start); at < stop; at++)
        if (piece.bytes[at - piece.start] !== segment.bytes[shift + at]) return at;
    }
    return -1;
  }

  #account(piece: EarlyPiece, sign: 1 | -1): void {
    const size = sign * ((piece.bytes?.length ?? 0) + PIECE_SIZE);
    this.size += size;
    this.#budget.used += size;
  }

  #firstAfter(position: StreamOffset): number {
    let low = this.#first;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#pieces[middle]!.end <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
