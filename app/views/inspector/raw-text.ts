import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import { toDigits } from '../../components/hex/rows.ts';

/** Bits of the longest field that is written out; longer ones are read in the hex pane. */
const MOST_BITS = 32;

/**
 * A field as it stands on the wire: digits of its bytes (`00 00 70`), or its bits where it shares a byte
 * (`000011`). Undefined where there is none, too much, or a byte is missing, hidden or not here yet.
 */
export function rawText(
  ranges: readonly BitRange[],
  byteAt: (offset: number) => number | undefined,
): string | undefined {
  const size = ranges.reduce((bits, { start, end }) => bits + end - start, 0);
  if (size === 0 || size > MOST_BITS) return undefined;
  const whole = ranges.every(({ start, end }) => start % 8 === 0 && end % 8 === 0);
  const parts: string[] = [];
  for (const { start, end } of ranges)
    for (let at = Math.floor(start / 8); at * 8 < end; at++) {
      const byte = byteAt(at);
      if (byte === undefined || byte < 0) return undefined;
      const bits = byte.toString(2).padStart(8, '0');
      parts.push(
        whole ? toDigits(byte) : bits.slice(Math.max(0, start - at * 8), Math.min(8, end - at * 8)),
      );
    }
  return parts.join(' ');
}
