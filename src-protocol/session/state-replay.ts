import { opposite, type Direction } from '../bytes/units.ts';
import {
  chunkStreamIdOf,
  type ChunkRow,
  type ChunkTable,
  directionOf,
  fmtOf,
  hasExtendedTimestampOf,
  headerLengthOf,
  startsMessageOf,
} from '../chunk/chunk-table.ts';
import type { MessageTable } from '../message/message-table.ts';
import type { Strings } from '../table/strings.ts';
import { EFFECTS, type Effects } from './effect-table.ts';
import {
  type ChunkStreamState,
  copyState,
  type DirectionState,
  initialState,
  type SessionState,
  type Setting,
} from './session-state.ts';

/** Chunks between snapshots, at first; doubled whenever there would be too many snapshots. */
const FIRST_INTERVAL = 1024;
const MOST_SNAPSHOTS = 256;

/**
 * The session's state before and after any chunk. State is a fold over the rows; snapshots are kept
 * every so many rows and the rest is replayed, so stepping backwards costs what stepping forwards does.
 */
export class StateReplay {
  readonly #chunks: ChunkTable;
  readonly #messages: MessageTable;
  readonly #effects: Effects;
  readonly #strings: Strings;
  #interval = FIRST_INTERVAL;
  /** `#snapshots[i]` is the state before chunk `i * #interval`. */
  #snapshots: SessionState[];

  /** `initial` is the state before the first chunk, where that is not where the session began. */
  constructor(
    chunks: ChunkTable,
    messages: MessageTable,
    effects: Effects,
    strings: Strings,
    initial: SessionState = initialState(),
  ) {
    this.#snapshots = [initial];
    this.#chunks = chunks;
    this.#messages = messages;
    this.#effects = effects;
    this.#strings = strings;
  }

