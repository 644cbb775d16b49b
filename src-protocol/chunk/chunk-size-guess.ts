import { idAt } from './chain.ts';

/** Chunk sizes that real programs set, the default first. */
export const USUAL_CHUNK_SIZES: readonly number[] = [
  128, 4096, 60000, 65536, 65535, 1024, 2048, 5000, 8192, 10000, 32768, 0x7fffffff,
];

/** Messages looked at for sizes that are not usual. */
const MOST_LOOKED_AT = 12;
const SMALLEST = 64;

/**
 * Chunk sizes that long messages in these bytes show: type 3 headers stand at equal distances in them.
 * Only media messages with a header of type 0 or 1 are looked at; the more headers agree, the earlier
 * a size stands in the list.
 */
export function guessChunkSizes(bytes: Uint8Array): number[] {
  const votes = new Map<number, number>();
  let looked = 0;
  for (let at = 0; at + 16 < bytes.length && looked < MOST_LOOKED_AT; at++) {
    if (!beginsMedia(bytes, at)) continue;
    const sizes = sizesOf(bytes, at);
    if (sizes.size === 0) continue;
    looked++;
    for (const [size, points] of sizes) votes.set(size, (votes.get(size) ?? 0) + points);
  }
  return [...votes.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([size]) => size);
}

/** Whether the header of a media message longer than the smallest chunk can be here. */
function beginsMedia(bytes: Uint8Array, at: number): boolean {
  const fmt = bytes[at]! >>> 6;
  if (fmt > 1 || (bytes[at]! & 63) < 2) return false;
  const type = bytes[at + 7]!;
  if ((type !== 8 && type !== 9) || lengthAt(bytes, at) <= SMALLEST) return false;
  // A delta of more than a minute, unless it is one of 32 bits.
  return fmt === 0 || bytes[at + 1] === 0 || bytes[at + 1] === 255;
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return bytes[at + 4]! * 65536 + bytes[at + 5]! * 256 + bytes[at + 6]!;
}

/** Sizes that cut the message, and how many type 3 headers stand where each puts them. */
function sizesOf(bytes: Uint8Array, at: number): Map<number, number> {
  const id = idAt(bytes, at);
  const length = lengthAt(bytes, at);
  const extended = bytes[at + 1] === 255 && bytes[at + 2] === 255 && bytes[at + 3] === 255;
  const body = at + (bytes[at]! >>> 6 === 0 ? 12 : 8) + (extended ? 4 : 0);
  const sizes = new Map<number, number>();
  // With an extended timestamp, type 3 headers repeat four bytes, or leave them out.
  const steps = extended ? [5, 1] : [1];
  for (const step of steps)
    for (let size = SMALLEST; size < length && body + size < bytes.length; size++) {
      if (bytes[body + size] !== (0xc0 | id)) continue;
      const points = pointsAgreeing(bytes, body, size, step, length, 0xc0 | id);
      if (points >= 2) sizes.set(size, Math.max(points, sizes.get(size) ?? 0));
    }
  return sizes;
}

/** How many type 3 headers stand where this size puts them; 0 when one does not. */
function pointsAgreeing(
  bytes: Uint8Array,
  body: number,
  size: number,
  step: number,
  length: number,
  wanted: number,
): number {
  let points = 0;
  let at = body + size;
  for (let left = length - size; left > 0 && at < bytes.length; left -= size) {
    if (bytes[at] !== wanted) return 0;
    points++;
    at += step + Math.min(size, left);
  }
  // One point is proved by what stands behind the message: another header, not the same message going on.
  if (points === 1 && at < bytes.length && bytes[at]! >>> 6 < 3 && (bytes[at]! & 63) > 1) points++;
  return points;
}
