import { FILTER_FIELDS, nameOfRanges } from '../../../src-protocol/filter/field.ts';
import { quoted } from '../../../src-protocol/filter/print.ts';
import type { FieldValue } from '../../../src-protocol/wire/field-tree.ts';
import type { FieldItem } from './field-items.ts';

/** Names that filters know of the values every command begins with. */
const FIRST_VALUES: Readonly<Record<string, string>> = {
  'command name': 'cmd',
  'transaction ID': 'txid',
};

/**
 * The filter that finds records with the same value in the same field, such as `csid:3` or
 * `amf.app:live`; undefined where filters have no name for it, or `mask` hides the value.
 */
export function fieldCondition(
  item: FieldItem,
  mask: (text: string) => string,
): string | undefined {
  const declared = FILTER_FIELDS.find(({ nodes }) => nodes?.includes(item.node?.id ?? ''));
  const value = valueOf(item);
  if (declared)
    return typeof value === 'number'
      ? `${declared.name}:${nameOfRanges(declared, [{ min: value, max: value }]) ?? value}`
      : undefined;
  if (value === undefined || !isAmf(item) || mask(String(value)) !== String(value))
    return undefined;
  const [first, ...path] = namesOf(item);
  if (first === undefined || String(value) === '') return undefined;
  const known = path.length === 0 ? FIRST_VALUES[first] : undefined;
  if (known !== undefined) return `${known}:${quoted(String(value))}`;
  // What cannot be written as a path is looked for anywhere in the message.
  const field = path.every((name) => /^[\w$]+$/.test(name)) ? ['amf', ...path].join('.') : 'amf';
  return `${field}:${quoted(String(value))}`;
}

function isAmf({ node, parent }: FieldItem): boolean {
  return node?.id.startsWith('amf') === true || (parent !== undefined && isAmf(parent));
}

/** Names of the values around an item and its own, outermost first. */
function namesOf(item: FieldItem): string[] {
  const name = item.node?.name;
  const above = item.parent ? namesOf(item.parent) : [];
  return name === undefined ? above : [...above, String(name)];
}

/** A value as a filter compares it: of the field itself, or of the last thing in it. */
function valueOf({ node, children }: FieldItem): string | number | undefined {
  if (children.some((child) => child.node?.name !== undefined)) return undefined;
  const last = children.findLast((child) => child.node?.value !== undefined);
  return plain(node?.value ?? last?.node?.value, last?.node?.id ?? node?.id ?? '');
}

function plain(value: FieldValue | undefined, id: string): string | number | undefined {
  // AMF's Boolean is a byte on the wire and a word in filters.
  if (id.endsWith('.boolean')) return value === 0 || value === false ? 'false' : 'true';
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
