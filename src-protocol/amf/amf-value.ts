import type { Amf3Value } from './amf3-value.ts';
import { toUtf8 } from '../bytes/text.ts';

/**
 * One AMF0 value as it was on the wire. Order, duplicates, declared counts and the marker chosen by the
 * sender are all kept, so that writing a value gives back the bytes it was read from. Not kept: bytes
 * that are not UTF-8 (they become U+FFFD) and the bits of a NaN.
 */
export type AmfValue =
  | AmfNumber
  | AmfBoolean
  | AmfText
  | AmfObject
  | AmfTypedObject
  | AmfEcmaArray
  | AmfStrictArray
  | AmfReference
  | AmfDate
  | AmfPlain
  | AmfSwitch
  | AmfUnknown;

export interface AmfNumber {
  readonly type: 'number';
  readonly value: number;
}

export interface AmfBoolean {
  readonly type: 'boolean';
  readonly value: boolean;
  /** The byte on the wire, when it is neither 0 nor 1. */
  readonly byte?: number;
}

/** Text with a 16-bit length (`string`) or a 32-bit one. */
export interface AmfText {
  readonly type: 'string' | 'long-string' | 'xml-document';
  readonly value: string;
  /** Bytes announced, when fewer were there. */
  readonly declaredLength?: number;
}

/** One property, in wire order. Names may repeat and may be empty. */
export interface AmfProperty {
  readonly name: string;
  readonly value: AmfValue;
}

/** What object, typed object and ECMA array share. */
export interface AmfPropertyList {
  readonly properties: readonly AmfProperty[];
  /** The end marker is not there. */
  readonly truncated?: true;
  /** Bytes of a property whose name was cut off. */
  readonly rest?: Uint8Array;
}

export interface AmfObject extends AmfPropertyList {
  readonly type: 'object';
}

export interface AmfTypedObject extends AmfPropertyList {
  readonly type: 'typed-object';
  readonly className: string;
}

export interface AmfEcmaArray extends AmfPropertyList {
  readonly type: 'ecma-array';
  /** The count the sender declared: a hint, often wrong. */
  readonly count: number;
}

export interface AmfStrictArray {
  readonly type: 'strict-array';
  /** The count the sender declared; fewer `items` when the payload ended early. */
  readonly count: number;
  readonly items: readonly AmfValue[];
}

export interface AmfReference {
  readonly type: 'reference';
  /** Counts the objects and arrays of the same message, from 0. */
  readonly index: number;
}

export interface AmfDate {
  readonly type: 'date';
  /** Milliseconds since 1970-01-01 UTC. */
  readonly value: number;
  /** Reserved, 0; minutes from UTC by the FLV document. */
  readonly timeZone: number;
}

/** Values that are a marker and nothing more. `missing` is no byte at all: the payload ended. */
export interface AmfPlain {
  readonly type:
    'null' | 'undefined' | 'unsupported' | 'movieclip' | 'recordset' | 'object-end' | 'missing';
}

/** An AMF3 value behind the AVM+ switch marker. */
export interface AmfSwitch {
  readonly type: 'amf3';
  readonly value: Amf3Value;
}

/** A marker this decoder cannot go on from, and every byte after it. */
export interface AmfUnknown {
  readonly type: 'unknown';
  readonly marker: number;
  /** A view of the bytes read. */
  readonly bytes: Uint8Array;
}

/** The first property called `name`; undefined when there is none or `value` has no properties. */
export function property(value: AmfValue | undefined, name: string): AmfValue | undefined {
  switch (value?.type) {
    case 'object':
    case 'typed-object':
    case 'ecma-array':
      return value.properties.find((entry) => entry.name === name)?.value;
    case 'amf3': {
      const found = amf3Property(value.value, name);
      return found && { type: 'amf3', value: found };
    }
    default:
      return undefined;
  }
}

function amf3Property(value: Amf3Value, name: string): Amf3Value | undefined {
  if (value.type === 'array')
    return value.associative.find((entry) => entry.name.text === name)?.value;
  if (value.type !== 'object') return undefined;
  const sealed = value.traits.members.findIndex((member) => member.text === name);
  if (sealed >= 0) return value.sealed[sealed];
  return value.dynamic.find((entry) => entry.name.text === name)?.value;
}

/** The number a value holds, undefined when it is none. */
export function asNumber(value: AmfValue | undefined): number | undefined {
  if (value?.type === 'number') return value.value;
  if (value?.type !== 'amf3') return undefined;
  const { value: inner } = value;
  return inner.type === 'integer' || inner.type === 'double' ? inner.value : undefined;
}

/** How many properties or items an object or array has, undefined for anything else. */
export function entryCount(value: AmfValue): number | undefined {
  if (value.type === 'strict-array') return value.items.length;
  if ('properties' in value) return value.properties.length;
  if (value.type !== 'amf3') return undefined;
  const { value: inner } = value;
  if (inner.type === 'array') return inner.associative.length + inner.items.length;
  return inner.type === 'object' ? inner.sealed.length + inner.dynamic.length : undefined;
}

/** The text a value holds, undefined when it is none. */
export function asString(value: AmfValue | undefined): string | undefined {
  if (value?.type === 'string' || value?.type === 'long-string') return value.value;
  return value?.type === 'amf3' && value.value.type === 'string'
    ? value.value.text.text
    : undefined;
}

/** The Boolean a value holds, undefined when it is none. */
export function asBoolean(value: AmfValue | undefined): boolean | undefined {
  if (value?.type === 'boolean') return value.value;
  if (value?.type !== 'amf3') return undefined;
  return value.value.type === 'true' ? true : value.value.type === 'false' ? false : undefined;
}

/** What `amf` turns into AMF0: JavaScript values that have an obvious counterpart. */
export type PlainValue =
  | number
  | boolean
  | string
  | null
  | undefined
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

/** The AMF0 value for a plain JavaScript one: objects become Object, arrays Strict Array. */
export function amf(value: PlainValue): AmfValue {
  switch (typeof value) {
    case 'number':
      return { type: 'number', value };
    case 'boolean':
      return { type: 'boolean', value };
    case 'string':
      return { type: toUtf8(value).length > 0xffff ? 'long-string' : 'string', value };
    case 'undefined':
      return { type: 'undefined' };
    default:
      if (value === null) return { type: 'null' };
      if (isList(value))
        return { type: 'strict-array', count: value.length, items: value.map(amf) };
      return { type: 'object', properties: propertiesOf(value) };
  }
}

/** The ECMA array for a plain object, its count right. */
export function amfEcmaArray(value: Readonly<Record<string, PlainValue>>): AmfEcmaArray {
  const properties = propertiesOf(value);
  return { type: 'ecma-array', count: properties.length, properties };
}

function propertiesOf(value: Readonly<Record<string, PlainValue>>): AmfProperty[] {
  return Object.entries(value).map(([name, entry]) => ({ name, value: amf(entry) }));
}

function isList(value: object): value is readonly PlainValue[] {
  return Array.isArray(value);
}
