import type { Direction, StreamOffset } from '../bytes/units.ts';
import { type ChunkRow, directionOf, headerLengthOf } from '../chunk/chunk-table.ts';
import type { SessionRows } from './session-rows.ts';

/** How much of a direction's stream became handshake and chunks. */
export interface DirectionCoverage {
  /** Bytes of the stream, missing ones included. */
  readonly bytes: number;
  /** Bytes the capture missed. */
  readonly missing: number;
  /** Bytes that are there and belong to nothing that was read. */
  readonly notDecoded: number;
  /** The first of them; absent when there is none. */
  readonly firstNotDecoded?: StreamOffset;
}

/** What is asked about a direction's stream. */
export interface StreamFacts {
  /** Bytes of the stream so far, missing ones included. */
  bytes(direction: Direction): number;
  missing(direction: Direction): number;
  /** Bytes of `[start, end)` that are in the capture. */
  present(direction: Direction, start: StreamOffset, end: StreamOffset): number;
}

class Covered {
  end: StreamOffset;
  notDecoded = 0;
  first: StreamOffset | undefined;

  constructor(end: StreamOffset) {
    this.end = end;
  }
}

/** Finds the bytes between chunks that no chunk claims. A listener: give it each chunk once, in order. */
export class Coverage {
  readonly #rows: SessionRows;
  readonly #facts: StreamFacts;
  readonly #directions: readonly [Covered, Covered];

  /** `begin` is where chunks begin in both directions: behind the handshake. */
  constructor(rows: SessionRows, facts: StreamFacts, begin: StreamOffset) {
    this.#rows = rows;
    this.#facts = facts;
    this.#directions = [new Covered(begin), new Covered(begin)];
  }

  chunk(row: ChunkRow): void {
    const { column } = this.#rows.chunks;
    const packed = column.header.get(row);
    const direction = directionOf(packed);
    const offset = column.offset.get(row);
    const covered = this.#directions[direction];
    if (offset > covered.end) this.#hole(direction, covered, offset);
    covered.end = offset + headerLengthOf(packed) + column.payloadLength.get(row);
  }

  /** What is known by now. */
  of(direction: Direction): DirectionCoverage {
    const { end, notDecoded, first } = this.#directions[direction];
    const bytes = this.#facts.bytes(direction);
    const tail = bytes > end ? this.#facts.present(direction, end, bytes) : 0;
    const firstNotDecoded = first ?? (tail > 0 ? end : undefined);
    return {
      bytes,
      missing: this.#facts.missing(direction),
      notDecoded: notDecoded + tail,
      ...(firstNotDecoded !== undefined && { firstNotDecoded }),
    };
  }

  #hole(direction: Direction, covered: Covered, end: StreamOffset): void {
    const present = this.#facts.present(direction, covered.end, end);
    if (present === 0) return;
    covered.notDecoded += present;
    covered.first ??= covered.end;
  }
}
