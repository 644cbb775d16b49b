import { Decompress } from 'fzstd';
import { Unzstd } from '../src-protocol/capture/unzstd.ts';

/** Unpacks Zstandard block by block. Throws a sentence where it is damaged or was cut. */
export function* unzstd(packed: Iterable<Uint8Array>): Generator<Uint8Array, undefined> {
  const stream = new Unzstd((unpacked) => new Decompress(unpacked));
  for (const block of packed) yield* stream.push(block);
  return yield* stream.end();
}
