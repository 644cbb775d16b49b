import { toHex } from '../../../src-protocol/bytes/hex.ts';

/** A way to copy bytes, with the name its menu entry has. */
export interface CopyFormat {
  readonly name: string;
  readonly write: (bytes: Uint8Array) => string;
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
];

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
