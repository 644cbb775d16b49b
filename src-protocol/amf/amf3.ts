import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { toUtf8 } from '../bytes/text.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { Field } from '../dictionary/field.ts';
import { type AmfContext, type Amf3Tables, DEEPEST, itemName } from './amf-context.ts';
import { flexMessage, isCutFlex, isFlexMessage } from './amf3-flex.ts';
import { AmfRest } from './amf0-structures.ts';
import type {
  Amf3Array,
  Amf3ByteArray,
  Amf3Date,
  Amf3Dictionary,
  Amf3Member,
  Amf3Number,
  Amf3NumberVector,
  Amf3Object,
  Amf3ObjectVector,
  Amf3Plain,
  Amf3Reference,
  Amf3String,
  Amf3Text,
  Amf3Traits,
  Amf3Unknown,
  Amf3Value,
  Amf3Xml,
} from './amf3-value.ts';
import * as S from './amf3-structures.ts';
import * as D from './diagnostics.ts';
import { noteText } from './note-text.ts';
import { u29 } from './u29.ts';

/** Begins an AMF3 value inside AMF0: its tables start empty (AMF3 §4.1; errata §7.2). */
export function startAmf3(context: AmfContext): void {
  context.amf3 = { strings: [], traits: [], objects: 0 };
}

/** The layout of one AMF3 value (AMF3 §3). A reader ignores `value`; a writer writes it. */
export function amf3Value(w: Wire, value: Amf3Value | undefined, context: AmfContext): Amf3Value {
  if (context.left(w) === 0 || (w.writing && value!.type === 'missing')) return missing(w, context);
  if (w.writing && value!.type === 'unknown') return unknownValue(w, value, context);
  const marker = w.writing ? markerOf(value!) : w.peek(1);
  if (!w.writing && context.depth >= DEEPEST)
    return unknownValue(w, value, context, D.VALUE_TOO_DEEP);

  context.depth++;
  const result = valueOf(w, marker, value, context);
  context.depth--;
  return result;
}

const MARKERS: Readonly<
  Record<Exclude<Amf3Value['type'], 'unknown' | 'missing' | 'reference'>, number>
> = {
  undefined: 0x00,
  null: 0x01,
  false: 0x02,
  true: 0x03,
  integer: 0x04,
  double: 0x05,
  string: 0x06,
  'xml-document': 0x07,
  date: 0x08,
  array: 0x09,
  object: 0x0a,
  xml: 0x0b,
  'byte-array': 0x0c,
  'vector-int': 0x0d,
  'vector-uint': 0x0e,
  'vector-double': 0x0f,
  'vector-object': 0x10,
  dictionary: 0x11,
};

const PLAIN = ['undefined', 'null', 'false', 'true'] as const;

function markerOf(value: Amf3Value): number {
  if (value.type === 'unknown' || value.type === 'missing') return -1;
  return value.type === 'reference' ? value.marker : MARKERS[value.type];
}

/** A writer comes here by the value's own type, so each cast below holds for it. */
function valueOf(
  w: Wire,
  marker: number,
  value: Amf3Value | undefined,
  context: AmfContext,
): Amf3Value {
  switch (marker) {
    case 0x00:
    case 0x01:
    case 0x02:
    case 0x03:
      return plainValue(w, marker, PLAIN[marker]);
    case 0x04:
      return integerValue(w, value as Amf3Number | undefined, context);
    case 0x05:
      return doubleValue(w, value as Amf3Number | undefined, context);
    case 0x06:
      return stringValue(w, value as Amf3String | undefined, context);
    case 0x07:
      return xmlValue(
        w,
        marker,
        'xml-document',
        value as Amf3Xml | Amf3Reference | undefined,
        context,
      );
    case 0x08:
      return dateValue(w, value as Amf3Date | Amf3Reference | undefined, context);
    case 0x09:
      return arrayValue(w, value as Amf3Array | Amf3Reference | undefined, context);
    case 0x0a:
      return objectValue(w, value as Amf3Object | Amf3Reference | undefined, context);
    case 0x0b:
      return xmlValue(w, marker, 'xml', value as Amf3Xml | Amf3Reference | undefined, context);
    case 0x0c:
      return byteArrayValue(w, value as Amf3ByteArray | Amf3Reference | undefined, context);
    case 0x0d:
    case 0x0e:
    case 0x0f:
      return numberVector(
        w,
        marker,
        value as Amf3NumberVector | Amf3Reference | undefined,
        context,
      );
    case 0x10:
      return objectVector(w, value as Amf3ObjectVector | Amf3Reference | undefined, context);
    case 0x11:
      return dictionaryValue(w, value as Amf3Dictionary | Amf3Reference | undefined, context);
    default:
      return unknownValue(w, value, context, D.AMF3_UNKNOWN_MARKER);
  }
}

