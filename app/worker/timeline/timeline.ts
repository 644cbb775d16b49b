import {
  chunkStreamIdOf,
  directionOf,
  headerLengthOf,
  startsMessageOf,
} from '../../../src-protocol/chunk/chunk-table.ts';
import type { View } from '../view.ts';
import { Links } from './arrows.ts';
import { AxisIndex, readMessages } from './axis-index.ts';
import { LaneBook } from './lane-book.ts';
import type {
  Axis,
  AxisSpan,
  RecordExtent,
  StretchSum,
  TimelineAnswer,
  TimelineAsk,
  TimelineQuestions,
} from './timeline-types.ts';
import { columnsOf } from './window-columns.ts';
import { WindowRecords } from './window-records.ts';

const MOST_COLUMNS = 8192;

/** What a connection's timeline is made from, kept from question to question. */
class Timeline {
  readonly book = new LaneBook();
  readonly links: Links;
  readonly #view: View;
  readonly #axes = new Map<Axis, AxisIndex>();
  #messages = 0;

  constructor(view: View) {
    this.#view = view;
    this.links = new Links(view);
  }

  /** The index of an axis, with everything that was read by now. */
  axis(axis: Axis): AxisIndex {
    this.#messages = readMessages(this.#view, this.book, this.#messages);
    let index = this.#axes.get(axis);
    if (!index) this.#axes.set(axis, (index = new AxisIndex(this.#view, this.book, axis)));
    index.update();
    return index;
  }
}

const kept = new WeakMap<View, Timeline>();

function timelineOf(view: View): Timeline {
  let timeline = kept.get(view);
  if (!timeline) kept.set(view, (timeline = new Timeline(view)));
  return timeline;
}

/** Columns of a stretch, and its records when they are few. */
export function timeline(view: View, ask: TimelineAsk): TimelineAnswer {
  const { book, links, index } = indexOf(view, ask.axis);
  const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(ask.columns)));
  const first = Math.max(0, Math.floor(ask.first));
  const { axis, exponent } = ask;
  const width = 2 ** exponent;
  const span = { from: first * width, to: (first + columns) * width };
  const records = new WindowRecords(view, index, book, span, ask.hide);
  const messages = records.messages();
  const chunks = records.chunks();
  const segments = records.segments();
  const marks = records.marks();
  const arrows = links.within(index.scale, book, span);
  return {
    axis,
    exponent,
    first,
    columns,
    length: lengthOf(view, index),
    ...columnsOf(index, book, { exponent, first, columns }),
    lanes: book.lanes(),
    ...(messages && { messages }),
    ...(chunks && { chunks }),
    ...(segments && { segments }),
    ...(marks && { marks }),
    ...(arrows.length > 0 && { arrows }),
  };
}

/** Where a record lies on the axes. */
export function extent(
  view: View,
  { record }: TimelineQuestions['extent']['ask'],
): RecordExtent | undefined {
  if (record.kind === 'handshake') return handshakeExtent(view, record.direction, record);
  const chunk = view.chunkAt(record.direction, record.at);
  if (chunk === undefined) return undefined;
  const { messages, chunks } = view.session;
  const message =
    record.kind === 'message' ? view.messageAt(record.direction, record.at) : undefined;
  const first = message === undefined ? chunk : messages.column.firstChunk.get(message);
  const last = message === undefined ? chunk : messages.column.lastChunk.get(message);
  const on = (axis: Axis): AxisSpan => {
    const { scale } = indexOf(view, axis).index;
    return { from: scale.at(first), to: scale.end(last) };
  };
  const packed = chunks.column.header.get(first);
  const lane = timelineOf(view).book.laneOf(directionOf(packed), chunkStreamIdOf(packed));
  const { key } = timelineOf(view).book.lanes()[lane]!;
  return { record, lane: key, time: on('time'), bytes: on('bytes'), index: on('index') };
}

function handshakeExtent(
  view: View,
  direction: 0 | 1,
  record: RecordExtent['record'],
): RecordExtent {
  const segments = view.connection.segmentsOf(direction);
  const segment = segments.firstAfter(record.at);
  const time =
    segment < segments.length ? segments.column.time.get(segment) - view.connection.start || 0 : 0;
  const start = { from: 0, to: 0 };
  return {
    record,
    lane: `tcp:${direction}`,
    time: { from: time, to: time },
    bytes: start,
    index: start,
  };
}

/** The stretch of another axis with the same chunks. */
export function convert(
  view: View,
  { axis, span, to }: TimelineQuestions['convert']['ask'],
): TimelineQuestions['convert']['answer'] {
  const source = indexOf(view, axis).index.scale;
  const other = indexOf(view, to).index;
  const target = other.scale;
  const length = lengthOf(view, other);
  if (source.rows === 0) return { from: 0, to: 0, length };
  const last = source.rows - 1;
  const rows = source.rowsIn(span.from, span.to);
  // In time the rows are somewhat more than what is in the stretch.
  let [first, end] = [Math.min(rows.from, last), Math.min(Math.max(rows.to - 1, rows.from), last)];
  while (first < end && source.end(first) < span.from) first++;
  while (end > first && source.at(end) > span.to) end--;
  return { from: target.at(first), to: Math.max(target.end(end), target.at(first)), length };
}

/** What is in a stretch, added up row by row. */
export function sum(view: View, { axis, span }: TimelineQuestions['sum']['ask']): StretchSum {
  const { index } = indexOf(view, axis);
  const { scale } = index;
  const { chunks, messages } = view.session;
  const directions: [number, number] = [0, 0];
  const types = new Map<number, number>();
  let count = 0;
  let headerBytes = 0;
  let [first, last, problems] = [-1, -1, 0];
  const rows = scale.rowsIn(span.from, span.to);
  let place = rows.from < rows.to ? scale.at(rows.from) : 0;
  for (let row = rows.from; row < rows.to; row++) {
    const size = scale.sizeOf(row);
    const begins = axis === 'bytes' ? place : scale.at(row);
    place = begins + size;
    if (begins < span.from || begins >= span.to) continue;
    const packed = chunks.column.header.get(row);
    if (first < 0) first = row;
    last = row;
    count++;
    headerBytes += headerLengthOf(packed);
    directions[directionOf(packed)] += size;
    if (!startsMessageOf(packed)) continue;
    const type = messages.column.messageTypeId.get(chunks.column.message.get(row));
    types.set(type, (types.get(type) ?? 0) + 1);
  }
  for (const where of index.findings) if (where >= span.from && where < span.to) problems++;
  const time = indexOf(view, 'time').index.scale;
  return {
    chunks: count,
    bytes: directions[0] + directions[1],
    headerBytes,
    seconds: count > 0 ? Math.max(0, time.timeOf(last) - time.timeOf(first)) : 0,
    findings: problems,
    directions,
    messages: [...types]
      .map(([messageTypeId, number]) => ({ messageTypeId, count: number }))
      .sort((a, b) => b.count - a.count),
    ...(count > 0 && { first: view.chunkRef(first), last: view.chunkRef(last) }),
  };
}

/** The index of an axis, with the lanes it is about. */
export function indexOf(
  view: View,
  axis: Axis,
): { book: LaneBook; links: Links; index: AxisIndex } {
  const timeline = timelineOf(view);
  return { book: timeline.book, links: timeline.links, index: timeline.axis(axis) };
}

/** The whole axis: in time it reaches to the last packet, chunk or not. */
function lengthOf(view: View, { scale }: AxisIndex): number {
  if (scale.axis !== 'time') return Math.max(1, scale.length);
  const { start, end } = view.connection;
  return Math.max(1e-3, scale.length, end - start || 0);
}
