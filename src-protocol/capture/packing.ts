/** How a file is packed, where it is in a way that can be unpacked. */
export type Packing = 'gzip' | 'zstd';

/** Tells by the first bytes (RFC 1952 §2.3.1, RFC 8878 §3.1.1) whether a file is packed. */
export function packingOf(bytes: Uint8Array): Packing | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  const isZstd = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
  return isZstd ? 'zstd' : undefined;
}

/** Bytes of a Zstandard frame that `zstdWindow` needs. */
export const ZSTD_HEADER = 18;

/** The largest window that is unpacked: what the zstd program takes without being told to. */
export const MOST_ZSTD_WINDOW = 128 * 1024 * 1024;

/**
 * Bytes that have to be kept in memory to unpack a Zstandard frame (RFC 8878 §3.1.1.1.2): a frame of a
 * few bytes can ask for gigabytes.
 */
export function zstdWindow(frame: Uint8Array): number {
  const descriptor = frame[4] ?? 0;
  const singleSegment = (descriptor & 0x20) !== 0;
  if (!singleSegment) {
    const window = frame[5] ?? 0;
    const base = 2 ** (10 + (window >>> 3));
    return base + (base / 8) * (window & 7);
  }
  const at = 5 + [0, 1, 2, 4][descriptor & 3]!;
  const length = [1, 2, 4, 8][descriptor >>> 6]!;
  let size = length === 2 ? 256 : 0;
  for (let i = 0; i < length; i++) size += (frame[at + i] ?? 0) * 2 ** (8 * i);
  return size;
}