function plainValue(w: Wire, marker: number, type: Amf3Plain['type']): Amf3Plain {
  const f = w.open(S.Amf3Plain);
  w.uint(f.marker, marker);
  w.close();
  return { type };
}

function integerValue(
  w: Wire,
  value: Amf3Number | undefined,
  context: AmfContext,
): Amf3Number | Amf3Plain {
  const f = w.open(S.Amf3Integer);
  w.uint(f.marker, 0x04);
  const given = value?.value ?? 0;
  const raw = u29(w, given < 0 ? given + 2 ** 29 : given, context);
  if (raw < 0) return end(w, context);
  const number = raw >= 2 ** 28 ? raw - 2 ** 29 : raw;
  w.calculated(f.integer, number, raw === number ? 'U29' : 'U29 − 2²⁹, since bit 28 is the sign');
  w.close();
  return { type: 'integer', value: number };
}

function doubleValue(
  w: Wire,
  value: Amf3Number | undefined,
  context: AmfContext,
): Amf3Number | Amf3Plain {
  const f = w.open(S.Amf3Double);
  w.uint(f.marker, 0x05);
  if (context.left(w) < 8) return end(w, context);
  const number = w.double(f.number, value?.value ?? 0);
  w.close();
  return { type: 'double', value: number };
}

function stringValue(w: Wire, value: Amf3String | undefined, context: AmfContext): Amf3String {
  const f = w.open(S.Amf3StringValue);
  w.uint(f.marker, 0x06);
  const text = amf3Text(w, value?.text, context);
  w.close();
  return { type: 'string', text };
}

const EMPTY: Amf3Text = { text: '' };

/** UTF-8-vr (AMF3 §1.3.2): text in full, or its number in the table of strings. */
function amf3Text(w: Wire, value: Amf3Text | undefined, context: AmfContext): Amf3Text {
  const f = w.open(S.Amf3String);
  const given = value ?? EMPTY;
  const wanted =
    given.reference === undefined ? toUtf8(given.text).length * 2 + 1 : given.reference * 2;
  const head = u29(w, wanted, context);
  if (head < 0) {
    end(w, context);
    return EMPTY;
  }
  const number = Math.floor(head / 2);
  if (head % 2 === 0) {
    w.calculated(f.reference, number, 'U29 >> 1');
    const found = w.writing ? given : lookUp(w, 'strings', number, context);
    const text = found?.text ?? '';
    // One long text may be referred to from everywhere; the tree keeps only its beginning.
    w.calculated(f.value, text.length > 256 ? `${text.slice(0, 255)}…` : text);
    w.close();
    return { text, reference: number };
  }
  w.calculated(f.length, number, 'U29 >> 1');
  const there = Math.min(number, context.left(w));
  if (there < number) w.note(D.AMF3_COUNT);
  const text = w.text(f.string, there, given.text);
  noteText(w, text);
  w.close();
  const result = { text };
  if (number > 0) remember('strings', result, context);
  return result;
}

