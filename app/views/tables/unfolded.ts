/** A line of a table whose rows can be unfolded: a row, or one of the lines under it. */
export interface UnfoldedLine {
  readonly row: number;
  /** Which of the lines under the row, from 0; undefined for the row itself. */
  readonly under?: number;
}

/** Where lines are when some rows of a table have lines under them. Rows know nothing of it. */
export class Unfolded {
  /** Unfolded rows in order, with the lines under each and under those before it. */
  readonly #open: readonly {
    readonly row: number;
    readonly lines: number;
    readonly before: number;
  }[];
  readonly #added: number;

  constructor(lines: ReadonlyMap<number, number>) {
    let before = 0;
    this.#open = [...lines]
      .sort(([a], [b]) => a - b)
      .map(([row, count]) => {
        const one = { row, lines: count, before };
        before += count;
        return one;
      });
    this.#added = before;
  }

  /** Lines of a table with so many rows. */
  total(rows: number): number {
    return rows + this.#added;
  }

  /** What stands at a line. */
  at(line: number): UnfoldedLine {
    const above = this.#lastBefore(line, ({ row, before }) => row + before);
    if (!above) return { row: line };
    const under = line - (above.row + above.before) - 1;
    if (under < 0) return { row: above.row };
    return under < above.lines
      ? { row: above.row, under }
      : { row: line - above.before - above.lines };
  }

  /** The line at which a row stands. */
  lineOf(row: number): number {
    const above = this.#lastBefore(row - 1, (one) => one.row);
    return above ? row + above.before + above.lines : row;
  }

  #lastBefore(
    wanted: number,
    place: (one: { row: number; before: number }) => number,
  ): { row: number; lines: number; before: number } | undefined {
    let low = 0;
    let high = this.#open.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (place(this.#open[middle]!) <= wanted) low = middle + 1;
      else high = middle;
    }
    return this.#open[low - 1];
  }
}
