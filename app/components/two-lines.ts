import type { CSSProperties } from 'react';
import type { GridColumn } from './virtual-grid.tsx';

/** Where rows have two lines, what matters first, in place of columns to the right of the screen. */
export const TWO_LINES = '(width <= 480px)';
/** Pixels of a header in two lines. */
export const TWO_LINES_HEADER = 44;

/** Columns in the order of two lines. */
export interface TwoLines<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly styles: readonly CSSProperties[];
  /** What the longer line needs, in pixels. */
  readonly width: number;
}

/**
 * Lays columns out in two lines. The last cell of the first line takes exactly what its line has left, so the next one begins
 * the second: cells stay side by side in the row, as readers of screens want them.
 */
export function inTwoLines<Row>(all: readonly GridColumn<Row>[]): TwoLines<Row> {
  const first = lineOf(all, 1);
  const second = lineOf(all, 2);
  const taken = first.slice(0, -1).reduce((sum, { narrow }) => sum + narrow!.size, 0);
  const styles = [...first, ...second].map(({ narrow }, at): CSSProperties => {
    if (at === first.length - 1) return { flex: `0 0 calc(100% - ${taken}px)` };
    return { flex: narrow!.grow ? `1 1 ${narrow!.size}px` : `0 0 ${narrow!.size}px` };
  });
  return {
    columns: [...first, ...second],
    styles,
    width: Math.max(widthOf(first), widthOf(second)),
  };
}

/** The columns of a line; what grows comes last in the first. */
function lineOf<Row>(all: readonly GridColumn<Row>[], line: 1 | 2): GridColumn<Row>[] {
  const own = all.filter(({ narrow }) => narrow?.line === line);
  if (line === 2) return own;
  const isLast = ({ narrow }: GridColumn<Row>): boolean => narrow?.grow === true;
  return [...own.filter((one) => !isLast(one)), ...own.filter(isLast)];
}

function widthOf<Row>(line: readonly GridColumn<Row>[]): number {
  return line.reduce((sum, { narrow }) => sum + narrow!.size, 0);
}
