import type { Direction } from '../../../src-protocol/bytes/units.ts';
import {
  type ChunkRow,
  chunkStreamIdOf,
  directionOf,
  fmtOf,
  headerLengthOf,
  severityOf,
} from '../../../src-protocol/chunk/chunk-table.ts';
import type { MessageRow } from '../../../src-protocol/message/message-table.ts';
import type { View } from '../view.ts';
import type { AxisIndex } from './axis-index.ts';
import type { LaneBook } from './lane-book.ts';
import { HiddenTexts } from './hidden-texts.ts';
import type {
  AxisSpan,
  ByteStretch,
  ChunkBox,
  ChunkStrip,
  MessageBox,
  ProblemMark,
  SegmentBox,
} from './timeline-types.ts';

/** Drawn one by one, at most; with more in the window, bins must do. */
const MOST_MESSAGES = 1500;
const MOST_CHUNKS = 2000;
const MOST_SEGMENTS = 1500;
const MOST_MARKS = 1000;
/** Bytes shown one by one, at most. */
const MOST_BYTES = 4096;
/** Rows looked at to find the messages of a window. */
const MOST_ROWS = 50_000;

/** Reads the records of a window one by one. */
export class WindowRecords {
  readonly #view: View;
  readonly #index: AxisIndex;
  readonly #book: LaneBook;
  readonly #span: AxisSpan;
  readonly #hidden: HiddenTexts;
  readonly #rows: ChunkRow[] = [];
  /** Where each of them begins. */
  readonly #places: number[] = [];
  readonly #messages = new Set<MessageRow>();
  /** Whether all rows of the window are in `#rows`. */
  #all = true;

  constructor(
    view: View,
    index: AxisIndex,
    book: LaneBook,
    span: AxisSpan,
    hide: readonly string[] = [],
  ) {
    this.#hidden = new HiddenTexts(view, hide);
    this.#view = view;
    this.#index = index;
    this.#book = book;
    this.#span = span;
    const { scale } = index;
    const rows = scale.rowsIn(span.from, span.to);
    const { message } = view.session.chunks.column;
    if (rows.to - rows.from > MOST_ROWS) {
      this.#all = false;
      return;
    }
    // On the axis of bytes, rows follow each other without a gap.
    let next = rows.from < rows.to ? scale.at(rows.from) : 0;
    for (let row = rows.from; row < rows.to; row++) {
      const at = scale.axis === 'bytes' ? next : scale.at(row);
      next = at + scale.widthOf(row);
      if (scale.axis === 'time' && (at < span.from || at >= span.to)) continue;
      this.#messages.add(message.get(row));
      if (this.#messages.size > MOST_MESSAGES) {
        this.#all = false;
        return;
      }
      this.#rows.push(row);
      this.#places.push(at);
    }
  }

