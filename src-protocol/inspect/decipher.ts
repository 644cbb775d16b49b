import type { ByteSource } from '../bytes/byte-source.ts';
import { utf8 } from '../bytes/text.ts';
import { type Direction, DIRECTIONS } from '../bytes/units.ts';
import { type CaptureSecrets, TLS_KEY_LOG } from '../capture/capture-facts.ts';
import { pcapngStart } from '../capture/pcapng-writer.ts';
import { type RecordedEnd, RecordedConnection } from '../capture/recorded-connection.ts';
import { ipBytes } from '../network/ip-address.ts';
import type { KeyLog } from '../tls/key-log.ts';
import { TlsSession } from '../tls/tls-session.ts';
import type { Connection } from './connection.ts';

/** What came of deciphering a connection. */
export interface Deciphered {
  /** Bytes of the application, of both directions. */
  readonly bytes: number;
  /** Why not all of it could be read, in a sentence. */
  readonly problem: string | undefined;
}

/** The connections that are TLS, on any port, but for those that say they are web pages. */
export function tlsConnections(connections: readonly Connection[]): Connection[] {
  return connections.filter(({ detection }) => detection?.tls === true);
}

/** The text of the key logs that a capture carries in its decryption secrets blocks; empty without any. */
export function carriedKeyLog(secrets: readonly CaptureSecrets[], capture: ByteSource): string {
  return secrets
    .filter(({ type }) => type === TLS_KEY_LOG)
    .map(({ fileOffset, length }) => utf8(capture.read(fileOffset, fileOffset + length)))
    .join('\n');
}

/**
 * The plain bytes of a TLS connection as a pcapng file, in pieces: a connection between the same ends at the same times, with
 * what the application wrote. Any program opens it; of a connection that cannot be read there are no pieces. `sourceOf` has the bytes of each direction; the connection must be finished.
 */
export function* decipher(
  connection: Connection,
  keyLog: KeyLog,
  sourceOf: (direction: Direction) => ByteSource,
): Generator<Uint8Array, Deciphered> {
  const packets = new RecordedConnection(endOf(connection.client), endOf(connection.server));
  const start = Number.isNaN(connection.start) ? 0 : connection.start;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const session = new TlsSession(keyLog, (direction, plain, time) => {
    if (bytes === 0) pieces.push(pcapngStart('RTMP Inspector'), ...packets.opened(start));
    bytes += plain.length;
    pieces.push(...packets.data(direction, plain, time));
  });
  let last = start;
  for (const { direction, offset, fileOffset, length, time } of segmentsInOrder(connection)) {
    last = Number.isNaN(time) ? last : time;
    if (offset < 0) session.gap(direction);
    else session.push(direction, sourceOf(direction).read(fileOffset, fileOffset + length), last);
    yield* pieces.splice(0);
  }
  session.end();
  if (bytes > 0) for (const direction of DIRECTIONS) yield* packets.closed(direction, last);
  return { bytes, problem: session.problem };
}

/** `10.0.0.1:50000` or `[::1]:1935`; the ends of dumps have names instead, and become zeros. */
function endOf(text: string): RecordedEnd {
  const [, address = '', port = '0'] = /^\[?([^\]]*)\]?:(\d+)$/.exec(text) ?? [];
  return { address: ipBytes(address), port: Number(port) };
}

interface Segment {
  readonly direction: Direction;
  /** In the stream; -1 for a hole. */
  readonly offset: number;
  readonly fileOffset: number;
  readonly length: number;
  /** Seconds since 1970; NaN where there are no times. */
  readonly time: number;
}

/** The segments of both directions in the order of the capture; of dumps, which have none, by turns. */
function* segmentsInOrder(connection: Connection): Generator<Segment> {
  const next: [number, number] = [0, 0];
  const reached: [number, number] = [0, 0];
  const tables = [connection.segmentsOf(0), connection.segmentsOf(1)] as const;
  const packetOf = (direction: Direction): number =>
    next[direction] < tables[direction].length
      ? tables[direction].column.packet.get(next[direction])
      : Infinity;
  for (let turn: Direction = 0; ; turn = turn === 0 ? 1 : 0) {
    const [up, down] = [packetOf(0), packetOf(1)];
    if (up === Infinity && down === Infinity) return;
    const direction: Direction = up === down ? turn : up < down ? 0 : 1;
    const row = next[direction]++;
    const { streamOffset, fileOffset, length, time } = tables[direction].column;
    const offset = streamOffset.get(row);
    const segment = {
      direction,
      fileOffset: fileOffset.get(row),
      length: length.get(row),
      time: time.get(row),
    };
    if (offset > reached[direction]) yield { ...segment, offset: -1 };
    yield { ...segment, offset };
    reached[direction] = offset + segment.length;
  }
}
