import type { Direction, StreamOffset } from '../bytes/units.ts';
import { Table } from '../table/table.ts';

const COLUMNS = {
  /** Number of the packet, from 1; of a gap, the packet after it. */
  packet: 'u32',
  /** Seconds since 1970. */
  time: 'f64',
  /** Offset of the first byte in the direction's stream. */
  streamOffset: 'f64',
  /** Bytes of payload on the wire; of a gap, the bytes that are missing. */
  length: 'u32',
  /** Bytes of it that the capture does not have. */
  missing: 'f64',
  /** Seconds since the segment that this one answers; NaN for all but SYN ACK and what follows it. */
  roundTrip: 'f64',
  window: 'u16',
  flags: 'u8',
  direction: 'u8',
  /** `SEGMENT_BITS`. */
  kinds: 'u16',
} as const;

/** A segment about which there is something to say. */
export interface TcpEvent {
  readonly packet: number;
  readonly time: number;
  readonly streamOffset: StreamOffset;
  readonly length: number;
  readonly missing: number;
  readonly roundTrip: number;
  readonly window: number;
  readonly flags: number;
  readonly direction: Direction;
  readonly kinds: number;
}

/** More than this of one connection is counted, not kept: hostile input must not fill memory. */
const MOST_EVENTS = 2 ** 20;
/** Of a connection without payload, of which a port scan has millions, these are enough. */
const MOST_SILENT = 4;

export type TcpEventTable = Table<typeof COLUMNS>;

/**
 * The segments of one connection that are more than the next bytes in order: openings and endings,
 * copies, late ones, closed windows, gaps. Both directions, nearly in capture order: a gap is told when
 * it is given up, with the number of the packet after it.
 */
export class TcpEvents {
  /** Events that were not kept. */
  omitted = 0;
  /** Of a connection that had no payload yet: a table for each address of a port scan would fill memory. */
  #early: TcpEvent[] | undefined = [];
  #table: TcpEventTable | undefined;

  /** One row an event. */
  get table(): TcpEventTable {
    return (this.#table ??= new Table(COLUMNS));
  }

  /** The connection has payload: what was held back becomes rows. */
  open(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const event of early) this.table.push({ ...event });
  }

  note(event: TcpEvent): void {
    const early = this.#early;
    const full = early ? early.length >= MOST_SILENT : this.table.length >= MOST_EVENTS;
    if (full) this.omitted++;
    else if (early) early.push(event);
    else this.table.push({ ...event });
  }
}
