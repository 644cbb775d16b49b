import type { Direction } from '../bytes/units.ts';
import type { Severity } from '../dictionary/diagnostic.ts';
import { type AuthenticationRound, authenticationRounds } from './authentication-rounds.ts';
import { Conversation } from '../session/conversation.ts';
import type { Connection } from './connection.ts';
import type { RtmpSession } from './rtmp-session.ts';
import { sessionRows } from './session-analyses.ts';
import { type CourseStep, courseOf, stoppedAt } from './session-course.ts';

/** Counts of one direction of a connection; parts of Aggregates are no messages here. */
export interface DirectionSummary {
  readonly bytes: number;
  readonly missing: number;
  readonly chunks: number;
  readonly messages: number;
}

/** One TCP connection of the capture, RTMP or not, in a few values. */
export interface ConnectionSummary {
  readonly connection: number;
  /** `10.0.0.1:50000` */
  readonly client: string;
  readonly server: string;
  /** What the capture calls the addresses, where it has names (pcapng name resolution). */
  readonly clientName?: string;
  readonly serverName?: string;
  /** Seconds since 1970; NaN without packets. */
  readonly start: number;
  readonly end: number;
  readonly transport: 'rtmp' | 'rtmpe' | 'rtmps' | 'rtmpt' | 'http' | 'flv' | 'other' | 'unknown';
  /** It is TLS, and nothing says what is inside: with a key log it can be deciphered. */
  readonly tls: boolean;
  /** Why it is taken for that, or why it is not shown: a plain sentence. */
  readonly why: string;
  /** True when its chunks can be looked at. */
  readonly decoded: boolean;
  readonly midstream: boolean;
  /** Chunk sizes in force at the end of what was read, client first; absent when nothing was decoded. */
  readonly chunkSizes?: readonly [number, number];
  readonly handshake: 'simple' | 'digest' | 'none' | 'unknown';
  readonly app?: string;
  readonly streams: readonly {
    readonly name: string;
    readonly role: 'publish' | 'play';
    readonly messageStreamId: number;
  }[];
  readonly directions: readonly [DirectionSummary, DirectionSummary];
  readonly chunks: number;
  readonly messages: number;
  readonly findings: Readonly<Record<Severity, number>>;
  /** The step at which it came to nothing, once it is over; absent where all went well. */
  readonly stopped?: CourseStep;
  /** Its part in an authentication that takes several connections. */
  readonly authentication?: AuthenticationRound;
}

/** Summaries of all connections of a capture, which tell what they have to do with each other, too. */
export function summariesOf(connections: readonly Connection[]): ConnectionSummary[] {
  const rounds = authenticationRounds(connections);
  return connections.map((connection) => {
    const authentication = rounds.get(connection.number);
    return { ...summaryOf(connection), ...(authentication && { authentication }) };
  });
}

/** What a list of connections shows of one. */
export function summaryOf(connection: Connection): ConnectionSummary {
  const { session, detection } = connection;
  const direction = (number: Direction): DirectionSummary => ({
    bytes: connection.bytes[number],
    missing: connection.missing[number],
    chunks: session?.chunkRows[number].length ?? 0,
    messages: session?.messageCount(number) ?? 0,
  });
  const { app, streams } = session?.ledger ?? { app: undefined, streams: [] };
  return {
    connection: connection.number,
    client: connection.client,
    server: connection.server,
    ...(connection.clientName !== undefined && { clientName: connection.clientName }),
    ...(connection.serverName !== undefined && { serverName: connection.serverName }),
    start: connection.start,
    end: connection.end,
    transport: session?.encrypted ? 'rtmpe' : (detection?.transport ?? 'unknown'),
    tls: detection?.tls === true,
    why: detection?.why ?? 'Too few bytes to tell.',
    decoded: session !== undefined,
    midstream: session?.framing === 'chunks' && session.midstream,
    ...(session?.framing === 'chunks' && {
      chunkSizes: [session.chunkSize(0), session.chunkSize(1)] as const,
    }),
    handshake: session === undefined || session.midstream ? 'none' : session.handshake.kind,
    ...(app !== undefined && { app }),
    streams,
    directions: [direction(0), direction(1)],
    chunks: session?.chunks.length ?? 0,
    messages: session ? session.messageCount(0) + session.messageCount(1) : 0,
    ...(connection.finished && session && stoppedOf(connection, session)),
    findings: session ? { ...session.findings.counts } : { error: 0, warning: 0, note: 0 },
  };
}

function stoppedOf(
  connection: Connection,
  session: RtmpSession,
): Pick<ConnectionSummary, 'stopped'> {
  const conversation = new Conversation(sessionRows(connection, session));
  conversation.advance();
  const stopped = stoppedAt(courseOf(connection, session, conversation));
  return stopped ? { stopped } : {};
}
