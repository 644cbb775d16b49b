import type { AmfValue } from '../amf/amf-value.ts';
import type { Amf3Value } from '../amf/amf3-value.ts';
import type { AmfLeaf } from '../filter/rows.ts';

/** Leaves listed of one message; a filter looks no further. */
const MOST_LEAVES = 5000;
const MOST_DEPTH = 32;

/** The single values of a command or data message with the way to each: `2`, `app`. */
export function amfLeaves(values: readonly AmfValue[]): AmfLeaf[] {
  const leaves: AmfLeaf[] = [];
  const add = (path: readonly string[], value: string | number | boolean): void => {
    if (leaves.length >= MOST_LEAVES) return;
    leaves.push({
      path,
      text: String(value),
      ...(typeof value === 'number' && { number: value }),
    });
  };
  values.forEach((value, index) => {
    amf0(value, [String(index)], add);
  });
  return leaves;
}

type Add = (path: readonly string[], value: string | number | boolean) => void;

function amf0(value: AmfValue, path: readonly string[], add: Add): void {
  if (path.length > MOST_DEPTH) return;
  switch (value.type) {
    case 'number':
    case 'boolean':
    case 'string':
    case 'long-string':
    case 'xml-document':
    case 'date':
      add(path, value.value);
      break;
    case 'object':
    case 'typed-object':
    case 'ecma-array':
      for (const { name, value: inner } of value.properties) amf0(inner, [...path, name], add);
      break;
    case 'strict-array':
      value.items.forEach((item, index) => {
        amf0(item, [...path, String(index)], add);
      });
      break;
    case 'amf3':
      amf3(value.value, path, add);
      break;
    case 'null':
    case 'undefined':
      add(path, value.type);
      break;
    default:
  }
}

function amf3(value: Amf3Value, path: readonly string[], add: Add): void {
  if (path.length > MOST_DEPTH) return;
  const items = (list: readonly Amf3Value[]): void => {
    list.forEach((item, index) => {
      amf3(item, [...path, String(index)], add);
    });
  };
  const members = (list: readonly { name: { text: string }; value: Amf3Value }[]): void => {
    for (const { name, value: inner } of list) amf3(inner, [...path, name.text], add);
  };
  switch (value.type) {
    case 'integer':
    case 'double':
    case 'xml':
    case 'xml-document':
    case 'date':
      add(path, value.value);
      break;
    case 'string':
      add(path, value.text.text);
      break;
    case 'true':
    case 'false':
    case 'null':
    case 'undefined':
      add(path, value.type);
      break;
    case 'array':
      members(value.associative);
      items(value.items);
      break;
    case 'object':
      value.sealed.forEach((inner, index) => {
        amf3(inner, [...path, value.traits.members[index]?.text ?? String(index)], add);
      });
      members(value.dynamic);
      if (value.external) amf3(value.external, path, add);
      break;
    case 'vector-int':
    case 'vector-uint':
    case 'vector-double':
      value.items.forEach((item, index) => {
        add([...path, String(index)], item);
      });
      break;
    case 'vector-object':
      items(value.items);
      break;
    default:
  }
}
