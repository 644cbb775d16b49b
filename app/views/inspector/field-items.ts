import { utf8 } from '../../../src-protocol/bytes/text.ts';
import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import type { Described } from '../../worker/protocol.ts';
import type { Field } from '../../../src-protocol/dictionary/field.ts';
import type { Structure } from '../../../src-protocol/dictionary/structure.ts';
import type { FieldNode, FieldValue } from '../../../src-protocol/wire/field-tree.ts';
import type { TreeItem } from '../../components/tree/flatten.ts';
import { counted } from '../../format/numbers.ts';
import { FieldKeys, HEADERS_KEY, treesOf } from '../../state/field-keys.ts';
import type { Base } from '../../state/settings.ts';
import { formatValue, SHOWN_BYTES } from './format-value.ts';

/** What of the dictionary the tree needs; passed in, so that tests can bring their own. */
export interface Words {
  readonly field: (id: string) => Field | undefined;
  readonly structure: (id: string) => Structure | undefined;
  /** Hides what must not be shown, such as stream keys. */
  readonly mask?: (text: string) => string;
  /** Decimal when left out. */
  readonly base?: Base;
}

/** One line of the field tree: a node of a header or of the message, or a heading over several. */
export interface FieldItem extends TreeItem<FieldItem> {
  /** What links keep: the node's path, made unique over the record's trees. */
  readonly key: string;
  readonly text: string;
  /** What stands after the name. */
  readonly value?: string;
  /** What the dictionary calls the value. */
  readonly valueName?: string;
  readonly node?: FieldNode;
  /** What it is, where the dictionary has no word for it. */
  readonly about?: string;
  /** Its bits in the stream, where neither a node nor what is under it tells. */
  readonly ranges?: readonly BitRange[];
  readonly part: 'headers' | 'body';
  readonly parent: FieldItem | undefined;
  readonly children: readonly FieldItem[];
}

interface Mutable extends FieldItem {
  value?: string;
  valueName?: string;
  children: FieldItem[];
}

/** The field tree of a record, as items. */
export interface FieldItems {
  readonly roots: readonly FieldItem[];
  readonly byKey: ReadonlyMap<string, FieldItem>;
}

/** Turns what the worker described into items with words, one heading for headers, one for the message. */
export function fieldItems(described: Described, words: Words): FieldItems {
  const byKey = new Map<string, FieldItem>();
  const keys = new FieldKeys();
  const build = (
    node: FieldNode,
    part: FieldItem['part'],
    parent: FieldItem | undefined,
    suffix: string,
  ): FieldItem => {
    const key = keys.take(node.path, suffix);
    const own = key.slice(node.path.length);
    const children: FieldItem[] = [];
    const item: Mutable = { key, text: labelOf(node, words), node, part, parent, children };
    byKey.set(key, item);
    for (const child of node.children ?? []) children.push(build(child, part, item, own));
    Object.assign(item, valueOf(node, words, parent !== undefined && hasNamed(parent)));
    return item;
  };

  const { headers, body, headersOmitted } = described;
  const trees = treesOf(described);
  const chunks = headers.length + headersOmitted;
  // A part of an Aggregate has no chunk to itself.
  if (body === undefined || chunks === 0)
    return {
      roots: trees.map(({ node, part, suffix }) => build(node, part, undefined, suffix)),
      byKey,
    };
  const heading: Mutable = {
    key: HEADERS_KEY,
    text: chunks === 1 ? 'Chunk header' : 'Chunk headers',
    value: counted(chunks, 'chunk'),
    part: 'headers',
    parent: undefined,
    children: [],
  };
  byKey.set(heading.key, heading);
  const roots: FieldItem[] = [heading];
  for (const { node, part, suffix } of trees) {
    if (part === 'headers') heading.children.push(build(node, part, heading, suffix));
    else roots.push(build(node, part, undefined, suffix));
  }
  return { roots, byKey };
}

/** What a node is called: its own name when it has one, else the dictionary's. */
export function labelOf(node: FieldNode, words: Words): string {
  if (typeof node.name === 'number') return `[${node.name}]`;
  if (node.name !== undefined) return node.name === '' ? '""' : node.name;
  return words.field(node.id)?.label ?? words.structure(node.id)?.label ?? node.id;
}

