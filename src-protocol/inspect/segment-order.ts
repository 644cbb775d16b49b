import type { Direction } from '../bytes/units.ts';
import { SEGMENT_BITS } from '../tcp/segment-kinds.ts';
import type { TcpEventTable } from '../tcp/event-table.ts';
import type { Connection } from './connection.ts';

/** What `segmentOrder` is to list. `wire` is the direction as TCP counts it; `size` only marks the result. */
export interface OrderRequest {
  readonly wire: Direction | undefined;
  readonly notable: boolean;
  readonly size: number;
}

const ROW_BITS = 30;
const ROW_MASK = 2 ** ROW_BITS - 1;

/** Rows of three tables as one list in capture order, four bytes a row. */
export class SegmentOrder {
  /** Rows of the tables when the list was made. */
  readonly size: number;
  readonly length: number;
  readonly #entries: Uint32Array;

  constructor(entries: Uint32Array, length: number, size: number) {
    this.#entries = entries;
    this.length = length;
    this.size = size;
  }

  /** The table of a place: 0 and 1 are the directions' segments, 2 the events. */
  list(at: number): 0 | 1 | 2 {
    return (this.#entries[at]! >>> ROW_BITS) as 0 | 1 | 2;
  }

  /** The row in that table. */
  row(at: number): number {
    return this.#entries[at]! & ROW_MASK;
  }
}

/**
 * Puts both directions' segments and the events in capture order. A segment that is an event is listed
 * once, as the event; what is left of the segments then stands in capture order already, since only
 * segments that came early or late stand elsewhere in a stream.
 */
export function segmentOrder(connection: Connection, request: OrderRequest): SegmentOrder {
  const events = eventsInOrder(connection.tcpEvents?.table, request.wire);
  const entries = new Uint32Array(request.notable ? events.length : request.size);
  let length = 0;
  if (request.notable) for (const { row } of events) entries[length++] = (2 << ROW_BITS) | row;
  else {
    const told = new Set(
      connection.tcpEvents?.table.length ? packetsOf(connection.tcpEvents.table) : [],
    );
    const cursors = ([0, 1] as const)
      .filter((wire) => request.wire === undefined || request.wire === wire)
      .map((wire) => new Cursor(connection, wire, told));
    let event = 0;
    for (;;) {
      let first: Cursor | undefined;
      for (const cursor of cursors) if (cursor.packet < (first?.packet ?? Infinity)) first = cursor;
      const next = events[event];
      if (next !== undefined && next.packet <= (first?.packet ?? Infinity)) {
        entries[length++] = (2 << ROW_BITS) | next.row;
        event++;
      } else if (first !== undefined) {
        entries[length++] = (first.wire << ROW_BITS) | first.row;
        first.advance();
      } else break;
    }
  }
  return new SegmentOrder(entries, length, request.size);
}

/** Walks one direction's segments, leaving out those that are events and further pieces of a packet. */
class Cursor {
  readonly wire: Direction;
  row = -1;
  /** Packet of `row`; Infinity behind the last. */
  packet = 0;
  readonly #connection: Connection;
  readonly #told: ReadonlySet<number>;

  constructor(connection: Connection, wire: Direction, told: ReadonlySet<number>) {
    this.wire = wire;
    this.#connection = connection;
    this.#told = told;
    this.advance();
  }

  advance(): void {
    const segments = this.#connection.segments[this.wire];
    const before = this.packet;
    for (;;) {
      if (++this.row >= segments.length) this.packet = Infinity;
      else this.packet = segments.column.packet.get(this.row);
      // Raw dumps have no packets.
      if (this.packet === 0 || this.packet === before || this.#told.has(this.packet)) continue;
      return;
    }
  }
}

interface EventPlace {
  readonly row: number;
  readonly packet: number;
}

/** Events by packet; a gap stands before the packet that came after it. */
function eventsInOrder(
  table: TcpEventTable | undefined,
  wire: Direction | undefined,
): EventPlace[] {
  const places: (EventPlace & { after: number })[] = [];
  for (let row = 0; row < (table?.length ?? 0); row++) {
    const { direction, packet, kinds } = table!.column;
    if (wire !== undefined && direction.get(row) !== wire) continue;
    const after = (kinds.get(row) & SEGMENT_BITS.gap) === 0 ? 1 : 0;
    places.push({ row, packet: packet.get(row), after });
  }
  return places.sort((a, b) => a.packet - b.packet || a.after - b.after || a.row - b.row);
}

/** Packets that are events themselves. */
function* packetsOf(table: TcpEventTable): Generator<number> {
  const { packet, kinds } = table.column;
  for (let row = 0; row < table.length; row++)
    if ((kinds.get(row) & SEGMENT_BITS.gap) === 0) yield packet.get(row);
}
