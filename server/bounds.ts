import { MOST_KEPT_BYTES } from '../src-protocol/server/kept-messages.ts';
import type { ServerLimits } from '../src-protocol/server/server-limits.ts';
import { BEHIND, PATIENCE } from './served-connection.ts';

/** One bound of the listener, in words, for people. */
export interface Bound {
  readonly what: string;
  readonly most: string;
}

/** What the listener allows: of connections it serves itself, or of a tap, which only passes bytes on. */
export function statedBounds(
  limits: ServerLimits,
  mostConnections: number,
  spoolBytes: number,
  isTap: boolean,
): Bound[] {
  const { handshakeTime, pingAfter, pongWithin, messageBytes, memory } = limits;
  const { chunkStreams, messageStreams } = limits;
  return [
    { what: 'Connections at one time', most: String(mostConnections) },
    { what: 'Recorded of one connection', most: `${spoolBytes / 1e6} MB` },
    ...(isTap
      ? []
      : [
          { what: 'Time for handshake and connect', most: seconds(handshakeTime) },
          { what: 'Silence before the client is pinged', most: seconds(pingAfter) },
          { what: 'Time to answer a ping', most: seconds(pongWithin) },
          { what: 'One message', most: mebibytes(messageBytes) },
          { what: 'Unfinished messages of one connection', most: mebibytes(memory) },
          {
            what: 'Chunk streams and message streams of one connection',
            most: `${chunkStreams} and ${messageStreams}`,
          },
          {
            what: 'Kept of a stream since its key frame, for players that come late',
            most: mebibytes(MOST_KEPT_BYTES),
          },
          {
            what: 'Waiting for a slow player',
            most: `${mebibytes(BEHIND)}, for ${seconds(PATIENCE)}`,
          },
        ]),
  ];
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;
const mebibytes = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;
