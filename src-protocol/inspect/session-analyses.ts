import type { Direction, StreamOffset } from '../bytes/units.ts';
import { directionOf } from '../chunk/chunk-table.ts';
import { HANDSHAKE_PLACES } from '../handshake/handshake-packet.ts';
import { HANDSHAKE_ORDER } from '../handshake/packet-name.ts';
import { COMPLETE, FINISHED, type MessageRow } from '../message/message-table.ts';
import { isData } from '../message/message-types.ts';
import { ChunkEconomy } from '../session/chunk-economy.ts';
import { Conversation } from '../session/conversation.ts';
import { Coverage } from '../session/coverage.ts';
import { FlowControl } from '../session/flow-control.ts';
import { type HandshakeLine, Ladder } from '../session/ladder.ts';
import { LadderItems } from '../session/ladder-items.ts';
import { MediaTracks } from '../session/media-tracks.ts';
import { Rates } from '../session/rates.ts';
import type { SessionRows } from '../session/session-rows.ts';
import type { Connection } from './connection.ts';
import type { Describer } from './describe.ts';
import type { RtmpSession } from './rtmp-session.ts';

const MOST_DATA_MESSAGES = 16;

/**
 * What can be said about a session as a whole. Nothing of it is kept while indexing: the tables are
 * walked over when somebody looks, each row once, as many at a time as the asker has patience for.
 *
 * ```ts
 * const analyses = new SessionAnalyses(connection, session, describer);
 * while (!analyses.advance(100_000));
 * analyses.economy.actual(0).headerBytes;
 * ```
 */
export class SessionAnalyses {
  readonly rates: Rates;
  readonly economy: ChunkEconomy;
  readonly flow: FlowControl;
  readonly coverage: Coverage;
  readonly media: MediaTracks;
  readonly conversation: Conversation;
  readonly ladderItems: LadderItems;
  readonly ladder: Ladder;
  /** Data messages, the first few: onMetaData is among them. */
  readonly dataMessages: MessageRow[] = [];
  readonly #connection: Connection;
  readonly #session: RtmpSession;
  #chunk = 0;
  #message = 0;

  constructor(connection: Connection, session: RtmpSession, describer: Describer) {
    this.#connection = connection;
    this.#session = session;
    const rows = sessionRows(connection, session);
    this.rates = new Rates(rows, connection.start);
    this.economy = new ChunkEconomy(rows);
    this.flow = new FlowControl(rows, connection.start);
    this.coverage = new Coverage(
      rows,
      {
        bytes: (direction) => connection.bytes[direction],
        missing: (direction) => connection.missing[direction],
        present: (direction, start, end) => presentBytes(connection, direction, start, end),
      },
      session.chunksBegin(),
    );
    this.media = new MediaTracks(rows, (message, length) => headOf(describer, message, length));
    this.conversation = new Conversation(rows);
    this.ladderItems = new LadderItems(rows);
    this.ladder = new Ladder(this.ladderItems, this.conversation, () => this.handshakeLines());
  }

  /** Walks over at most `most` chunks that have come since it was last called; true when all have been seen. */
  advance(most: number): boolean {
    const { chunks, messages } = this.#session;
    const end = Math.min(chunks.length, this.#chunk + most);
    for (; this.#chunk < end; this.#chunk++) {
      this.rates.chunk(this.#chunk);
      this.economy.chunk(this.#chunk);
      this.flow.chunk(this.#chunk);
      this.coverage.chunk(this.#chunk);
    }
    // A message counts when nothing more will come of it; one that is under way holds up those behind it.
    const { marks } = messages.column;
    const last = Math.min(messages.length, this.#message + most);
    for (; this.#message < last; this.#message++) {
      if ((marks.get(this.#message) & FINISHED) === 0) break;
      this.economy.message(this.#message);
      this.media.message(this.#message);
      this.#noteData(this.#message);
    }
    return this.#chunk === chunks.length && (this.#message < last || last === messages.length);
  }

  #noteData(row: MessageRow): void {
    if (this.dataMessages.length >= MOST_DATA_MESSAGES) return;
    const { messageTypeId, marks } = this.#session.messages.column;
    if (isData(messageTypeId.get(row)) && (marks.get(row) & COMPLETE) !== 0)
      this.dataMessages.push(row);
  }

  /** The same for what the ladder needs. */
  advanceLadder(most: number): boolean {
    this.conversation.advance();
    return this.ladderItems.advance(most);
  }

  /** The packets of the handshake that are in the capture, in the order of their times. */
  handshakeLines(): HandshakeLine[] {
    if (this.#session.midstream) return [];
    // Lines of equal time keep this order.
    const lines = HANDSHAKE_ORDER.flatMap((name): HandshakeLine[] => {
      const { direction, offset, length } = HANDSHAKE_PLACES[name];
      const bytes = Math.min(length, this.#connection.bytes[direction] - offset);
      const segments = this.#connection.segmentsOf(direction);
      const segment = segments.firstAfter(offset);
      if (bytes <= 0 || segment >= segments.length) return [];
      return [{ name, direction, offset, bytes, time: segments.column.time.get(segment) }];
    });
    return lines.sort((a, b) => a.time - b.time || 0);
  }
}

/** What analyses of a session look at. */
export function sessionRows(connection: Connection, session: RtmpSession): SessionRows {
  const { chunks, messages, effects, ledger, parts } = session;
  const { header, segment } = chunks.column;
  return {
    chunks,
    messages,
    effects,
    ledger,
    timeOf: (chunk) => {
      const segments = connection.segmentsOf(directionOf(header.get(chunk)));
      const row = segment.get(chunk);
      return row < segments.length ? segments.column.time.get(row) : NaN;
    },
    isPart: (message) => parts.length > 0 && parts.find(message) !== undefined,
  };
}

/** The first bytes of a message's payload, read back. */
function headOf(describer: Describer, message: MessageRow, length: number): Uint8Array {
  return describer.payload(message).subarray(0, length);
}

function presentBytes(
  connection: Connection,
  direction: Direction,
  start: StreamOffset,
  end: StreamOffset,
): number {
  const segments = connection.segmentsOf(direction);
  let present = 0;
  for (let row = segments.firstAfter(start); row < segments.length; row++) {
    const from = segments.column.streamOffset.get(row);
    if (from >= end) break;
    present += Math.max(0, Math.min(end, segments.endOf(row)) - Math.max(start, from));
  }
  return present;
}
