import type { ColumnKind } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** One row a message, 38 bytes until its block is packed, in the order of their first chunks, both directions of a connection. */
export const MESSAGE_COLUMNS = {
  /** Row of the chunk that starts it; its offset, time and chunk stream ID are there. */
  firstChunk: 'u32',
  /** Row of the last chunk seen of it. */
  lastChunk: 'u32',
  /** Absolute timestamp, milliseconds modulo 2³². */
  timestamp: 'u32',
  /** What the header stated or inherited: the delta added, or for a type 0 the timestamp itself. */
  timestampDelta: 'u32',
  messageTypeId: 'u8',
  messageStreamId: 'u32',
  /** Declared length in bytes. */
  length: 'u32',
  /** Bytes of it that are in the capture. */
  received: 'u32',
  /** Chunks seen of it. */
  chunks: 'u32',
  /** Number of its one-line summary in the connection's strings; 0 where none was kept. */
  summary: 'u32',
  /** COMPLETE, ABORTED and so on. */
  marks: 'u8',
} as const satisfies Record<string, ColumnKind>;

export type MessageTable = Table<typeof MESSAGE_COLUMNS>;

/** Row number of a message. */
export type MessageRow = number;

/** Every byte of the message is in the capture. */
export const COMPLETE = 1;
/** An Abort Message dropped it, or a new message took its place. */
export const ABORTED = 2;
/** Bytes of it are missing in the capture. */
export const DAMAGED = 4;
/** Nothing more will come of it, complete or not. */
export const FINISHED = 8;
/** A delta before it may have fallen into a hole; a type 0 header on its chunk stream ends that. */
export const TIME_UNCERTAIN = 16;
/** Its message stream ID was inherited from a header that is not in the capture. */
export const STREAM_ID_UNCERTAIN = 32;
/** Its beginning is not in the capture: type and length are not known, the length here is what came. */
export const HEADLESS = 64;