/** Enters a string or traits in the tables of this value and of the message. */
function remember<Name extends 'strings' | 'traits'>(
  name: Name,
  entry: Amf3Tables[Name][number],
  context: AmfContext,
): void {
  (context.amf3[name] as (typeof entry)[]).push(entry);
  (context.amf3Message[name] as (typeof entry)[]).push(entry);
}

/** An earlier entry; of the whole message when this value's own table is too short. */
function lookUp<Name extends 'strings' | 'traits'>(
  w: Wire,
  name: Name,
  index: number,
  context: AmfContext,
): Amf3Tables[Name][number] | undefined {
  const own = context.amf3[name][index];
  if (own) return own;
  const kept = context.amf3Message[name][index];
  w.note(kept ? D.AMF3_KEPT_TABLES : D.AMF3_BAD_REFERENCE);
  return kept;
}

function enterObject(context: AmfContext): void {
  context.amf3.objects++;
  context.amf3Message.objects++;
}

/**
 * The U29 that begins everything in the table of objects: an index, or what the caller passes as
 * `own` with its lowest bit set. Undefined when it is cut off; the structure is closed then.
 */
function header(
  w: Wire,
  f: { readonly marker: Field; readonly reference: Field },
  marker: number,
  value: Amf3Value | undefined,
  own: number,
  context: AmfContext,
): number | Amf3Reference | Amf3Plain {
  w.uint(f.marker, marker);
  const given = value?.type === 'reference' ? value.index * 2 : own;
  const head = u29(w, given, context);
  if (head < 0) return end(w, context);
  if (head % 2 === 1) {
    enterObject(context);
    return head;
  }
  const index = head / 2;
  w.calculated(f.reference, index, 'U29 >> 1');
  if (index >= context.amf3.objects)
    w.note(index < context.amf3Message.objects ? D.AMF3_KEPT_TABLES : D.AMF3_BAD_REFERENCE);
  w.close();
  return { type: 'reference', marker, index };
}

/** A header that counts what follows: the count, or a finished value. */
function counted(
  w: Wire,
  f: { readonly marker: Field; readonly reference: Field },
  field: Field,
  marker: number,
  value: Amf3Value | undefined,
  own: number,
  bytesEach: number,
  context: AmfContext,
): number | Amf3Reference | Amf3Plain {
  const head = header(w, f, marker, value, own * 2 + 1, context);
  if (typeof head !== 'number') return head;
  const count = (head - 1) / 2;
  w.calculated(field, count, 'U29 >> 1');
  if (count * bytesEach > context.left(w)) w.note(D.AMF3_COUNT);
  return count;
}

function xmlValue(
  w: Wire,
  marker: number,
  type: Amf3Xml['type'],
  value: Amf3Xml | Amf3Reference | undefined,
  context: AmfContext,
): Amf3Value {
  const f = w.open(S.Amf3Xml);
  const given = value?.type === type ? value.value : '';
  const length = counted(w, f, f.length, marker, value, toUtf8(given).length, 1, context);
  if (typeof length !== 'number') return length;
  const string = w.text(f.string, Math.min(length, context.left(w)), given);
  noteText(w, string);
  w.close();
  return { type, value: string };
}

function dateValue(
  w: Wire,
  value: Amf3Date | Amf3Reference | undefined,
  context: AmfContext,
): Amf3Value {
  const f = w.open(S.Amf3Date);
  const given = value?.type === 'date' ? value : undefined;
  const head = header(w, f, 0x08, value, given?.head ?? 1, context);
  if (typeof head !== 'number') return head;
  if (context.left(w) < 8) return end(w, context);
  const time = w.double(f.time, given?.value ?? 0);
  w.close();
  return { type: 'date', value: time, ...(head !== 1 && { head }) };
}

