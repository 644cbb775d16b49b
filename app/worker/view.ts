import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';
import type { Direction, StreamOffset } from '../../src-protocol/bytes/units.ts';
import {
  type ChunkRow,
  directionOf,
  headerLengthOf,
  chunkStreamIdOf,
  startsMessageOf,
} from '../../src-protocol/chunk/chunk-table.ts';
import { HANDSHAKE_PLACES } from '../../src-protocol/handshake/handshake-packet.ts';
import type { HandshakePacketName } from '../../src-protocol/handshake/packet-name.ts';
import type { Connection } from '../../src-protocol/inspect/connection.ts';
import { Describer } from '../../src-protocol/inspect/describe.ts';
import { Rows } from '../../src-protocol/inspect/rows.ts';
import type { RtmpSession } from '../../src-protocol/inspect/rtmp-session.ts';
import type { MessageRow } from '../../src-protocol/message/message-table.ts';
import type { RecordKind, RecordRef, Unit } from './protocol.ts';

/** The packets in the order in which they are usually sent. */
const HANDSHAKE_ORDER: readonly HandshakePacketName[] = ['C0', 'C1', 'S0', 'S1', 'S2', 'C2'];

/** One connection as the page looks at it: records by address, and what comes before and after. */
export class View {
  readonly connection: Connection;
  readonly session: RtmpSession;
  readonly rows: Rows;
  readonly describer: Describer;
  #findings: number[] = [];

  constructor(
    connection: Connection,
    session: RtmpSession,
    sourceOf: (direction: Direction) => ByteSource,
  ) {
    this.connection = connection;
    this.session = session;
    this.rows = new Rows(connection, session);
    this.describer = new Describer(connection, session, sourceOf);
  }

  /** Rows of findings in the order of the capture; what is found late is not always about what came late. */
  findingsInOrder(): readonly number[] {
    const { length } = this.session.findings.table;
    if (this.#findings.length === length) return this.#findings;
    const times = Array.from({ length }, (_, row) => this.rows.finding(row).time);
    this.#findings = times.map((_, row) => row);
    // A raw dump has no times; the order in which things were found is all there is.
    this.#findings.sort((a, b) => times[a]! - times[b]! || a - b);
    return this.#findings;
  }

  /** The chunk whose bytes hold `at`, or the last one before it. */
  chunkAt(direction: Direction, at: StreamOffset): ChunkRow | undefined {
    const rows = this.session.chunkRows[direction];
    const index = rows.lastAtMost(at, this.session.offsetOf);
    return index < 0 ? undefined : rows.get(index);
  }

  /** Place of a chunk in its direction's list. */
  placeOf(direction: Direction, chunk: ChunkRow): number {
    return this.session.chunkRows[direction].lastAtMost(
      this.session.offsetOf(chunk),
      this.session.offsetOf,
    );
  }

  /** The message that starts at `at` (a part of an Aggregate, too), or the one whose chunk holds it. */
  messageAt(direction: Direction, at: StreamOffset): MessageRow | undefined {
    const chunk = this.chunkAt(direction, at);
    if (chunk === undefined) return undefined;
    const message = this.session.chunks.column.message.get(chunk);
    return this.session.parts.at(message, at) ?? message;
  }

  /** The packet of the handshake that holds `at`, if any of it is in the capture. */
  packetAt(direction: Direction, at: StreamOffset): HandshakePacketName | undefined {
    if (this.session.midstream) return undefined;
    return HANDSHAKE_ORDER.find((name) => {
      const place = HANDSHAKE_PLACES[name];
      return (
        place.direction === direction &&
        at >= place.offset &&
        at < place.offset + place.length &&
        this.has(name)
      );
    });
  }

  /** Whether any byte of the packet is in the capture. */
  has(name: HandshakePacketName): boolean {
    const place = HANDSHAKE_PLACES[name];
    return !this.session.midstream && this.connection.bytes[place.direction] > place.offset;
  }

  /** The name of a chunk, message or packet, for the page. */
  ref(kind: RecordKind, direction: Direction, at: StreamOffset): RecordRef {
    return { connection: this.connection.number, kind, direction, at };
  }

  chunkRef(row: ChunkRow): RecordRef {
    return this.ref(
      'chunk',
      directionOf(this.session.chunks.column.header.get(row)),
      this.session.offsetOf(row),
    );
  }

  messageRef(row: MessageRow): RecordRef {
    const { direction } = this.chunkRef(this.session.messages.column.firstChunk.get(row));
    return this.ref('message', direction, this.session.messageOffsetOf(row));
  }

  packetRef(name: HandshakePacketName): RecordRef {
    const place = HANDSHAKE_PLACES[name];
    return this.ref('handshake', place.direction, place.offset);
  }

  /** The record at or around an address. */
  locate(direction: Direction, at: StreamOffset, kind?: RecordKind): RecordRef | undefined {
    if (at >= this.connection.bytes[direction]) return undefined;
    const packet = this.packetAt(direction, at);
    if (packet) return this.packetRef(packet);
    if (kind === 'message') {
      const message = this.messageAt(direction, at);
      return message === undefined ? undefined : this.messageRef(message);
    }
    const chunk = this.chunkAt(direction, at);
    return chunk === undefined ? undefined : this.chunkRef(chunk);
  }

  /** The next (`by` 1) or previous (-1) record in a unit, in one direction or both. */
  step(
    from: RecordRef | undefined,
    unit: Unit,
    by: 1 | -1,
    direction: Direction | undefined,
  ): RecordRef | undefined {
    if (!from) return by === 1 ? this.#firstRef(unit, direction) : this.#lastRef(unit, direction);
    if (from.kind === 'handshake') return this.#stepFromHandshake(from, unit, by, direction);
    const chunk = this.chunkAt(from.direction, from.at);
    if (chunk === undefined) return this.#firstRef(unit, direction);
    const target =
      unit === 'chunk'
        ? this.#nextChunk(chunk, by, direction)
        : this.#nextMessage(chunk, unit, by, direction);
    if (target !== undefined)
      return unit === 'chunk' ? this.chunkRef(target) : this.messageRef(target);
    if (by === 1 || unit === 'command') return undefined;
    const packet = this.#packets(direction).at(-1);
    return packet && this.packetRef(packet);
  }

  #packets(direction: Direction | undefined): HandshakePacketName[] {
    return HANDSHAKE_ORDER.filter(
      (name) =>
        this.has(name) &&
        (direction === undefined || HANDSHAKE_PLACES[name].direction === direction),
    );
  }

