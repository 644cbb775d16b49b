import { type Address, addressOf } from '../../../src-protocol/bytes/address.ts';
import type { Described } from '../../worker/protocol.ts';
import { HEADERS_KEY } from '../../state/field-keys.ts';
import { type FieldItem, type FieldItems, itemRanges } from './field-items.ts';

/** Where chunk headers and the values of a message get into each other's way. */
export type Cut =
  /** A header stands inside a message: in the middle of a value, or between two where `value` is absent. */
  | { readonly kind: 'header'; readonly value?: string; readonly message?: Address }
  /** A value has something else in its middle, from an address on. */
  | { readonly kind: 'value'; readonly value: string; readonly stray: Address };

/** What there is to say about `item`: a header that cuts a message, or a value that is cut. */
export function cutAt(described: Described, items: FieldItems, item: FieldItem): Cut | undefined {
  if (item.part === 'body') return cutValue(described, item);
  const chunk = chunkOf(item);
  if (chunk?.node?.id !== 'chunk' || item.node?.id === 'chunk.data') return undefined;
  if (!described.body) {
    const { chunk: row } = described;
    const goesOn = row !== undefined && row.messageOffset > 0;
    return goesOn ? { kind: 'header', message: row.messageAddress } : undefined;
  }
  const start = chunk.node.ranges[0]?.start ?? 0;
  const behind = described.pieces.find(({ lower }) => lower * 8 > start);
  if (!behind || behind.upper === 0) return undefined;
  const value = innermost(items.roots, behind.upper * 8);
  return { kind: 'header', ...(value && { value: nameOf(value) }) };
}

function cutValue({ record, pieces }: Described, item: FieldItem): Cut | undefined {
  const [first, second] = itemRanges(item);
  // A whole message, or an object, is cut as a matter of course.
  if (!first || !second || item.children.some((child) => child.node?.name !== undefined))
    return undefined;
  if (item.parent === undefined || pieces.length < 2) return undefined;
  const stray = addressOf(record.direction, Math.ceil(first.end / 8));
  return { kind: 'value', value: nameOf(item), stray };
}

/** The chunk that a header's field belongs to. */
function chunkOf(item: FieldItem): FieldItem | undefined {
  if (item.key === HEADERS_KEY) return undefined;
  let top = item;
  while (top.parent !== undefined && top.parent.key !== HEADERS_KEY) top = top.parent;
  return top;
}

/** The deepest item of the message that begins before a bit of the message, and ends after it. */
function innermost(roots: readonly FieldItem[], bit: number): FieldItem | undefined {
  for (const item of roots) {
    const { node, part, children } = item;
    if (part !== 'body' || !node || node.start >= bit || node.end <= bit) continue;
    const deeper = innermost(children, bit);
    if (deeper || children.length === 0) return deeper ?? item;
  }
  return undefined;
}

/** What a value is called: by the name it has in the message, or by that of its field. */
function nameOf(item: FieldItem): string {
  for (let at: FieldItem | undefined = item; at; at = at.parent)
    if (typeof at.node?.name === 'string' && at.node.name !== '') return at.node.name;
  return item.text;
}
