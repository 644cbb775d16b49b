import { DIRECTIONS } from '../src-protocol/bytes/units.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import type { Inspection } from '../src-protocol/inspect/inspection.ts';
import { inspect, look } from './inspect-file.ts';

/** What was read of a connection, a line a record, so that a test reads like a table. */
export interface Lines {
  readonly connection: Connection;
  /** `up@3073 cs 6 t 40 type 9 302 B in 3`, and what is wrong with it. */
  readonly messages: string[];
  /** `up@3073 fmt 0 cs 6 12+128`: header and payload. */
  readonly chunks: string[];
  /** `up@3073 chunk.lost`, those about the handshake left out. */
  readonly findings: string[];
}

/** The lines of a connection that was decoded. */
export function linesOf(connection: Connection, bytes: Uint8Array): Lines {
  const session = connection.session!;
  const { rows } = look(connection, bytes);
  const messages: string[] = [];
  const chunks: string[] = [];
  const findings: string[] = [];
  for (const direction of DIRECTIONS) {
    for (let i = 0; i < session.messageRows[direction].length; i++) {
      const m = rows.message(session.messageRows[direction].get(i));
      const state = m.complete
        ? ''
        : m.summary.endsWith(', abandoned')
          ? ' abandoned'
          : ' incomplete';
      messages.push(
        `${m.address} cs ${m.chunkStreamId} t ${m.timestamp} type ${m.messageTypeId} ${m.length} B in ${m.chunks}${state}`,
      );
    }
    for (let i = 0; i < session.chunkRows[direction].length; i++) {
      const c = rows.chunk(session.chunkRows[direction].get(i));
      chunks.push(
        `${c.address} fmt ${c.fmt} cs ${c.chunkStreamId} ${c.headerLength}+${c.payloadLength}${c.complete ? '' : ' cut'}`,
      );
    }
  }
  for (let row = 0; row < session.findings.table.length; row++) {
    const { address, code } = rows.finding(row);
    if (!code.startsWith('handshake.')) findings.push(`${address} ${code}`);
  }
  return { connection, messages, chunks, findings };
}

/** The lines of a capture's only connection. */
export function decode(bytes: Uint8Array): Lines {
  const { connections } = inspect(bytes);
  if (connections.length !== 1) throw new Error(`${connections.length} connections, not one`);
  return linesOf(connections[0]!, bytes);
}

/** The lines of all connections that were decoded. */
export function decodeAll(bytes: Uint8Array): Lines[] {
  return decodedOf(inspect(bytes)).map((connection) => linesOf(connection, bytes));
}

/** The connections that carry RTMP. */
export function decodedOf({ connections }: Inspection): Connection[] {
  return connections.filter(({ session }) => session !== undefined);
}