function arrayValue(
  w: Wire,
  value: Amf3Array | Amf3Reference | undefined,
  context: AmfContext,
): Amf3Value {
  const given = value?.type === 'array' ? value : undefined;
  const f = w.open(S.Amf3Array);
  const count = counted(w, f, f.count, 0x09, value, given?.count ?? 0, 1, context);
  if (typeof count !== 'number') return count;
  const associative = members(w, given?.associative, context);
  const items = values(w, given?.items, count, context);
  w.close();
  return { type: 'array', count, associative, items };
}

/** Names and values until the empty name. */
function members(
  w: Wire,
  given: readonly Amf3Member[] | undefined,
  context: AmfContext,
): Amf3Member[] {
  const result: Amf3Member[] = [];
  // Behind a value that took all there was, a writer must not put the end either.
  while (context.left(w) > 0 && !(w.writing && context.cut)) {
    const member = given?.[result.length];
    const name = amf3Text(w, member?.name, context);
    if (name.text === '' && name.reference === undefined) return result;
    result.push({ name, value: named(w, name.text, member?.value, context) });
  }
  takeCut(w, context);
  return result;
}

/** A value that has a name, or a place in an array. */
function named(
  w: Wire,
  name: string | number,
  given: Amf3Value | undefined,
  context: AmfContext,
): Amf3Value {
  w.item(typeof name === 'string' ? itemName(name) : name);
  context.enter(name);
  const value = amf3Value(w, given, context);
  context.leave(w, value, true);
  return value;
}

function values(
  w: Wire,
  given: readonly Amf3Value[] | undefined,
  count: number,
  context: AmfContext,
): Amf3Value[] {
  const result: Amf3Value[] = [];
  const most = w.writing ? given!.length : count;
  while (result.length < most && context.left(w) > 0) {
    result.push(named(w, result.length, given?.[result.length], context));
  }
  if (result.length < most) takeCut(w, context);
  return result;
}

function objectValue(
  w: Wire,
  value: Amf3Object | Amf3Reference | undefined,
  context: AmfContext,
): Amf3Value {
  const given = value?.type === 'object' ? value : undefined;
  const f = w.open(S.Amf3Object);
  const head = header(w, f, 0x0a, value, objectHeader(given), context);
  if (typeof head !== 'number') return head;

  let traits: Amf3Traits | undefined;
  const byReference = (head & 2) === 0;
  if (byReference) {
    w.calculated(f.traitsReference, head >> 2, 'U29 >> 2');
    traits = w.writing ? given!.traits : lookUp(w, 'traits', head >> 2, context);
    if (!traits) return { type: 'unknown', marker: 0x0a, bytes: takeRest(w, context) };
  } else {
    traits = inlineTraits(w, f, head, given?.traits, context);
    remember('traits', traits, context);
  }
  const reference = byReference ? { traitsReference: head >> 2 } : {};
  if (traits.externalizable) return external(w, f.external, traits, reference, given, context);

  const sealed: Amf3Value[] = [];
  const wanted = w.writing ? given!.sealed.length : traits.members.length;
  for (let i = 0; i < wanted && context.left(w) > 0; i++) {
    sealed.push(named(w, traits.members[i]!.text, given?.sealed[i], context));
  }
  if (sealed.length < traits.members.length) takeCut(w, context);
  const dynamic = traits.dynamic ? members(w, given?.dynamic, context) : [];
  w.close();
  return { type: 'object', traits, ...reference, sealed, dynamic };
}

function objectHeader(value: Amf3Object | undefined): number {
  if (!value) return 0;
  if (value.traitsReference !== undefined) return value.traitsReference * 4 + 1;
  const { externalizable, dynamic, members, head } = value.traits;
  return externalizable ? (head ?? 7) : members.length * 16 + (dynamic ? 8 : 0) + 3;
}

