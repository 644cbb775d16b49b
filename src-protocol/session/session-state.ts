import { type Direction, DIRECTIONS, type StreamOffset } from '../bytes/units.ts';
import { DEFAULT_CHUNK_SIZE } from '../chunk/chunk-reader.ts';

/** How a value is known that no record states: from where headers lie, or because somebody said so. */
export type Assumed = 'inferred' | 'given';

/** A value and the record that set it (offset of that record's first byte in its direction). */
export interface Setting {
  readonly value: number;
  /** With `assumed: 'inferred'`, the first record that is read with this value. */
  readonly by?: { readonly direction: Direction; readonly at: StreamOffset };
  /** Absent for a value that is on the wire, or in the specification. */
  readonly assumed?: Assumed;
}

/** What one chunk stream remembers (§5.3.1.2), as plain data. Never changed in place. */
export interface ChunkStreamState {
  readonly chunkStreamId: number;
  readonly timestamp: number;
  readonly timestampDelta: number;
  readonly messageLength: number;
  readonly messageTypeId: number;
  readonly messageStreamId: number;
  /** Whether the last type 0, 1 or 2 used the extended timestamp. */
  readonly hasExtendedTimestamp: boolean;
  readonly extendedTimestamp: number;
  readonly afterType0: boolean;
  /** Bytes of the current message that have come. */
  readonly received: number;
  readonly unfinished: boolean;
  /** Offsets of the chunks that set the values, as far as they are known. */
  readonly timestampBy: StreamOffset | undefined;
  readonly timestampDeltaBy: StreamOffset | undefined;
  readonly messageLengthBy: StreamOffset | undefined;
  readonly messageStreamIdBy: StreamOffset | undefined;
}

/** What holds for the bytes of one direction. */
export interface DirectionState {
  chunkSize: Setting;
  /** The peer of this direction's sender must acknowledge this often (§5.4.4); set by the sender. */
  windowAcknowledgementSize: Setting | undefined;
  /** Limit put on this direction's sender by its peer (§5.4.5). */
  peerBandwidth: Setting | undefined;
  limitType: Setting | undefined;
  /** What the peer last said it has received of this direction (§5.4.3). */
  acknowledged: Setting | undefined;
  /** Bytes of the direction's stream up to here. */
  bytes: number;
  chunkStreams: Map<number, ChunkStreamState>;
}

/** A command that waits for its answer. */
export interface OpenTransaction {
  readonly direction: Direction;
  readonly transactionId: number;
  readonly command: string;
  readonly at: StreamOffset;
}

/** A message stream that createStream made, and what it is used for. */
export interface MessageStreamState {
  readonly messageStreamId: number;
  readonly use: 'publish' | 'play' | undefined;
  readonly name: string | undefined;
  readonly by: { readonly direction: Direction; readonly at: StreamOffset };
}

/** A Ping Request (event type 6) or Ping Response (7). */
export interface PingState {
  readonly eventType: number;
  readonly timestamp: number;
  readonly by: { readonly direction: Direction; readonly at: StreamOffset };
}

/** Everything a decoder of the session remembers at one point of the capture. */
export interface SessionState {
  readonly directions: readonly [DirectionState, DirectionState];
  transactions: readonly OpenTransaction[];
  messageStreams: readonly MessageStreamState[];
  /** `objectEncoding` as last offered or answered: 0 is AMF0, 3 AMF3. */
  objectEncoding: Setting | undefined;
  /** The last Ping Request or Ping Response. */
  lastPing: PingState | undefined;
}

/** The state before the first chunk. */
export function initialState(): SessionState {
  return {
    directions: [initialDirection(), initialDirection()],
    transactions: [],
    messageStreams: [],
    objectEncoding: undefined,
    lastPing: undefined,
  };
}

function initialDirection(): DirectionState {
  return {
    chunkSize: { value: DEFAULT_CHUNK_SIZE },
    windowAcknowledgementSize: undefined,
    peerBandwidth: undefined,
    limitType: undefined,
    acknowledged: undefined,
    bytes: 0,
    chunkStreams: new Map(),
  };
}

/** A copy that later steps do not change. Values inside are never changed in place, so they are shared. */
export function copyState(state: SessionState): SessionState {
  const copy = (direction: Direction): DirectionState => ({
    ...state.directions[direction],
    chunkStreams: new Map(state.directions[direction].chunkStreams),
  });
  const [up, down] = DIRECTIONS;
  return { ...state, directions: [copy(up!), copy(down!)] };
}
