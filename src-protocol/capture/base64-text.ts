import { leftOut, remarked, type TextDump } from './text-dump.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(
  Array.from(`${ALPHABET}-_`, (letter, at) => [letter, at < 64 ? at : at - 2] as const),
);

/** Bytes of base64 (RFC 4648 §4, and §5 with its other two letters); undefined when it is none. */
export function base64Bytes(text: string): Uint8Array | undefined {
  const letters = text.replace(/=+$/, '');
  if (letters.length % 4 === 1 || text.length - letters.length > 2) return undefined;
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let bits = 0;
  let at = 0;
  for (let i = 0; i < letters.length; i++) {
    const value = VALUES.get(letters[i]!);
    if (value === undefined) return undefined;
    bits = (bits << 6) | value;
    if (i % 4 !== 0) bytes[at++] = (bits >>> (6 - 2 * (i % 4))) & 255;
  }
  return bytes;
}

/** Letters a line must have to be taken for base64 among others: a word is base64, too. */
const LONG_LINE = 40;

/** Base64: the whole text, or its long lines without a blank, with a shorter one at their end. */
export function readBase64(lines: readonly string[]): TextDump | undefined {
  const trimmed = lines.map((line) => line.trim()).filter((line) => line !== '');
  const whole = trimmed.join('');
  if (whole.length >= 8 && !/\s/.test(whole)) {
    const bytes = base64Bytes(whole);
    if (bytes && !/^[a-z]+$/i.test(whole)) return dump(bytes, 0);
  }
  const first = trimmed.findIndex(isLong);
  if (first < 0) return undefined;
  let end = first;
  while (end < trimmed.length && isLong(trimmed[end]!)) end++;
  if (end < trimmed.length && base64Bytes([...trimmed.slice(first, end + 1)].join(''))) end++;
  const bytes = base64Bytes(trimmed.slice(first, end).join(''));
  return bytes && dump(bytes, trimmed.length - (end - first));
}

function isLong(line: string): boolean {
  return line.length >= LONG_LINE && /^[A-Za-z0-9+/_-]+={0,2}$/.test(line);
}

function dump(bytes: Uint8Array, others: number): TextDump {
  return { name: 'base64 text', content: { kind: 'bytes', bytes }, ...remarked(leftOut(others)) };
}
