import {
  chunkStreamIdOf,
  directionOf,
  headerLengthOf,
  severityOf,
} from '../../src-protocol/chunk/chunk-table.ts';
import { messageTypeName } from '../../src-protocol/message/message-types.ts';
import type { Lane, Questions, TimelineAnswer } from './protocol.ts';
import type { View } from './view.ts';

/** Messages drawn one by one, at most; with more in the window, bins must do. */
const MOST_BOXES = 1500;
const MOST_COLUMNS = 4096;
/** Rows stand in the order in which they were read; a reordered segment may be this much earlier, seconds. */
const SLACK = 2;

/** The session between two times, in equal columns, a lane per direction and chunk stream ID. */
export function timeline(view: View, ask: Questions['timeline']['ask']): TimelineAnswer {
  const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(ask.columns)));
  const { from, to } = ask;
  const lanes = lanesOf(view);
  const cells = lanes.list.length * columns;
  const counts = new Uint32Array(cells);
  const bytes = new Float64Array(cells);
  const findings = new Uint8Array(cells);
  /** Bytes of the type that leads a cell so far. */
  const types = new Uint8Array(cells);
  const leading = new Map<number, number>();
  const { column } = view.session.chunks;
  const messages = view.session.messages.column;
  const scale = columns / Math.max(to - from, 1e-9);
  const seen = new Set<number>();
  for (let row = firstRow(view, from - SLACK); row < view.session.chunks.length; row++) {
    const time = timeOf(view, row);
    if (time > to + SLACK) break;
    if (time < from || time > to) continue;
    const packed = column.header.get(row);
    const lane = lanes.of(directionOf(packed), chunkStreamIdOf(packed));
    const cell = lane * columns + Math.min(columns - 1, Math.floor((time - from) * scale));
    const message = column.message.get(row);
    const size = headerLengthOf(packed) + column.payloadLength.get(row);
    counts[cell]! += 1;
    bytes[cell]! += size;
    findings[cell] = Math.max(findings[cell]!, severityOf(packed));
    const type = messages.messageTypeId.get(message);
    const key = cell * 256 + type;
    const weight = (leading.get(key) ?? 0) + size;
    leading.set(key, weight);
    if (types[cell] === 0 || weight >= (leading.get(cell * 256 + types[cell]!) ?? 0))
      types[cell] = type;
    if (seen.size <= MOST_BOXES) seen.add(message);
  }
  const answer = { from, to, columns, lanes: lanes.list, counts, bytes, types, findings };
  return seen.size <= MOST_BOXES ? { ...answer, boxes: boxes(view, [...seen], lanes.of) } : answer;
}

function boxes(view: View, rows: number[], laneOf: LaneOf): NonNullable<TimelineAnswer['boxes']> {
  const messages = view.session.messages.column;
  return rows.map((row) => {
    const ref = view.messageRef(row);
    const packed = view.session.chunks.column.header.get(messages.firstChunk.get(row));
    return {
      lane: laneOf(directionOf(packed), chunkStreamIdOf(packed)),
      row,
      from: timeOf(view, messages.firstChunk.get(row)),
      to: timeOf(view, messages.lastChunk.get(row)),
      messageTypeId: messages.messageTypeId.get(row),
      length: messages.length.get(row),
      ref,
      summary: view.rows.summary(row),
    };
  });
}

function timeOf(view: View, chunk: number): number {
  const { column } = view.session.chunks;
  const segments = view.connection.segmentsOf(directionOf(column.header.get(chunk)));
  const time = segments.length === 0 ? NaN : segments.column.time.get(column.segment.get(chunk));
  // A raw dump has no times: its rows stand one second apart, so that order can still be seen.
  return Number.isNaN(time) ? chunk : time;
}

/** The first row at or after a time, by bisection. */
function firstRow(view: View, time: number): number {
  let low = 0;
  let high = view.session.chunks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(view, middle) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

type LaneOf = (direction: number, chunkStreamId: number) => number;

const known = new WeakMap<View, { chunks: number; lanes: { list: Lane[]; of: LaneOf } }>();

/** Lanes of the whole session, client first, and what each carries. */
function lanesOf(view: View): { list: Lane[]; of: LaneOf } {
  const messages = view.session.messages;
  const cached = known.get(view);
  if (cached?.chunks === messages.length) return cached.lanes;
  const types = new Map<number, Map<number, number>>();
  const { header } = view.session.chunks.column;
  for (let row = 0; row < messages.length; row++) {
    const packed = header.get(messages.column.firstChunk.get(row));
    const key = directionOf(packed) * 0x20000 + chunkStreamIdOf(packed);
    let counts = types.get(key);
    if (!counts) types.set(key, (counts = new Map<number, number>()));
    const type = messages.column.messageTypeId.get(row);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const keys = [...types.keys()].sort((a, b) => a - b);
  const places = new Map(keys.map((key, index) => [key, index]));
  const list = keys.map((key): Lane => ({
    direction: key >= 0x20000 ? 1 : 0,
    chunkStreamId: key % 0x20000,
    role: roleOf(types.get(key)!),
  }));
  const lanes = {
    list,
    of: (direction: number, id: number) => places.get(direction * 0x20000 + id) ?? 0,
  };
  known.set(view, { chunks: messages.length, lanes });
  return lanes;
}

const ROLES: Readonly<Record<number, string>> = {
  8: 'audio',
  9: 'video',
  15: 'data',
  18: 'data',
  17: 'commands',
  20: 'commands',
  16: 'shared objects',
  19: 'shared objects',
  22: 'aggregates',
};

function roleOf(counts: Map<number, number>): string {
  const roles = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([type]) => ROLES[type] ?? (type <= 6 ? 'control' : messageTypeName(type)));
  return [...new Set(roles)].slice(0, 3).join(', ');
}
