import { severityOf } from '../../src-protocol/chunk/chunk-table.ts';
import { FilterRun } from '../../src-protocol/filter/filter-run.ts';
import { chunkRecord } from '../../src-protocol/inspect/chunk-record.ts';
import { messageRecord } from '../../src-protocol/inspect/message-record.ts';
import { segmentRecord } from '../../src-protocol/inspect/segment-record.ts';
import type {
  CommandRowView,
  ExportLevel,
  Filtered,
  FilterQuestions,
  Level,
  Marked,
} from './filter-questions.ts';
import { NO_SLICE, slicePackets } from './packet-slices.ts';
import { rowLines, withoutTexts } from './row-lines.ts';
import { sortedRows } from './sorted-rows.ts';
import type { View } from './view.ts';

type FilterAnswers = {
  [Q in keyof FilterQuestions]: (
    view: View,
    ask: FilterQuestions[Q]['ask'],
  ) => FilterQuestions[Q]['answer'];
};

/** Rows asked for at once; the page needs some hundreds at most. */
const MOST_ROWS = 5000;
const MOST_PARTS = 4096;

/** Answers to the questions of `filter-questions.ts`. */
export const FILTER_ANSWERS: FilterAnswers = {
  filter: (view, { level, filter }) => view.filters.advance(level, filter),
  commands: (view, ask) =>
    filteredWindow(view, 'commands', { ...ask, filter: ask.filter ?? '' }, (row) =>
      commandRow(view, row),
    ),
  exportRows: (view, { connection, level, filter, from, format, hide, instead }) => {
    const record = recordsOf(view, connection)[level];
    const window = { from, count: MOST_ROWS, filter };
    const { rows, total } = filteredWindow(view, level, window, (row) =>
      withoutTexts(record(row), hide, instead),
    );
    const names = format === 'csv' && from === 0;
    return { text: rowLines(rows, level, format, names), next: from + rows.length, total };
  },
  slicePackets,
  filterStep: (view, { level, filter, from, by }) => {
    const run = view.filters.run(level, filter);
    if (!(run instanceof FilterRun)) return undefined;
    const here = from && view.filters.rowOf(level, from);
    const rank = here === undefined ? 0 : run.rank(here);
    const isHit = here !== undefined && rank < run.count && run.hit(rank) === here;
    let place = by < 0 ? rank - 1 : isHit ? rank + 1 : rank;
    if (here === undefined && by < 0) place = run.count - 1;
    // A segment in which nothing begins has no record to go to; the next one may.
    for (; place >= 0 && place < run.count; place += by) {
      const record = view.filters.recordOf(level, run.hit(place));
      if (record) return { record, place, hits: run.count };
    }
    return undefined;
  },
  place: (view, { level, record, filter, sort }) => {
    const row = view.filters.rowOf(level, record);
    if (row === undefined) return undefined;
    const through = filter ?? (level === 'commands' ? '' : undefined);
    const run = through === undefined ? undefined : view.filters.run(level, through);
    if (run !== undefined && !(run instanceof FilterRun)) return undefined;
    const rank = run ? run.rank(row) : row;
    if (run && (rank >= run.count || run.hit(rank) !== row)) return undefined;
    const order = sortedRows(view, level, run, through, sort);
    return order ? order.indexOf(rank) : rank;
  },
  values: (view, { level, field, filter }) => {
    const counts = view.filters.values(level, field, filter ?? '');
    if (!counts) return { values: [], looked: 0, total: 0, done: true };
    const { looked, done } = counts;
    return { values: counts.top(), looked, total: view.filters.total(level), done };
  },
  gutter: (view, ask) => gutter(view, ask),
  messageChunks: (view, { message }) => {
    if (message < 0 || message >= view.session.messages.length) return { rows: [], total: 0 };
    const rows = view.describer.chunksOf(message);
    const shown = rows.slice(0, MOST_ROWS).map((row) => view.rows.chunk(row));
    return { rows: shown, total: rows.length };
  },
};

/** What connections without chunks have. */
export const NO_FILTER_ANSWERS: { [Q in keyof FilterQuestions]: FilterQuestions[Q]['answer'] } = {
  filter: { hits: 0, looked: 0, total: 0, done: true },
  commands: { rows: [], total: 0 },
  exportRows: { text: '', next: 0, total: 0 },
  slicePackets: NO_SLICE,
  filterStep: undefined,
  place: undefined,
  values: { values: [], looked: 0, total: 0, done: true },
  gutter: { problems: new Uint8Array(0), hits: new Uint8Array(0) },
  messageChunks: { rows: [], total: 0 },
};

