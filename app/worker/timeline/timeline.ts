import { chunkStreamIdOf, directionOf } from '../../../src-protocol/chunk/chunk-table.ts';
import type { Question } from '../protocol.ts';
import type { View } from '../view.ts';
import { Links } from './arrows.ts';
import { AxisIndex, readMessages } from './axis-index.ts';
import { AxisScale } from './axis-scale.ts';
import { LaneBook } from './lane-book.ts';
import { StretchWalk } from './stretch-walk.ts';
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
  /** Sums that were asked for and are not made yet, by their questions. */
  readonly walks = new Map<string, StretchWalk>();
  readonly #view: View;
  readonly #scales = new Map<Axis, AxisScale>();
  readonly #axes = new Map<Axis, AxisIndex>();
  #messages = 0;

  constructor(view: View) {
    this.#view = view;
    this.links = new Links(view);
  }

  /** Where rows stand on an axis; much less work than its index. */
  scale(axis: Axis): AxisScale {
    let scale = this.#scales.get(axis);
    if (!scale) this.#scales.set(axis, (scale = new AxisScale(this.#view, axis)));
    return scale;
  }

  index(axis: Axis): AxisIndex {
    let index = this.#axes.get(axis);
    if (!index)
      this.#axes.set(axis, (index = new AxisIndex(this.#view, this.book, this.scale(axis))));
    return index;
  }

  /** Gets a step closer to having everything that was read by now in the lanes, an axis' scale or its index. */
  advance(what: Part, axis: Axis, most: number): boolean {
    if (what === 'scale') return this.scale(axis).advance(most);
    this.#messages = readMessages(this.#view, this.book, this.#messages, most);
    if (this.#messages < this.#view.session.messages.length) return false;
    return what === 'lanes' || this.index(axis).advance(most);
  }
}

/** What is made by turns. An index takes the lanes and the scale along. */
type Part = 'lanes' | 'scale' | 'index';

const AXES: readonly Axis[] = ['time', 'bytes', 'index'];

/** What a question about the timeline is answered from. */
function needed(question: Question, ask: unknown): readonly (readonly [Part, Axis])[] {
  const { axis, to } = ask as { axis: Axis; to: Axis };
  switch (question) {
    case 'timeline':
    case 'nearest':
    case 'sum':
      return [['index', axis]];
    case 'places':
      return [['scale', axis]];
    case 'convert':
      return [
        ['scale', axis],
        ['scale', to],
      ];
    case 'extent':
      return [['lanes', 'time'], ...AXES.map((one) => ['scale', one] as const)];
    default:
      return [];
  }
}

/** Gets a step closer to answering, over so many rows at most; true when the question can be answered now. */
export function advanceTimeline(
  view: View,
  question: Question,
  ask: unknown,
  most: number,
): boolean {
  const timeline = timelineOf(view);
  if (!needed(question, ask).every(([what, axis]) => timeline.advance(what, axis, most)))
    return false;
  return question !== 'sum' || walkOf(view, ask as TimelineQuestions['sum']['ask']).advance(most);
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
    length: lengthOf(view, index.scale),
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
    const scale = scaleOf(view, axis);
    return { from: scale.at(first), to: scale.end(last) };
  };
  const packed = chunks.column.header.get(first);
  // Lanes are numbered as they are met: they have to be met in order.
  timelineOf(view).advance('lanes', 'time', Infinity);
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
  const source = scaleOf(view, axis);
  const target = scaleOf(view, to);
  const length = lengthOf(view, target);
  if (source.rows === 0) return { from: 0, to: 0, length };
  const last = source.rows - 1;
  const rows = source.rowsIn(span.from, span.to);
  // In time the rows are somewhat more than what is in the stretch.
  let [first, end] = [Math.min(rows.from, last), Math.min(Math.max(rows.to - 1, rows.from), last)];
  while (first < end && source.end(first) < span.from) first++;
  while (end > first && source.at(end) > span.to) end--;
  return { from: target.at(first), to: Math.max(target.end(end), target.at(first)), length };
}

/** Where records begin on an axis, in the order in which they were asked for. */
export function places(
  view: View,
  { axis, records }: TimelineQuestions['places']['ask'],
): number[] {
  const scale = scaleOf(view, axis);
  return records.map(({ direction, at }) => {
    const chunk = view.packetAt(direction, at) ? undefined : view.chunkAt(direction, at);
    return chunk === undefined ? 0 : scale.at(chunk);
  });
}

/** What is in a stretch, to the last chunk. */
export function sum(view: View, ask: TimelineQuestions['sum']['ask']): StretchSum {
  const walk = walkOf(view, ask);
  walk.advance(Infinity);
  timelineOf(view).walks.delete(JSON.stringify(ask));
  return walk.read();
}

/** The walk that answers a question, begun when it is asked for first. */
function walkOf(view: View, ask: TimelineQuestions['sum']['ask']): StretchWalk {
  const { walks } = timelineOf(view);
  const key = JSON.stringify(ask);
  let walk = walks.get(key);
  if (!walk) {
    const { index, book } = indexOf(view, ask.axis);
    walks.set(key, (walk = new StretchWalk(view, index, book, ask.span, ask.lane)));
  }
  return walk;
}

/** The index of an axis, with the lanes it is about. */
export function indexOf(
  view: View,
  axis: Axis,
): { book: LaneBook; links: Links; index: AxisIndex } {
  const timeline = timelineOf(view);
  while (!timeline.advance('index', axis, Infinity));
  return { book: timeline.book, links: timeline.links, index: timeline.index(axis) };
}

/** The scale of an axis, with everything that was read by now. */
function scaleOf(view: View, axis: Axis): AxisScale {
  const timeline = timelineOf(view);
  timeline.advance('scale', axis, Infinity);
  return timeline.scale(axis);
}

/** The whole axis: in time it reaches to the last packet, chunk or not. */
function lengthOf(view: View, scale: AxisScale): number {
  if (scale.axis !== 'time') return Math.max(1, scale.length);
  const { start, end } = view.connection;
  return Math.max(1e-3, scale.length, end - start || 0);
}
