import type { Direction, StreamOffset } from '../bytes/units.ts';
import type { MessageRow } from '../message/message-table.ts';
import type { Conversation } from './conversation.ts';
import { ITEMS, type LadderItems } from './ladder-items.ts';

/**
 * How far apart lines stand. `even`: one under the other. `log`: an empty line for a gap of 10 ms, two
 * for 100 ms, and so on. `true`: as far as time says, where lines are not too crowded for it.
 */
export type LadderScale = 'even' | 'log' | 'true';

/** A packet of the handshake as a line. */
export interface HandshakeLine {
  readonly name: string;
  readonly direction: Direction;
  readonly offset: StreamOffset;
  readonly bytes: number;
  readonly time: number;
}

/** A line of the ladder; `index` is its place among all lines, empty ones included. */
export type LadderLine = { readonly index: number } & (
  | { readonly kind: 'handshake'; readonly packet: HandshakeLine }
  | { readonly kind: 'message'; readonly message: MessageRow; readonly inRun: boolean }
  | {
      readonly kind: 'run';
      readonly direction: Direction;
      /** First message; it names the run. */
      readonly message: MessageRow;
      readonly count: number;
      readonly audio: number;
      readonly video: number;
      readonly bytes: number;
      readonly from: number;
      readonly to: number;
      readonly open: boolean;
      /** Empty lines behind it over which it lasts. */
      readonly lasts: number;
    }
  | { readonly kind: 'idle'; readonly from: number; readonly to: number }
);

/** A request and its answer, by the indices of their lines. */
export interface LadderBracket {
  readonly from: number;
  readonly to: number;
  readonly asker: Direction;
  /** Seconds; NaN without a clock. */
  readonly roundTrip: number;
}

/** A window of the ladder. */
export interface LadderWindow {
  /** Lines there are, empty ones included. */
  readonly total: number;
  /** The lines in the window that are not empty. */
  readonly lines: LadderLine[];
  /** Nearest lines outside of the window that are not empty. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly brackets: LadderBracket[];
  /** Seconds an empty line stands for, with the scale `true`. */
  readonly unit: number | undefined;
}

/** Which ladder is asked about. */
export interface LadderOptions {
  readonly scale: LadderScale;
  /** Runs that are unfolded, by their first messages. */
  readonly open: readonly MessageRow[];
}

/** Lines that the time of a session fills with the scale `true`, about. */
const LINES_OF_TIME = 400;
const MOST_BRACKETS = 200;

/** Lines of a session's ladder: windows of them, and where a record stands. */
export class Ladder {
  readonly #items: LadderItems;
  readonly #conversation: Conversation;
  readonly #handshake: () => readonly HandshakeLine[];
  #known: { key: string; positions: Positions } | undefined;

  constructor(
    items: LadderItems,
    conversation: Conversation,
    handshake: () => readonly HandshakeLine[],
  ) {
    this.#items = items;
    this.#conversation = conversation;
    this.#handshake = handshake;
  }

