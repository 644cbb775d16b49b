import {
  type ChunkRow,
  type ChunkTable,
  chunkStreamIdOf,
  directionOf,
  severityOf,
} from '../../../src-protocol/chunk/chunk-table.ts';
import type { Direction } from '../../../src-protocol/bytes/units.ts';
import { SEVERITY_RANK } from '../../../src-protocol/session/finding-table.ts';
import { type Column, NO_ROW } from '../../../src-protocol/table/column.ts';
import type { SegmentTable } from '../../../src-protocol/tcp/segment-table.ts';
import type { View } from '../view.ts';
import type { AxisScale } from './axis-scale.ts';
import { BinPyramid } from './bin-pyramid.ts';
import { type LaneBook, PROBLEMS } from './lane-book.ts';

/** About 15 µs: finer than what capture clocks say. Bytes and chunks are whole. */
const FINEST = { time: -16, bytes: 0, index: 0 } as const;

/** Takes what is found at a place: the strand, the place, bytes, the worst finding. */
export type Sink = (strand: number, at: number, bytes: number, finding: number) => void;

/** A chunk with its place on the axis and in its direction's stream. */
interface PlacedChunk {
  readonly at: number;
  readonly size: number;
  readonly offset: number;
  readonly direction: Direction;
}

/**
 * Everything a connection has, along one axis: where rows stand, and bins at every resolution. It is
 * made when first asked for and grows with the capture.
 */
export class AxisIndex {
  readonly scale: AxisScale;
  pyramid: BinPyramid;
  readonly #view: View;
  readonly #book: LaneBook;
  readonly #chunks: ChunkTable['column'];
  readonly #types: Column;
  readonly #segmentTables: readonly [SegmentTable, SegmentTable];
  /** Rows of chunks, and segments of each direction, that are in the bins. */
  #rows = 0;
  #segments: [number, number] = [0, 0];
  /** Where the findings stand that were taken up. */
  readonly #findings: number[] = [];
  /** Findings of which no row was kept, when the bins were last made anew. */
  #unkept = 0;
  /** Rows at that time. */
  #madeAt = 0;

  constructor(view: View, book: LaneBook, scale: AxisScale) {
    this.#view = view;
    this.#book = book;
    this.#chunks = view.session.chunks.column;
    this.#types = view.session.messages.column.messageTypeId;
    this.#segmentTables = [view.connection.segmentsOf(0), view.connection.segmentsOf(1)];
    this.scale = scale;
    this.pyramid = new BinPyramid(FINEST[scale.axis]);
  }

  /** Takes up rows that came since, so many at most; true when none is left. */
  advance(most: number): boolean {
    if (!this.scale.advance(most)) return false;
    const quiet = this.#rows === this.scale.rows;
    const end = Math.min(this.scale.rows, this.#rows + most);
    const { pyramid } = this;
    const add: Sink = (strand, at, bytes, finding) => pyramid.add(strand, at, bytes, finding);
    this.scale.walk(this.#rows, end, (row, at) => this.#take(row, at, this.#segments, add));
    this.#rows = end;
    if (end < this.scale.rows) return false;
    this.#takeFindings();
    return !this.#startAnew(quiet);
  }

  /** Tells `sink` of everything in a stretch; for windows finer than the finest bins. */
  scan(from: number, to: number, sink: Sink): void {
    const { scale } = this;
    const rows = scale.rowsIn(from, to);
    const cursors = this.#segmentsAt(rows.from);
    scale.walk(rows.from, rows.to, (row, at) => this.#take(row, at, cursors, sink));
    this.#findings.forEach((at, row) => {
      if (at >= from && at < to) sink(this.#problems, at, 0, this.severityOf(row));
    });
  }

  /** Places of the findings, in the order of their rows. */
  get findings(): readonly number[] {
    return this.#findings;
  }

  severityOf(finding: number): number {
    return SEVERITY_RANK[this.#view.session.findings.diagnosticOf(finding).severity];
  }

  /** At the finding's chunk, or at the one whose bytes come nearest. */
  #findingAt(row: number): number {
    const { column } = this.#view.session.findings.table;
    const chunk = column.chunk.get(row);
    if (chunk !== NO_ROW) return this.scale.at(chunk);
    const near = this.#view.chunkAt(column.direction.get(row) as Direction, column.offset.get(row));
    return near === undefined ? 0 : this.scale.at(near);
  }

  get #problems(): number {
    return this.#book.strandOf(PROBLEMS, 0);
  }

  #take(row: ChunkRow, at: number, segments: [number, number], sink: Sink): void {
    const { header, message, offset } = this.#chunks;
    const packed = header.get(row);
    const direction = directionOf(packed);
    const lane = this.#book.laneOf(direction, chunkStreamIdOf(packed));
    const strand = this.#book.strandOf(lane, this.#types.get(message.get(row)));
    const size = this.scale.sizeOf(row);
    sink(strand, at, size, severityOf(packed));
    this.#takeSegments({ at, size, offset: offset.get(row), direction }, segments, sink);
  }

