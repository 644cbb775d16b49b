import type { Piece } from '../bytes/piece-map.ts';
import type { Direction, StreamOffset } from '../bytes/units.ts';
import { type ChunkRow, type ChunkTable, headerLengthOf } from '../chunk/chunk-table.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { aggregate, type AggregateMessage, PART_HEADER_LENGTH } from '../message/aggregate.ts';
import type { MessageEvent, RowList } from '../message/message-reader.ts';
import {
  COMPLETE,
  FINISHED,
  type MessageRow,
  type MessageTable,
} from '../message/message-table.ts';
import { type ColumnKind, NO_ROW } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { WireReader } from '../wire/wire-reader.ts';

/** What the row of a sub-message has beside what every message has. */
const PART_COLUMNS = {
  /** Its own row in the table of messages. */
  message: 'u32',
  /** Row of the Aggregate it came in. */
  aggregate: 'u32',
  /** Where its header begins in the Aggregate's payload, and how many bytes it takes there, header and back pointer included. */
  position: 'u32',
  size: 'u32',
  /** Where its header begins in the direction's stream. */
  offset: 'f64',
} as const satisfies Record<string, ColumnKind>;

/** A sub-message, as the table has it. */
export interface AggregatePartRow {
  readonly aggregate: MessageRow;
  readonly position: number;
  readonly size: number;
  readonly offset: StreamOffset;
}

/** The tables that a session's sub-messages go to. */
export interface PartTables {
  readonly chunks: ChunkTable;
  readonly messages: MessageTable;
  readonly messageRows: readonly [RowList, RowList];
}

/**
 * The sub-messages of Aggregates (§7.1.6). Each is a row among the messages, behind whatever began
 * before its Aggregate was complete; what makes it a part is here, so that sessions without Aggregates
 * pay nothing for it. `firstChunk` of such a row is the chunk that holds the part's first byte.
 */
export class AggregateParts {
  /** How many there are in each direction. */
  readonly counts: [number, number] = [0, 0];
  readonly #table = new Table(PART_COLUMNS);
  readonly #tables: PartTables;
  /** First part and number of parts of each Aggregate. */
  readonly #of = new Map<MessageRow, { readonly first: number; readonly count: number }>();

  constructor(tables: PartTables) {
    this.#tables = tables;
  }

  /** How many there are. */
  get length(): number {
    return this.#table.length;
  }

  /** What a row of the messages is as a part; undefined for a message that came by itself. */
  find(message: MessageRow): AggregatePartRow | undefined {
    const { column } = this.#table;
    let low = 0;
    let high = this.#table.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (column.message.get(middle) < message) low = middle + 1;
      else high = middle;
    }
    if (low >= this.#table.length || column.message.get(low) !== message) return undefined;
    return this.#table.row(low);
  }

  /** The part of an Aggregate whose header begins at `offset`. */
  at(message: MessageRow, offset: StreamOffset): MessageRow | undefined {
    const { first = 0, count = 0 } = this.#of.get(message) ?? {};
    const { column } = this.#table;
    for (let row = first; row < first + count; row++)
      if (column.offset.get(row) === offset) return column.message.get(row);
    return undefined;
  }

  /** Reads an Aggregate's parts and adds a row for each; `summary` gives the number of its line. */
  add(
    event: MessageEvent,
    summary: (part: AggregateMessage) => number,
    note: (diagnostic: Diagnostic, message: MessageRow, direction: Direction) => void,
  ): void {
    const wire = new WireReader(event.body);
    if (event.complete) wire.onNote = (diagnostic) => note(diagnostic, event.row, event.direction);
    const parts = aggregate(wire, event.timestamp);
    if (parts.length === 0) return;
    this.#of.set(event.row, { first: this.#table.length, count: parts.length });
    const places = new Places(this.#tables, event.row);
    for (const part of parts) this.#push(event, part, places, summary(part));
    this.counts[event.direction] += parts.length;
  }

  #push(event: MessageEvent, part: AggregateMessage, places: Places, summary: number): void {
    const position = part.dataOffset - PART_HEADER_LENGTH;
    const tail = part.backPointer === undefined ? 0 : 4;
    const size = PART_HEADER_LENGTH + part.data.length + tail;
    const first = places.find(position);
    const last = places.find(position + size - 1);
    const complete = part.data.length === part.length;
    const message = this.#tables.messages.push({
      firstChunk: places.chunk(first),
      lastChunk: places.chunk(last),
      timestamp: part.renormalisedTimestamp,
      timestampDelta: 0,
      messageTypeId: part.messageTypeId,
      // By §7.1.6 the part's own is to be ignored.
      messageStreamId: event.messageStreamId,
      length: part.length,
      received: part.data.length,
      chunks: last - first + 1,
      summary,
      marks: complete ? COMPLETE | FINISHED : FINISHED,
    });
    const offset = places.offset(first, position);
    this.#table.push({ message, aggregate: event.row, position, size, offset });
    this.#tables.messageRows[event.direction].push(message);
  }
}

/** Where the bytes of a message's payload lie, asked with growing positions. */
class Places {
  readonly #chunks: ChunkTable;
  readonly #rows: ChunkRow[] = [];
  #at = 0;

  constructor({ chunks, messages }: PartTables, message: MessageRow) {
    this.#chunks = chunks;
    const first = messages.column.firstChunk.get(message);
    for (
      let row = messages.column.lastChunk.get(message);
      row !== NO_ROW && row >= first;
      row = chunks.column.previousOnStream.get(row)
    )
      if (chunks.column.message.get(row) === message) this.#rows.push(row);
    this.#rows.reverse();
  }

  /** Number, among the message's chunks, of the one that holds the byte at `position`. */
  find(position: number): number {
    const { messageOffset } = this.#chunks.column;
    while (this.#at > 0 && messageOffset.get(this.#rows[this.#at]!) > position) this.#at--;
    while (
      this.#at + 1 < this.#rows.length &&
      messageOffset.get(this.#rows[this.#at + 1]!) <= position
    )
      this.#at++;
    return this.#at;
  }

  chunk(number: number): ChunkRow {
    return this.#rows[number]!;
  }

  offset(number: number, position: number): StreamOffset {
    const { offset, header, messageOffset } = this.#chunks.column;
    const row = this.chunk(number);
    return offset.get(row) + headerLengthOf(header.get(row)) + position - messageOffset.get(row);
  }
}

/** The pieces of `[start, end)` of the upper space, which then begins at 0. */
export function cutOut(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const from = Math.max(piece.upper, start);
    const to = Math.min(piece.upper + piece.length, end);
    if (to > from)
      found.push({
        upper: from - start,
        lower: piece.lower + from - piece.upper,
        length: to - from,
      });
  }
  return found;
}
