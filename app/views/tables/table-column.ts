import type { GridColumn } from '../../components/virtual-grid.tsx';
import type { Times } from '../../state/table-choice.ts';

/** A column of one of the tables: what it shows, and what filter its value makes. */
export interface TableColumn<Row> extends GridColumn<Row> {
  /** The whole word for menus. */
  readonly name: string;
  /** The field of filters that its rows can be put in order by. */
  readonly sort?: string;
  /** Not there until somebody asks for it. */
  readonly optional?: true;
  /** The condition that rows with the same value fulfil, such as `csid:3`. */
  readonly condition?: (row: Row) => string | undefined;
}

/** What cells need beside their row. */
export interface CellContext {
  /** When the connection began, seconds since 1970. */
  readonly start: number;
  readonly times: Times;
  /** Pixels for the column of numbers. */
  readonly numberWidth: number;
  /** Hides stream keys. */
  readonly mask: (text: string) => string;
  /** The time of the row before this one. */
  readonly timeBefore: (index: number) => number | undefined;
}