/** A window of a level's rows, through a filter or with marks for one. */
export function filteredWindow<Row>(
  view: View,
  level: Level,
  { from, count, filter, mark, sort }: { from: number; count: number } & Filtered,
  rowOf: (row: number) => Row,
): { rows: (Row & Marked)[]; total: number } {
  const through = filter === undefined ? undefined : view.filters.run(level, filter);
  if (through !== undefined && !(through instanceof FilterRun)) return { rows: [], total: 0 };
  const total = through ? through.count : view.filters.total(level);
  const start = Math.max(0, Math.floor(from));
  const length = Math.max(0, Math.min(count, MOST_ROWS, total - start));
  const marks = mark === undefined ? undefined : view.filters.run(level, mark);
  const order = sortedRows(view, level, through, filter, sort);
  const rows = Array.from({ length }, (_, at): Row & Marked => {
    const place = order ? order[start + at]! : start + at;
    const row = through ? through.hit(place) : place;
    const hit = marks instanceof FilterRun ? { hit: marks.matches(row) } : {};
    return { ...rowOf(row), ...hit };
  });
  return { rows, total };
}

/** Rows as they are saved. */
function recordsOf(
  { rows, segments }: View,
  connection: number,
): Record<ExportLevel, (row: number) => object> {
  return {
    chunks: (row) => chunkRecord(connection, rows.chunk(row)),
    messages: (row) => messageRecord(connection, rows.message(row)),
    segments: (row) => segmentRecord(connection, segments.rows(row, 1)[0]!),
  };
}

function commandRow(view: View, row: number): CommandRowView {
  const message = view.rows.message(row);
  const call = view.session.ledger.commandOf(row)?.answers;
  if (call) {
    const { address, time } = view.rows.message(call.message);
    return {
      ...message,
      other: { is: 'call', address, name: call.name, after: message.time - time },
    };
  }
  const answer = view.session.ledger.answerTo(row);
  if (answer === undefined) return message;
  const { address, time, command = '' } = view.rows.message(answer);
  return {
    ...message,
    other: { is: 'answer', address, name: command, after: time - message.time },
  };
}

function gutter(
  view: View,
  { level, parts, filter, mark, sort }: FilterQuestions['gutter']['ask'],
): FilterQuestions['gutter']['answer'] {
  const length = Math.max(1, Math.min(MOST_PARTS, Math.floor(parts)));
  const problems = new Uint8Array(length);
  const hits = new Uint8Array(length);
  const listed = filter ?? (level === 'commands' ? '' : undefined);
  const through = listed === undefined ? undefined : view.filters.run(level, listed);
  if (through !== undefined && !(through instanceof FilterRun)) return { problems, hits };
  const total = through ? through.count : view.filters.total(level);
  const scale = length / Math.max(1, total);
  const worst = worstOf(view, level);
  const order = sortedRows(view, level, through, listed, sort);
  const rowAt = (at: number): number => {
    const place = order ? order[at]! : at;
    return through ? through.hit(place) : place;
  };
  for (let at = 0; at < total; at++) {
    const severity = worst(rowAt(at));
    if (severity === 0) continue;
    const part = Math.floor(at * scale);
    if (severity > problems[part]!) problems[part] = severity;
  }
  const marks = mark === undefined || mark === '' ? undefined : view.filters.run(level, mark);
  if (marks instanceof FilterRun && order) {
    for (let at = 0; at < total; at++)
      if (marks.matches(rowAt(at))) hits[Math.floor(at * scale)] = 1;
  } else if (marks instanceof FilterRun)
    for (let at = 0; at < marks.count; at++) {
      const row = through ? through.rank(marks.hit(at)) : marks.hit(at);
      hits[Math.min(length - 1, Math.floor(row * scale))] = 1;
    }
  return { problems, hits };
}

/** The worst finding noted in a row. */
function worstOf({ session }: View, level: Level): (row: number) => number {
  const { header } = session.chunks.column;
  const { firstChunk } = session.messages.column;
  if (level === 'segments') return () => 0;
  if (level === 'chunks') return (row) => severityOf(header.get(row));
  return (row) => severityOf(header.get(firstChunk.get(row)));
}
