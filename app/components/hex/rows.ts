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

/** A row of bytes in words: digits, runs of what cannot be shown, and the texts among them. */
export function rowText(row: readonly (number | undefined)[]): string {
  const parts: { readonly word: string; times: number }[] = [];
  for (const byte of row) {
    const word = byte === undefined || byte < 0 ? nameOfNone(byte) : toDigits(byte);
    const last = parts.at(-1);
    if (last?.word === word && word.length > 2) last.times++;
    else parts.push({ word, times: 1 });
  }
  const bytes = parts.map(({ word, times }) => (times > 1 ? `${times} bytes ${word}` : word));
  const texts = row
    .map((byte) => (byte !== undefined && isPrintable(byte) ? String.fromCharCode(byte) : '\0'))
    .join('')
    .split('\0')
    .filter((text) => text.trim().length >= SPOKEN_TEXT);
  return bytes.join(' ') + (texts.length > 0 ? `; text: ${texts.join(', ')}` : '');
}

/** Characters in a row that are worth reading as text. */
const SPOKEN_TEXT = 3;

function nameOfNone(byte: number | undefined): string {
  if (byte === undefined) return 'not read yet';
  return byte === -1 ? 'missing' : 'hidden';
}

/** Two hexadecimal digits. */
export function toDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** The character a byte is shown as beside the digits: itself when printable ASCII, a dot when not. */
export function characterOf(byte: number): string {
  return isPrintable(byte) ? String.fromCharCode(byte) : '·';
}