  /** The state before chunk `row`: with `row` one past the last, the state at the end. */
  before(row: ChunkRow): SessionState {
    const wanted = Math.floor(row / this.#interval);
    const nearest = Math.min(wanted, this.#snapshots.length - 1);
    const state = copyState(this.#snapshots[nearest]!);
    for (let at = nearest * this.#interval; at < row; at++) {
      if (at === this.#snapshots.length * this.#interval) this.#snapshots.push(copyState(state));
      this.#step(state, at);
    }
    if (this.#snapshots.length > MOST_SNAPSHOTS) this.#thinOut();
    this.#infer(state, row);
    return state;
  }

  /** The state after chunk `row`, with the effects of the message it completes. */
  after(row: ChunkRow, before: SessionState = this.before(row)): SessionState {
    const state = copyState(before);
    this.#step(state, row);
    return state;
  }

  /**
   * Makes the next snapshot ahead of time, so that the first look at a far place is quick, too. False when
   * there are no more to make for now.
   */
  prepare(): boolean {
    const from = (this.#snapshots.length - 1) * this.#interval;
    const to = from + this.#interval;
    if (to >= this.#chunks.length) return false;
    const state = copyState(this.#snapshots.at(-1)!);
    for (let at = from; at < to; at++) this.#step(state, at);
    this.#snapshots.push(state);
    if (this.#snapshots.length > MOST_SNAPSHOTS) this.#thinOut();
    return true;
  }

  #thinOut(): void {
    this.#snapshots = this.#snapshots.filter((_, index) => index % 2 === 0);
    this.#interval *= 2;
  }

  /** What was inferred at chunk `row` is what it is read with, so it holds before the chunk. */
  #infer(state: SessionState, row: ChunkRow): void {
    const { kind, value } = this.#effects.table.column;
    for (const effect of this.#effects.of(row)) {
      if (kind.get(effect) !== EFFECTS.chunkSizeInferred) continue;
      const direction = directionOf(this.#chunks.column.header.get(row));
      const by = { direction, at: this.#chunks.column.offset.get(row) };
      state.directions[direction].chunkSize = {
        value: value.get(effect),
        by,
        assumed: 'inferred',
      };
    }
  }

  #step(state: SessionState, row: ChunkRow): void {
    this.#infer(state, row);
    const { column } = this.#chunks;
    const packed = column.header.get(row);
    const direction = state.directions[directionOf(packed)];
    const offset = column.offset.get(row);
    const payloadLength = column.payloadLength.get(row);
    direction.bytes = offset + headerLengthOf(packed) + payloadLength;
    const id = chunkStreamIdOf(packed);
    direction.chunkStreams.set(id, this.remembered(row, direction.chunkStreams.get(id)));
    for (const effect of this.#effects.of(row)) this.#apply(state, effect, directionOf(packed));
  }

  /** What a chunk stream remembers after chunk `row`, given what it remembered before. */
  remembered(row: ChunkRow, past: ChunkStreamState | undefined): ChunkStreamState {
    const { column } = this.#chunks;
    const message = this.#messages.column;
    const messageRow = column.message.get(row);
    const packed = column.header.get(row);
    const at = column.offset.get(row);
    const fmt = fmtOf(packed);
    const received = column.messageOffset.get(row) + column.payloadLength.get(row);
    const messageLength = message.length.get(messageRow);
    const starts = startsMessageOf(packed);
    // A header in the middle of a message moves nothing; see ChunkStream.take.
    const fresh = starts || past === undefined;
    const timestampDelta = message.timestampDelta.get(messageRow);
    const extended = hasExtendedTimestampOf(packed);
    return {
      chunkStreamId: chunkStreamIdOf(packed),
      timestamp: message.timestamp.get(messageRow),
      timestampDelta,
      messageLength,
      messageTypeId: message.messageTypeId.get(messageRow),
      messageStreamId: message.messageStreamId.get(messageRow),
      hasExtendedTimestamp: fresh && fmt < 3 ? extended : (past?.hasExtendedTimestamp ?? false),
      extendedTimestamp:
        fresh && fmt < 3 ? (extended ? timestampDelta : 0) : (past?.extendedTimestamp ?? 0),
      afterType0: fresh && fmt < 3 ? fmt === 0 : (past?.afterType0 ?? false),
      received,
      unfinished: received < messageLength,
      timestampBy: fresh ? at : past.timestampBy,
      timestampDeltaBy: fresh && fmt < 3 ? at : (past?.timestampDeltaBy ?? at),
      messageLengthBy: fresh && fmt < 2 ? at : (past?.messageLengthBy ?? at),
      messageStreamIdBy: fresh && fmt < 1 ? at : past?.messageStreamIdBy,
    };
  }

  #apply(state: SessionState, row: number, sender: Direction): void {
    const { column } = this.#effects.table;
    const value = column.value.get(row);
    const detail = column.detail.get(row);
    const first = this.#messages.column.firstChunk.get(column.message.get(row));
    const by = { direction: sender, at: this.#chunks.column.offset.get(first) };
    const setting: Setting = { value, by };
    const mine = state.directions[sender];
    const theirs = state.directions[opposite(sender)];
    const name = this.#strings.get(detail);
    switch (column.kind.get(row)) {
      case EFFECTS.chunkSize:
        mine.chunkSize = setting;
        break;
      case EFFECTS.abort:
        abort(mine, value);
        break;
      case EFFECTS.acknowledgement:
        theirs.acknowledged = setting;
        break;
      case EFFECTS.windowAcknowledgementSize:
        mine.windowAcknowledgementSize = setting;
        break;
      case EFFECTS.peerBandwidth:
        theirs.peerBandwidth = setting;
        theirs.limitType = { value: detail, by };
        break;
      case EFFECTS.request:
        state.transactions = [
          ...state.transactions,
          { direction: sender, transactionId: value, command: name, at: by.at },
        ].slice(-256);
        break;
      case EFFECTS.answer:
        state.transactions = state.transactions.filter(
          (open) => open.direction === sender || open.transactionId !== value,
        );
        break;
      case EFFECTS.streamCreated:
        state.messageStreams = [
          ...without(state, value),
          { messageStreamId: value, use: undefined, name: undefined, by },
        ].slice(-256);
        break;
      case EFFECTS.publish:
      case EFFECTS.play: {
        const use = column.kind.get(row) === EFFECTS.publish ? 'publish' : 'play';
        state.messageStreams = [
          ...without(state, value),
          { messageStreamId: value, use, name, by } as const,
        ].slice(-256);
        break;
      }
      case EFFECTS.objectEncoding:
        state.objectEncoding = setting;
        break;
      case EFFECTS.ping:
        state.lastPing = { eventType: detail, timestamp: value, by };
        break;
      case EFFECTS.streamDeleted:
        state.messageStreams = without(state, value);
        break;
    }
  }
}

function without(state: SessionState, messageStreamId: number): SessionState['messageStreams'] {
  return state.messageStreams.filter((stream) => stream.messageStreamId !== messageStreamId);
}

function abort(direction: DirectionState, chunkStreamId: number): void {
  const stream = direction.chunkStreams.get(chunkStreamId);
  if (stream?.unfinished)
    direction.chunkStreams.set(chunkStreamId, { ...stream, unfinished: false, received: 0 });
}
