import { firstOf } from './source.ts';
import type { OpenSource } from '../worker/protocol.ts';

/** Bytes at the beginning and at the end of a file that its fingerprint is made from. */
const ENDS = 64 * 1024;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});

/** CRC-32 as gzip and PNG have it (ISO 3309), of several stretches of bytes as if they were one. */
export function crc32(...parts: readonly Uint8Array[]): number {
  let crc = 0xffffffff;
  for (const bytes of parts)
    for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[at]!) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * The CRC-32 of a file's first and last 64 KiB, as eight hexadecimal digits: with name and size it tells
 * captures apart without reading them; of a pair of dumps, the first one's. Undefined when the file cannot be read.
 */
export async function fingerprint(source: OpenSource): Promise<string | undefined> {
  if (source.kind === 'live') return undefined;
  const first = firstOf(source);
  const blob =
    first.kind === 'file' ? first.file : new Blob([first.bytes as Uint8Array<ArrayBuffer>]);
  const stretches =
    blob.size <= 2 * ENDS ? [blob] : [blob.slice(0, ENDS), blob.slice(blob.size - ENDS)];
  try {
    const parts = await Promise.all(stretches.map((stretch) => stretch.arrayBuffer()));
    return crc32(...parts.map((part) => new Uint8Array(part)))
      .toString(16)
      .padStart(8, '0');
  } catch {
    return undefined;
  }
}
