import { Decompress } from 'fzstd';
import { MOST_ZSTD_WINDOW, zstdWindow } from '../src-protocol/capture/packing.ts';

/** Packed bytes unpacked at once: the most they can become, some hundred megabytes, is seldom near. */
const PIECE = 4096;

/** Unpacks Zstandard (RFC 8878) block by block. Throws a sentence where it is damaged or was cut. */
export function* unzstd(packed: Iterable<Uint8Array>): Generator<Uint8Array, undefined> {
  let unpacked: Uint8Array[] = [];
  let first = true;
  const stream = new Decompress((block) => unpacked.push(block));
  for (const block of packed) {
    if (first && zstdWindow(block) > MOST_ZSTD_WINDOW)
      throw new Error(`it asks for a window of ${zstdWindow(block)} bytes`);
    first = false;
    for (let at = 0; at < block.length; at += PIECE) {
      stream.push(block.slice(at, at + PIECE));
      yield* unpacked;
      unpacked = [];
    }
  }
  stream.push(new Uint8Array(0), true);
  yield* unpacked;
  return undefined;
}