  /** Lines `[from, from + count)`. */
  window(options: LadderOptions, from: number, count: number): LadderWindow {
    const layout = this.#layout(options);
    const lines: LadderLine[] = [];
    let before: number | undefined;
    let after: number | undefined;
    for (let item = layout.itemAt(from); item < layout.length; item++) {
      const index = layout.indexOf(item);
      if (index >= from + count) {
        after = index;
        break;
      }
      if (index < from) before = index;
      else lines.push(this.#line(layout, item, index));
      if (!layout.isOpen(item)) continue;
      const inside = layout.countOf(item);
      if (from > index + 1) before = Math.min(from - 1, index + inside);
      const start = Math.max(from, index + 1);
      const end = Math.min(from + count, index + 1 + inside);
      if (start < end)
        for (
          let at = start,
            message = this.#items.messageIn(item - layout.handshake.length, start - index - 1);
          at < end;
          at++, message = this.#items.after(message)
        )
          lines.push({ index: at, kind: 'message', message, inRun: true });
      if (end < index + 1 + inside) {
        after = end;
        break;
      }
    }
    return {
      total: layout.total,
      lines,
      before: before ?? layout.lastBefore(from),
      after,
      brackets: this.#brackets(layout, from, from + count),
      unit: layout.unit,
    };
  }

  /** The line of a message, or of the run it is folded into. */
  indexOfMessage(options: LadderOptions, message: MessageRow): number | undefined {
    const layout = this.#layout(options);
    const item = this.#items.of(message);
    if (item < 0) return undefined;
    const place = item + layout.handshake.length;
    const index = layout.indexOf(place);
    return layout.isOpen(place) ? index + 1 + this.#items.placeIn(item, message) : index;
  }

  /** The line of a packet of the handshake. */
  indexOfPacket(options: LadderOptions, name: string): number | undefined {
    const layout = this.#layout(options);
    const item = layout.handshake.findIndex((packet) => packet.name === name);
    return item < 0 ? undefined : layout.indexOf(item);
  }

  #line(layout: Layout, item: number, index: number): LadderLine {
    const packet = layout.handshake[item];
    if (packet) return { index, kind: 'handshake', packet };
    const row = this.#items.table.row(item - layout.handshake.length);
    if (row.kind === ITEMS.idle) return { index, kind: 'idle', from: row.from, to: row.to };
    if (row.count === 1 || row.kind === ITEMS.message)
      return { index, kind: 'message', message: row.first, inRun: false };
    const open = layout.isOpen(item);
    return {
      index,
      kind: 'run',
      direction: row.direction as Direction,
      message: row.first,
      count: row.count,
      audio: row.audio,
      video: row.video,
      bytes: row.bytes,
      from: row.from,
      to: row.to,
      open,
      lasts: open ? 0 : layout.lasts(item),
    };
  }

  #brackets(layout: Layout, from: number, to: number): LadderBracket[] {
    const found: LadderBracket[] = [];
    const { turns } = this.#conversation;
    const indexOf = (message: MessageRow) =>
      layout.indexOf(this.#items.of(message) + layout.handshake.length);
    for (let number = 0; number < turns.length && found.length < MOST_BRACKETS; number++) {
      const { answeredBy, message, direction } = turns[number]!;
      if (answeredBy === undefined) continue;
      const end = indexOf(turns[answeredBy]!.message);
      const start = indexOf(message);
      if (end < from || start >= to || end <= start) continue;
      const roundTrip = this.#conversation.roundTrip(number) ?? NaN;
      found.push({ from: start, to: end, asker: direction, roundTrip });
    }
    return found;
  }

  #layout(options: LadderOptions): Layout {
    return new Layout(this.#items, this.#handshake(), this.#positions(options.scale), options.open);
  }

  /** Where items stand while no run is unfolded; worked out again when the ladder has grown. */
  #positions(scale: LadderScale): Positions {
    const { table } = this.#items;
    const handshake = this.#handshake();
    const last = table.length - 1;
    const lastCount = last < 0 ? 0 : table.column.count.get(last);
    const key = `${scale} ${handshake.length} ${table.length} ${lastCount}`;
    if (this.#known?.key !== key)
      this.#known = { key, positions: positionsOf(this.#items, handshake, scale) };
    return this.#known.positions;
  }
}

interface Positions {
  /** Index of each item's line, handshake packets first; one more for the end. */
  readonly at: Float64Array;
  /** Empty lines behind each item that it lasts over. */
  readonly lasts: Uint32Array;
  readonly unit: number | undefined;
}

