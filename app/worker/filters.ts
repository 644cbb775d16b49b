import { headerLengthOf } from '../../src-protocol/chunk/chunk-table.ts';
import { compile, type Predicate } from '../../src-protocol/filter/compile.ts';
import { FilterRun } from '../../src-protocol/filter/filter-run.ts';
import { parse } from '../../src-protocol/filter/parse.ts';
import type { FilterProblem } from '../../src-protocol/filter/problem.ts';
import { SessionFilterRows } from '../../src-protocol/inspect/filter-rows.ts';
import type { FilterProgress, Level } from './filter-questions.ts';
import type { RecordRef } from './protocol.ts';
import type { View } from './view.ts';
import { ValueCounts } from './value-counts.ts';

/** Milliseconds of looking at rows before other questions get their turn. */
const TURN = 8;
/** Filters whose results are kept: the one in use, what it was before, other levels. */
const MOST_KEPT = 8;

interface Kept {
  readonly run: FilterRun;
  /** Whether the capture was read to its end when the run began: nothing changes any more. */
  readonly final: boolean;
  /** Rows there were when the run began, for tables that are put in order anew as they grow. */
  readonly size: number;
}

/** The filters of one connection: which rows match, as far as they have been looked at. */
export class Filters {
  readonly rows: SessionFilterRows;
  readonly #view: View;
  readonly #kept = new Map<string, Kept>();
  readonly #counts = new Map<string, ValueCounts>();

  constructor(view: View) {
    this.#view = view;
    this.rows = new SessionFilterRows(view.connection, view.session, view.describer, view.rows);
  }

  /** A filter at a level, begun when it is new; a problem when it cannot be read. */
  run(level: Level, text: string): FilterRun | FilterProblem {
    const key = `${level} ${text}`;
    const known = this.#kept.get(key);
    const { finished } = this.#view.connection;
    if (known && this.#isCurrent(level, known)) {
      // Used last is kept longest.
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.run;
    }
    const run = this.#begin(level, text);
    if (!(run instanceof FilterRun)) return run;
    run.advance();
    this.#kept.set(key, { run, final: finished, size: this.total(level) });
    for (const old of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(old);
    }
    return run;
  }

  /** Looks at more rows, for some milliseconds. */
  advance(level: Level, text: string): FilterProgress {
    const run = this.run(level, text);
    if (!(run instanceof FilterRun))
      return { problem: run, hits: 0, looked: 0, total: 0, done: true };
    const end = performance.now() + TURN;
    if (run.done && !this.#view.connection.finished) run.renew();
    while (!run.done && performance.now() < end) run.advance();
    return { hits: run.count, looked: run.looked, total: this.total(level), done: run.done };
  }

  /** Rows of a level without a filter; commands are looked for among the messages. */
  total(level: Level): number {
    const { session, segments } = this.#view;
    if (level === 'chunks') return session.chunks.length;
    return level === 'segments' ? segments.total() : session.messages.length;
  }

  /** The row a record has at a level; the nearest one before it where it has none itself. */
  rowOf(level: Level, { direction, at, kind }: RecordRef): number | undefined {
    const view = this.#view;
    if (level === 'segments') {
      const row = view.segments.find(direction, at);
      return row < 0 ? undefined : row;
    }
    const chunk = view.chunkAt(direction, at);
    if (chunk === undefined || kind === 'handshake' || level === 'chunks') return chunk;
    return kind === 'message'
      ? view.messageAt(direction, at)
      : view.session.chunks.column.message.get(chunk);
  }

  /** The record of a row; undefined for a segment in which nothing decoded begins. */
  recordOf(level: Level, row: number): RecordRef | undefined {
    const view = this.#view;
    if (level === 'chunks') return view.chunkRef(row);
    if (level !== 'segments') return view.messageRef(row);
    const segment = view.segments.rows(row, 1)[0];
    if (!segment) return undefined;
    const [chunk] = view.chunksIn(
      segment.direction,
      segment.offset,
      segment.offset + Math.max(1, segment.length),
    );
    return chunk && view.locate(segment.direction, Math.max(chunk.at, segment.offset));
  }

  /** Values of a field counted so far; some milliseconds more of counting are done first. */
  values(level: Level, field: string, filter: string): ValueCounts | undefined {
    const parsed = parse(field);
    const rows = level === 'chunks' || level === 'segments' ? this.rows.chunks : this.rows.messages;
    if ('problem' in parsed || parsed.expression.kind !== 'has') return undefined;
    const within = filter === '' && level !== 'commands' ? undefined : this.run(level, filter);
    const key = `${level} ${field} ${filter} ${this.#view.connection.finished}`;
    let counts = this.#counts.get(key);
    if (!counts) {
      const matches =
        within instanceof FilterRun && level !== 'segments'
          ? (row: number) => within.matches(row)
          : () => true;
      counts = new ValueCounts(parsed.expression.field, rows, matches);
      if (this.#counts.size >= MOST_KEPT) this.#counts.clear();
      this.#counts.set(key, counts);
    }
    const end = performance.now() + TURN;
    while (!counts.done && performance.now() < end) counts.advance();
    return counts;
  }

  #isCurrent(level: Level, { final, size }: Kept): boolean {
    if (final) return true;
    if (this.#view.connection.finished) return false;
    return level !== 'segments' || size === this.total(level);
  }

  #begin(level: Level, text: string): FilterRun | FilterProblem {
    const parsed = parse(text);
    if ('problem' in parsed) return parsed.problem;
    const { session } = this.#view;
    const length = (): number => this.total(level);
    if (level === 'chunks') {
      const { message } = session.chunks.column;
      const open = (row: number): boolean => this.rows.openMessage(message.get(row));
      return new FilterRun(compile(parsed.expression, this.rows.chunks), length, open);
    }
    if (level === 'segments')
      return new FilterRun(
        this.#overSegments(compile(parsed.expression, this.rows.chunks)),
        length,
      );
    const messages = compile(parsed.expression, this.rows.messages);
    const predicate = level === 'commands' ? this.#onlyCommands(messages) : messages;
    return new FilterRun(predicate, length, this.rows.openMessage);
  }

  #onlyCommands({ test, cost }: Predicate): Predicate {
    const { ledger } = this.#view.session;
    return { test: (row) => ledger.commandOf(row) !== undefined && test(row), cost };
  }

  /** A segment matches when it carries a byte of a chunk that does. */
  #overSegments({ test, cost }: Predicate): Predicate {
    const { segments, session } = this.#view;
    const { column } = session.chunks;
    const endOf = (chunk: number): number =>
      column.offset.get(chunk) +
      headerLengthOf(column.header.get(chunk)) +
      column.payloadLength.get(chunk);
    return {
      cost: Math.max(1, cost),
      test: (row) => {
        const [segment] = segments.rows(row, 1);
        if (!segment || segment.length === 0) return false;
        const list = session.chunkRows[segment.direction];
        const end = segment.offset + segment.length;
        let at = Math.max(0, list.lastAtMost(segment.offset, session.offsetOf));
        for (; at < list.length && column.offset.get(list.get(at)) < end; at++)
          if (endOf(list.get(at)) > segment.offset && test(list.get(at))) return true;
        return false;
      },
    };
  }
}
