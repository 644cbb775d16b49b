import type { BitRange, StreamOffset } from '../../../src-protocol/bytes/units.ts';
import type { ByteGroup } from '../../learn/bound-facts.ts';

/** What stands in an article for a byte of a stream key. */
const COVER = '••';
/** What stands for it where there have to be bytes: a star. */
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

/** The groups, which begin at `start` of the stream, with the hexadecimal of hidden bytes covered. */
export function covered(
  groups: readonly ByteGroup[],
  start: StreamOffset,
  hidden: readonly BitRange[],
): ByteGroup[] {
  const isHidden = (byte: number) =>
    hidden.some((range) => range.start < byte * 8 + 8 && range.end > byte * 8);
  let at = start;
  return groups.map((group) => {
    const { hex, omitted } = group;
    // Bytes are left out before the last two.
    const head = omitted === 0 ? hex.length : hex.length - 2;
    const offsets = hex.map((_, index) => at + index + (index < head ? 0 : omitted));
    at += hex.length + omitted;
    return { ...group, hex: hex.map((byte, index) => (isHidden(offsets[index]!) ? COVER : byte)) };
  });
}