function inlineTraits(
  w: Wire,
  f: typeof S.Amf3Object.fields,
  head: number,
  given: Amf3Traits | undefined,
  context: AmfContext,
): Amf3Traits {
  const externalizable = (head & 4) !== 0;
  const dynamic = !externalizable && (head & 8) !== 0;
  const count = externalizable ? 0 : Math.floor(head / 16);
  w.calculated(f.externalizable, externalizable, 'bit 2 of U29');
  if (!externalizable) w.calculated(f.dynamic, dynamic, 'bit 3 of U29');
  if (!externalizable) w.calculated(f.sealedCount, count, 'U29 >> 4');
  if (count > context.left(w)) w.note(D.AMF3_COUNT);
  const className = amf3Text(w, given?.className, context);
  const names: Amf3Text[] = [];
  while (names.length < count && context.left(w) > 0)
    names.push(amf3Text(w, given?.members[names.length], context));
  if (names.length < count) takeCut(w, context);
  const odd = externalizable && head !== 7 ? { head } : {};
  return { className, dynamic, externalizable, members: names, ...odd };
}

/** Flex classes whose own bytes are one AMF3 value. */
const ONE_VALUE = new Set([
  'flex.messaging.io.ArrayCollection',
  'flex.messaging.io.ArrayList',
  'flex.messaging.io.ObjectProxy',
]);

function external(
  w: Wire,
  field: Field,
  traits: Amf3Traits,
  reference: { traitsReference?: number },
  given: Amf3Object | undefined,
  context: AmfContext,
): Amf3Object {
  const start = { type: 'object', traits, ...reference, sealed: [], dynamic: [] } as const;
  if (ONE_VALUE.has(traits.className.text)) {
    const body = amf3Value(w, given?.external, context);
    w.close();
    return { ...start, external: body };
  }
  if (isFlexMessage(traits.className.text) && (!w.writing || given?.flex)) {
    const flex = flexMessage(w, traits.className.text, given?.flex, context, (name, member) =>
      named(w, name, member, context),
    );
    if (!w.writing && context.left(w) === 0 && isCutFlex(traits.className.text, flex))
      takeCut(w, context);
    w.close();
    return { ...start, flex };
  }
  const before = given?.external?.type === 'unknown' ? given.external.bytes : NO_BYTES;
  const length = w.writing ? before.length : context.left(w);
  const bytes = w.bytes(field, length, before);
  w.note(D.EXTERNALIZABLE);
  context.cut = true;
  w.close();
  return { ...start, external: { type: 'unknown', bytes } };
}

function byteArrayValue(
  w: Wire,
  value: Amf3ByteArray | Amf3Reference | undefined,
  context: AmfContext,
): Amf3Value {
  const given = value?.type === 'byte-array' ? value.bytes : NO_BYTES;
  const f = w.open(S.Amf3ByteArray);
  const length = counted(w, f, f.length, 0x0c, value, given.length, 1, context);
  if (typeof length !== 'number') return length;
  const bytes = w.bytes(f.bytes, Math.min(length, context.left(w)), given);
  w.close();
  return { type: 'byte-array', bytes };
}

function numberVector(
  w: Wire,
  marker: 0x0d | 0x0e | 0x0f,
  value: Amf3NumberVector | Amf3Reference | undefined,
  context: AmfContext,
): Amf3Value {
  const given = value?.type === 'reference' ? undefined : value;
  const size = marker === 0x0f ? 8 : 4;
  const f = w.open(S.Amf3Vector);
  const count = counted(w, f, f.count, marker, value, given?.count ?? 0, size, context);
  if (typeof count !== 'number') return count;
  const fixed = flagByte(w, f.fixed, given?.fixed, context);
  const items: number[] = [];
  const most = w.writing ? given!.items.length : count;
  while (items.length < most && context.left(w) >= size) {
    const item = given?.items[items.length] ?? 0;
    if (marker === 0x0d) items.push(w.int(f.int, item));
    else if (marker === 0x0e) items.push(w.uint(f.uint, item));
    else items.push(w.double(f.double, item));
  }
  if (items.length < most) takeCut(w, context);
  w.close();
  return { type: VECTORS[marker], count, fixed, items };
}

