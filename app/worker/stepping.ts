import type { Direction, StreamOffset } from '../../src-protocol/bytes/units.ts';
import {
  chunkStreamIdOf,
  type ChunkRow,
  directionOf,
  startsMessageOf,
} from '../../src-protocol/chunk/chunk-table.ts';
import { HANDSHAKE_PLACES } from '../../src-protocol/handshake/handshake-packet.ts';
import { HANDSHAKE_ORDER } from '../../src-protocol/handshake/packet-name.ts';
import { FilterRun } from '../../src-protocol/filter/filter-run.ts';
import { isCommand } from '../../src-protocol/message/message-types.ts';
import { NO_ROW } from '../../src-protocol/table/column.ts';
import type { Questions, RecordRef, Scope, StepUnit } from './protocol.ts';
import { SegmentSequence } from './segment-sequence.ts';
import type { View } from './view.ts';

/**
 * A place in the order of the session: the row of a chunk, or a packet of the handshake as a number
 * below 0. A message stands where its first chunk does.
 */
type Position = number;

/** Whether a chunk counts. */
type Test = (row: ChunkRow) => boolean;

/** Rows in order, among which stops are looked for. */
interface Candidates {
  readonly length: number;
  readonly at: (index: number) => ChunkRow;
  /** The index of the first row that is at least `row`. */
  readonly from: (row: ChunkRow) => number;
}

/** Whether a segment counts. */
type SegmentTest = (direction: Direction, start: StreamOffset, end: StreamOffset) => boolean;

/** Rows walked through one by one; a stop that is further away is looked up in a list made for the purpose. */
const WALK = 20_000;
/** Lists kept. One is as long as its stops are many, and those are rare or they would have been walked to. */
const MOST_LISTS = 4;
const FIRST_PACKET: Position = -HANDSHAKE_ORDER.length;
/** Of protocol control and user control messages (§5.4, §7.1.7). */
const LAST_CONTROL_TYPE = 6;

/**
 * Next and previous, in any unit and scope. Every unit is a set of places in one order, and a step goes
 * to the nearest of them: so as many steps back as forward lead to where they began.
 */
export class Stepping {
  readonly #view: View;
  readonly #lists = new Map<string, { readonly chunks: number; readonly rows: Uint32Array }>();
  #segments: SegmentSequence | undefined;
  #problems: { readonly key: string; readonly places: readonly Position[] } | undefined;

  constructor(view: View) {
    this.#view = view;
  }

  /** The record a step leads to; undefined when there is none that way. */
  step(ask: Questions['step']['ask']): RecordRef | undefined {
    const { from, unit, by, scope = 'both', anchor = from } = ask;
    const test =
      scope === 'filter' ? this.#inFilter(ask.filter ?? '', unit) : this.#inScope(scope, anchor);
    if (test === undefined) return undefined;
    if (unit === 'segment')
      return this.#stepSegment(from, by, this.#segmentTest(scope, anchor, test));
    const here = from ? this.#positionOf(from) : by === 1 ? FIRST_PACKET - 1 : this.#end;
    const to =
      unit === 'problem'
        ? this.#nextProblem(here, by, scope, anchor, test, ask.without ?? [])
        : this.#next(here, by, unit, scope, anchor, test, ask.filter ?? '');
    return to === undefined ? undefined : this.#recordAt(to, unit);
  }

  /** Which of some records a scope leaves: marks that are not in the tables are stepped over in it, too. */
  inScope({ records, scope, anchor, filter = '' }: Questions['in-scope']['ask']): boolean[] {
    const testOf = (unit: StepUnit): Test | undefined =>
      scope === 'filter' ? this.#inFilter(filter, unit) : this.#inScope(scope, anchor);
    const ofChunks = testOf('chunk');
    const ofMessages = scope === 'filter' ? testOf('message') : ofChunks;
    return records.map((record) => {
      const test = record.kind === 'message' ? ofMessages : ofChunks;
      if (test === undefined) return false;
      if (record.kind === 'segment') return this.#segmentInScope(record, scope, anchor, test);
      const here = this.#positionOf(record);
      return here < 0 ? this.#packetInScope(here, scope, anchor) : test(here);
    });
  }

