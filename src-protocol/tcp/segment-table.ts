import type { Piece } from '../bytes/piece-map.ts';
import type { FileOffset, StreamOffset } from '../bytes/units.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';

const COLUMNS = {
  /** Offset in the direction's stream. */
  streamOffset: 'u48',
  /** Where the bytes are in the file. */
  fileOffset: 'u48',
  /** In bytes. */
  length: 'u32',
  /** Number of the packet, from 1. */
  packet: 'u32',
  /** Seconds since 1970. */
  time: 'time',
  /** The receive window in its header, not scaled. */
  window: 'u16',
  /** The flags of its header. */
  flags: 'u8',
} as const;

/**
 * The pieces of payload one direction's stream is made of, in stream order and without overlap. What
 * the capture missed lies between rows.
 */
export class SegmentTable extends Table<typeof COLUMNS> {
  readonly #streamOffset: Column;
  readonly #fileOffset: Column;
  readonly #pieceLength: Column;
  readonly #packet: Column;
  readonly #time: Column;
  readonly #window: Column;
  readonly #flags: Column;

  constructor() {
    super(COLUMNS);
    this.#streamOffset = this.column.streamOffset;
    this.#fileOffset = this.column.fileOffset;
    this.#pieceLength = this.column.length;
    this.#packet = this.column.packet;
    this.#time = this.column.time;
    this.#window = this.column.window;
    this.#flags = this.column.flags;
  }

  /** Appends a piece, which begins where the last one ended or later; returns its row. */
  append(
    streamOffset: StreamOffset,
    fileOffset: FileOffset,
    length: number,
    packet: number,
    time: number,
    flags = 0,
    window = 0,
  ): number {
    const row = this.add();
    this.#streamOffset.set(row, streamOffset);
    this.#fileOffset.set(row, fileOffset);
    this.#pieceLength.set(row, length);
    this.#packet.set(row, packet);
    this.#time.set(row, time);
    this.#window.set(row, window);
    this.#flags.set(row, flags);
    return row;
  }

  /** The row of the byte at `streamOffset`; -1 when it lies in a gap or outside the stream. */
  find(streamOffset: StreamOffset): number {
    const row = this.firstAfter(streamOffset);
    return row < this.length && this.#streamOffset.get(row) <= streamOffset ? row : -1;
  }

  /** The first row that ends after `streamOffset`; the number of rows when none does. */
  firstAfter(streamOffset: StreamOffset): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.endOf(middle) <= streamOffset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where the piece of `row` ends in the stream. */
  endOf(row: number): StreamOffset {
    return this.#streamOffset.get(row) + this.#pieceLength.get(row);
  }

  /** The stretches of the file that stream bytes `[start, end)` lie in, for `mapDown`. */
  pieces(start: StreamOffset, end: StreamOffset): Piece[] {
    const pieces: Piece[] = [];
    for (let row = this.firstAfter(start); row < this.length; row++) {
      const upper = this.#streamOffset.get(row);
      if (upper >= end) break;
      pieces.push({ upper, lower: this.#fileOffset.get(row), length: this.#pieceLength.get(row) });
    }
    return pieces;
  }
}
