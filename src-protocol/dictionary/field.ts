import type { Citation } from './citation.ts';

/** What a value of a field is called, and what it means where a name is not enough. */
export interface NamedValue {
  readonly name: string;
  readonly text?: string;
  readonly section?: Citation;
}

/** Names of the values of a field. A value without a name is still a value. */
export type ValueNames = Readonly<Record<number, string | NamedValue>>;

/** Names of single bits of a field, by bit value (1, 2, 4 …). */
export type FlagNames = Readonly<Record<number, string | NamedValue>>;

/** How the bits of a field are read. */
export type FieldKind =
  | 'uint' // unsigned, most significant byte first unless `littleEndian`
  | 'int' // two's complement
  | 'double' // IEEE 754, 64 bits, most significant byte first
  | 'text' // UTF-8, length known from elsewhere
  | 'bytes' // not interpreted further
  | 'computed'; // on no wire: worked out from other fields

/** Everything that can be said about a field beyond its width. */
export interface FieldOptions {
  /** The label of the specification's diagram; the key in words when left out. */
  readonly label?: string;
  /** The section, when it is not the structure's. */
  readonly see?: Citation;
  readonly values?: ValueNames;
  readonly flags?: FlagNames;
  readonly littleEndian?: boolean;
  /** What the number counts. */
  readonly unit?: 'ms' | 's' | 'bytes' | 'Hz' | 'ns' | 'bits' | 'kbit/s' | 'pixels' | 'frames/s';
  /** How people write it. Default decimal. */
  readonly format?: 'decimal' | 'hex' | 'fourcc' | 'version';
  /** What real programs do with it, where that differs from the text. */
  readonly practice?: string;
  /** What the errata correct or settle about it. */
  readonly errata?: string;
  /** What Enhanced RTMP changes about it. */
  readonly enhanced?: string;
}

/** A field before it belongs to a structure. */
export interface FieldDeclaration extends FieldOptions {
  readonly kind: FieldKind;
  /** Width in bits; 0 for a field whose length is known only when it is read. */
  readonly bits: number;
  readonly text: string;
}

/** A declared field of a structure. `id` is stable: links and tests use it. */
export interface Field extends FieldDeclaration {
  readonly id: string;
  readonly label: string;
  readonly see: Citation;
  readonly littleEndian: boolean;
}

/** An unsigned integer of `bits` bits (1 to 53), and its meaning in plain words. */
export function uint(bits: number, text: string, options: FieldOptions = {}): FieldDeclaration {
  return { ...options, kind: 'uint', bits, text };
}

/** A two's complement integer of `bits` bits (2 to 32). */
export function int(bits: number, text: string, options: FieldOptions = {}): FieldDeclaration {
  return { ...options, kind: 'int', bits, text };
}

/** A 64-bit IEEE 754 number. */
export function double(text: string, options: FieldOptions = {}): FieldDeclaration {
  return { ...options, kind: 'double', bits: 64, text };
}

/** UTF-8 text whose length in bytes another field tells. */
export function text(words: string, options: FieldOptions = {}): FieldDeclaration {
  return { ...options, kind: 'text', bits: 0, text: words };
}

/** Bytes that are kept as they are; `length` in bytes, 0 when another field tells. */
export function bytes(length: number, words: string, options: FieldOptions = {}): FieldDeclaration {
  return { ...options, kind: 'bytes', bits: length * 8, text: words };
}

/** A value that is on no wire but follows from fields that are. */
export function computed(words: string, options: FieldOptions = {}): FieldDeclaration {
  return { ...options, kind: 'computed', bits: 0, text: words };
}
