import type { Direction } from '../bytes/units.ts';
import { directionOf } from '../chunk/chunk-table.ts';
import type { MessageRow } from '../message/message-table.ts';
import { AGGREGATE, isMedia } from '../message/message-types.ts';
import type { ColumnKind } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { SessionRows } from './session-rows.ts';

/** Seconds without a message that are told as a pause. */
export const IDLE = 1;

/** What an item is. */
export const ITEMS = { message: 0, run: 1, idle: 2 } as const;

const ITEM_COLUMNS = {
  kind: 'u8',
  direction: 'u8',
  /** The message, the first message of a run, or the first one after the pause. */
  first: 'u32',
  /** Messages of a run by type; all of an item's messages are `count`. */
  count: 'u32',
  audio: 'u32',
  video: 'u32',
  /** Declared bytes of the messages. */
  bytes: 'f64',
  /** Times of the first and the last message, or of the ends of the pause. */
  from: 'f64',
  to: 'f64',
} as const satisfies Record<string, ColumnKind>;

/**
 * A session as the lines of a ladder: messages, runs of media in one direction folded into one, and
 * pauses. Items are made while messages are walked over, once.
 */
export class LadderItems {
  readonly table = new Table(ITEM_COLUMNS);
  readonly #rows: SessionRows;
  #message = 0;
  #time = NaN;

  constructor(rows: SessionRows) {
    this.#rows = rows;
  }

  /** Takes at most `most` messages that have come since it was last called; true when there are no more. */
  advance(most: number): boolean {
    const end = Math.min(this.#rows.messages.length, this.#message + most);
    for (; this.#message < end; this.#message++)
      if (!this.#rows.isPart(this.#message)) this.#take(this.#message);
    return this.#message === this.#rows.messages.length;
  }

  /** The item that holds a message. */
  of(message: MessageRow): number {
    const { first } = this.table.column;
    let low = 0;
    let high = this.table.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (first.get(middle) <= message) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The message at a place inside a run. */
  messageIn(item: number, place: number): MessageRow {
    let row = this.table.column.first.get(item);
    for (let passed = 0; passed < place; passed++) row = this.after(row);
    return row;
  }

  /** The next message of the wire: parts of Aggregates stand between them. */
  after(row: MessageRow): MessageRow {
    do row++;
    while (this.#rows.isPart(row));
    return row;
  }

  /** The place of a message inside its run. */
  placeIn(item: number, message: MessageRow): number {
    let place = 0;
    for (let row = this.table.column.first.get(item); row < message; row++)
      if (!this.#rows.isPart(row)) place++;
    return place;
  }

  #take(row: MessageRow): void {
    const { column } = this.#rows.messages;
    const chunk = column.firstChunk.get(row);
    const direction = directionOf(this.#rows.chunks.column.header.get(chunk));
    const type = column.messageTypeId.get(row);
    const length = column.length.get(row);
    const time = this.#rows.timeOf(chunk);
    const idle = time - this.#time > IDLE;
    if (idle) this.#pause(row, this.#time, time);
    if (!(time <= this.#time)) this.#time = time;
    const media = isMedia(type) || type === AGGREGATE;
    if (media && !idle && this.#extend(direction, type, length, time)) return;
    this.table.push({
      kind: media ? ITEMS.run : ITEMS.message,
      direction,
      first: row,
      count: 1,
      audio: type === 8 ? 1 : 0,
      video: type === 9 ? 1 : 0,
      bytes: length,
      from: time,
      to: time,
    });
  }

  /** Adds to the run under way; false when there is none in this direction. */
  #extend(direction: Direction, type: number, length: number, time: number): boolean {
    const last = this.table.length - 1;
    const { column } = this.table;
    if (last < 0 || column.kind.get(last) !== ITEMS.run || column.direction.get(last) !== direction)
      return false;
    column.count.set(last, column.count.get(last) + 1);
    column.bytes.set(last, column.bytes.get(last) + length);
    if (type === 8) column.audio.set(last, column.audio.get(last) + 1);
    else if (type === 9) column.video.set(last, column.video.get(last) + 1);
    if (time > column.to.get(last)) column.to.set(last, time);
    return true;
  }

  #pause(row: MessageRow, from: number, to: number): void {
    this.table.push({
      kind: ITEMS.idle,
      direction: 0,
      first: row,
      count: 0,
      audio: 0,
      video: 0,
      bytes: 0,
      from,
      to,
    });
  }
}
