import type { Direction } from '../bytes/units.ts';
import { smallestBasicHeader } from '../chunk/chunk-header.ts';
import {
  chunkStreamIdOf,
  type ChunkRow,
  directionOf,
  fmtOf,
  hasExtendedTimestampOf,
  headerLengthOf,
} from '../chunk/chunk-table.ts';
import { COMPLETE, type MessageRow } from '../message/message-table.ts';
import type { SessionRows } from './session-rows.ts';

/** What the chunks of one direction cost. */
export interface ChunkCost {
  readonly chunks: number;
  readonly headerBytes: number;
  readonly payloadBytes: number;
  /** Chunks with fmt 0 to 3. */
  readonly fmts: readonly [number, number, number, number];
  /** Messages, unfinished ones included. */
  readonly messages: number;
}

/** What the same messages would cost with another chunk size. */
export interface ChunkSizeCost {
  readonly chunkSize: number;
  readonly chunks: number;
  readonly headerBytes: number;
}

class DirectionCost {
  chunks = 0;
  headerBytes = 0;
  payloadBytes = 0;
  readonly fmts: [number, number, number, number] = [0, 0, 0, 0];
  messages = 0;
  /** Bytes of the headers that begin messages. */
  firstHeaderBytes = 0;
  /** How many messages there are of a length whose continuing chunks have headers of a length: `length * 8 + header`. */
  readonly lengths = new Map<number, number>();
}

/**
 * Header bytes against payload, and what they would be with another chunk size (§5.4.1). A listener:
 * give it each chunk and each finished message once, in order.
 */
export class ChunkEconomy {
  readonly #rows: SessionRows;
  readonly #directions = [new DirectionCost(), new DirectionCost()] as const;

  constructor(rows: SessionRows) {
    this.#rows = rows;
  }

  chunk(row: ChunkRow): void {
    const { column } = this.#rows.chunks;
    const packed = column.header.get(row);
    const cost = this.#directions[directionOf(packed)];
    cost.chunks++;
    cost.headerBytes += headerLengthOf(packed);
    cost.payloadBytes += column.payloadLength.get(row);
    cost.fmts[fmtOf(packed) as 0 | 1 | 2 | 3]++;
  }

  message(row: MessageRow): void {
    if (this.#rows.isPart(row)) return;
    const { column } = this.#rows.messages;
    const packed = this.#rows.chunks.column.header.get(column.firstChunk.get(row));
    const cost = this.#directions[directionOf(packed)];
    const complete = (column.marks.get(row) & COMPLETE) !== 0;
    // Of a message that was broken off, what had come of it was sent all the same.
    const length = complete ? column.length.get(row) : column.received.get(row);
    const key = length * 8 + continuingHeaderLength(packed);
    cost.messages++;
    cost.firstHeaderBytes += headerLengthOf(packed);
    cost.lengths.set(key, (cost.lengths.get(key) ?? 0) + 1);
  }

  /** What was on the wire. */
  actual(direction: Direction): ChunkCost {
    const { chunks, headerBytes, payloadBytes, fmts, messages } = this.#directions[direction];
    return { chunks, headerBytes, payloadBytes, fmts: [...fmts], messages };
  }

  /**
   * What the direction's messages would have cost in chunks of `chunkSize` bytes: the header that begins
   * a message as it was, then type 3 headers (§5.3.1.2.4), with the extended timestamp where there was one.
   */
  withChunkSize(direction: Direction, chunkSize: number): ChunkSizeCost {
    const { lengths, firstHeaderBytes } = this.#directions[direction];
    let chunks = 0;
    let headerBytes = firstHeaderBytes;
    for (const [key, count] of lengths) {
      const pieces = Math.max(1, Math.ceil(Math.floor(key / 8) / chunkSize));
      chunks += count * pieces;
      headerBytes += count * (pieces - 1) * (key % 8);
    }
    return { chunkSize, chunks, headerBytes };
  }
}

/** A type 3 header: the basic header (§5.3.1.1) and, where the message has it, the extended timestamp. */
function continuingHeaderLength(packed: number): number {
  const basic = smallestBasicHeader(chunkStreamIdOf(packed));
  return basic + (hasExtendedTimestampOf(packed) ? 4 : 0);
}
