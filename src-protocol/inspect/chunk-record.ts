import { senderOf } from '../bytes/units.ts';
import type { ChunkRowView } from './rows.ts';

/** A chunk as a line of an export: times in seconds since 1970, lengths in bytes; what is not said is not known to be otherwise. */
export interface ChunkRecord {
  readonly connection: number;
  readonly sender: 'client' | 'server';
  readonly chunk: number;
  /** JSON has no NaN; a raw dump has no times. */
  readonly time: number | null;
  readonly offset: number;
  readonly address: ChunkRowView['address'];
  readonly fmt: number;
  readonly chunkStreamId: number;
  readonly headerLength: number;
  readonly payloadLength: number;
  readonly timestamp: number;
  readonly message: number;
  readonly complete: boolean;
  readonly confidence?: ChunkRowView['confidence'];
}

/** One row of the level `chunks`, the same on the command line and in the page. */
export function chunkRecord(connection: number, row: ChunkRowView): ChunkRecord {
  return {
    connection,
    sender: senderOf(row.direction),
    chunk: row.row,
    time: Number.isNaN(row.time) ? null : row.time,
    offset: row.offset,
    address: row.address,
    fmt: row.fmt,
    chunkStreamId: row.chunkStreamId,
    headerLength: row.headerLength,
    payloadLength: row.payloadLength,
    timestamp: row.timestamp,
    message: row.message,
    complete: row.complete,
    ...(row.confidence && { confidence: row.confidence }),
  };
}
