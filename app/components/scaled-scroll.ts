/**
 * Browsers clamp the height of an element (Chromium at 33 554 428 px, others earlier), so a table of
 * millions of rows cannot be as high as its rows. Up to this height it is; from there on the
 * scrollbar is proportional.
 */
export const MAX_HEIGHT = 8_000_000;

/**
 * Arithmetic between two kinds of pixels: those of all rows one under the other (`offset`), and those
 * of the scrolled element (`scrollTop`). The same thing as long as the table is not too high.
 */
export class ScaledScroll {
  /** Height of all rows. */
  readonly total: number;
  /** Height the element is given. */
  readonly height: number;
  readonly #viewport: number;

  constructor(rowCount: number, rowHeight: number, viewport: number, maxHeight = MAX_HEIGHT) {
    this.total = rowCount * rowHeight;
    this.height = Math.min(this.total, Math.max(maxHeight, viewport));
    this.#viewport = viewport;
  }

  /** Whether one pixel of the scrollbar is more than one pixel of rows. */
  get scaled(): boolean {
    return this.height < this.total;
  }

  /** The greatest offset: the last row is at the lower edge. */
  get maxOffset(): number {
    return Math.max(0, this.total - this.#viewport);
  }

  /** An offset within the table. */
  clamp(offset: number): number {
    return Math.min(this.maxOffset, Math.max(0, offset));
  }

  /** Where the rows are when the element is scrolled to `scrollTop`. */
  toOffset(scrollTop: number): number {
    return this.clamp(this.scaled ? scrollTop * this.#ratio() : scrollTop);
  }

  /** Where the element has to be scrolled to for the rows to be at `offset`. */
  toScrollTop(offset: number): number {
    return this.scaled ? this.clamp(offset) / this.#ratio() : this.clamp(offset);
  }

  #ratio(): number {
    return this.maxOffset / (this.height - this.#viewport);
  }
}

/** The offset nearest to `offset` at which a row is wholly in view; `offset` itself when it is. */
export function offsetToShow(
  row: number,
  rowHeight: number,
  offset: number,
  viewport: number,
): number {
  const top = row * rowHeight;
  if (top < offset) return top;
  if (top + rowHeight > offset + viewport) return Math.max(0, top + rowHeight - viewport);
  return offset;
}

/** Rows in a stretch. The virtualizer keeps a number for each row it knows of, so it gets a stretch, not the table. */
export const STRETCH = 20_000;

/** The first row of the stretch that holds `firstRow` with room on either side. */
export function stretchStart(firstRow: number): number {
  const half = STRETCH / 2;
  return Math.max(0, Math.floor((firstRow - half / 2) / half) * half);
}
