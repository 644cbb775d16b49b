import { type Address, addressOf } from '../bytes/address.ts';
import type { Direction, StreamOffset } from '../bytes/units.ts';
import { type SegmentKind, SEGMENT_BITS, segmentKinds } from '../tcp/segment-kinds.ts';
import type { Connection } from './connection.ts';
import { type SegmentOrder, segmentOrder } from './segment-order.ts';

/** A TCP segment as tables show it; a gap is a row, too, where its bytes would be. */
export interface SegmentRowView {
  /** Place in the list asked for. */
  readonly row: number;
  /** Number of the packet, from 1; of a gap, of the packet after it. */
  readonly packet: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly direction: Direction;
  /** Offset of its first payload byte in the direction's stream. */
  readonly offset: StreamOffset;
  readonly address: Address;
  /** Bytes of payload on the wire. */
  readonly length: number;
  /** As in the header; 0 for a gap. */
  readonly flags: number;
  /** The flags by name: `PSH ACK`. */
  readonly flagNames: string;
  /** The receive window in the header, not scaled. */
  readonly window: number;
  /** What is remarkable about it; empty for the next bytes in order. */
  readonly kinds: readonly SegmentKind[];
  /** Bytes that the capture does not have. */
  readonly missing?: number;
  /** Seconds since the segment it answers, where it answers a SYN. */
  readonly roundTrip?: number;
}

/** Which segments a list holds. */
export interface SegmentChoice {
  readonly direction?: Direction | undefined;
  /** Only those about which there is something to say. */
  readonly notable?: boolean | undefined;
}

/** Below so many rows a list is made anew whenever it has grown; above it, when it has grown by a quarter. */
const FEW = 50_000;

const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];

/**
 * The segments of a connection in capture order: those that carry payload, and those without that say
 * something (openings, endings, closed windows). Acknowledgements alone are no rows.
 */
export class SegmentRows {
  readonly #connection: Connection;
  readonly #orders = new Map<string, SegmentOrder>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** How many rows there are. */
  total(choice: SegmentChoice = {}): number {
    return this.#order(choice).length;
  }

  /** Rows `[from, from + count)` of those chosen. */
  rows(from: number, count: number, choice: SegmentChoice = {}): SegmentRowView[] {
    const order = this.#order(choice);
    const views: SegmentRowView[] = [];
    for (let at = Math.max(0, from); at < Math.min(from + count, order.length); at++) {
      const list = order.list(at);
      const row = order.row(at);
      views.push(list === 2 ? this.#event(at, row) : this.#segment(at, list, row));
    }
    return views;
  }

  /** The place in the list of the row that has, or misses, the byte at `offset`; -1 when none does. */
  find(direction: Direction, offset: StreamOffset, choice: SegmentChoice = {}): number {
    const order = this.#order(choice);
    const wire = this.#connection.directionOf(direction);
    const segments = this.#connection.segments[wire];
    const row = segments.find(offset);
    const packet = row < 0 ? -1 : segments.column.packet.get(row);
    const events = this.#connection.tcpEvents?.table.column;
    const isHere = (event: number): boolean => {
      if (events!.direction.get(event) !== wire) return false;
      const isGap = (events!.kinds.get(event) & SEGMENT_BITS.gap) !== 0;
      if (row >= 0) return !isGap && events!.packet.get(event) === packet;
      const start = events!.streamOffset.get(event);
      return isGap && offset >= start && offset < start + events!.length.get(event);
    };
    for (let at = 0; at < order.length; at++) {
      const list = order.list(at);
      if (
        list === 2
          ? isHere(order.row(at))
          : list === wire && this.#packet(wire, order.row(at)) === packet
      )
        return at;
    }
    return -1;
  }

  #packet(wire: Direction, row: number): number {
    return this.#connection.segments[wire].column.packet.get(row);
  }

  #order(choice: SegmentChoice): SegmentOrder {
    const key = `${choice.direction ?? ''}${choice.notable ? 'n' : ''}`;
    const known = this.#orders.get(key);
    const { segments, tcpEvents, finished } = this.#connection;
    const size = segments[0].length + segments[1].length + (tcpEvents?.table.length ?? 0);
    if (known && (known.size === size || (!finished && size > FEW && size < known.size * 1.25)))
      return known;
    const { direction } = choice;
    const order = segmentOrder(this.#connection, {
      wire: direction === undefined ? undefined : this.#connection.directionOf(direction),
      notable: choice.notable === true,
      size,
    });
    this.#orders.set(key, order);
    return order;
  }

  #segment(at: number, wire: Direction, row: number): SegmentRowView {
    const { column } = this.#connection.segments[wire];
    const offset = column.streamOffset.get(row);
    const direction = this.#connection.directionOf(wire);
    const flags = column.flags.get(row);
    return {
      row: at,
      packet: column.packet.get(row),
      time: column.time.get(row),
      direction,
      offset,
      address: addressOf(direction, offset),
      length: column.length.get(row),
      flags,
      flagNames: flagNames(flags),
      window: column.window.get(row),
      kinds: [],
    };
  }

  #event(at: number, row: number): SegmentRowView {
    const event = this.#connection.tcpEvents!.table.row(row);
    const direction = this.#connection.directionOf(event.direction as Direction);
    const { packet, time, streamOffset: offset, length, missing, roundTrip, flags, window } = event;
    return {
      row: at,
      packet,
      time,
      direction,
      offset,
      address: addressOf(direction, Math.max(0, offset)),
      length,
      flags,
      flagNames: flagNames(flags),
      window,
      kinds: segmentKinds(event.kinds),
      ...(missing > 0 && { missing }),
      ...(!Number.isNaN(roundTrip) && { roundTrip }),
    };
  }
}

function flagNames(flags: number): string {
  return FLAG_NAMES.filter((_, bit) => (flags & (1 << bit)) !== 0).join(' ');
}
