import type { Wire } from '../wire/wire.ts';
import type { AmfContext } from './amf-context.ts';
import { U29 } from './amf3-structures.ts';
import * as D from './diagnostics.ts';

/**
 * The layout of a U29 (AMF3 §1.3.1): a number of 29 bits in one to four bytes. Returns −1 when it is
 * not all there, and takes nothing then.
 *
 * ```
 * 0xxxxxxx
 * 1xxxxxxx 0xxxxxxx
 * 1xxxxxxx 1xxxxxxx 0xxxxxxx
 * 1xxxxxxx 1xxxxxxx 1xxxxxxx xxxxxxxx
 * ```
 */
export function u29(w: Wire, value: number, context: AmfContext): number {
  const size = w.writing ? sizeFor(value) : sizeAt(w);
  if (size === 0 || size > context.left(w)) return -1;
  const f = w.open(U29);
  const field =
    size === 1 ? f.oneByte : size === 2 ? f.twoBytes : size === 3 ? f.threeBytes : f.fourBytes;
  const number = unpack(w.uint(field, pack(value, size)), size);
  if (sizeFor(number) < size) w.note(D.U29_TOO_LONG);
  if (size > 1) w.calculated(f.value, number, 'the bits without the continuation bits');
  w.close();
  return number;
}

function sizeFor(value: number): number {
  return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
}

/** Bytes the number at the wire's position takes; 0 when even the first is missing. */
function sizeAt(w: Wire): number {
  for (let size = 1; size <= 4; size++) {
    const bytes = w.peek(size);
    if (bytes < 0) return 0;
    if (size === 4 || (bytes & 0x80) === 0) return size;
  }
  return 4;
}

function pack(value: number, size: number): number {
  if (size === 4) {
    const top =
      (((value >>> 22) & 0x7f) << 16) | (((value >>> 15) & 0x7f) << 8) | ((value >>> 8) & 0x7f);
    return (top | 0x808080) * 256 + (value & 0xff);
  }
  let packed = value & 0x7f;
  for (let i = 1; i < size; i++) packed |= (((value >>> (7 * i)) & 0x7f) | 0x80) << (8 * i);
  return packed;
}

function unpack(bytes: number, size: number): number {
  if (size === 4) {
    const top = Math.floor(bytes / 256);
    return (
      ((((top >>> 16) & 0x7f) << 22) | (((top >>> 8) & 0x7f) << 15) | ((top & 0x7f) << 8)) +
      (bytes & 0xff)
    );
  }
  let value = 0;
  for (let i = size - 1; i >= 0; i--) value = (value << 7) | ((bytes >>> (8 * i)) & 0x7f);
  return value;
}
