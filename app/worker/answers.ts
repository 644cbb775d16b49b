import { addressOf } from '../../src-protocol/bytes/address.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import { HANDSHAKE_PLACES } from '../../src-protocol/handshake/handshake-packet.ts';
import { stateEntries } from '../../src-protocol/session/state-entries.ts';
import type { Described, FindingView, Question, Questions, RecordRef } from './protocol.ts';
import { timeline } from './timeline.ts';
import type { View } from './view.ts';

/** An answer, and the buffers that change hands with it. */
export interface Answer {
  readonly value: unknown;
  readonly transfer: Transferable[];
}

type Answers = {
  [Q in Question]: (view: View, ask: Questions[Q]['ask']) => Questions[Q]['answer'];
};

/** Rows asked for at once; the page needs some hundreds at most. */
const MOST_ROWS = 5000;
/** Bytes asked for at once. */
const MOST_BYTES = 1024 * 1024;

const ANSWERS: Answers = {
  chunks: (view, { direction, from, count }) => {
    const list = direction === undefined ? undefined : view.session.chunkRows[direction];
    const total = list?.length ?? view.session.chunks.length;
    return {
      rows: window(from, count, total).map((index) => view.rows.chunk(list?.get(index) ?? index)),
      total,
    };
  },
  messages: (view, { direction, from, count }) => {
    const list = direction === undefined ? undefined : view.session.messageRows[direction];
    const total = list?.length ?? view.session.messages.length;
    return {
      rows: window(from, count, total).map((index) => view.rows.message(list?.get(index) ?? index)),
      total,
    };
  },
  findings: (view, { from, count }) => {
    const order = view.findingsInOrder();
    const rows = window(from, count, order.length).map((index) => finding(view, order[index]!));
    return { rows, total: order.length };
  },
  locate: (view, { direction, at, kind }) => {
    const record = view.locate(direction, at, kind);
    if (!record) return undefined;
    if (record.kind === 'handshake') return { record };
    const chunk = view.chunkAt(record.direction, record.at)!;
    const message =
      record.kind === 'message'
        ? view.messageAt(record.direction, record.at)!
        : view.session.chunks.column.message.get(chunk);
    return {
      record,
      chunk,
      message,
      positionInDirection: view.placeOf(record.direction, chunk),
    };
  },
  step: (view, { from, unit, direction, by }) => view.step(from, unit, by, direction),
  describe: (view, { record }) => describe(view, record),
  bytes: (view, { direction, start, end }) => bytes(view, direction, start, end),
  state: (view, { record }) => state(view, record),
  timeline: (view, ask) => timeline(view, ask),
};

/** Answers one question about one connection; a connection without chunks has empty answers. */
export function answer(
  view: View | undefined,
  question: Question,
  ask: Questions[Question]['ask'],
): Answer {
  const value = view
    ? (ANSWERS[question] as (view: View, ask: unknown) => unknown)(view, ask)
    : NOTHING[question];
  return { value, transfer: transferOf(value) };
}

const NOTHING: { [Q in Question]: Questions[Q]['answer'] } = {
  chunks: { rows: [], total: 0 },
  messages: { rows: [], total: 0 },
  findings: { rows: [], total: 0 },
  locate: undefined,
  step: undefined,
  describe: undefined,
  bytes: { start: 0, bytes: new Uint8Array(0), missing: [], segments: [], chunks: [] },
  state: undefined,
  timeline: {
    from: 0,
    to: 0,
    columns: 0,
    lanes: [],
    counts: new Uint32Array(0),
    bytes: new Float64Array(0),
    types: new Uint8Array(0),
    findings: new Uint8Array(0),
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

function describe(view: View, record: RecordRef): Described | undefined {
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
  const message =
    record.kind === 'message'
      ? view.messageAt(record.direction, record.at)!
      : view.session.chunks.column.message.get(chunk);
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
  return { start: from, bytes: read.bytes, missing: read.missing, segments: begins, chunks };
}

function state(view: View, record: RecordRef): Questions['state']['answer'] {
  // A file has nobody who remembers anything.
  if (view.session.framing === 'flv') return { before: [], after: [] };
  if (record.kind === 'handshake') {
    const entries = stateEntries(view.session.state.before(0));
    return { before: entries, after: entries };
  }
  const chunk = view.chunkAt(record.direction, record.at);
  if (chunk === undefined) return undefined;
  // A message's effect is there after its last chunk.
  const last =
    record.kind === 'message'
      ? view.session.messages.column.lastChunk.get(view.session.chunks.column.message.get(chunk))
      : chunk;
  const before = view.session.state.before(chunk);
  const after =
    last === chunk ? view.session.state.after(chunk, before) : view.session.state.after(last);
  return { before: stateEntries(before), after: stateEntries(after) };
}
