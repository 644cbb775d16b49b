import { utf8 } from '../bytes/text.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { Field } from '../dictionary/field.ts';
import type { Structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from './wire.ts';

/** Eight bytes to turn into a double; one for the whole library, since reading is synchronous. */
const scratch = new DataView(new ArrayBuffer(8));

/**
 * Reads fields and keeps nothing: the wire of the index. One reader serves many records; `start`
 * points it at the next one. Notes are handed to `onNote`.
 */
export class WireReader implements Wire {
  readonly writing: boolean = false;
  short = false;
  /** Called for each note; the index counts them, a plain read ignores them. */
  onNote: ((diagnostic: Diagnostic) => void) | undefined;

  #bytes: Uint8Array = NO_BYTES;
  #origin = 0;
  #at = 0;
  #end = 0;
  /** Bits of the byte at `#at` that are taken already. */
  #bit = 0;

  constructor(bytes: Uint8Array = NO_BYTES, start = 0, end = bytes.length) {
    this.start(bytes, start, end);
  }

  /** Points the reader at `[start, end)` of `bytes`. */
  start(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#origin = start;
    this.#at = start;
    this.#end = end;
    this.#bit = 0;
    this.short = false;
  }

  get position(): number {
    return this.#at - this.#origin;
  }

  /** Position in bits, for the tracer. */
  get bitPosition(): number {
    return (this.#at - this.#origin) * 8 + this.#bit;
  }

  get remaining(): number {
    return this.#end - this.#at;
  }

  open<Fields extends Record<string, Field>>(structure: Structure<Fields>): Fields {
    return structure.fields;
  }

  close(): void {
    // Only a tracer cares.
  }

  item(_name: number | string): void {
    // Only a tracer cares.
  }

  uint(field: Field, _value: number): number {
    const { bits } = field;
    if (this.#bit !== 0 || (bits & 7) !== 0) return this.#bits(bits);
    const at = this.#at;
    const end = at + (bits >>> 3);
    if (end > this.#end) return this.#runOut();
    this.#at = end;
    const bytes = this.#bytes;
    // Written out by width: this is where the index spends its time.
    switch (bits) {
      case 8:
        return bytes[at]!;
      case 16:
        return field.littleEndian
          ? bytes[at]! | (bytes[at + 1]! << 8)
          : (bytes[at]! << 8) | bytes[at + 1]!;
      case 24:
        if (field.littleEndian) return wide(bytes, at, end, true);
        return (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
      case 32:
        return field.littleEndian
          ? (bytes[at]! |
              (bytes[at + 1]! << 8) |
              (bytes[at + 2]! << 16) |
              (bytes[at + 3]! << 24)) >>>
              0
          : ((bytes[at]! << 24) |
              (bytes[at + 1]! << 16) |
              (bytes[at + 2]! << 8) |
              bytes[at + 3]!) >>>
              0;
      default:
        return wide(bytes, at, end, field.littleEndian);
    }
  }

  int(field: Field, value: number): number {
    const unsigned = this.uint(field, value);
    const half = 2 ** (field.bits - 1);
    return unsigned >= half ? unsigned - 2 * half : unsigned;
  }

  double(_field: Field, _value: number): number {
    const at = this.#at;
    if (at + 8 > this.#end) return this.#runOut();
    for (let i = 0; i < 8; i++) scratch.setUint8(i, this.#bytes[at + i]!);
    this.#at = at + 8;
    return scratch.getFloat64(0);
  }

  text(field: Field, length: number, _value: string): string {
    return utf8(this.bytes(field, length, NO_BYTES));
  }

  bytes(_field: Field, length: number, _value: Uint8Array): Uint8Array {
    const at = this.#at;
    const end = Math.min(at + length, this.#end);
    if (end - at < length) this.short = true;
    this.#at = end;
    return this.#bytes.subarray(at, end);
  }

  peek(length: number, ahead = 0): number {
    const at = this.#at + ahead;
    if (at + length > this.#end) return -1;
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + this.#bytes[at + i]!;
    return value;
  }

  inherited(_field: Field, _value: number): void {
    // Only a tracer cares.
  }

  calculated(_field: Field, _value: number | string | boolean): void {
    // Only a tracer cares.
  }

  note(diagnostic: Diagnostic): void {
    this.onNote?.(diagnostic);
  }

  /** Fewer than eight bits, or bits that do not start on a byte. */
  #bits(count: number): number {
    const used = this.#bit;
    if (used + count > 8) return this.#bitsOfSeveralBytes(count);
    if (this.#at >= this.#end) return this.#runOut();
    const left = 8 - used - count;
    const value = (this.#bytes[this.#at]! >>> left) & ((1 << count) - 1);
    if (left === 0) {
      this.#bit = 0;
      this.#at++;
    } else this.#bit = used + count;
    return value;
  }

  #bitsOfSeveralBytes(count: number): number {
    if (this.#at * 8 + this.#bit + count > this.#end * 8) return this.#runOut();
    let value = 0;
    for (let left = count; left > 0;) {
      const take = Math.min(left, 8 - this.#bit);
      value = value * 2 ** take + this.#bits(take);
      left -= take;
    }
    return value;
  }

  #runOut(): number {
    this.short = true;
    this.#at = this.#end;
    this.#bit = 0;
    return 0;
  }
}

/** An unsigned integer of an unusual width in whole bytes, as a double. */
function wide(bytes: Uint8Array, start: number, end: number, littleEndian: boolean): number {
  let value = 0;
  if (littleEndian) for (let at = end - 1; at >= start; at--) value = value * 256 + bytes[at]!;
  else for (let at = start; at < end; at++) value = value * 256 + bytes[at]!;
  return value;
}