  /** Segments of the direction up to the last byte of a chunk, each at its place. */
  #takeSegments(chunk: PlacedChunk, cursors: [number, number], sink: Sink): void {
    const { at, size, offset, direction } = chunk;
    const segments = this.#segmentTables[direction];
    const { streamOffset, length } = segments.column;
    const end = offset + size;
    let cursor = cursors[direction];
    if (cursor >= segments.length || streamOffset.get(cursor) >= end) return;
    const strand = this.#book.strandOf(this.#book.segmentsLane(direction), 0);
    for (; cursor < segments.length; cursor++) {
      const start = streamOffset.get(cursor);
      if (start >= end) break;
      const place = this.segmentAt(direction, cursor, at, start - offset, size);
      sink(strand, place, length.get(cursor), 0);
    }
    cursors[direction] = cursor;
  }

  /** Where a segment stands that begins `into` a chunk of `size` bytes at `at`. */
  segmentAt(direction: Direction, row: number, at: number, into: number, size: number): number {
    if (this.scale.axis === 'bytes') return at + Math.max(0, into);
    if (this.scale.axis === 'index') return at + Math.max(0, into) / Math.max(1, size);
    const time = this.#view.connection.segmentsOf(direction).column.time.get(row);
    return Math.max(0, time - this.#view.connection.start) || 0;
  }

  /** The first segments that begin in a row's bytes or later, in both directions. */
  #segmentsAt(row: ChunkRow): [number, number] {
    const { chunks, chunkRows } = this.#view.session;
    const first = (direction: Direction): number => {
      const segments = this.#view.connection.segmentsOf(direction);
      const list = chunkRows[direction];
      const next = list.lastAtMost(row - 1, (one) => one) + 1;
      if (row === 0) return 0;
      if (next >= list.length) return segments.length;
      const offset = chunks.column.offset.get(list.get(next));
      const segment = segments.firstAfter(offset);
      const begins =
        segment < segments.length && segments.column.streamOffset.get(segment) >= offset;
      return begins ? segment : segment + 1;
    };
    return [first(0), first(1)];
  }

  #takeFindings(): void {
    const { findings, chunks } = this.#view.session;
    const { column } = findings.table;
    for (let row = this.#findings.length; row < findings.table.length; row++) {
      const chunk = column.chunk.get(row);
      const at = this.#findingAt(row);
      const severity = this.severityOf(row);
      this.#findings.push(at);
      this.pyramid.add(this.#problems, at, 0, severity);
      if (chunk === NO_ROW) {
        // Missing bytes are told by TCP, before there is a chunk.
        const lane = this.#book.segmentsLane(column.direction.get(row) as Direction);
        this.pyramid.raise(this.#book.strandOf(lane, 0), at, severity);
        continue;
      }
      const packed = chunks.column.header.get(chunk);
      const lane = this.#book.laneOf(directionOf(packed), chunkStreamIdOf(packed));
      const message = chunks.column.message.get(chunk);
      const type = this.#view.session.messages.column.messageTypeId.get(message);
      this.pyramid.raise(this.#book.strandOf(lane, type), at, severity);
    }
  }

  /**
   * Of findings by the ten thousand, rows are not kept, but chunks are still marked, also long after
   * they were binned. The bins are then made anew: when nothing else came, or as much again. True when they are.
   */
  #startAnew(quiet: boolean): boolean {
    const { counts, table } = this.#view.session.findings;
    const unkept = counts.error + counts.warning + counts.note - table.length;
    if (unkept === this.#unkept) return false;
    if (!quiet && this.scale.rows < this.#madeAt * 2) return false;
    this.#unkept = unkept;
    this.#madeAt = this.scale.rows;
    this.pyramid = new BinPyramid(FINEST[this.scale.axis]);
    this.#rows = 0;
    this.#segments = [0, 0];
    this.#findings.length = 0;
    return true;
  }
}

/** Tells the book of so many messages at most, for the words about its lanes. Returns how far it came. */
export function readMessages(view: View, book: LaneBook, from: number, most: number): number {
  const { chunks, messages } = view.session;
  const end = Math.min(messages.length, from + most);
  for (let row = from; row < end; row++) {
    const packed = chunks.column.header.get(messages.column.firstChunk.get(row));
    // A part of an Aggregate is no message of the chunk stream.
    if (view.session.parts.length > 0 && view.session.parts.find(row)) continue;
    const lane = book.laneOf(directionOf(packed), chunkStreamIdOf(packed));
    book.strands[book.strandOf(lane, messages.column.messageTypeId.get(row))]!.messages += 1;
  }
  return end;
}
