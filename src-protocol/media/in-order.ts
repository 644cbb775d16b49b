import { type Field, type FieldDeclaration, uint } from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';

/** Reads or writes numbers one after another; the value is a record by the keys of the fields. */
export function inOrder<Key extends string>(
  w: Wire,
  fields: Readonly<Record<Key, Field>>,
  keys: readonly Key[],
  given: Readonly<Partial<Record<Key, number>>> | undefined,
): Record<Key, number> {
  const result = {} as Record<Key, number>;
  for (const key of keys) {
    const field = fields[key];
    const value = given?.[key] ?? 0;
    result[key] = field.kind === 'int' ? w.int(field, value) : w.uint(field, value);
  }
  return result;
}

/** Bits the fields take together. */
export function bitsOf<Key extends string>(
  fields: Readonly<Record<Key, Field>>,
  keys: readonly Key[],
): number {
  return keys.reduce((sum, key) => sum + fields[key].bits, 0);
}

/** One to seven bits up to the next byte: what to declare where a structure ends in the middle of one. */
export type PaddingKey = `padding${1 | 2 | 3 | 4 | 5 | 6 | 7}`;

const padding = (bits: number): FieldDeclaration =>
  uint(bits, 'Fills the byte.', { label: 'padding' });

export const PADDING: Readonly<Record<PaddingKey, FieldDeclaration>> = {
  padding1: padding(1),
  padding2: padding(2),
  padding3: padding(3),
  padding4: padding(4),
  padding5: padding(5),
  padding6: padding(6),
  padding7: padding(7),
};

/** Fills up to the next byte after `taken` bits; returns the bits that were there, 0 where none were. */
export function pad(
  w: Wire,
  fields: Readonly<Record<PaddingKey, Field>>,
  taken: number,
  given: number,
): number {
  const bits = (8 - (taken % 8)) % 8;
  return bits === 0 ? 0 : w.uint(fields[`padding${bits as 1 | 2 | 3 | 4 | 5 | 6 | 7}`], given);
}
