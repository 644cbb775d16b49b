import { counted } from '../bytes/counted.ts';
import { addressOf } from '../bytes/address.ts';
import { toHex } from '../bytes/hex.ts';
import { type Direction, DIRECTIONS, senderOf, type StreamOffset } from '../bytes/units.ts';
import { type CaptureSecrets, TLS_KEY_LOG } from '../capture/capture-facts.ts';
import type { NetworkFacts } from '../network/network-facts.ts';
import { SEGMENT_BITS } from '../tcp/segment-kinds.ts';
import type { Connection } from './connection.ts';

/** Reads bytes of a connection's stream back, where that can be done. */
export type ReadStream = (
  connection: Connection,
  direction: Direction,
  start: StreamOffset,
  end: StreamOffset,
) => Uint8Array;

/** Lines that evidence has at most: it is read by people. */
const MOST_LINES = 8;
/** Bytes shown of a place where decoding lost its way; none before it, where the name of a stream may stand. */
const SHOWN = 64;

/** At most so many lines, and how many more there would be. */
function lines(list: readonly string[]): string {
  const more = list.length - MOST_LINES;
  return [...list.slice(0, MOST_LINES), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** What each TCP connection seems to carry, and why. */
export function connectionsFound(connections: readonly Connection[]): string {
  return lines(
    connections.map(({ client, server, detection }) => {
      const what = detection ? `${detection.transport}: ${detection.why}` : 'too little was said';
      return `${client} to ${server}, ${what}`;
    }),
  );
}

/** Which UDP services there are; undefined without any. */
export function udpServices({ udpPorts }: NetworkFacts): string | undefined {
  if (udpPorts.size === 0) return undefined;
  const ports = [...udpPorts].sort(([, a], [, b]) => b - a);
  return lines(ports.map(([port, packets]) => `UDP port ${port}: ${packets}`));
}

/** That the file carries key logs, which other programs can decipher it with. */
export function secretsFound(secrets: readonly CaptureSecrets[]): string[] {
  return secrets
    .filter(({ type }) => type === TLS_KEY_LOG)
    .slice(0, MOST_LINES)
    .map(
      ({ length, fileOffset }) =>
        `a TLS key log of ${counted(length, 'byte')} at file offset ${fileOffset}`,
    );
}

/** Where bytes are missing, and how many. */
export function gapsOf(connection: Connection): string {
  const found: string[] = [];
  const { column } = connection.tcpEvents?.table ?? {};
  const rows = connection.tcpEvents?.table.length ?? 0;
  for (let row = 0; column && row < rows; row++) {
    const kinds = column.kinds.get(row);
    if ((kinds & (SEGMENT_BITS.gap | SEGMENT_BITS.cut)) === 0) continue;
    const where = kinds & SEGMENT_BITS.gap ? 'before' : 'cut off';
    const length = column.length.get(row);
    const missing = column.missing.get(row);
    const direction = connection.directionOf(column.direction.get(row) as Direction);
    const at = addressOf(direction, column.streamOffset.get(row) + length - missing);
    found.push(`${counted(missing, 'byte')} at ${at}, ${where} packet ${column.packet.get(row)}`);
  }
  return lines([
    ...found,
    ...findingPlaces(connection, 'chunk.found-again', 'decoding goes on at'),
  ]);
}

/** Where the first chunk header of each direction was found, and the chunk sizes in force. */
export function startOf(connection: Connection): string {
  const session = connection.session!;
  return lines(
    DIRECTIONS.filter((direction) => session.chunkRows[direction].length > 0).map((direction) => {
      const at = session.chunks.column.offset.get(session.chunkRows[direction].get(0));
      const address = addressOf(direction, at);
      const size = session.chunkSize(direction);
      return `${senderOf(direction)}: the first chunk header is at ${address}, the chunk size is ${size} in the end`;
    }),
  );
}

/** The first places where bytes made no sense, what is at the first of them, and the last chunk before it. */
export function lostPlaces(connection: Connection, read: ReadStream | undefined): string {
  const { findings, chunks, chunkRows } = connection.session!;
  const [row] = rowsOf(connection, 'chunk.lost');
  const places = findingPlaces(connection, 'chunk.lost', 'lost at');
  if (row === undefined) return '';
  const direction = findings.table.column.direction.get(row) as Direction;
  const offset = findings.table.column.offset.get(row);
  const list = chunkRows[direction];
  let last = list.length - 1;
  while (last >= 0 && chunks.column.offset.get(list.get(last)) >= offset) last--;
  const before =
    last < 0
      ? 'no chunk before it'
      : `the last chunk before it is ${addressOf(direction, chunks.column.offset.get(list.get(last)))}`;
  const bytes = read?.(connection, direction, offset, offset + SHOWN);
  return lines([before, ...(bytes ? [`bytes there: ${toHex(bytes, ' ')}`] : []), ...places]);
}

function findingPlaces(connection: Connection, code: string, words: string): string[] {
  const { column } = connection.session!.findings.table;
  return rowsOf(connection, code).map(
    (row) =>
      `${words} ${addressOf(column.direction.get(row) as Direction, column.offset.get(row))}`,
  );
}

/** Rows of the findings with this code. */
function rowsOf(connection: Connection, code: string): number[] {
  const { findings } = connection.session!;
  const rows: number[] = [];
  for (let row = 0; row < findings.table.length && rows.length <= MOST_LINES; row++)
    if (findings.diagnosticOf(row).code === code) rows.push(row);
  return rows;
}