  /** Messages that have a chunk in the window; undefined when there are too many. */
  messages(): MessageBox[] | undefined {
    if (!this.#all) return undefined;
    return [...this.#messages].sort((a, b) => a - b).map((row) => this.#message(row));
  }

  chunks(): ChunkBox[] | undefined {
    if (!this.#all || this.#rows.length > MOST_CHUNKS) return undefined;
    const boxes = this.#rows.map((row, i) => this.#chunk(row, this.#places[i]!));
    return this.#withStrips(boxes);
  }

  segments(): SegmentBox[] | undefined {
    if (!this.#all || this.#rows.length > MOST_ROWS / 4) return undefined;
    const found: SegmentBox[] = [];
    for (const direction of [0, 1] as const) {
      const segments = this.#segmentsOf(direction);
      if (!segments || found.length + segments.length > MOST_SEGMENTS) return undefined;
      found.push(...segments);
    }
    return found;
  }

  marks(): ProblemMark[] | undefined {
    const found: ProblemMark[] = [];
    for (const [row, at] of this.#index.findings.entries()) {
      if (at < this.#span.from || at > this.#span.to) continue;
      if (found.length >= MOST_MARKS) return undefined;
      const finding = this.#view.rows.finding(row);
      const { code, address } = finding;
      const record = this.#view.findingRef(finding);
      found.push({ at, severity: this.#index.severityOf(row), code, address, record });
    }
    return found;
  }

  #message(row: MessageRow): MessageBox {
    const { messages, chunks } = this.#view.session;
    const { column } = messages;
    const first = column.firstChunk.get(row);
    const packed = chunks.column.header.get(first);
    return {
      lane: this.#book.laneOf(directionOf(packed), chunkStreamIdOf(packed)),
      row,
      from: this.#index.scale.at(first),
      to: this.#index.scale.end(column.lastChunk.get(row)),
      messageTypeId: column.messageTypeId.get(row),
      length: column.length.get(row),
      chunks: column.chunks.get(row),
      finding: severityOf(packed),
      ref: this.#view.messageRef(row),
      summary: this.#view.rows.summary(row),
    };
  }

  #chunk(row: ChunkRow, from: number): ChunkBox {
    const { chunks, messages } = this.#view.session;
    const { column } = chunks;
    const packed = column.header.get(row);
    const direction = directionOf(packed);
    const message = column.message.get(row);
    return {
      lane: this.#book.laneOf(direction, chunkStreamIdOf(packed)),
      row,
      message,
      messageTypeId: messages.column.messageTypeId.get(message),
      from,
      to: from + this.#index.scale.widthOf(row),
      direction,
      offset: column.offset.get(row),
      fmt: fmtOf(packed),
      headerLength: headerLengthOf(packed),
      payloadLength: column.payloadLength.get(row),
      messageOffset: column.messageOffset.get(row),
      finding: severityOf(packed),
    };
  }

  /** Adds the bytes, where there are few in the window and the axis can show them one by one. */
  #withStrips(boxes: ChunkBox[]): ChunkBox[] {
    if (this.#index.scale.axis === 'time') return boxes;
    const parts = boxes.map((box) => {
      const size = box.headerLength + box.payloadLength;
      const scale = size / (box.to - box.from);
      return {
        start: Math.max(0, Math.floor((this.#span.from - box.from) * scale)),
        end: Math.min(size, Math.ceil((this.#span.to - box.from) * scale)),
      };
    });
    const bytes = parts.reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0);
    if (bytes > MOST_BYTES) return boxes;
    return boxes.map((box, i) => ({ ...box, strip: this.#strip(box, parts[i]!) }));
  }

  #strip(box: ChunkBox, { start, end }: ByteStretch): ChunkStrip {
    const from = box.offset + start;
    const read = this.#view.describer.read(box.direction, from, box.offset + Math.max(start, end));
    const hidden = this.#hidden
      .of(box.message)
      .map((one) => ({
        start: Math.max(0, one.start - from),
        end: Math.min(read.bytes.length, one.end - from),
      }))
      .filter((one) => one.start < one.end);
    return { start, bytes: read.bytes, missing: read.missing, hidden };
  }

  #segmentsOf(direction: Direction): SegmentBox[] | undefined {
    const { scale } = this.#index;
    const { header } = this.#view.session.chunks.column;
    const segments = this.#view.connection.segmentsOf(direction);
    const { streamOffset, length, packet } = segments.column;
    const lane = this.#book.segmentsLane(direction);
    const found: SegmentBox[] = [];
    for (const [i, row] of this.#rows.entries()) {
      if (directionOf(header.get(row)) !== direction) continue;
      const offset = this.#view.session.offsetOf(row);
      const size = scale.sizeOf(row);
      const at = this.#places[i]!;
      // A segment is drawn from its first byte, and again in each later chunk that it reaches into.
      for (let one = segments.firstAfter(offset); one < segments.length; one++) {
        const start = streamOffset.get(one);
        if (start >= offset + size) break;
        const end = Math.min(start + length.get(one), offset + size);
        const place = (byte: number): number =>
          this.#index.segmentAt(direction, one, at, byte - offset, size);
        const last = found.at(-1);
        const to = place(end);
        if (last?.packet === packet.get(one) && last.to >= place(start) - 1e-9) {
          found[found.length - 1] = { ...last, to: Math.max(last.to, to) };
        } else {
          found.push({
            lane,
            from: place(Math.max(start, offset)),
            to,
            packet: packet.get(one),
            length: length.get(one),
            direction,
            offset: start,
          });
        }
        if (found.length > MOST_SEGMENTS) return undefined;
      }
    }
    return found;
  }
}
