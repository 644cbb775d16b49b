import type { Direction, StreamOffset } from '../bytes/units.ts';
import type { Diagnostic, Severity } from '../dictionary/diagnostic.ts';
import { type ColumnKind, NO_ROW } from '../table/column.ts';
import { Table } from '../table/table.ts';

/** One row a finding: which diagnostic, where. */
const FINDING_COLUMNS = {
  /** Number of the diagnostic in `diagnostics`. */
  diagnostic: 'u16',
  direction: 'u8',
  offset: 'f64',
  /** Chunk and message it is about, or NO_ROW. */
  chunk: 'u32',
  message: 'u32',
  /** Segment row of the byte at `offset`, for the time. */
  segment: 'u32',
} as const satisfies Record<string, ColumnKind>;

/** Severities as numbers that grow, for columns: 0 is no finding. */
export const SEVERITY_RANK: Readonly<Record<Severity, number>> = { note: 1, warning: 2, error: 3 };

/** The severity of a rank; undefined for 0. */
export function severityOfRank(rank: number): Severity | undefined {
  return rank === 3 ? 'error' : rank === 2 ? 'warning' : rank === 1 ? 'note' : undefined;
}

/** Rows kept of one kind of finding; the others are only counted, so that a bad file cannot fill memory. */
const MOST_OF_A_KIND = 10_000;

/** What was found wrong or worth knowing in a connection. */
export class Findings {
  readonly table = new Table(FINDING_COLUMNS);
  readonly diagnostics: Diagnostic[] = [];
  /** All findings by severity, those not kept as rows included. */
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  /** Findings of each of `diagnostics`, those not kept as rows included. */
  readonly totals: number[] = [];
  readonly #numbers = new Map<string, number>();

  /** Keeps a finding; returns its row, or NO_ROW when there are too many like it. */
  add(
    diagnostic: Diagnostic,
    direction: Direction,
    offset: StreamOffset,
    segment: number,
    chunk: number = NO_ROW,
    message: number = NO_ROW,
  ): number {
    this.counts[diagnostic.severity]++;
    const number = this.#numberOf(diagnostic);
    const found = (this.totals[number] ?? 0) + 1;
    this.totals[number] = found;
    if (found > MOST_OF_A_KIND) return NO_ROW;
    return this.table.push({ diagnostic: number, direction, offset, chunk, message, segment });
  }

  /** The diagnostic of a row. */
  diagnosticOf(row: number): Diagnostic {
    return this.diagnostics[this.table.column.diagnostic.get(row)]!;
  }

  #numberOf(diagnostic: Diagnostic): number {
    const known = this.#numbers.get(diagnostic.code);
    if (known !== undefined) return known;
    const number = this.diagnostics.push(diagnostic) - 1;
    this.#numbers.set(diagnostic.code, number);
    return number;
  }
}
