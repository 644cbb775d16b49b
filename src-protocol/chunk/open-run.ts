import type { ChunkStreams } from './chunk-stream.ts';

/** Chunks one after the other that go on with a message whose beginning is missing. */
export interface OpenRun {
  readonly chunkStreamId: number;
  readonly headerLength: number;
  readonly chunkSize: number;
  /** Where each begins, and what it carries; the last one may be shorter than the chunk size. */
  readonly chunks: readonly { readonly at: number; readonly payloadLength: number }[];
}

/** Larger chunks are too few to make a run. */
const LARGEST = 70_000;
/** Evidence in bits, above what the number of places tried takes away. */
const ENOUGH = 6;

/**
 * Looks for a run of type 3 chunks that ends at `end`, where a header is known to be: their headers are
 * one byte each, at equal distances, back to `start`. The last chunk's length is free, since a message
 * ends where it ends; so there are as many places to try as the chunk size has bytes.
 */
export function openRun(
  bytes: Uint8Array,
  start: number,
  end: number,
  sizes: readonly number[],
  streams: ChunkStreams,
): OpenRun | undefined {
  const known = streams.all().filter(({ chunkStreamId }) => chunkStreamId > 2);
  const ids = new Set(known.map(({ chunkStreamId }) => chunkStreamId));
  let best: OpenRun | undefined;
  let most = 0;
  for (const chunkSize of sizes) {
    if (chunkSize > LARGEST) continue;
    // With an extended timestamp in force, the headers repeat its four bytes.
    for (const headerLength of [1, 5]) {
      const tried = Math.log2(chunkSize * (ids.size === 0 ? 61 : ids.size));
      const lowest = Math.max(start, end - headerLength - chunkSize);
      for (let last = end - headerLength - 1; last >= lowest; last--) {
        const byte = bytes[last]!;
        if (byte < 0xc3 || (ids.size > 0 && !ids.has(byte & 63))) continue;
        const count = countBack(bytes, last, headerLength + chunkSize, start, headerLength);
        const evidence = count * 8 - tried;
        if (evidence < ENOUGH || count <= most) continue;
        most = count;
        best = runOf(byte & 63, headerLength, chunkSize, last, count, end);
      }
    }
  }
  return best;
}

/** How many headers like the one at `last` stand before it at the same distances, itself included. */
function countBack(
  bytes: Uint8Array,
  last: number,
  distance: number,
  start: number,
  headerLength: number,
): number {
  let count = 1;
  for (let at = last - distance; at >= start; at -= distance, count++)
    for (let i = 0; i < headerLength; i++) if (bytes[at + i] !== bytes[last + i]) return count;
  // One header alone says nothing of an extended timestamp.
  return headerLength > 1 && count === 1 ? 0 : count;
}

function runOf(
  chunkStreamId: number,
  headerLength: number,
  chunkSize: number,
  last: number,
  count: number,
  end: number,
): OpenRun {
  const chunks = [];
  for (let i = count - 1; i >= 0; i--) {
    const at = last - i * (headerLength + chunkSize);
    chunks.push({ at, payloadLength: i > 0 ? chunkSize : end - at - headerLength });
  }
  return { chunkStreamId, headerLength, chunkSize, chunks };
}
