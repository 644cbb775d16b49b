import { fromHex } from '../../src-protocol/bytes/hex.ts';
import type { OpenSource } from '../worker/protocol.ts';

const NAME = 'pasted bytes';

/**
 * Makes bytes of pasted text: hexadecimal digits (with spaces, `0x`, commas or colons between), a hex
 * dump with offsets on its lines, or base64. Undefined when the text is none of these.
 */
export function sourceFromText(text: string): OpenSource | undefined {
  const bytes = fromHexDump(text) ?? fromDigits(text) ?? fromBase64(text);
  return bytes && bytes.length > 0 ? { kind: 'bytes', name: NAME, bytes } : undefined;
}

function fromDigits(text: string): Uint8Array | undefined {
  return fromHex(text.replace(/0x/gi, '').replace(/[,:;]/g, ' '));
}

/** `00000010  03 00 0b 68 …  |...h|`, the offsets growing from zero. */
function fromHexDump(text: string): Uint8Array | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const bytes: number[] = [];
  for (const line of lines) {
    const match = /^\s*([0-9a-f]{4,8})(?::|\s|$)\s*((?:[0-9a-f]{2}(?:\s{1,2}|$))*)/i.exec(line);
    if (!match || parseInt(match[1]!, 16) !== bytes.length) return undefined;
    const row = match[2]!.trim();
    if (row === '') continue;
    bytes.push(...row.split(/\s+/).map((digits) => parseInt(digits, 16)));
  }
  return bytes.length > 0 ? Uint8Array.from(bytes) : undefined;
}

function fromBase64(text: string): Uint8Array | undefined {
  const letters = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
  if (letters.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(letters)) return undefined;
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