function positionsOf(
  items: LadderItems,
  handshake: readonly HandshakeLine[],
  scale: LadderScale,
): Positions {
  const { column, length } = items.table;
  const count = handshake.length + length;
  const at = new Float64Array(count + 1);
  const lasts = new Uint32Array(count);
  const from = (item: number) => handshake[item]?.time ?? column.from.get(item - handshake.length);
  const to = (item: number) => handshake[item]?.time ?? column.to.get(item - handshake.length);
  const start = count > 0 ? from(0) : NaN;
  const end = count > 0 ? to(count - 1) : NaN;
  const unit = scale === 'true' ? niceUnit((end - start) / LINES_OF_TIME) : undefined;
  let next = 0;
  for (let item = 0; item < count; item++) {
    let index = next;
    if (unit !== undefined) index = Math.max(next, whole((from(item) - start) / unit));
    else if (scale === 'log' && item > 0) index = next + decades(from(item) - to(item - 1));
    at[item] = index;
    const isRun =
      item >= handshake.length && column.kind.get(item - handshake.length) === ITEMS.run;
    if (isRun && unit !== undefined) lasts[item] = whole((to(item) - from(item)) / unit);
    else if (isRun && scale === 'log') lasts[item] = decades(to(item) - from(item));
    next = index + 1 + lasts[item]!;
  }
  at[count] = next;
  return { at, lasts, unit };
}

/** Not more than the least whole number that does, and nothing for what is no number. */
function whole(value: number): number {
  return value > 0 && Number.isFinite(value) ? Math.floor(value) : 0;
}

/** 1 for 10 ms and more, 2 for 100 ms and more; 0 for less. */
function decades(seconds: number): number {
  return whole(Math.log10(seconds * 1000 + 1e-9));
}

/** The least of 1, 2, 5, 10, 20 … milliseconds that is not less; undefined for a session without a clock. */
function niceUnit(seconds: number): number | undefined {
  if (!Number.isFinite(seconds)) return undefined;
  for (let decade = 0.001; ; decade *= 10)
    for (const step of [1, 2, 5]) if (step * decade >= seconds) return step * decade;
}

/** Where items stand with some runs unfolded. */
class Layout {
  readonly handshake: readonly HandshakeLine[];
  readonly total: number;
  readonly length: number;
  readonly unit: number | undefined;
  readonly #items: LadderItems;
  readonly #positions: Positions;
  /** Unfolded runs in order, and by how much each moves what follows. */
  readonly #open: { readonly item: number; readonly shift: number }[];

  constructor(
    items: LadderItems,
    handshake: readonly HandshakeLine[],
    positions: Positions,
    open: readonly MessageRow[],
  ) {
    this.#items = items;
    this.handshake = handshake;
    this.#positions = positions;
    this.length = handshake.length + items.table.length;
    this.unit = positions.unit;
    const { column } = items.table;
    this.#open = [...new Set(open.map((message) => items.of(message)))]
      .filter(
        (item) => item >= 0 && column.kind.get(item) === ITEMS.run && column.count.get(item) > 1,
      )
      .sort((a, b) => a - b)
      .map((item) => ({
        item: item + handshake.length,
        shift: column.count.get(item) - positions.lasts[item + handshake.length]!,
      }));
    this.total = this.indexOf(this.length);
  }

  indexOf(item: number): number {
    let index = this.#positions.at[item]!;
    for (const open of this.#open) {
      if (open.item >= item) break;
      index += open.shift;
    }
    return index;
  }

  isOpen(item: number): boolean {
    return this.#open.some((open) => open.item === item);
  }

  countOf(item: number): number {
    return this.#items.table.column.count.get(item - this.handshake.length);
  }

  lasts(item: number): number {
    return this.#positions.lasts[item]!;
  }

  /** The last item whose line is at or before `index`. */
  itemAt(index: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.indexOf(middle) <= index) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** The line of the item before `index`, where that starts an item. */
  lastBefore(index: number): number | undefined {
    const item = this.itemAt(index - 1);
    if (index <= 0 || item >= this.length) return undefined;
    const own = this.indexOf(item);
    return this.isOpen(item) ? Math.min(index - 1, own + this.countOf(item)) : own;
  }
}
