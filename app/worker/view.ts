import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';
import type { Direction, StreamOffset } from '../../src-protocol/bytes/units.ts';
import {
  type ChunkRow,
  directionOf,
  headerLengthOf,
  chunkStreamIdOf,
} from '../../src-protocol/chunk/chunk-table.ts';
import { HANDSHAKE_PLACES } from '../../src-protocol/handshake/handshake-packet.ts';
import {
  HANDSHAKE_ORDER,
  type HandshakePacketName,
} from '../../src-protocol/handshake/packet-name.ts';
import type { Connection } from '../../src-protocol/inspect/connection.ts';
import { Describer } from '../../src-protocol/inspect/describe.ts';
import { type FindingRowView, Rows } from '../../src-protocol/inspect/rows.ts';
import { SegmentRows } from '../../src-protocol/inspect/segment-rows.ts';
import type { RtmpSession } from '../../src-protocol/inspect/rtmp-session.ts';
import type { MessageRow } from '../../src-protocol/message/message-table.ts';
import type { FindingChoice, RecordKind, RecordRef } from './protocol.ts';
import { Filters } from './filters.ts';
import { sortedFindings } from './sorted-findings.ts';
import { Stepping } from './stepping.ts';

/** One connection as the page looks at it: records by address, and what comes before and after. */
export class View {
  readonly connection: Connection;
  readonly session: RtmpSession;
  readonly rows: Rows;
  readonly segments: SegmentRows;
  readonly describer: Describer;
  /** The file whose packets these are; of a dump, that of the client's bytes. */
  readonly source: ByteSource;
  #filters: Filters | undefined;
  readonly stepping: Stepping = new Stepping(this);
  #findings: number[] = [];
  #chosen: { readonly key: string; readonly rows: readonly number[] } = { key: '', rows: [] };

  constructor(
    connection: Connection,
    session: RtmpSession,
    sourceOf: (direction: Direction) => ByteSource,
  ) {
    this.connection = connection;
    this.session = session;
    this.rows = new Rows(connection, session);
    this.segments = new SegmentRows(connection);
    this.describer = new Describer(connection, session, sourceOf);
    this.source = sourceOf(0);
  }

  /** What filters found in this connection's tables. */
  get filters(): Filters {
    return (this.#filters ??= new Filters(this));
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

  /** Those of a choice, in the same order or that of a column. */
  chosenFindings({ without = [], code, severities, sort }: FindingChoice): readonly number[] {
    const all = this.findingsInOrder();
    if (without.length === 0 && code === undefined && !severities && !sort) return all;
    const { findings } = this.session;
    const key = JSON.stringify([all.length, without, code, severities, sort]);
    if (this.#chosen.key === key) return this.#chosen.rows;
    const chosen = all.filter((row) => {
      const diagnostic = findings.diagnosticOf(row);
      if (code !== undefined) return diagnostic.code === code;
      if (without.includes(diagnostic.code)) return false;
      return severities === undefined || severities.includes(diagnostic.severity);
    });
    const told = (row: number) => ({
      ...this.rows.finding(row),
      text: findings.diagnosticOf(row).text,
    });
    const rows = sort ? sortedFindings(chosen, sort, told) : chosen;
    this.#chosen = { key, rows };
    return rows;
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

  /** The message that a record is, belongs to, or begins with; undefined for the handshake. */
  messageOf({ kind, direction, at }: RecordRef): MessageRow | undefined {
    if (this.packetAt(direction, at)) return undefined;
    if (kind === 'message') return this.messageAt(direction, at);
    const chunk = this.chunkAt(direction, at);
    return chunk === undefined ? undefined : this.session.chunks.column.message.get(chunk);
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
    if (kind === 'segment') {
      const segments = this.connection.segmentsOf(direction);
      const row = segments.find(at);
      return row < 0
        ? undefined
        : this.ref('segment', direction, segments.column.streamOffset.get(row));
    }
    const packet = this.packetAt(direction, at);
    if (packet) return this.packetRef(packet);
    if (kind === 'message') {
      const message = this.messageAt(direction, at);
      return message === undefined ? undefined : this.messageRef(message);
    }
    const chunk = this.chunkAt(direction, at);
    return chunk === undefined ? undefined : this.chunkRef(chunk);
  }

  /** Rows of the chunks with a byte in `[start, end)` of a direction. */
  chunkRowsIn(direction: Direction, start: StreamOffset, end: StreamOffset): ChunkRow[] {
    const rows = this.session.chunkRows[direction];
    const found: ChunkRow[] = [];
    for (
      let index = Math.max(0, rows.lastAtMost(start, this.session.offsetOf));
      index < rows.length;
      index++
    ) {
      const row = rows.get(index);
      if (this.session.offsetOf(row) >= end) break;
      found.push(row);
    }
    return found;
  }

  /** The record that something was found about; undefined where nothing could be decoded. */
  findingRef({
    chunk,
    direction,
    offset,
  }: Pick<FindingRowView, 'chunk' | 'direction' | 'offset'>): RecordRef | undefined {
    return chunk === undefined ? this.locate(direction, offset) : this.chunkRef(chunk);
  }

  /** Chunks that begin in `[start, end)` of a direction, and the one that reaches into it. */
  chunksIn(
    direction: Direction,
    start: StreamOffset,
    end: StreamOffset,
  ): { at: StreamOffset; headerLength: number; payloadLength: number; chunkStreamId: number }[] {
    const { column } = this.session.chunks;
    return this.chunkRowsIn(direction, start, end).map((row) => {
      const packed = column.header.get(row);
      return {
        at: column.offset.get(row),
        headerLength: headerLengthOf(packed),
        payloadLength: column.payloadLength.get(row),
        chunkStreamId: chunkStreamIdOf(packed),
      };
    });
  }
}
