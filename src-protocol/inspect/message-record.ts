import { senderOf } from '../bytes/units.ts';
import type { MessageRowView } from './rows.ts';

/**
 * A message as a line of an export, the same on the command line and in the page: times in seconds since 1970, lengths in
 * bytes; what is not said is not known to be otherwise.
 */
export function messageRecord(connection: number, row: MessageRowView): object {
  return {
    connection,
    sender: senderOf(row.direction),
    message: row.row,
    time: Number.isNaN(row.time) ? null : row.time,
    offset: row.offset,
    address: row.address,
    chunkStreamId: row.chunkStreamId,
    timestamp: row.timestamp,
    messageTypeId: row.messageTypeId,
    messageType: row.messageType,
    messageStreamId: row.messageStreamId,
    length: row.length,
    chunks: row.chunks,
    complete: row.complete,
    summary: row.summary,
    ...(row.command !== undefined && { command: row.command }),
    ...(row.transactionId !== undefined && { transactionId: row.transactionId }),
    ...(row.aggregate !== undefined && { aggregate: row.aggregate }),
    ...(row.confidence && { confidence: row.confidence }),
    ...(row.timestampUncertain && { timestampUncertain: true }),
    ...(row.messageStreamIdUncertain && { messageStreamIdUncertain: true }),
    ...(row.headless && { headless: true }),
  };
}
