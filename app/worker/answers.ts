import { addressOf } from '../../src-protocol/bytes/address.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import { HANDSHAKE_PLACES } from '../../src-protocol/handshake/handshake-packet.ts';
import { decoderSteps } from '../../src-protocol/inspect/decoder-steps.ts';
import { FILTER_ANSWERS, filteredWindow, NO_FILTER_ANSWERS } from './filter-answers.ts';
import { examples, previousLike } from './likes.ts';
import { lastChunkOf, otherHalf, seekPacket } from './other-half.ts';
import type {
  ConnectionQuestion,
  Described,
  FindingView,
  Questions,
  RecordRef,
  SegmentPiece,
} from './protocol.ts';
import { NO_SESSION, sessionAnswers } from './session-answers.ts';
import { NO_PICTURES, pictures } from './pictures.ts';
import { NO_SOUND, sound } from './sound.ts';
import { nearest } from './timeline/nearest.ts';
import { convert, extent, places, sum, timeline } from './timeline/timeline.ts';
import { problemGroups } from './problem-groups.ts';
import { stateAnswer } from './state-answer.ts';
import type { View } from './view.ts';

/** An answer, and the buffers that change hands with it. */
export interface Answer {
  readonly value: unknown;
  readonly transfer: Transferable[];
}

type Answers = {
  [Q in ConnectionQuestion]: (view: View, ask: Questions[Q]['ask']) => Questions[Q]['answer'];
};

/** Rows asked for at once; the page needs some hundreds at most. */
const MOST_ROWS = 5000;
/** Bytes asked for at once. */
const MOST_BYTES = 1024 * 1024;
/** Segments told of one record; more than anybody reads. */
const MOST_SEGMENTS = 64;

const ANSWERS: Answers = {
  ...FILTER_ANSWERS,
  chunks: (view, ask) => filteredWindow(view, 'chunks', ask, (row) => view.rows.chunk(row)),
  messages: (view, ask) => filteredWindow(view, 'messages', ask, (row) => view.rows.message(row)),
  'problem-groups': (view, { bins }) => problemGroups(view, bins),
  findings: (view, { from, count, ...choice }) => {
    const order = view.chosenFindings(choice);
    const rows = window(from, count, order.length).map((index) => finding(view, order[index]!));
    return { rows, total: order.length };
  },
  segments: (view, ask) =>
    filteredWindow(view, 'segments', ask, (row) => view.segments.rows(row, 1)[0]!),
  locate: (view, { direction, at, kind }) => {
    const record = view.locate(direction, at, kind);
    if (!record) return undefined;
    if (record.kind === 'handshake') return { record };
    if (record.kind === 'segment' && view.packetAt(direction, at)) return { record };
    const chunk = view.chunkAt(record.direction, record.at)!;
    return {
      record,
      chunk,
      message: view.messageOf(record)!,
      positionInDirection: view.placeOf(record.direction, chunk),
    };
  },
  step: (view, ask) => view.stepping.step(ask),
  'in-scope': (view, ask) => view.stepping.inScope(ask),
  'other-half': (view, { record }) => otherHalf(view, record),
  'findings-at': (view, { record }) => view.stepping.findingsAt(record),
  'previous-like': (view, { record }) => previousLike(view, record),
  examples: (view, { record, id }) => examples(view, record, id),
  'last-chunk': (view, { record }) => lastChunkOf(view, record),
  seek: (view, { packet }) => seekPacket(view, packet),
  describe: (view, { record }) => describe(view, record),
  bytes: (view, { direction, start, end }) => bytes(view, direction, start, end),
  pictures,
  sound,
  ...sessionAnswers(finding),
  timeline,
  extent,
  convert,
  nearest,
  places,
  sum,
  state: (view, { record }) => stateAnswer(view, record),
  'decoder-steps': (view, { record }) => decoderStepsOf(view, record),
};

/** Answers one question about one connection; a connection without chunks has empty answers. */
export function answer(
  view: View | undefined,
  question: ConnectionQuestion,
  ask: Questions[ConnectionQuestion]['ask'],
): Answer {
  const value = view
    ? (ANSWERS[question] as (view: View, ask: unknown) => unknown)(view, ask)
    : NOTHING[question];
  return { value, transfer: transferOf(value) };
}

const NOTHING: { [Q in ConnectionQuestion]: Questions[Q]['answer'] } = {
  ...NO_FILTER_ANSWERS,
  chunks: { rows: [], total: 0 },
  messages: { rows: [], total: 0 },
  findings: { rows: [], total: 0 },
  'problem-groups': [],
  segments: { rows: [], total: 0 },
  locate: undefined,
  step: undefined,
  'in-scope': [],
  'other-half': undefined,
  'findings-at': [],
  'previous-like': undefined,
  examples: [],
  'last-chunk': undefined,
  seek: undefined,
  describe: undefined,
  bytes: { start: 0, bytes: new Uint8Array(0), missing: [], segments: [], places: [], chunks: [] },
  pictures: NO_PICTURES,
  sound: NO_SOUND,
  state: undefined,
  'decoder-steps': undefined,
  timeline: {
    axis: 'time',
    exponent: 0,
    first: 0,
    columns: 0,
    length: 0,
    lanes: [],
    counts: new Uint32Array(0),
    bytes: new Float64Array(0),
    types: new Uint8Array(0),
    findings: new Uint8Array(0),
  },
  ...NO_SESSION,
  extent: undefined,
  convert: { from: 0, to: 0, length: 0 },
  nearest: undefined,
  places: [],
  sum: {
    chunks: 0,
    bytes: 0,
    headerBytes: 0,
    seconds: 0,
    findings: 0,
    directions: [0, 0],
    messages: [],
  },
};

