import type { Field } from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';

/** A number in groups of seven bits, and in how many bytes it was. */
export interface Leb128 {
  readonly value: number;
  readonly size: number;
}

/**
 * The layout of leb128() (AV1 §4.10.5): seven bits a byte, lowest group first, the top bit saying that one
 * more follows. Undefined, and nothing taken, when it is not all there within `left` bytes or takes more
 * than four, which is more than a message can be long.
 */
export function leb128(
  w: Wire,
  more: Field,
  bits: Field,
  left: number,
  given: Leb128 | undefined,
): Leb128 | undefined {
  const size = w.writing ? given!.size : sizeAt(w, left);
  if (size === 0) return undefined;
  let value = 0;
  for (let i = 0; i < size; i++) {
    w.uint(more, i < size - 1 ? 1 : 0);
    value += w.uint(bits, Math.floor((given?.value ?? 0) / 128 ** i) % 128) * 128 ** i;
  }
  return { value, size };
}

function sizeAt(w: Wire, left: number): number {
  for (let size = 1; size <= Math.min(4, left); size++)
    if ((w.peek(size) & 0x80) === 0) return size;
  return 0;
}
