import type { BitRange, StreamOffset } from '../../../src-protocol/bytes/units.ts';

/** What stands for a byte of a stream key where there has to be a byte: a star. */
const STAR = 0x2a;

/** A copy of `bytes`, which begin at `start` of the stream, with stars in the hidden ranges. */
export function starred(
  bytes: Uint8Array,
  start: StreamOffset,
  hidden: readonly BitRange[],
): Uint8Array {
  const copy = bytes.slice();
  for (const range of hidden) {
    const from = Math.max(0, Math.floor(range.start / 8) - start);
    const to = Math.min(copy.length, Math.ceil(range.end / 8) - start);
    if (to > from) copy.fill(STAR, from, to);
  }
  return copy;
}
