/** How much a client may take. What goes past a limit ends its connection, and the reason names the limit. */
export interface ServerLimits {
  /** From the first moment to the end of connect, milliseconds: the patience with a client that dawdles. */
  readonly handshakeTime: number;
  /** Silence after which the client is pinged, milliseconds (nginx-rtmp: 60 s). */
  readonly pingAfter: number;
  /** Silence after a ping that ends the connection, milliseconds (nginx-rtmp: 30 s). */
  readonly pongWithin: number;
  /** The longest message, bytes. Sizes are 24 bits wide, so it cannot be more than 16 777 215. */
  readonly messageBytes: number;
  /** Chunk streams one client may use; each remembers a header. */
  readonly chunkStreams: number;
  /** Message streams one client may have open. */
  readonly messageStreams: number;
  /** Bytes of unfinished messages, and of finished ones that wait for a decision. */
  readonly memory: number;
}

/** What a `ServerSession` keeps to where it is told nothing else. */
export const DEFAULT_LIMITS: ServerLimits = {
  handshakeTime: 10_000,
  pingAfter: 60_000,
  pongWithin: 30_000,
  messageBytes: 8 * 1024 * 1024,
  chunkStreams: 64,
  messageStreams: 16,
  memory: 16 * 1024 * 1024,
};

/** Why a connection was ended: a sentence for people, and the limit that was hit, if one was. */
export interface Ending {
  readonly reason: string;
  readonly limit?: keyof ServerLimits;
}
