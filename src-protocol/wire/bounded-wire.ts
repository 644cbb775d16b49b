import type { Address } from '../bytes/address.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { Field } from '../dictionary/field.ts';
import type { Structure } from '../dictionary/structure.ts';
import type { Wire } from './wire.ts';

/**
 * The next `length` bytes of another wire, for a procedure that reads to the end of what it is given: a
 * message inside a message. Running out sets `short` here and not there, and what was left of the bytes
 * belongs to the field that wanted more. For reading; a writer needs no bound.
 */
export class BoundedWire implements Wire {
  readonly writing = false;
  short = false;
  readonly #w: Wire;
  readonly #end: number;
  /** Bits of the current byte that are taken already. */
  #bit = 0;

  constructor(w: Wire, length: number) {
    this.#w = w;
    this.#end = w.position + length;
  }

  get remaining(): number {
    return this.#end - this.#w.position;
  }

  get position(): number {
    return this.#w.position;
  }

  open<Fields extends Record<string, Field>>(structure: Structure<Fields>): Fields {
    return this.#w.open(structure);
  }

  close(): void {
    this.#w.close();
  }

  item(name: number | string): void {
    this.#w.item(name);
  }

  uint(field: Field, value: number): number {
    if (!this.#take(field)) return 0;
    return this.#w.uint(field, value);
  }

  int(field: Field, value: number): number {
    if (!this.#take(field)) return 0;
    return this.#w.int(field, value);
  }

  double(field: Field, value: number): number {
    if (!this.#take(field)) return 0;
    return this.#w.double(field, value);
  }

  text(field: Field, length: number, value: string): string {
    return this.#w.text(field, this.#available(length), value);
  }

  bytes(field: Field, length: number, value: Uint8Array): Uint8Array {
    return this.#w.bytes(field, this.#available(length), value);
  }

  peek(length: number, ahead = 0): number {
    return ahead + length > this.remaining ? -1 : this.#w.peek(length, ahead);
  }

  inherited(field: Field, value: number, from?: Address): void {
    this.#w.inherited(field, value, from);
  }

  calculated(field: Field, value: number | string | boolean, how?: string): void {
    this.#w.calculated(field, value, how);
  }

  note(diagnostic: Diagnostic): void {
    this.#w.note(diagnostic);
  }

  /** Whether the bits of a number are there; when not, takes what is. */
  #take(field: Field): boolean {
    const left = this.remaining * 8 - this.#bit;
    if (field.bits <= left) {
      this.#bit = (this.#bit + field.bits) % 8;
      return true;
    }
    this.short = true;
    this.#bit = 0;
    if (left > 0) this.#w.uint({ ...field, kind: 'uint', bits: left }, 0);
    return false;
  }

  #available(length: number): number {
    if (length > this.remaining) this.short = true;
    return Math.min(length, this.remaining);
  }
}
