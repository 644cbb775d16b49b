import { toHex } from '../../../src-protocol/bytes/hex.ts';
import type { Citation } from '../../../src-protocol/dictionary/citation.ts';
import type { Field, NamedValue } from '../../../src-protocol/dictionary/field.ts';
import type { FieldValue } from '../../../src-protocol/wire/field-tree.ts';
import { count, counted } from '../../format/numbers.ts';
import type { Base } from '../../state/settings.ts';

/** A value as people read it. */
export interface FormattedValue {
  /** The value itself: `20`, `0x3f`, `"live"`, `1 033 ms`. */
  readonly text: string;
  /** What the dictionary calls this value: `AMF0 command`. */
  readonly name?: string;
  /** The field has names for its values, and this is none of them. */
  readonly unnamed?: true;
  /** The other way of writing the number, where that helps. */
  readonly also?: string;
}

/** A name the dictionary has for a value or a bit, and whether it is the one present. */
export interface NameRow {
  readonly value: number;
  readonly name: string;
  readonly text?: string;
  readonly section?: Citation;
  readonly present: boolean;
}

/** From this many names on, a field's names are meant to be all there are; fewer are special cases. */
const ENUMERATION = 4;
/** Bytes of a value shown before it is cut. */
export const SHOWN_BYTES = 12;
/** Characters of a text shown in one line. */
const SHOWN_TEXT = 200;

/** Writes a value the way its field says people write it, numbers in the base somebody chose. `bytes` is the length of the whole value. */
export function formatValue(
  value: FieldValue,
  field: Field | undefined,
  bytes?: number,
  base: Base = 'decimal',
): FormattedValue {
  if (typeof value === 'string') return { text: quoted(value) };
  if (typeof value === 'boolean') return { text: String(value) };
  if (typeof value === 'number') return formatNumber(value, field, base);
  return { text: someBytes(value, bytes ?? value.length) };
}

function formatNumber(value: number, field: Field | undefined, base: Base): FormattedValue {
  const hexadecimal = base === 'hexadecimal' && canBeHex(value, field);
  const text = hexadecimal ? hexWithUnit(value, field) : numberText(value, field);
  const flags = flagsText(value, field);
  if (flags !== undefined) return { text, name: flags };
  const also = hexadecimal ? numberText(value, field) : otherWay(value, field);
  const rest = also === undefined ? {} : { also };
  if (!field?.values) return { text, ...rest };
  const named = field.values[value];
  if (named !== undefined) return { text, name: nameOf(named), ...rest };
  const all = Object.keys(field.values).length >= ENUMERATION;
  return all ? { text, unnamed: true, ...rest } : { text, ...rest };
}

/** Whole numbers that nothing asks to be written in another way. */
function canBeHex(value: number, field: Field | undefined): boolean {
  const free = field?.format === undefined && field?.kind !== 'double';
  return free && Number.isSafeInteger(value) && value >= 0;
}

function hexWithUnit(value: number, field: Field | undefined): string {
  const digits = hexText(value, field?.bits ?? 0);
  return field?.unit ? `${digits} ${field.unit}` : digits;
}

function numberText(value: number, field: Field | undefined): string {
  switch (field?.format) {
    case 'hex':
      return hexText(value, field.bits);
    case 'fourcc':
      return fourCc(value) ?? hexText(value, 32);
    case 'version':
      return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
    default:
      return field?.unit ? `${decimal(value)} ${field.unit}` : decimal(value);
  }
}

/** Decimal digits, whole numbers in groups from five digits on. */
export function decimal(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (!Number.isInteger(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return String(value);
  return Math.abs(value) < 10_000 ? String(value) : count(value);
}

/** Hexadecimal digits, as many as the bits take. */
export function hexText(value: number, bits: number): string {
  const digits = Math.max(1, Math.ceil(bits / 4));
  const unsigned = value < 0 ? value + 2 ** bits : value;
  return `0x${unsigned.toString(16).padStart(digits, '0')}`;
}

/** Four characters, when all are printable. */
export function fourCc(value: number): string | undefined {
  const codes = [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
  if (codes.some((code) => code < 0x20 || code > 0x7e)) return undefined;
  return `'${String.fromCharCode(...codes)}'`;
}

function otherWay(value: number, field: Field | undefined): string | undefined {
  if (!field || field.kind === 'double' || field.bits < 8 || !Number.isInteger(value)) return;
  if (field.format === 'hex') return decimal(value);
  if (field.format === 'fourcc' || field.format === 'version') return hexText(value, 32);
  return Math.abs(value) > 9 ? hexText(value, field.bits) : undefined;
}

function nameOf(named: string | NamedValue): string {
  return typeof named === 'string' ? named : named.name;
}

/** The flags that are set, spelled out; undefined when the field has none. */
function flagsText(value: number, field: Field | undefined): string | undefined {
  if (!field?.flags) return undefined;
  const set = flagRows(value, field).filter((row) => row.present);
  return set.length > 0 ? set.map((row) => row.name).join(' + ') : 'none set';
}

function flagRows(value: number, field: Field): NameRow[] {
  const rows: NameRow[] = [];
  let known = 0;
  for (const [key, named] of Object.entries(field.flags ?? {})) {
    const bit = Number(key);
    known += bit;
    rows.push(nameRow(bit, named, Math.floor(value / bit) % 2 === 1));
  }
  for (let bit = 1; bit <= value && bit < 2 ** 32; bit *= 2) {
    const isKnown = Math.floor(known / bit) % 2 === 1;
    if (!isKnown && Math.floor(value / bit) % 2 === 1)
      rows.push({
        value: bit,
        name: `bit ${hexText(bit, field.bits)} without a name`,
        present: true,
      });
  }
  return rows;
}

function nameRow(value: number, named: string | NamedValue, present: boolean): NameRow {
  if (typeof named === 'string') return { value, name: named, present };
  const { name, text, section } = named;
  return { value, name, present, ...(text && { text }), ...(section && { section }) };
}

/** Every name the dictionary has for the field's values or bits, the present one marked. */
export function namesOf(field: Field, value: FieldValue | undefined): NameRow[] {
  const number = typeof value === 'number' ? value : NaN;
  if (field.flags) return flagRows(Number.isNaN(number) ? 0 : number, field);
  return Object.entries(field.values ?? {}).map(([key, named]) =>
    nameRow(Number(key), named, Number(key) === number),
  );
}

/** Text in quotation marks, control characters written as escapes, cut when it is long. */
function quoted(text: string): string {
  const cut = text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text;
  return JSON.stringify(cut).replaceAll('\u007f', '\\u007f');
}

function someBytes(bytes: Uint8Array, length: number): string {
  if (length === 0) return 'no bytes';
  const shown = toHex(bytes.subarray(0, SHOWN_BYTES), ' ');
  return length <= SHOWN_BYTES ? shown : `${shown} …`;
}

/** How many bits or bytes `[start, end)` takes, in words. */
export function sizeText(start: number, end: number): string {
  const bits = end - start;
  if (bits % 8 === 0) return counted(bits / 8, 'byte');
  return counted(bits, 'bit');
}
