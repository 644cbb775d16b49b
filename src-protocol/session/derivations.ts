import { type Address, addressOf } from '../bytes/address.ts';
import { senderOf } from '../bytes/units.ts';
import {
  chunkStreamIdOf,
  type ChunkRow,
  type ChunkTable,
  directionOf,
  fmtOf,
  headerLengthOf,
  startsMessageOf,
} from '../chunk/chunk-table.ts';
import type { MessageRow, MessageTable } from '../message/message-table.ts';
import type { ChunkStreamState, SessionState } from './session-state.ts';

/** The sum behind a value, with the addresses of what went into it. */
export interface Derivation {
  readonly text: string;
  /** The earlier record that the sum leans on most. */
  readonly from?: Address;
}

/** The tables that sums are told from. */
export interface DerivationTables {
  readonly chunks: ChunkTable;
  readonly messages: MessageTable;
}

/** The time that a message's delta was added to, in milliseconds modulo 2³² (§5.3.1.2). */
export function timestampBase({ column }: MessageTable, message: MessageRow): number {
  return (column.timestamp.get(message) - column.timestampDelta.get(message) + 2 ** 32) % 2 ** 32;
}

/** How the time of the message that begins with chunk `row` came about (§5.3.1.2). */
export function timestampDerivation(
  { chunks, messages }: DerivationTables,
  row: ChunkRow,
  past: ChunkStreamState | undefined,
): Derivation {
  const packed = chunks.column.header.get(row);
  const direction = directionOf(packed);
  const message = chunks.column.message.get(row);
  const timestamp = messages.column.timestamp.get(message);
  const delta = messages.column.timestampDelta.get(message);
  if (fmtOf(packed) === 0) return { text: `${timestamp} ms, as this header states` };
  const base = timestampBase(messages, message);
  if (!past) return { text: `${base} + delta ${delta} = ${timestamp} ms, the base unknown` };
  const { timestampBy, timestampDeltaBy } = past;
  if (timestampBy === undefined) return { text: `${base} + delta ${delta} = ${timestamp} ms` };
  const from = addressOf(direction, timestampBy);
  const by =
    fmtOf(packed) < 3 ? 'this header' : addressOf(direction, timestampDeltaBy ?? timestampBy);
  return { text: `${base} (${from}) + delta ${delta} (${by}) = ${timestamp} ms`, from };
}

/**
 * The sums behind the values of the state that chunk `row` changes, by `StateEntry.path`. Each number is
 * followed by where it came from.
 */
export function stateDerivations(
  tables: DerivationTables,
  row: ChunkRow,
  before: SessionState,
): Map<string, string> {
  const { column } = tables.chunks;
  const packed = column.header.get(row);
  const direction = directionOf(packed);
  const sender = senderOf(direction);
  const id = chunkStreamIdOf(packed);
  const past = before.directions[direction].chunkStreams.get(id);
  const stream = `${sender}.chunkStream.${id}`;
  const sums = new Map<string, string>();
  if (startsMessageOf(packed))
    sums.set(`${stream}.timestamp`, timestampDerivation(tables, row, past).text);
  const offset = column.offset.get(row);
  const header = headerLengthOf(packed);
  const payload = column.payloadLength.get(row);
  const total = offset + header + payload;
  sums.set(`${sender}.bytes`, `${offset} + header ${header} + data ${payload} = ${total}`);
  const received = column.messageOffset.get(row);
  const length = tables.messages.column.length.get(column.message.get(row));
  sums.set(
    `${stream}.assembled`,
    `${received} + data ${payload} = ${received + payload} of ${length}`,
  );
  return sums;
}
