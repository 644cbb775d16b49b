import { ByteList, MOST_BYTES } from './byte-list.ts';
import { isFrame, nodes } from './follow-raw.ts';
import { type HexRow, hexRows, rowBytes, type SameRows } from './hex-rows.ts';
import { packetsOf } from './packet-dump.ts';
import { leftOut, type Peer, remarked, type Stretch, type TextDump } from './text-dump.ts';

/** Bytes of a dump whose offsets follow each other, from 0 on. */
export interface DumpBlock {
  readonly peer: Peer;
  /** Number of the line it begins in: what stands before it may say when the packet came. */
  readonly line: number;
  readonly pieces: { skipped: number; readonly bytes: ByteList }[];
}

/**
 * A dump with offsets: of one run of bytes, of several packets, or (when some rows stand further right
 * than others, and offsets go on in both) of what the two ends of a connection sent.
 */
export function readHexDump(lines: readonly string[]): TextDump | undefined {
  const rows = hexRows(lines);
  const offsets = rows.filter((row): row is HexRow => !('same' in row));
  if (offsets.length === 0 || offsets.every(({ groups }) => groups.length === 0)) return undefined;
  const layout = layoutOf(offsets);
  const { blocks, used, jumps } = blocksOf(rows, layout);
  // Numbers at the beginning of lines that have nothing to do with each other are no offsets.
  if (blocks.length === 0 || jumps * 2 > offsets.length) return undefined;
  const others = lines.filter(
    (line, at) => !used.has(at) && !isFrame(line) && line.trim() !== '*' && !line.startsWith('```'),
  ).length;

  const packets = packetsOf(blocks, lines);
  if (packets) {
    const { heads, ...content } = packets;
    return {
      name: blocks.length === 1 ? 'a hex dump of a packet' : 'a hex dump of packets',
      content,
      ...remarked(leftOut(others - heads)),
    };
  }
  const words = layout.words
    ? 'Groups of four digits were read as hexdump and od -x print them: two bytes, the second one first.'
    : undefined;
  const skipped = blocks.some(({ pieces }) => pieces.some((piece) => piece.skipped > 0));
  const jump = skipped ? 'Its offsets jump: what lies between is shown as missing.' : undefined;
  const [first, ...more] = blocks;
  if (first && more.length === 0 && !skipped)
    return {
      name: 'a hex dump',
      content: { kind: 'bytes', bytes: first.pieces[0]!.bytes.bytes },
      ...remarked(words, leftOut(others)),
    };
  const both = blocks.some(({ peer }) => peer === 1);
  const pieces =
    !both && more.length > 0
      ? `Offsets begin again ${more.length === 1 ? 'once' : `${more.length} times`}: the parts were put one after the other.`
      : undefined;
  return {
    name: both ? 'a followed stream, as a hex dump' : 'a hex dump',
    content: { kind: 'streams', stretches: blocks.flatMap(stretches), peers: nodes(lines) },
    ...remarked(words, pieces, jump, leftOut(others)),
  };
}

/** How offsets and digits are to be read. */
interface Layout {
  readonly radix: 16 | 10 | 8;
  readonly words: boolean;
  /** Indents of the two ends; the second is undefined when all rows begin at the same place. */
  readonly indents: readonly [number, number | undefined];
}

function layoutOf(rows: readonly HexRow[]): Layout {
  const indents = [...new Set(rows.map(({ indent }) => indent))].sort((a, b) => a - b);
  const first = rows.find(({ groups }) => groups.length > 0)!;
  const groups = first.groups.slice(0, 8);
  const words =
    !first.colon && groups.length > 1 && groups.every(({ digits }) => digits.length === 4);
  return { radix: radixOf(rows, words), words, indents: [indents[0]!, indents[1]] };
}

/** od counts in octal, or in tens, with as many digits as hexdump: most rows have to agree with the next. */
function radixOf(rows: readonly HexRow[], words: boolean): Layout['radix'] {
  const some = rows.slice(0, 1000);
  const agreeing = (radix: number): number =>
    some.filter((row, at) => {
      const next = some[at + 1];
      if (next?.indent !== row.indent) return false;
      const width = parseInt(next.offset, radix) - parseInt(row.offset, radix);
      return width > 0 && rowBytes(row, width + 8, words).length === width;
    }).length;
  const [best] = ([16, 10, 8] as const)
    .map((radix) => ({ radix, rows: agreeing(radix) }))
    .sort((a, b) => b.rows - a.rows);
  return best!.radix;
}

/** Puts rows whose offsets follow each other together, and tells the lines they were in. */
function blocksOf(
  rows: readonly (HexRow | SameRows)[],
  { radix, words, indents }: Layout,
): { blocks: DumpBlock[]; used: Set<number>; jumps: number } {
  const used = new Set<number>();
  const blocks: DumpBlock[] = [];
  /** How far each end is. */
  const next: [number?, number?] = [];
  let current: DumpBlock | undefined;
  let last: Uint8Array = new Uint8Array(0);
  let repeat = false;
  let total = 0;
  let jumps = 0;
  rows.forEach((row, index) => {
    if ('same' in row) {
      repeat = last.length > 0;
      used.add(row.line);
      return;
    }
    const peer: Peer = row.indent === indents[1] ? 1 : 0;
    const offset = parseInt(row.offset, radix);
    const expected = next[peer] ?? offset;
    const restarts = offset === 0 && expected > 0;
    const missing = restarts ? 0 : offset - expected;
    if (missing !== 0 && !repeat) jumps++;
    if (missing < 0 || total + missing > MOST_BYTES) return;
    if (current?.peer !== peer || restarts) {
      // A row that only tells where the dump ends begins nothing.
      if (row.groups.length === 0 && offset === 0) return;
      current = { peer, line: row.line, pieces: [] };
      blocks.push(current);
    }
    used.add(row.line);
    const filled = repeat && missing > 0;
    if (filled) add(current, 0, repeated(last, missing));
    const bytes = rowBytes(row, widthOf(rows, index, radix), words);
    if (bytes.length > 0) add(current, filled ? 0 : missing, bytes);
    repeat = false;
    total += missing + bytes.length;
    if (bytes.length > 0) last = bytes;
    next[peer] = offset + bytes.length;
  });
  return { blocks: blocks.filter(({ pieces }) => pieces.length > 0), used, jumps };
}

function add(block: DumpBlock, skipped: number, bytes: Uint8Array): void {
  if (skipped > 0 || block.pieces.length === 0)
    block.pieces.push({ skipped, bytes: new ByteList() });
  block.pieces.at(-1)!.bytes.add(bytes);
}

/** The most bytes a row can have: as many as the next offset is further, or sixteen. */
function widthOf(rows: readonly (HexRow | SameRows)[], index: number, radix: number): number {
  const row = rows[index] as HexRow;
  const here = parseInt(row.offset, radix);
  for (const way of [1, -1]) {
    const other = rows[index + way];
    if (!other || 'same' in other || other.indent !== row.indent) continue;
    const width = way * (parseInt(other.offset, radix) - here);
    if (width > 0 && width <= 4096) return width;
  }
  return 16;
}

function repeated(row: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += row.length)
    bytes.set(row.subarray(0, Math.min(row.length, length - at)), at);
  return bytes;
}

function stretches({ peer, pieces }: DumpBlock): Stretch[] {
  return pieces.map(({ skipped, bytes }) => ({ peer, bytes: bytes.bytes, time: NaN, skipped }));
}