  /** Codes of what was found where a record is. */
  findingsAt(record: RecordRef): string[] {
    const { findings } = this.#view.session;
    const here = this.#positionOf(record);
    const codes = new Set<string>();
    for (let row = 0; row < findings.table.length; row++)
      if (this.#placeOfFinding(row) === here) codes.add(findings.diagnosticOf(row).code);
    return [...codes];
  }

  get #end(): Position {
    return this.#view.session.chunks.length;
  }

  #positionOf(record: RecordRef): Position {
    const packet = this.#view.packetAt(record.direction, record.at);
    if (packet) return FIRST_PACKET + HANDSHAKE_ORDER.indexOf(packet);
    return this.#view.chunkAt(record.direction, record.at) ?? -1;
  }

  #recordAt(position: Position, unit: StepUnit): RecordRef {
    if (position < 0) return this.#view.packetRef(HANDSHAKE_ORDER[position - FIRST_PACKET]!);
    if (unit === 'chunk' || unit === 'problem') return this.#view.chunkRef(position);
    return this.#view.messageRef(this.#view.session.chunks.column.message.get(position));
  }

  /** The filter's rows, at the level of the unit; undefined when the filter cannot be read. */
  #inFilter(filter: string, unit: StepUnit): Test | undefined {
    const ofMessages = unit === 'message' || unit === 'command' || unit === 'control';
    const run = this.#view.filters.run(ofMessages ? 'messages' : 'chunks', filter);
    if (!(run instanceof FilterRun)) return undefined;
    const { message } = this.#view.session.chunks.column;
    return ofMessages ? (row) => run.matches(message.get(row)) : (row) => run.matches(row);
  }

  /** What of the session a scope leaves, seen from a record; undefined when the record has no such thing. */
  #inScope(scope: Exclude<Scope, 'filter'>, from: RecordRef | undefined): Test | undefined {
    const { chunks, messages } = this.#view.session;
    const { header, message } = chunks.column;
    if (scope === 'both') return () => true;
    if (scope === 'direction') {
      const direction = from?.direction ?? 0;
      return (row) => directionOf(header.get(row)) === direction;
    }
    if (!from || this.#view.packetAt(from.direction, from.at)) return undefined;
    const here = this.#view.chunkAt(from.direction, from.at);
    if (here === undefined) return undefined;
    const own =
      from.kind === 'message' ? this.#view.messageAt(from.direction, from.at)! : message.get(here);
    switch (scope) {
      case 'chunk-stream': {
        const id = chunkStreamIdOf(header.get(here));
        return (row) => {
          const packed = header.get(row);
          return chunkStreamIdOf(packed) === id && directionOf(packed) === from.direction;
        };
      }
      case 'message-stream': {
        const { messageStreamId } = messages.column;
        const id = messageStreamId.get(own);
        return (row) => messageStreamId.get(message.get(row)) === id;
      }
      case 'transaction': {
        const both = this.#view.session.ledger.transactionOf(own);
        return both && ((row) => both.includes(message.get(row)));
      }
    }
  }

  #next(
    here: Position,
    by: 1 | -1,
    unit: Exclude<StepUnit, 'segment' | 'problem'>,
    scope: Scope,
    anchor: RecordRef | undefined,
    test: Test,
    filter: string,
  ): Position | undefined {
    const first = Math.max(0, here + by);
    if (by === 1) {
      const packet = this.#nextPacket(here, by, unit, scope, anchor);
      if (packet !== undefined) return packet;
    }
    const isStop = this.#unitTest(unit, test);
    const candidates = this.#candidates(unit);
    let index = by === 1 ? candidates.from(first) : candidates.from(here) - 1;
    for (let walked = 0; index >= 0 && index < candidates.length; walked++, index += by) {
      if (walked === WALK) {
        const key = this.#keyOf(unit, scope, anchor) + filter;
        const found = this.#lookUp(candidates.at(index), by, key, candidates, isStop);
        if (found !== undefined) return found;
        break;
      }
      const row = candidates.at(index);
      if (isStop(row)) return row;
    }
    return by === -1 ? this.#nextPacket(Math.min(here, 0), by, unit, scope, anchor) : undefined;
  }

  /**
   * The rows among which the stops of a unit are, in order: all chunks, or the first chunks of messages. With
   * Aggregates in the session it is all chunks, since the rows of their parts stand out of order.
   */
  #candidates(unit: StepUnit): Candidates {
    const { chunks, messages, parts } = this.#view.session;
    if (unit === 'chunk' || parts.length > 0)
      return { length: chunks.length, at: (index) => index, from: (row) => Math.max(0, row) };
    const { firstChunk } = messages.column;
    return {
      length: messages.length,
      at: (index) => firstChunk.get(index),
      from: (row) => firstAtLeast(messages.length, (index) => firstChunk.get(index), row),
    };
  }

  #unitTest(unit: Exclude<StepUnit, 'segment' | 'problem'>, test: Test): Test {
    if (unit === 'chunk') return test;
    const { header, message } = this.#view.session.chunks.column;
    const { messageTypeId } = this.#view.session.messages.column;
    const { ledger } = this.#view.session;
    // Chunks are looked at, not messages: parts of Aggregates stand out of order among these, and are no steps.
    if (unit === 'message') return (row) => startsMessageOf(header.get(row)) && test(row);
    if (unit === 'control')
      return (row) =>
        startsMessageOf(header.get(row)) &&
        messageTypeId.get(message.get(row)) <= LAST_CONTROL_TYPE &&
        test(row);
    return (row) =>
      startsMessageOf(header.get(row)) &&
      isCommand(messageTypeId.get(message.get(row))) &&
      ledger.commandOf(message.get(row)) !== undefined &&
      test(row);
  }

  /** The handshake's packets are stops for chunks and messages. */
  #nextPacket(
    here: Position,
    by: 1 | -1,
    unit: StepUnit,
    scope: Scope,
    anchor: RecordRef | undefined,
  ): Position | undefined {
    if (unit !== 'chunk' && unit !== 'message') return undefined;
    for (let at = here + by; at < 0 && at >= FIRST_PACKET; at += by)
      if (this.#packetInScope(at, scope, anchor)) return at;
    return undefined;
  }

  /** Packets of the handshake belong to a direction, and to nothing smaller. */
  #packetInScope(packet: Position, scope: Scope, anchor: RecordRef | undefined): boolean {
    const name = HANDSHAKE_ORDER[packet - FIRST_PACKET]!;
    if (!this.#view.has(name)) return false;
    if (scope === 'direction') return HANDSHAKE_PLACES[name].direction === (anchor?.direction ?? 0);
    return scope === 'both';
  }

  #keyOf(unit: StepUnit, scope: Scope, from: RecordRef | undefined): string {
    const at = from && this.#view.chunkAt(from.direction, from.at);
    if (scope === 'both' || scope === 'filter' || at === undefined) return `${unit} ${scope}`;
    const { header, message } = this.#view.session.chunks.column;
    const { messageStreamId } = this.#view.session.messages.column;
    const direction = from!.direction;
    if (scope === 'direction') return `${unit} ${scope} ${direction}`;
    if (scope === 'chunk-stream')
      return `${unit} ${scope} ${direction} ${chunkStreamIdOf(header.get(at))}`;
    if (scope === 'message-stream')
      return `${unit} ${scope} ${messageStreamId.get(message.get(at))}`;
    return `${unit} ${scope} ${Math.min(...(this.#view.session.ledger.transactionOf(message.get(at)) ?? []))}`;
  }

  /** The nearest stop at or beyond `row`, from a list of all of them. */
  #lookUp(
    row: ChunkRow,
    by: 1 | -1,
    key: string,
    candidates: Candidates,
    isStop: Test,
  ): ChunkRow | undefined {
    let list = this.#lists.get(key);
    if (list?.chunks !== this.#end) {
      const rows: number[] = [];
      for (let index = 0; index < candidates.length; index++) {
        const candidate = candidates.at(index);
        if (isStop(candidate)) rows.push(candidate);
      }
      list = { chunks: this.#end, rows: Uint32Array.from(rows) };
    }
    this.#lists.delete(key);
    this.#lists.set(key, list);
    for (const oldest of this.#lists.keys()) {
      if (this.#lists.size <= MOST_LISTS) break;
      this.#lists.delete(oldest);
    }
    const { rows } = list;
    const at = firstAtLeast(rows.length, (index) => rows[index]!, row);
    if (by === 1) return rows[at];
    return rows[at] === row ? row : rows[at - 1];
  }

  #nextProblem(
    here: Position,
    by: 1 | -1,
    scope: Scope,
    anchor: RecordRef | undefined,
    test: Test,
    without: readonly string[],
  ): Position | undefined {
    const places = this.#problemPlaces(without);
    let at = firstAtLeast(places.length, (index) => places[index]!, here);
    if (by === -1) at--;
    else if (places[at] === here) at++;
    for (; at >= 0 && at < places.length; at += by) {
      const place = places[at]!;
      if (place >= 0 ? test(place) : this.#packetInScope(place, scope, anchor)) return place;
    }
    return undefined;
  }

  /** Where something was found, in order, each place once. */
  #problemPlaces(without: readonly string[]): readonly Position[] {
    const { findings } = this.#view.session;
    const { table } = findings;
    const key = `${table.length} ${without.join(' ')}`;
    if (this.#problems?.key === key) return this.#problems.places;
    const places = new Set<Position>();
    for (let row = 0; row < table.length; row++) {
      if (without.includes(findings.diagnosticOf(row).code)) continue;
      places.add(this.#placeOfFinding(row));
    }
    this.#problems = { key, places: [...places].sort((a, b) => a - b) };
    return this.#problems.places;
  }

  #placeOfFinding(row: number): Position {
    const { column } = this.#view.session.findings.table;
    const chunk = column.chunk.get(row);
    if (chunk !== NO_ROW) return chunk;
    const direction = column.direction.get(row) === 0 ? 0 : 1;
    const at = column.offset.get(row);
    return this.#positionOf(this.#view.ref('chunk', direction, at));
  }

  /** Segments are in scope when a chunk with a byte in them is; those of a direction, whatever is in them. */
  #segmentTest(scope: Scope, anchor: RecordRef | undefined, test: Test): SegmentTest {
    if (scope === 'both') return () => true;
    if (scope === 'direction') return (direction) => direction === (anchor?.direction ?? 0);
    return (direction, start, end) => this.#view.chunkRowsIn(direction, start, end).some(test);
  }

  #segmentInScope(
    { direction, at }: RecordRef,
    scope: Scope,
    anchor: RecordRef | undefined,
    test: Test,
  ): boolean {
    const table = this.#view.connection.segmentsOf(direction);
    const row = table.find(at);
    if (row < 0) return false;
    const start = table.column.streamOffset.get(row);
    return this.#segmentTest(scope, anchor, test)(direction, start, table.endOf(row));
  }

  #stepSegment(from: RecordRef | undefined, by: 1 | -1, test: SegmentTest): RecordRef | undefined {
    const { connection } = this.#view;
    const tables = [connection.segmentsOf(0), connection.segmentsOf(1)] as const;
    if (this.#segments?.fits(tables) !== true) this.#segments = new SegmentSequence(tables);
    const order = this.#segments;
    let at = by === 1 ? 0 : order.length - 1;
    if (from) {
      const row = tables[from.direction].find(from.at);
      if (row < 0) return undefined;
      // From inside a segment, the step back leads to where it begins.
      const begins = tables[from.direction].column.streamOffset.get(row) === from.at;
      at = order.placeOf(from.direction, row) + (by === 1 ? 1 : begins ? -1 : 0);
    }
    for (; at >= 0 && at < order.length; at += by) {
      const { direction, row } = order.at(at);
      const start = tables[direction].column.streamOffset.get(row);
      if (test(direction, start, tables[direction].endOf(row)))
        return this.#view.ref('segment', direction, start);
    }
    return undefined;
  }
}

/** The place of the first number that is at least `wanted`, in numbers that grow. */
function firstAtLeast(length: number, at: (index: number) => number, wanted: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
