import type { ChunkRow } from '../../../src-protocol/chunk/chunk-table.ts';
import { directionOf, headerLengthOf } from '../../../src-protocol/chunk/chunk-table.ts';
import type { Column } from '../../../src-protocol/table/column.ts';
import type { View } from '../view.ts';
import type { Axis } from './timeline-types.ts';

/** Rows between two sums that are kept. */
const STRIDE = 256;

/** Where the rows of chunks stand on one axis. Takes up new rows with `advance`. */
export class AxisScale {
  readonly axis: Axis;
  /** Rows taken up. */
  rows = 0;
  /** Length of the axis up to the last row taken up. */
  length = 0;
  readonly #view: View;
  readonly #header: Column;
  readonly #payload: Column;
  readonly #segments: View['session']['chunkSegments'];
  readonly #times: readonly [Column, Column];
  readonly #start: number;
  /** Bytes before every `STRIDE`th row. */
  readonly #sums: number[] = [0];
  /** How far a row's time is behind that of an earlier row, at most: segments come out of order. */
  #disorder = 0;

  constructor(view: View, axis: Axis) {
    const { column } = view.session.chunks;
    this.#view = view;
    this.#header = column.header;
    this.#payload = column.payloadLength;
    this.#segments = view.session.chunkSegments;
    const { connection } = view;
    this.#times = [connection.segmentsOf(0).column.time, connection.segmentsOf(1).column.time];
    this.#start = connection.start;
    this.axis = axis;
  }

  /** Takes up rows that came since, so many at most; true when none is left. */
  advance(most: number): boolean {
    const { length } = this.#view.session.chunks;
    const end = Math.min(length, this.rows + most);
    if (this.axis === 'index') this.length = end;
    else for (let row = this.rows; row < end; row++) this.#take(row);
    this.rows = end;
    return end === length;
  }

  #take(row: ChunkRow): void {
    if (this.axis === 'bytes') {
      if (row % STRIDE === 0) this.#sums[row / STRIDE] = this.length;
      this.length += this.sizeOf(row);
      return;
    }
    const at = this.timeOf(row);
    if (at > this.length) this.length = at;
    else if (this.length - at > this.#disorder) this.#disorder = this.length - at;
  }

  /** Tells `each` of rows `[from, to)`, in order and with their places; sums are carried along. */
  walk(from: ChunkRow, to: ChunkRow, each: (row: ChunkRow, at: number) => void): void {
    let next = this.axis === 'bytes' && from < to ? this.at(from) : 0;
    for (let row = from; row < to; row++) {
      const at = this.axis === 'bytes' ? next : this.at(row);
      next += this.axis === 'bytes' ? this.sizeOf(row) : 0;
      each(row, at);
    }
  }

  /** Bytes of a chunk, header included. */
  sizeOf(row: ChunkRow): number {
    return headerLengthOf(this.#header.get(row)) + this.#payload.get(row);
  }

  /** Seconds from the connection's first packet to the one that carried the chunk's first byte; 0 without a clock. */
  timeOf(row: ChunkRow): number {
    const direction = directionOf(this.#header.get(row));
    if (this.#view.connection.segmentsOf(direction).length === 0) return 0;
    const time = this.#times[direction].get(this.#segments.get(row)) - this.#start;
    return Number.isNaN(time) ? 0 : time;
  }

  /** Where a chunk begins. */
  at(row: ChunkRow): number {
    if (this.axis === 'index') return row;
    if (this.axis === 'time') return this.timeOf(row);
    const mark = Math.floor(row / STRIDE);
    let sum = this.#sums[mark] ?? 0;
    for (let before = mark * STRIDE; before < row; before++) sum += this.sizeOf(before);
    return sum;
  }

  /** Where a chunk ends; in time it has no length. */
  end(row: ChunkRow): number {
    return this.at(row) + this.widthOf(row);
  }

  /** Length of a chunk on the axis. */
  widthOf(row: ChunkRow): number {
    return this.axis === 'index' ? 1 : this.axis === 'time' ? 0 : this.sizeOf(row);
  }

  /** Rows `[from, to)` that hold everything in the stretch, and in time somewhat more. */
  rowsIn(from: number, to: number): { from: ChunkRow; to: ChunkRow } {
    if (this.axis === 'index')
      return {
        from: Math.max(0, Math.min(this.rows, Math.floor(from))),
        to: Math.max(0, Math.min(this.rows, Math.ceil(to))),
      };
    if (this.axis === 'bytes')
      return { from: Math.max(0, this.#firstFrom(from + 1e-9) - 1), to: this.#firstFrom(to) };
    return {
      from: this.#firstFrom(from - this.#disorder),
      to: this.#firstFrom(to + this.#disorder, true),
    };
  }

  /** The first row at (or, with `after`, only after) a place. */
  #firstFrom(place: number, after = false): ChunkRow {
    let low = 0;
    let high = this.rows;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.at(middle);
      if (at < place || (after && at === place)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
