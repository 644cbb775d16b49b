import { fromHex } from '../bytes/hex.ts';
import { ByteList } from './byte-list.ts';
import { leftOut, remarked, type TextDump } from './text-dump.ts';

/** Bytes that digits among other lines must add up to: words such as "dead" and "added" are digits, too. */
const ENOUGH = 8;

/**
 * Hexadecimal digits without offsets: `03 00 0b`, `03000b`, `03:00:0b`, `0x03, 0x00`, `\x03\x00`. Lines
 * that have anything else in them are left out.
 */
export function readDigits(lines: readonly string[]): TextDump | undefined {
  const bytes = new ByteList();
  let others = 0;
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('```')) continue;
    const digits = trimmed.replace(/0x|\\x/gi, ' ').replace(/[,:;{}"'[\]]/g, ' ');
    if (digits.trim() === '') continue;
    const row = digits.split(/\s+/).every(isPairs) ? fromHex(digits) : undefined;
    if (row && row.length > 0) bytes.add(row);
    else others++;
  }
  if (bytes.length === 0 || (others > 0 && bytes.length < ENOUGH)) return undefined;
  return {
    name: 'hexadecimal digits',
    content: { kind: 'bytes', bytes: bytes.bytes },
    ...remarked(leftOut(others)),
  };
}

/** An even number of digits: half a byte is no byte. */
function isPairs(word: string): boolean {
  return /^(?:[0-9a-f]{2})*$/i.test(word);
}
