import { toUtf8 } from '../bytes/text.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { Field } from '../dictionary/field.ts';
import type { Structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { AmfContext, DEEPEST, itemName } from './amf-context.ts';
import type {
  AmfBoolean,
  AmfDate,
  AmfEcmaArray,
  AmfNumber,
  AmfObject,
  AmfPlain,
  AmfProperty,
  AmfPropertyList,
  AmfReference,
  AmfStrictArray,
  AmfSwitch,
  AmfText,
  AmfTypedObject,
  AmfUnknown,
  AmfValue,
} from './amf-value.ts';
import * as S from './amf0-structures.ts';
import { amf3Value, startAmf3 } from './amf3.ts';
import * as D from './diagnostics.ts';
import { noteText } from './note-text.ts';

/**
 * The layout of one AMF0 value (AMF0 §2): a marker, and what that marker calls for. A reader ignores
 * `value`; a writer writes it. Where the bytes cannot be followed, the value is `unknown` or
 * `missing` and takes all that is left, so whoever called finds nothing more to read.
 */
export function amf0Value(w: Wire, value: AmfValue | undefined, context: AmfContext): AmfValue {
  const left = context.left(w);
  if (left === 0 || (w.writing && value!.type === 'missing')) return missing(w, context);
  const marker = w.writing ? markerOf(value!) : w.peek(1);
  if (left < smallest(w, marker)) return unknownValue(w, value, context, D.VALUE_CUT);
  if (w.writing && value!.type === 'unknown')
    return unknownValue(w, value, context, D.UNKNOWN_MARKER);
  if (context.depth >= DEEPEST && !w.writing)
    return unknownValue(w, value, context, D.VALUE_TOO_DEEP);

  context.depth++;
  const result = valueOf(w, marker, value, context);
  context.depth--;
  return result;
}

/** AMF0 values one after another, to the end of the payload (RTMP 1.0 §7.1.1). */
export function amf0Values(
  w: Wire,
  values: readonly AmfValue[] = [],
  context: AmfContext = new AmfContext(),
): AmfValue[] {
  const result: AmfValue[] = [];
  for (let i = 0; w.writing ? i < values.length : context.left(w) > 0; i++) {
    w.item(i);
    result.push(amf0Value(w, values[i], context));
  }
  return result;
}

/** The bytes that text takes as UTF-8. */
export function utf8Length(text: string): number {
  return toUtf8(text).length;
}

/** Bytes a value takes before it may be cut without losing what it is. */
function smallest(w: Wire, marker: number): number {
  if (marker === 0x10 && !w.writing) return 3 + (w.peek(3) & 0xffff);
  return SMALLEST[marker] ?? 1;
}

/** Bytes the smallest value of a marker takes, the marker included. */
const SMALLEST: readonly (number | undefined)[] = [
  9, 2, 3, 1, 1, 1, 1, 3, 5, 1, 5, 11, 5, 1, 1, 5, 3, 1,
];

const MARKERS: Readonly<Record<Exclude<AmfValue['type'], 'unknown' | 'missing'>, number>> = {
  number: 0x00,
  boolean: 0x01,
  string: 0x02,
  object: 0x03,
  movieclip: 0x04,
  null: 0x05,
  undefined: 0x06,
  reference: 0x07,
  'ecma-array': 0x08,
  'object-end': 0x09,
  'strict-array': 0x0a,
  date: 0x0b,
  'long-string': 0x0c,
  unsupported: 0x0d,
  recordset: 0x0e,
  'xml-document': 0x0f,
  'typed-object': 0x10,
  amf3: 0x11,
};

function markerOf(value: AmfValue): number {
  if (value.type === 'unknown') return value.marker;
  return value.type === 'missing' ? -1 : MARKERS[value.type];
}

/** A writer comes here by the value's own type, so each cast below holds for it. */
function valueOf(
  w: Wire,
  marker: number,
  value: AmfValue | undefined,
  context: AmfContext,
): AmfValue {
  switch (marker) {
    case 0x00:
      return numberValue(w, value as AmfNumber | undefined);
    case 0x01:
      return booleanValue(w, value as AmfBoolean | undefined);
    case 0x02:
      return textValue(w, value as AmfText | undefined, context, S.Amf0String, marker, 'string');
    case 0x03:
      return objectValue(w, value as AmfObject | undefined, context);
    case 0x04:
      return plainValue(w, marker, 'movieclip', D.RESERVED_MARKER);
    case 0x05:
      return plainValue(w, marker, 'null');
    case 0x06:
      return plainValue(w, marker, 'undefined');
    case 0x07:
      return referenceValue(w, value as AmfReference | undefined, context);
    case 0x08:
      return ecmaArrayValue(w, value as AmfEcmaArray | undefined, context);
    case 0x09:
      return plainValue(w, marker, 'object-end', D.MISPLACED_END);
    case 0x0a:
      return strictArrayValue(w, value as AmfStrictArray | undefined, context);
    case 0x0b:
      return dateValue(w, value as AmfDate | undefined);
    case 0x0c:
      return textValue(
        w,
        value as AmfText | undefined,
        context,
        S.Amf0LongString,
        marker,
        'long-string',
      );
    case 0x0d:
      return plainValue(w, marker, 'unsupported');
    case 0x0e:
      return plainValue(w, marker, 'recordset', D.RESERVED_MARKER);
    case 0x0f:
      return textValue(
        w,
        value as AmfText | undefined,
        context,
        S.Amf0XmlDocument,
        marker,
        'xml-document',
      );
    case 0x10:
      return typedObjectValue(w, value as AmfTypedObject | undefined, context);
    case 0x11:
      return switchValue(w, value as AmfSwitch | undefined, context);
    default:
      return unknownValue(w, value, context, marker === 0x22 ? D.INT64_MARKER : D.UNKNOWN_MARKER);
  }
}

function numberValue(w: Wire, value: AmfNumber | undefined): AmfNumber {
  const f = w.open(S.Amf0Number);
  w.uint(f.marker, 0x00);
  const number = w.double(f.number, value?.value ?? 0);
  w.close();
  return { type: 'number', value: number };
}

function booleanValue(w: Wire, value: AmfBoolean | undefined): AmfBoolean {
  const f = w.open(S.Amf0Boolean);
  w.uint(f.marker, 0x01);
  const byte = w.uint(f.boolean, value?.byte ?? (value?.value === true ? 1 : 0));
  if (byte > 1) w.note(D.BOOLEAN_BYTE);
  w.close();
  return byte > 1 ? { type: 'boolean', value: true, byte } : { type: 'boolean', value: byte === 1 };
}

function textValue(
  w: Wire,
  value: AmfText | undefined,
  context: AmfContext,
  structure: Structure<Record<'marker' | 'length' | 'string', Field>>,
  marker: number,
  type: AmfText['type'],
): AmfText {
  const f = w.open(structure);
  w.uint(f.marker, marker);
  const given = value?.value ?? '';
  const length = w.uint(f.length, value?.declaredLength ?? utf8Length(given));
  const there = Math.min(length, context.left(w));
  const string = textOf(w, f.string, there, given);
  const whole = w.writing ? value!.declaredLength === undefined : there === length;
  if (!whole) cut(w, context);
  w.close();
  return whole ? { type, value: string } : { type, value: string, declaredLength: length };
}

/** Text of a length that is there, noting what is not UTF-8. */
export function textOf(w: Wire, field: Field, length: number, given: string): string {
  const string = w.text(field, length, given);
  noteText(w, string);
  return string;
}

function objectValue(w: Wire, value: AmfObject | undefined, context: AmfContext): AmfObject {
  const f = w.open(S.Amf0Object);
  w.uint(f.marker, 0x03);
  context.complexValues++;
  const list = propertyList(w, value, context);
  w.close();
  return { type: 'object', ...list };
}

function typedObjectValue(
  w: Wire,
  value: AmfTypedObject | undefined,
  context: AmfContext,
): AmfTypedObject {
  const f = w.open(S.Amf0TypedObject);
  w.uint(f.marker, 0x10);
  context.complexValues++;
  const given = value?.className ?? '';
  const length = w.uint(f.classNameLength, utf8Length(given));
  const className = textOf(w, f.className, Math.min(length, context.left(w)), given);
  const list = propertyList(w, value, context);
  w.close();
  return { type: 'typed-object', className, ...list };
}

function ecmaArrayValue(
  w: Wire,
  value: AmfEcmaArray | undefined,
  context: AmfContext,
): AmfEcmaArray {
  const f = w.open(S.Amf0EcmaArray);
  w.uint(f.marker, 0x08);
  context.complexValues++;
  const count = w.uint(f.count, value?.count ?? 0);
  const list = propertyList(w, value, context);
  w.close();
  if (count !== list.properties.length) w.note(D.ECMA_COUNT);
  return { type: 'ecma-array', count, ...list };
}

/** Names and values until 00 00 09, which may be missing (AMF0 §2.5, §2.11). */
function propertyList(
  w: Wire,
  list: AmfPropertyList | undefined,
  context: AmfContext,
): AmfPropertyList {
  const properties: AmfProperty[] = [];
  const names = new Set<string>();
  let rest: Uint8Array | undefined;
  while (w.writing ? properties.length < list!.properties.length : !atEnd(w, context)) {
    const given = list?.properties[properties.length];
    if (!w.writing && !nameIsThere(w, context)) {
      rest = takeRest(w, context);
      break;
    }
    const name = propertyName(w, given?.name ?? '', names, context);
    w.item(itemName(name));
    context.enter(name);
    const value = amf0Value(w, given?.value, context);
    context.leave(w, value);
    properties.push({ name, value });
  }
  if (w.writing && list!.rest)
    rest = w.bytes(S.AmfRest.fields.bytes, list!.rest.length, list!.rest);
  if (w.writing ? !list!.truncated : context.left(w) > 0) {
    objectEnd(w);
    return { properties };
  }
  if (!context.cut) w.note(D.OBJECT_END_MISSING);
  return rest ? { properties, truncated: true, rest } : { properties, truncated: true };
}

function atEnd(w: Wire, context: AmfContext): boolean {
  const left = context.left(w);
  return left === 0 || (left >= 3 && w.peek(3) === 0x000009);
}

function nameIsThere(w: Wire, context: AmfContext): boolean {
  const left = context.left(w);
  return left >= 2 && left >= 2 + w.peek(2);
}

function propertyName(w: Wire, given: string, names: Set<string>, context: AmfContext): string {
  const f = w.open(S.Amf0PropertyName);
  const length = w.uint(f.length, utf8Length(given));
  const name = textOf(w, f.name, Math.min(length, context.left(w)), given);
  if (names.has(name)) w.note(D.DUPLICATE_NAME);
  else if (length === 0) w.note(D.EMPTY_NAME);
  names.add(name);
  w.close();
  return name;
}

function objectEnd(w: Wire): void {
  const f = w.open(S.Amf0ObjectEnd);
  w.uint(f.emptyName, 0);
  w.uint(f.marker, 0x09);
  w.close();
}

function strictArrayValue(
  w: Wire,
  value: AmfStrictArray | undefined,
  context: AmfContext,
): AmfStrictArray {
  const f = w.open(S.Amf0StrictArray);
  w.uint(f.marker, 0x0a);
  context.complexValues++;
  const count = w.uint(f.count, value?.count ?? 0);
  // Every value takes a byte or more; without this bound a count could ask for four thousand million.
  if (count > context.left(w)) w.note(D.ARRAY_COUNT);
  const items: AmfValue[] = [];
  while (
    w.writing ? items.length < value!.items.length : items.length < count && context.left(w) > 0
  ) {
    w.item(items.length);
    context.enter(items.length);
    const item = amf0Value(w, value?.items[items.length], context);
    context.leave(w, item);
    items.push(item);
  }
  if (!w.writing && items.length < count) cut(w, context);
  w.close();
  return { type: 'strict-array', count, items };
}

function referenceValue(
  w: Wire,
  value: AmfReference | undefined,
  context: AmfContext,
): AmfReference {
  const f = w.open(S.Amf0Reference);
  w.uint(f.marker, 0x07);
  const index = w.uint(f.index, value?.index ?? 0);
  if (index >= context.complexValues) w.note(D.BAD_REFERENCE);
  w.close();
  return { type: 'reference', index };
}

function dateValue(w: Wire, value: AmfDate | undefined): AmfDate {
  const f = w.open(S.Amf0Date);
  w.uint(f.marker, 0x0b);
  const time = w.double(f.time, value?.value ?? 0);
  const timeZone = w.int(f.timeZone, value?.timeZone ?? 0);
  if (timeZone !== 0) w.note(D.TIME_ZONE);
  w.close();
  return { type: 'date', value: time, timeZone };
}

function plainValue(
  w: Wire,
  marker: number,
  type: AmfPlain['type'],
  diagnostic?: Diagnostic,
): AmfPlain {
  const f = w.open(S.Amf0Plain);
  w.uint(f.marker, marker);
  if (diagnostic) w.note(diagnostic);
  w.close();
  return { type };
}

function switchValue(w: Wire, value: AmfSwitch | undefined, context: AmfContext): AmfSwitch {
  const f = w.open(S.Amf0AvmPlus);
  w.uint(f.marker, 0x11);
  startAmf3(context);
  const inner = amf3Value(w, value?.value, context);
  w.close();
  return { type: 'amf3', value: inner };
}

/** Takes all that is left, since nothing tells where the next value would begin. */
function unknownValue(
  w: Wire,
  value: AmfValue | undefined,
  context: AmfContext,
  why: Diagnostic,
): AmfUnknown {
  const given = value?.type === 'unknown' ? value : undefined;
  const f = w.open(S.Amf0Unknown);
  const marker = w.uint(f.marker, given?.marker ?? 0);
  w.note(why);
  const length = w.writing ? given!.bytes.length : context.left(w);
  const bytes = length > 0 ? w.bytes(f.bytes, length, given?.bytes ?? NO_BYTES) : NO_BYTES;
  context.cut = true;
  w.close();
  return { type: 'unknown', marker, bytes };
}

function missing(w: Wire, context: AmfContext): AmfPlain {
  cut(w, context);
  return { type: 'missing' };
}

/** Notes once a message that something ends too early. */
function cut(w: Wire, context: AmfContext): void {
  if (!context.cut) w.note(D.VALUE_CUT);
  context.cut = true;
}

/** Takes what is left of something cut off. */
export function takeRest(w: Wire, context: AmfContext): Uint8Array {
  const f = w.open(S.AmfRest);
  const bytes = w.bytes(f.bytes, context.left(w), NO_BYTES);
  cut(w, context);
  w.close();
  return bytes;
}