const VECTORS = { 0x0d: 'vector-int', 0x0e: 'vector-uint', 0x0f: 'vector-double' } as const;

function objectVector(
  w: Wire,
  value: Amf3ObjectVector | Amf3Reference | undefined,
  context: AmfContext,
): Amf3Value {
  const given = value?.type === 'vector-object' ? value : undefined;
  const f = w.open(S.Amf3Vector);
  const count = counted(w, f, f.count, 0x10, value, given?.count ?? 0, 1, context);
  if (typeof count !== 'number') return count;
  const fixed = flagByte(w, f.fixed, given?.fixed, context);
  const typeName = amf3Text(w, given?.typeName, context);
  const items = values(w, given?.items, count, context);
  w.close();
  return { type: 'vector-object', count, fixed, typeName, items };
}

function dictionaryValue(
  w: Wire,
  value: Amf3Dictionary | Amf3Reference | undefined,
  context: AmfContext,
): Amf3Value {
  const given = value?.type === 'dictionary' ? value : undefined;
  const f = w.open(S.Amf3Dictionary);
  const count = counted(w, f, f.count, 0x11, value, given?.count ?? 0, 2, context);
  if (typeof count !== 'number') return count;
  const weakKeys = flagByte(w, f.weakKeys, given?.weakKeys, context);
  const entries: { key: Amf3Value; value: Amf3Value }[] = [];
  const most = w.writing ? given!.entries.length : count;
  while (entries.length < most && context.left(w) > 0) {
    const entry = given?.entries[entries.length];
    w.item(`key ${entries.length}`);
    const key = amf3Value(w, entry?.key, context);
    w.item(`value ${entries.length}`);
    entries.push({ key, value: amf3Value(w, entry?.value, context) });
  }
  if (entries.length < most) takeCut(w, context);
  w.close();
  return { type: 'dictionary', count, weakKeys, entries };
}

function flagByte(w: Wire, field: Field, given: number | undefined, context: AmfContext): number {
  if (context.left(w) === 0) return 0;
  const byte = w.uint(field, given ?? 0);
  if (byte > 1) w.note(D.FIXED_BYTE);
  return byte;
}

function unknownValue(
  w: Wire,
  value: Amf3Value | undefined,
  context: AmfContext,
  why?: Diagnostic,
): Amf3Unknown {
  const given = value?.type === 'unknown' ? value : undefined;
  const f = w.open(S.Amf3Unknown);
  const marker = w.uint(f.marker, given?.marker ?? 0);
  if (why) w.note(why);
  const length = w.writing ? given!.bytes.length : context.left(w);
  const bytes = length > 0 ? w.bytes(f.bytes, length, given?.bytes ?? NO_BYTES) : NO_BYTES;
  context.cut = true;
  w.close();
  return { type: 'unknown', marker, bytes };
}

/** Ends the open structure of a value that is cut off. */
function end(w: Wire, context: AmfContext): Amf3Plain {
  takeCut(w, context);
  w.close();
  return { type: 'missing' };
}

function missing(w: Wire, context: AmfContext): Amf3Plain {
  if (!w.writing) takeCut(w, context);
  return { type: 'missing' };
}

/** Takes what is left, so that whoever called finds nothing more to read; closes the open structure. */
function takeRest(w: Wire, context: AmfContext): Uint8Array {
  const bytes = takeCut(w, context);
  w.close();
  return bytes;
}

function takeCut(w: Wire, context: AmfContext): Uint8Array {
  const left = context.left(w);
  if (!context.cut) w.note(D.VALUE_CUT);
  context.cut = true;
  if (left === 0 || w.writing) return NO_BYTES;
  const f = w.open(AmfRest);
  const bytes = w.bytes(f.bytes, left, NO_BYTES);
  w.close();
  return bytes;
}
