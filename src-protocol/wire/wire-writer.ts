import { toUtf8 } from '../bytes/text.ts';
import type { Field } from '../dictionary/field.ts';
import type { Structure } from '../dictionary/structure.ts';
import type { Wire } from './wire.ts';

/** Writes fields, most significant bit first, into a buffer that grows. */
export class WireWriter implements Wire {
  readonly writing = true;
  readonly short = false;
  readonly remaining = Infinity;

  #bytes = new Uint8Array(256);
  #length = 0;
  /** Bits of the byte at `#length` that are written already. */
  #bit = 0;

  /** Whole bytes written. */
  get position(): number {
    return this.#length;
  }

  /** What was written, as a copy. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  open<Fields extends Record<string, Field>>(structure: Structure<Fields>): Fields {
    return structure.fields;
  }

  close(): void {
    // Structures leave no mark of their own on the wire.
  }

  item(_name: number | string): void {
    // Names of items are not on the wire.
  }

  uint(field: Field, value: number): number {
    if (this.#bit !== 0 || (field.bits & 7) !== 0) {
      this.#bits(field.bits, value);
      return value;
    }
    const size = field.bits >>> 3;
    const at = this.#room(size);
    let rest = value;
    for (let i = 0; i < size; i++) {
      this.#bytes[at + (field.littleEndian ? i : size - 1 - i)] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return value;
  }

  int(field: Field, value: number): number {
    this.uint(field, value < 0 ? value + 2 ** field.bits : value);
    return value;
  }

  double(_field: Field, value: number): number {
    const at = this.#room(8);
    new DataView(this.#bytes.buffer).setFloat64(at, value);
    return value;
  }

  text(field: Field, _length: number, value: string): string {
    this.bytes(field, 0, toUtf8(value));
    return value;
  }

  bytes(_field: Field, _length: number, value: Uint8Array): Uint8Array {
    // Room first: it may replace the buffer.
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
    return value;
  }

  peek(): number {
    return -1;
  }

  inherited(): void {
    // Not on the wire.
  }

  calculated(): void {
    // Not on the wire.
  }

  note(): void {
    // A writer is told what to write.
  }

  #bits(count: number, value: number): void {
    for (let i = count - 1; i >= 0; i--) {
      if (this.#bit === 0) this.#bytes[this.#room(1)] = 0;
      const bit = Math.floor(value / 2 ** i) % 2;
      const at = this.#length - 1;
      this.#bytes[at] = this.#bytes[at]! | (bit << (7 - this.#bit));
      this.#bit = (this.#bit + 1) % 8;
    }
  }

  /** Makes room for `size` more bytes; returns where they start. */
  #room(size: number): number {
    const at = this.#length;
    const needed = at + size;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
    }
    this.#length = needed;
    return at;
  }
}