/** Buffers of typed arrays directly in an answer; they are made for it, so they can be given away. */
function transferOf(value: unknown): Transferable[] {
  if (typeof value !== 'object' || value === null) return [];
  const buffers = new Set<ArrayBuffer>();
  for (const part of Object.values(value))
    if (ArrayBuffer.isView(part) && part.byteLength > 0) buffers.add(part.buffer as ArrayBuffer);
  return [...buffers];
}

function window(from: number, count: number, total: number): number[] {
  const start = Math.max(0, Math.floor(from));
  const length = Math.max(0, Math.min(count, MOST_ROWS, total - start));
  return Array.from({ length }, (_, index) => start + index);
}

function finding(view: View, row: number): FindingView {
  const { code, severity, direction, offset, address, time, chunk } = view.rows.finding(row);
  const rest = { row, code, severity, direction, address, time };
  const packet = view.packetAt(rest.direction, offset);
  const record =
    chunk !== undefined
      ? view.chunkRef(chunk)
      : packet
        ? view.packetRef(packet)
        : view.locate(rest.direction, offset);
  return record ? { ...rest, record } : rest;
}

/** A segment is explained as the record its first byte belongs to; its own stretch of the stream is what is shown. */
function describeSegment(view: View, segment: RecordRef): DescribedRecord | undefined {
  const { direction, at } = segment;
  const record = view.locate(direction, at);
  const described = record && describeRecord(view, record);
  if (!described) return undefined;
  const segments = view.connection.segmentsOf(direction);
  const row = segments.find(at);
  if (row < 0) return undefined;
  return {
    ...described,
    record: segment,
    address: addressOf(direction, at),
    start: segments.column.streamOffset.get(row),
    end: segments.endOf(row),
  };
}

function describe(view: View, record: RecordRef): Described | undefined {
  const described = describeRecord(view, record);
  if (!described) return undefined;
  const { start, end } = described;
  return { ...described, segments: segmentsOf(view, described.record.direction, start, end) };
}

/** The first segments that carried bytes of a stretch; a dump has none, and its pieces no packet. */
function segmentsOf(view: View, direction: Direction, start: number, end: number): SegmentPiece[] {
  const segments = view.connection.segmentsOf(direction);
  const found: SegmentPiece[] = [];
  for (
    let row = segments.firstAfter(start);
    row < segments.length && found.length < MOST_SEGMENTS;
    row++
  ) {
    const { streamOffset, packet } = segments.column;
    if (streamOffset.get(row) >= end) break;
    if (packet.get(row) === 0) continue;
    found.push({
      packet: packet.get(row),
      start: streamOffset.get(row),
      end: segments.endOf(row),
    });
  }
  return found;
}

/** Without the segments, which are found alike for every kind. */
type DescribedRecord = Omit<Described, 'segments'>;

function describeRecord(view: View, record: RecordRef): DescribedRecord | undefined {
  if (record.kind === 'segment') return describeSegment(view, record);
  if (record.kind === 'handshake') {
    const name = view.packetAt(record.direction, record.at);
    const described = name && view.describer.handshake(name);
    if (!described) return undefined;
    const { tree, start, end } = described;
    const at = HANDSHAKE_PLACES[name].offset;
    return {
      record: { ...record, at },
      address: addressOf(record.direction, at),
      headers: [tree],
      headersOmitted: 0,
      pieces: [],
      start,
      end,
    };
  }
  const chunk = view.chunkAt(record.direction, record.at);
  if (chunk === undefined) return undefined;
  const message = view.messageOf(record)!;
  const messageView = view.rows.message(message);
  if (record.kind === 'message') {
    const { body, ...described } = view.describer.message(message);
    return {
      record: view.messageRef(message),
      address: messageView.address,
      body,
      ...described,
      message: messageView,
    };
  }
  const { tree, start, end } = view.describer.chunk(chunk);
  const chunkView = view.rows.chunk(chunk);
  const payload = start + chunkView.headerLength;
  return {
    record: view.chunkRef(chunk),
    address: chunkView.address,
    headers: [tree],
    headersOmitted: 0,
    pieces: [{ upper: chunkView.messageOffset, lower: payload, length: end - payload }],
    start,
    end,
    message: messageView,
    chunk: chunkView,
  };
}

function bytes(
  view: View,
  direction: Direction,
  start: number,
  end: number,
): Questions['bytes']['answer'] {
  const to = Math.min(end, start + MOST_BYTES, view.connection.bytes[direction]);
  const from = Math.max(0, Math.min(start, to));
  const read = view.describer.read(direction, from, to);
  const segments = view.connection.segmentsOf(direction);
  const begins: { at: number; packet: number }[] = [];
  for (let row = segments.firstAfter(from); row < segments.length; row++) {
    const at = segments.column.streamOffset.get(row);
    if (at >= to) break;
    if (at >= from) begins.push({ at: at - from, packet: segments.column.packet.get(row) });
  }
  const chunks = view
    .chunksIn(direction, from, to)
    .map((chunk) => ({ ...chunk, at: chunk.at - from }));
  const places = segments.pieces(from, to);
  return {
    start: from,
    bytes: read.bytes,
    missing: read.missing,
    segments: begins,
    places,
    chunks,
  };
}

function decoderStepsOf(view: View, record: RecordRef): Questions['decoder-steps']['answer'] {
  if (view.packetAt(record.direction, record.at)) return undefined;
  const chunk = view.chunkAt(record.direction, record.at);
  if (chunk === undefined) return undefined;
  return {
    record: view.chunkRef(chunk),
    steps: decoderSteps(view.session, chunk, view.describer.chunk(chunk).tree),
  };
}
