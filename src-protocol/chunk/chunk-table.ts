import type { Direction } from '../bytes/units.ts';
import { type ColumnKind, FAR, NO_ROW, type NumberArray } from '../table/column.ts';
import { BLOCK_BITS, BLOCK_MASK } from '../table/block-plan.ts';
import { Table } from '../table/table.ts';

/**
 * One row a chunk, 24 bytes until its block is packed, in capture order, both directions of a connection. What a message
 * has once (length, type, stream, time) is in the message's row.
 */
export const CHUNK_COLUMNS = {
  /** Offset of the first header byte in its direction's TCP stream. */
  offset: 'u48',
  /** Chunk stream ID, fmt, header length and marks, packed: see `packHeader`. */
  header: 'u32',
  payloadLength: 'u32',
  /** Bytes of the message before this chunk. */
  messageOffset: 'u32',
  /** Row of its message. */
  message: 'u32',
  /** Row of the chunk before on the same chunk stream, or NO_ROW: the memory before a chunk is a look-up. */
  previousOnStream: 'link',
} as const satisfies Record<string, ColumnKind>;

const NONE: NumberArray = new Uint32Array(0);

/** Chunks of both directions, as rows. */
export class ChunkTable extends Table<typeof CHUNK_COLUMNS> {
  /** Number of the block that the arrays below are of. */
  #block = -1;
  #offset: NumberArray = NONE;
  #header: NumberArray = NONE;
  #payloadLength: NumberArray = NONE;
  #messageOffset: NumberArray = NONE;
  #message: NumberArray = NONE;
  #distance: NumberArray = NONE;

  constructor() {
    super(CHUNK_COLUMNS);
  }

  /**
   * Fills the row added last. Written out, since this is where an index spends its time: with a call for each column
   * decoding took up to a fifth longer, whenever the compiler did not draw all of them in.
   */
  fill(
    row: ChunkRow,
    offset: number,
    header: number,
    payloadLength: number,
    messageOffset: number,
    message: number,
    previousOnStream: ChunkRow,
  ): void {
    const at = row & BLOCK_MASK;
    if (this.#block !== row >>> BLOCK_BITS || at >= this.#header.length) this.#open(row);
    this.#offset[at] = offset;
    if (offset > 0xffff_ffff) this.column.offset.set(row, offset);
    this.#header[at] = header;
    this.#payloadLength[at] = payloadLength;
    this.#messageOffset[at] = messageOffset;
    this.#message[at] = message;
    const distance = previousOnStream === NO_ROW ? 0 : row - previousOnStream;
    if (distance < FAR) this.#distance[at] = distance;
    else this.column.previousOnStream.set(row, previousOnStream);
  }

  #open(row: ChunkRow): void {
    const { column } = this;
    this.#block = row >>> BLOCK_BITS;
    this.#offset = column.offset.arrayOf(row);
    this.#header = column.header.arrayOf(row);
    this.#payloadLength = column.payloadLength.arrayOf(row);
    this.#messageOffset = column.messageOffset.arrayOf(row);
    this.#message = column.message.arrayOf(row);
    this.#distance = column.previousOnStream.arrayOf(row);
  }
}

/** Row number of a chunk. */
export type ChunkRow = number;

// 17 bits chunk stream ID | 2 fmt | 5 header length | direction | extended | cut | found again | 2 severity | starts | guessed
const FMT = 17;
const HEADER_LENGTH = 19;
const DIRECTION = 24;
const EXTENDED = 25;
const CUT = 26;
const FOUND_AGAIN = 27;
const SEVERITY = 28;
const STARTS = 30;
const GUESSED = 31;

/** Packs what a chunk's header says into 32 bits. */
export function packHeader(
  chunkStreamId: number,
  fmt: number,
  headerLength: number,
  direction: Direction,
  extended: boolean,
  startsMessage: boolean,
  confidence: number,
): number {
  return (
    (chunkStreamId |
      (fmt << FMT) |
      (headerLength << HEADER_LENGTH) |
      (direction << DIRECTION) |
      (extended ? 1 << EXTENDED : 0) |
      (confidence > 0 ? 1 << FOUND_AGAIN : 0) |
      (confidence > 1 ? 1 << GUESSED : 0) |
      (startsMessage ? 1 << STARTS : 0)) >>>
    0
  );
}

export const chunkStreamIdOf = (packed: number): number => packed & 0x1ffff;
export const fmtOf = (packed: number): number => (packed >>> FMT) & 3;
export const headerLengthOf = (packed: number): number => (packed >>> HEADER_LENGTH) & 31;
export const directionOf = (packed: number): Direction => ((packed >>> DIRECTION) & 1) as Direction;
export const hasExtendedTimestampOf = (packed: number): boolean =>
  ((packed >>> EXTENDED) & 1) === 1;
export const isFoundAgain = (packed: number): boolean => ((packed >>> FOUND_AGAIN) & 1) === 1;
/** Whether so few headers agreed on the place that it may be chance. */
export const isGuessed = (packed: number): boolean => packed >>> GUESSED === 1;
export const startsMessageOf = (packed: number): boolean => ((packed >>> STARTS) & 1) === 1;

/** Whether the capture ends, or has a hole, inside the chunk. */
export const isCut = (packed: number): boolean => ((packed >>> CUT) & 1) === 1;
/** Marks a chunk as cut. */
export const markCut = (packed: number): number => (packed | (1 << CUT)) >>> 0;

/** Worst finding about a chunk: 0 none, 1 note, 2 warning, 3 error. */
export const severityOf = (packed: number): number => (packed >>> SEVERITY) & 3;
/** Raises the worst finding to `severity`. */
export const raiseSeverity = (packed: number, severity: number): number =>
  severity > severityOf(packed)
    ? ((packed & ~(3 << SEVERITY)) | (severity << SEVERITY)) >>> 0
    : packed;
