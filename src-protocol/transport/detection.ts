/** A value for each direction: client to server, server to client. */
export type Pair<T> = readonly [up: T, down: T];

/** The ports of the two ends, as the capture says. */
export interface Ports {
  readonly client: number;
  readonly server: number;
}

/** What a connection carries. */
export interface Detection {
  readonly transport: 'rtmp' | 'rtmpe' | 'rtmps' | 'rtmpt' | 'http' | 'flv' | 'other';
  /** Whether the bytes prove it; false where it rests on a hint, or on half of what should be there. */
  readonly sure: boolean;
  /** The side taken for the server is the client: its bytes are those of one. */
  readonly swapped?: true;
  /** It is TLS, and nothing says what is inside: a key log may show RTMP. */
  readonly tls?: true;
  /** The capture starts in the middle: there is no handshake to read. */
  readonly midstream?: true;
  /** The reason, a sentence or two for the list of connections. */
  readonly why: string;
}