  #stepFromHandshake(
    from: RecordRef,
    unit: Unit,
    by: 1 | -1,
    direction: Direction | undefined,
  ): RecordRef | undefined {
    const packets = this.#packets(direction);
    const here = packets.findIndex(
      (name) =>
        HANDSHAKE_PLACES[name].direction === from.direction &&
        HANDSHAKE_PLACES[name].offset === from.at,
    );
    const next = here < 0 || unit === 'command' ? undefined : packets[here + by];
    if (next) return this.packetRef(next);
    return by === 1 ? this.#firstRecord(unit, direction) : undefined;
  }

  #firstRef(unit: Unit, direction: Direction | undefined): RecordRef | undefined {
    const packet = unit === 'command' ? undefined : this.#packets(direction)[0];
    return packet ? this.packetRef(packet) : this.#firstRecord(unit, direction);
  }

  #firstRecord(unit: Unit, direction: Direction | undefined): RecordRef | undefined {
    if (unit === 'chunk') {
      const row = this.#nextChunk(-1, 1, direction);
      return row === undefined ? undefined : this.chunkRef(row);
    }
    const row = this.#nextMessage(-1, unit, 1, direction);
    return row === undefined ? undefined : this.messageRef(row);
  }

  #lastRef(unit: Unit, direction: Direction | undefined): RecordRef | undefined {
    const end = this.session.chunks.length;
    if (unit === 'chunk') {
      const row = this.#nextChunk(end, -1, direction);
      return row === undefined ? undefined : this.chunkRef(row);
    }
    const row = this.#nextMessage(end, unit, -1, direction);
    return row === undefined ? undefined : this.messageRef(row);
  }

  #nextChunk(from: number, by: 1 | -1, direction: Direction | undefined): ChunkRow | undefined {
    const { header } = this.session.chunks.column;
    for (let row = from + by; row >= 0 && row < this.session.chunks.length; row += by)
      if (direction === undefined || directionOf(header.get(row)) === direction) return row;
    return undefined;
  }

  /**
   * The next message that starts after (before) a chunk; with unit command, only those that are commands.
   * Chunks are walked, not messages: parts of Aggregates stand out of order among these, and are no steps.
   */
  #nextMessage(
    chunk: number,
    unit: Unit,
    by: 1 | -1,
    direction: Direction | undefined,
  ): MessageRow | undefined {
    const { header, message } = this.session.chunks.column;
    for (let row = chunk + by; row >= 0 && row < this.session.chunks.length; row += by) {
      const packed = header.get(row);
      if (!startsMessageOf(packed)) continue;
      if (direction !== undefined && directionOf(packed) !== direction) continue;
      const found = message.get(row);
      if (unit !== 'command' || this.session.ledger.commandOf(found) !== undefined) return found;
    }
    return undefined;
  }

  /** Chunks that begin in `[start, end)` of a direction, and the one that reaches into it. */
  chunksIn(
    direction: Direction,
    start: StreamOffset,
    end: StreamOffset,
  ): { at: StreamOffset; headerLength: number; payloadLength: number; chunkStreamId: number }[] {
    const rows = this.session.chunkRows[direction];
    const { column } = this.session.chunks;
    const found = [];
    for (
      let index = Math.max(0, rows.lastAtMost(start, this.session.offsetOf));
      index < rows.length;
      index++
    ) {
      const row = rows.get(index);
      const at = column.offset.get(row);
      if (at >= end) break;
      const packed = column.header.get(row);
      found.push({
        at,
        headerLength: headerLengthOf(packed),
        payloadLength: column.payloadLength.get(row),
        chunkStreamId: chunkStreamIdOf(packed),
      });
    }
    return found;
  }
}
