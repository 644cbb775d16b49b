import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { Field } from '../dictionary/field.ts';
import type { Structure } from '../dictionary/structure.ts';
import type { Address } from '../bytes/address.ts';

/**
 * What a layout procedure may do with bytes. A procedure names the fields in order and passes the
 * value each would have; the wire decides what happens:
 *
 * - `WireReader` ignores the values passed and returns what it reads;
 * - `FieldTracer` does the same and records a tree of fields with their bits;
 * - `WireWriter` writes the values passed and returns them.
 *
 * When a reader runs out of bytes it sets `short` and returns 0, empty text or no bytes; procedures
 * need no check after each field, only loops must look at `short` or `remaining`.
 */
export interface Wire {
  /** True for a writer: list procedures then follow the value instead of the bytes. */
  readonly writing: boolean;
  /** Set once bytes ran out in the middle of a field. Always false for a writer. */
  readonly short: boolean;
  /** Whole bytes not read yet. Infinity for a writer. */
  readonly remaining: number;
  /** Bytes read or written so far. */
  readonly position: number;

  /** Begins a structure, inside the one that is open; returns its fields. */
  open<Fields extends Record<string, Field>>(structure: Structure<Fields>): Fields;
  /** Ends the structure opened last. */
  close(): void;
  /** Names the next structure opened: an index of a list, a property's name. */
  item(name: number | string): void;

  /** An unsigned integer of the field's width. */
  uint(field: Field, value: number): number;
  /** A two's complement integer of the field's width. */
  int(field: Field, value: number): number;
  /** A 64-bit IEEE 754 number. */
  double(field: Field, value: number): number;
  /** UTF-8 text of `length` bytes. A writer ignores `length`: the caller wrote it with `utf8Length`. */
  text(field: Field, length: number, value: string): string;
  /** `length` bytes as they are: a view for a reader, valid while its bytes are. */
  bytes(field: Field, length: number, value: Uint8Array): Uint8Array;

  /** `length` bytes (1 to 4), `ahead` of the next one, as an unsigned big-endian number; -1 when not all there. Takes none. */
  peek(length: number, ahead?: number): number;

  /** A value that is not on the wire here but carried over from the record at `from`. */
  inherited(field: Field, value: number, from?: Address): void;
  /** A value worked out from others. `how` is the sum in words, e.g. `1000 + 33`. */
  calculated(field: Field, value: number | string | boolean, how?: string): void;
  /** Attaches a diagnostic to the field just read, or to the open structure when none was. */
  note(diagnostic: Diagnostic): void;
}

/** No bytes: the value to pass for a `bytes` field that is being read. */
export const NO_BYTES: Uint8Array = new Uint8Array(0);
