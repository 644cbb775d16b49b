/** A half-open range of bits, counted from the first bit of the space the view shows. */
export interface Bits {
  readonly start: number;
  readonly end: number;
}

/** How a byte is covered by what is selected: not, in part (some of its bits), or wholly. */
export type Cover = 'none' | 'part' | 'whole';

/** How many rows `[start, end)` takes with `columns` bytes each. */
export function rowCount(start: number, end: number, columns: number): number {
  return Math.max(0, Math.ceil((end - start) / columns));
}

/** How `ranges` cover the byte at `offset`. */
export function coverOf(ranges: readonly Bits[], offset: number): Cover {
  const from = offset * 8;
  const to = from + 8;
  let bits = 0;
  for (const range of ranges)
    bits += Math.max(0, Math.min(range.end, to) - Math.max(range.start, from));
  if (bits === 0) return 'none';
  return bits < 8 ? 'part' : 'whole';
}

/** The bytes that `ranges` touch inside `[start, end)`, in order, each once. */
export function bytesOf(ranges: readonly Bits[], start: number, end: number): number[] {
  const touched: number[] = [];
  for (const range of ranges) {
    const first = Math.max(start, Math.floor(range.start / 8), (touched.at(-1) ?? -1) + 1);
    const last = Math.min(end, Math.ceil(range.end / 8));
    for (let offset = first; offset < last; offset++) touched.push(offset);
  }
  return touched;
}

/** How many bytes of a row fit: 16, 8 or 4. `character` and `width` in pixels. */
export function columnsFor(width: number, character: number, digits: number): number {
  for (const columns of [16, 8]) {
    // offset, gap, three characters a byte, gap, one character a byte, some air
    if ((digits + 2 + columns * 3 + 2 + columns + 2) * character <= width) return columns;
  }
  return 4;
}

/** Where a key takes the cursor; undefined when it is not a key of the view. */
export function cursorMove(
  at: number,
  key: string,
  space: { start: number; end: number; columns: number; page: number; control: boolean },
): number | undefined {
  const { start, end, columns } = space;
  const inRow = (at - start) % columns;
  const clamp = (offset: number): number => Math.max(start, Math.min(end - 1, offset));
  const vertical = (rows: number): number => {
    const to = at + rows * columns;
    if (to < start) return start + inRow;
    return to < end ? to : clamp(to);
  };
  switch (key) {
    case 'ArrowLeft':
      return clamp(at - 1);
    case 'ArrowRight':
      return clamp(at + 1);
    case 'ArrowUp':
      return vertical(-1);
    case 'ArrowDown':
      return vertical(1);
    case 'PageUp':
      return vertical(-Math.max(1, space.page));
    case 'PageDown':
      return vertical(Math.max(1, space.page));
    case 'Home':
      return space.control ? start : at - inRow;
    case 'End':
      return space.control ? end - 1 : clamp(at - inRow + columns - 1);
    default:
      return undefined;
  }
}

/** The character a byte is shown as beside the digits: itself when printable ASCII, a dot when not. */
export function characterOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