function valueOf(
  node: FieldNode,
  words: Words,
  besideNamed: boolean,
): { value?: string; valueName?: string } {
  if (node.value !== undefined) {
    const bytes = Math.ceil((node.end - node.start) / 8);
    const { text, name, unnamed } = formatValue(
      node.value,
      words.field(node.id),
      bytes,
      words.base,
    );
    if (beginsHidden(node.value, words)) return { value: hiddenText(bytes) };
    const valueName = name ?? (unnamed ? 'no name in the specification' : undefined);
    return { value: masked(text, words), ...(valueName !== undefined && { valueName }) };
  }
  if (node.children && (node.name !== undefined || besideNamed)) {
    const value = preview(node, words);
    return value === undefined ? {} : { value };
  }
  return {};
}

/** Whether items with names of their own are directly under it: a list, an object. */
function hasNamed({ node }: FieldItem): boolean {
  return node?.children?.some(({ name }) => name !== undefined) ?? false;
}

/** One line for a structure: its value, or how much is in it. */
function preview(node: FieldNode, words: Words): string | undefined {
  const named = countNamed(node);
  if (named > 0) return counted(named, 'item');
  const leaf = lastValue(node);
  if (leaf?.value === undefined) return undefined;
  if (beginsHidden(leaf.value, words)) return hiddenText(Math.ceil((leaf.end - leaf.start) / 8));
  const { text, name } = formatValue(
    leaf.value,
    words.field(leaf.id),
    Math.ceil((leaf.end - leaf.start) / 8),
  );
  return masked(name ?? text, words);
}

/** Whether the first bytes, which would be shown as digits, are of a text that must not be. */
function beginsHidden(value: FieldValue, { mask }: Words): boolean {
  if (!mask || !(value instanceof Uint8Array)) return false;
  const text = utf8(value);
  return mask(text).slice(0, SHOWN_BYTES) !== text.slice(0, SHOWN_BYTES);
}

function hiddenText(bytes: number): string {
  return `${counted(bytes, 'byte')}, a stream key among them`;
}

function masked(text: string, { mask }: Words): string {
  return mask ? mask(text) : text;
}

function countNamed(node: FieldNode): number {
  let count = 0;
  for (const child of node.children ?? []) {
    if (child.name !== undefined) count++;
    else count += countNamed(child);
  }
  return count;
}

/** The last leaf with a value: what comes after name, marker and length. */
function lastValue(node: FieldNode): FieldNode | undefined {
  for (const child of [...(node.children ?? [])].reverse()) {
    const found = child.children ? lastValue(child) : child.value === undefined ? undefined : child;
    if (found) return found;
  }
  return undefined;
}

/** Whether an item is open before anybody touched it: structures are; single values and later chunks are not. */
export function openAtFirst(item: FieldItem): boolean {
  if (item.children.length === 0) return false;
  if (item.node === undefined) return item.children.length <= 3;
  if (item.part === 'headers' && item.key.includes('~') && item.parent?.key === HEADERS_KEY)
    return false;
  if (countNamed(item.node) > 0) return true;
  // In an object, what only carries a name or ends the list says enough in one line.
  return item.node.name === undefined && !(item.parent && hasNamed(item.parent));
}

function notesUnder(node: FieldNode): string[] {
  return [...(node.notes ?? []), ...(node.children ?? []).flatMap(notesUnder)];
}

/** The item's bits in the stream; those of the heading are the headers of all its chunks, without their data. */
export function itemRanges(item: FieldItem): readonly BitRange[] {
  if (item.node) return item.node.ranges;
  if (item.ranges) return item.ranges;
  return item.children.flatMap((chunk) =>
    chunk.children.filter(({ node }) => node?.id !== 'chunk.data').flatMap(itemRanges),
  );
}

/** Whether the item or anything under it has something to say: codes of diagnostics. */
export function notesOf(item: FieldItem): string[] {
  return item.node ? notesUnder(item.node) : item.children.flatMap(notesOf);
}
