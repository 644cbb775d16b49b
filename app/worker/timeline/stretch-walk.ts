import {
  type ChunkRow,
  directionOf,
  headerLengthOf,
  startsMessageOf,
} from '../../../src-protocol/chunk/chunk-table.ts';
import { NO_ROW } from '../../../src-protocol/table/column.ts';
import type { View } from '../view.ts';
import type { AxisIndex } from './axis-index.ts';
import type { LaneBook } from './lane-book.ts';
import { isOnLane } from './lane-rows.ts';
import type { AxisSpan, StretchSum } from './timeline-types.ts';

/** Adds up what is in a stretch row by row, some rows at a time: an area may be the whole of a long session. */
export class StretchWalk {
  readonly #view: View;
  readonly #index: AxisIndex;
  readonly #book: LaneBook;
  readonly #span: AxisSpan;
  /** Number of the only lane that counts; -1 where all do. */
  readonly #lane: number;
  #row: ChunkRow;
  readonly #end: ChunkRow;
  #chunks = 0;
  #headerBytes = 0;
  readonly #directions: [number, number] = [0, 0];
  /** Messages that begin, by message type ID. */
  readonly #types = new Map<number, number>();
  /** The first and the last row that count. */
  #rows: [ChunkRow, ChunkRow] | undefined;

  constructor(view: View, index: AxisIndex, book: LaneBook, span: AxisSpan, lane?: string) {
    this.#view = view;
    this.#index = index;
    this.#book = book;
    this.#span = span;
    this.#lane = lane === undefined ? -1 : book.lanes().findIndex(({ key }) => key === lane);
    const rows = index.scale.rowsIn(span.from, span.to);
    this.#row = rows.from;
    this.#end = rows.to;
  }

  /** Adds up so many rows more at most; true when none is left. */
  advance(most: number): boolean {
    const end = Math.min(this.#end, this.#row + most);
    this.#index.scale.walk(this.#row, end, (row, at) => this.#take(row, at));
    this.#row = end;
    return end === this.#end;
  }

  #take(row: ChunkRow, at: number): void {
    if (!this.#isIn(at) || !this.#counts(row)) return;
    const { chunks, messages } = this.#view.session;
    const packed = chunks.column.header.get(row);
    this.#rows = [this.#rows?.[0] ?? row, row];
    this.#chunks++;
    this.#headerBytes += headerLengthOf(packed);
    this.#directions[directionOf(packed)] += this.#index.scale.sizeOf(row);
    if (!startsMessageOf(packed)) return;
    const type = messages.column.messageTypeId.get(chunks.column.message.get(row));
    this.#types.set(type, (this.#types.get(type) ?? 0) + 1);
  }

  #isIn(at: number): boolean {
    return at >= this.#span.from && at < this.#span.to;
  }

  #counts(row: ChunkRow): boolean {
    return this.#lane < 0 || isOnLane(this.#view, this.#book, this.#lane, row);
  }

  #findings(): number {
    const { chunk } = this.#view.session.findings.table.column;
    return this.#index.findings.reduce((sum, at, finding) => {
      const row = chunk.get(finding);
      const counts = this.#lane < 0 || (row !== NO_ROW && this.#counts(row));
      return sum + (this.#isIn(at) && counts ? 1 : 0);
    }, 0);
  }

  /** What came together. */
  read(): StretchSum {
    const { scale } = this.#index;
    const [up, down] = this.#directions;
    const [first, last] = this.#rows ?? [0, 0];
    return {
      chunks: this.#chunks,
      bytes: up + down,
      headerBytes: this.#headerBytes,
      seconds: this.#rows ? Math.max(0, scale.timeOf(last) - scale.timeOf(first)) : 0,
      findings: this.#findings(),
      directions: [up, down],
      messages: [...this.#types]
        .map(([messageTypeId, count]) => ({ messageTypeId, count }))
        .sort((a, b) => b.count - a.count),
      ...(this.#rows && { first: this.#view.chunkRef(first), rows: this.#rows }),
    };
  }
}
