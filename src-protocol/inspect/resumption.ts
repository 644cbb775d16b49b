import { addressOf } from '../bytes/address.ts';
import type { Direction, StreamOffset } from '../bytes/units.ts';
import type { ChunkStreamSources } from '../chunk/chunk-header.ts';
import { ChunkStream, ChunkStreams } from '../chunk/chunk-stream.ts';
import {
  type ChunkStreamState,
  initialState,
  type SessionState,
} from '../session/session-state.ts';

/**
 * A point in the middle of one direction's stream: bytes are known from there on, the first of them begins
 * a chunk header, and this is what the receiver remembers.
 */
export interface Resumption {
  /** Offset of the first byte in the direction's stream. */
  readonly at: StreamOffset;
  /** The chunk size in force there; undefined where the headers are to tell. */
  readonly chunkSize?: number | undefined;
  /** What chunk streams remember (§5.3.1.2), as far as it is known. */
  readonly memories: readonly ChunkStreamState[];
}

/** The chunk streams of a direction that goes on from `resumption`. */
export function resumedStreams(resumption: Resumption, direction: Direction): ChunkStreams {
  const streams = new ChunkStreams();
  for (const memory of resumption.memories) streams.set(restoredStream(memory, direction));
  // Others may have been in use as well.
  streams.afterHole = true;
  return streams;
}

/** The state of the session at the point from which `direction` goes on. */
export function resumedState(resumption: Resumption, direction: Direction): SessionState {
  const state = initialState();
  const { at, chunkSize, memories } = resumption;
  const resumed = state.directions[direction];
  resumed.bytes = at;
  if (chunkSize !== undefined) resumed.chunkSize = { value: chunkSize };
  resumed.chunkStreams = new Map(memories.map((memory) => [memory.chunkStreamId, memory]));
  return state;
}

/** Puts back what a chunk stream remembered, with where each value came from. */
export function restoredStream(state: ChunkStreamState, direction: Direction): ChunkStream {
  const stream = new ChunkStream(state.chunkStreamId);
  const setBy: ChunkStreamSources = {};
  const from = (name: keyof ChunkStreamSources, at: StreamOffset | undefined): void => {
    if (at !== undefined) setBy[name] = addressOf(direction, at);
  };
  from('timestamp', state.timestampBy);
  from('timestampDelta', state.timestampDeltaBy);
  from('messageLength', state.messageLengthBy);
  from('messageStreamId', state.messageStreamIdBy);
  stream.known = true;
  stream.timestamp = state.timestamp;
  stream.timestampDelta = state.timestampDelta;
  stream.messageLength = state.messageLength;
  stream.messageTypeId = state.messageTypeId;
  stream.messageStreamId = state.messageStreamId;
  stream.hasExtendedTimestamp = state.hasExtendedTimestamp;
  stream.extendedTimestamp = state.extendedTimestamp;
  stream.afterType0 = state.afterType0;
  stream.received = state.received;
  stream.unfinished = state.unfinished;
  stream.setBy = setBy;
  return stream;
}
