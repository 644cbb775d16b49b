import type { ChunkRow, ChunkTable } from '../chunk/chunk-table.ts';
import type { MessageRow, MessageTable } from '../message/message-table.ts';
import type { CommandLedger } from './command-ledger.ts';
import type { Effects } from './effect-table.ts';

/** What analyses look at: the tables of one session, and when its rows came. */
export interface SessionRows {
  readonly chunks: ChunkTable;
  readonly messages: MessageTable;
  readonly effects: Effects;
  readonly ledger: CommandLedger;
  /** Time of the packet that carried the chunk's first byte, seconds since 1970; NaN without packets. */
  timeOf(chunk: ChunkRow): number;
  /** Whether a message came inside an Aggregate, and so has no chunks of its own. */
  isPart(message: MessageRow): boolean;
}
