import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import type { FieldItem } from './field-items.ts';

/** Bytes looked through for a key when no field tells where it is. */
const SEARCHED = 4096;

/** Bits of the stream in which texts with one of `keys` stand, by the fields that hold them. */
export function hiddenFields(roots: readonly FieldItem[], keys: readonly string[]): BitRange[] {
  if (keys.length === 0) return [];
  return roots.flatMap((item) => {
    const value = item.node?.value;
    const own = typeof value === 'string' && keys.some((key) => value.includes(key));
    return [...(own ? item.node!.ranges : []), ...hiddenFields(item.children, keys)];
  });
}

/** The same for a record without a described message: the keys' bytes are looked for themselves. */
export function hiddenBytes(
  byteAt: (offset: number) => number | undefined,
  start: number,
  end: number,
  keys: readonly string[],
): BitRange[] {
  const found: BitRange[] = [];
  const last = Math.min(end, start + SEARCHED);
  for (const key of keys) {
    const bytes = new TextEncoder().encode(key);
    for (let at = start; at + bytes.length <= last; at++)
      if (bytes.every((byte, i) => byteAt(at + i) === byte))
        found.push({ start: at * 8, end: (at + bytes.length) * 8 });
  }
  return found;
}
