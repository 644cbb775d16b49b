import { counted } from '../bytes/counted.ts';
import type { AmfValue } from './amf-value.ts';
import type { Amf3Value } from './amf3-value.ts';

/** A value as a short text for people, such as `{app: 'live', …}`, of about `maxLength` characters. */
export function briefly(value: AmfValue, maxLength = 80): string {
  switch (value.type) {
    case 'number':
      return String(value.value);
    case 'boolean':
      return String(value.value);
    case 'string':
    case 'long-string':
    case 'xml-document':
      return quoted(value.value, maxLength);
    case 'object':
    case 'ecma-array':
      return braces(value.properties, maxLength);
    case 'typed-object':
      return `${value.className} ${braces(value.properties, maxLength - value.className.length - 1)}`;
    case 'strict-array':
      return list('[', value.items, ']', briefly, maxLength);
    case 'reference':
      return `reference ${value.index}`;
    case 'date':
      return moment(value.value);
    case 'amf3':
      return amf3Briefly(value.value, maxLength);
    case 'unknown':
      return `${counted(value.bytes.length, 'byte')} behind marker 0x${value.marker.toString(16).padStart(2, '0')}`;
    default:
      return value.type;
  }
}

function braces(properties: readonly { name: string; value: AmfValue }[], room: number): string {
  const entry = (from: { name: string; value: AmfValue }, left: number): string =>
    `${from.name}: ${briefly(from.value, left - from.name.length - 2)}`;
  return list('{', properties, '}', entry, room);
}

function amf3Briefly(value: Amf3Value, room: number): string {
  const member = (from: { name: { text: string }; value: Amf3Value }, left: number): string =>
    `${from.name.text}: ${amf3Briefly(from.value, left - from.name.text.length - 2)}`;
  switch (value.type) {
    case 'integer':
    case 'double':
      return String(value.value);
    case 'string':
      return quoted(value.text.text, room);
    case 'xml':
    case 'xml-document':
      return quoted(value.value, room);
    case 'date':
      return moment(value.value);
    case 'array':
      if (value.associative.length === 0) return list('[', value.items, ']', amf3Briefly, room);
      return list('{', [...value.associative, ...numbered(value.items)], '}', member, room);
    case 'object': {
      const { className, members } = value.traits;
      if (value.external) return `${className.text} ${amf3Briefly(value.external, room)}`;
      const sealed = value.sealed.map((item, i) => ({
        name: members[i] ?? { text: '?' },
        value: item,
      }));
      const text = list('{', [...sealed, ...value.dynamic], '}', member, room);
      return className.text === '' ? text : `${className.text} ${text}`;
    }
    case 'byte-array':
      return counted(value.bytes.length, 'byte');
    case 'vector-int':
    case 'vector-uint':
    case 'vector-double':
      return list('[', value.items, ']', String, room);
    case 'vector-object':
      return list('[', value.items, ']', amf3Briefly, room);
    case 'dictionary':
      return `dictionary of ${value.entries.length}`;
    case 'reference':
      return `reference ${value.index}`;
    case 'unknown':
      return counted(value.bytes.length, 'byte');
    default:
      return value.type;
  }
}

function numbered(items: readonly Amf3Value[]): { name: { text: string }; value: Amf3Value }[] {
  return items.map((value, i) => ({ name: { text: String(i) }, value }));
}

/** As many entries as fit; `…` stands for the others, so the work is bounded by the room. */
function list<Entry>(
  open: string,
  entries: readonly Entry[],
  close: string,
  text: (entry: Entry, room: number) => string,
  room: number,
): string {
  const parts: string[] = [];
  let used = 2;
  for (const entry of entries) {
    const part = used + 3 > room ? '…' : text(entry, room - used);
    if (part === '…' || used + part.length > room) {
      parts.push('…');
      break;
    }
    parts.push(part);
    used += part.length + 2;
  }
  return `${open}${parts.join(', ')}${close}`;
}

function quoted(text: string, room: number): string {
  const most = Math.max(room - 2, 8);
  // Control characters would break a line of output; a cut between surrogates would break the text.
  const shown = text
    .slice(0, most + 1)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f]/g, '·');
  if (text.length <= most) return `'${shown}'`;
  return `'${shown.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…'`;
}

function moment(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? `date ${milliseconds}` : date.toISOString();
}
