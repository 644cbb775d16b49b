import { toHex } from '../../../src-protocol/bytes/hex.ts';

/** A way to copy bytes, with the name its menu entry has. */
export interface CopyFormat {
  readonly name: string;
  /** `at` is the offset of the first byte. */
  readonly write: (bytes: Uint8Array, at: number) => string;
}

/** How bytes can be copied. */
export const COPY_FORMATS: readonly CopyFormat[] = [
  { name: 'Hexadecimal', write: (bytes) => toHex(bytes, ' ') },
  { name: 'Base64', write: toBase64 },
  {
    name: 'C array',
    write: (bytes) => `const unsigned char bytes[${bytes.length}] = {${list(bytes)}};`,
  },
  { name: 'Uint8Array', write: (bytes) => `new Uint8Array([${list(bytes)}])` },
  { name: 'Hex dump', write: hexDump },
  { name: 'Markdown table', write: markdown },
];

/** As `hexdump -C` writes it, and `xxd -r`, `text2pcap` and this page read it. */
function hexDump(bytes: Uint8Array, at: number): string {
  return linesOf(bytes)
    .map((line, index) => {
      const offset = (at + index * LINE).toString(16).padStart(8, '0');
      const halves = [line.subarray(0, 8), line.subarray(8)].map((half) => toHex(half, ' '));
      return `${offset}  ${halves.join('  ').padEnd(48)}  |${textOf(line)}|\n`;
    })
    .join('');
}

/** Backquotes and bars would end a cell; the first becomes a dot, the second is escaped. */
function markdown(bytes: Uint8Array, at: number): string {
  const rows = linesOf(bytes).map((line, index) => {
    const text = textOf(line).replaceAll('`', '.').replaceAll('|', '\\|');
    return `| ${at + index * LINE} | \`${toHex(line, ' ')}\` | \`${text}\` |\n`;
  });
  return `| Offset | Bytes | Text |\n| ---: | --- | --- |\n${rows.join('')}`;
}

const LINE = 16;

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += LINE)
    lines.push(bytes.subarray(from, from + LINE));
  return lines;
}

function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
  ).join('');
}

/** Sixteen bytes a line, so that a paste stays readable. */
function list(bytes: Uint8Array): string {
  const items = Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, '0')}`);
  if (items.length <= 16) return items.join(', ');
  const lines: string[] = [];
  for (let i = 0; i < items.length; i += 16) lines.push(`  ${items.slice(i, i + 16).join(', ')},`);
  return `\n${lines.join('\n')}\n`;
}

/** Base64 as RFC 4648 §4 has it, padded. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
