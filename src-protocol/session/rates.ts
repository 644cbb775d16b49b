import type { Direction } from '../bytes/units.ts';
import { type ChunkRow, directionOf, headerLengthOf } from '../chunk/chunk-table.ts';
import type { SessionRows } from './session-rows.ts';
import { TimeBins } from './time-bins.ts';

/** One direction and message type over time. */
export interface RateSeries {
  readonly direction: Direction;
  readonly messageTypeId: number;
  /** Bytes on the wire in each bin, chunk headers included. */
  readonly bytes: Float64Array;
}

/** How much of what was on the wire when. A listener: give it each chunk once, in order. */
export class Rates {
  readonly #rows: SessionRows;
  readonly #bins: TimeBins;

  /** `start` is the time at which the first bin begins, seconds since 1970. */
  constructor(rows: SessionRows, start: number) {
    this.#rows = rows;
    this.#bins = new TimeBins(start, 'sum');
  }

  chunk(row: ChunkRow): void {
    const { column } = this.#rows.chunks;
    const packed = column.header.get(row);
    const type = this.#rows.messages.column.messageTypeId.get(column.message.get(row));
    this.#bins.add(
      directionOf(packed) * 256 + type,
      this.#rows.timeOf(row),
      headerLengthOf(packed) + column.payloadLength.get(row),
    );
  }

  /** Series in at most `most` bins of at least `shortest` seconds, and how long these last. */
  read(most: number, shortest: number): { width: number; series: RateSeries[] } {
    const series = this.#bins.series
      .sort((a, b) => a - b)
      .map((key): RateSeries => ({
        direction: key >= 256 ? 1 : 0,
        messageTypeId: key % 256,
        bytes: this.#bins.read(key, most, shortest),
      }));
    return { width: this.#bins.widthFor(most, shortest), series };
  }
}
