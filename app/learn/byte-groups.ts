import {
  type FieldItem,
  fieldItems,
  type FieldItems,
  itemRanges,
} from '../views/inspector/field-items.ts';
import { counted } from '../format/numbers.ts';
import { formatValue } from '../views/inspector/format-value.ts';
import { fieldById } from '../views/inspector/words.ts';
import { structureById } from '../../src-protocol/inspect/dictionary.ts';
import type { Described } from '../worker/protocol.ts';
import type { ByteGroup, Place } from './bound-facts.ts';

/** Bytes of one group that are printed; of longer ones the beginning and the end. */
const SHOWN = 12;
const LAST_SHOWN = 2;

/** A stretch of bits that one field claims. */
export interface Claim {
  /** Bits of the direction's stream, `[start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly field: ByteGroup['fields'][number];
  readonly part: ByteGroup['part'];
  /** Whether the value is these bytes and says nothing beyond them. */
  readonly plain: boolean;
}

/** The fields of a record, with the dictionary's words. */
export function itemsOf(described: Described, mask?: (text: string) => string): FieldItems {
  return fieldItems(described, {
    field: fieldById,
    structure: structureById,
    ...(mask && { mask }),
  });
}

/** What a field holds, in the page's words: `4096`, and `AMF0 command` where the dictionary has a name for it. */
export function valueText({ node, value }: FieldItem): { text: string; name?: string } {
  if (node?.value === undefined) return { text: '' };
  // Digits of bytes are hidden, where they have to be, before they are text.
  if (node.value instanceof Uint8Array) return { text: value ?? '' };
  const bytes = Math.ceil((node.end - node.start) / 8);
  const { text, name } = formatValue(node.value, fieldById(node.id), bytes);
  return name === undefined ? { text } : { text, name };
}

/** Every field of a record that has bits and no parts: what claims its bytes. `place` names the record. */
export function claimsOf(described: Described, items: FieldItems, place: Place): Claim[] {
  const handshake = described.record.kind === 'handshake';
  // A chunk's data is the message's payload; where that is taken apart, its fields claim the bytes.
  const whole = described.body ? 'chunk.data' : undefined;
  return [...items.byKey.values()]
    .filter(({ node, children }) => node && node.id !== whole && children.length === 0)
    .flatMap((item) =>
      itemRanges(item).map(({ start, end }): Claim => {
        const { text, name } = valueText(item);
        return {
          start,
          end,
          plain: item.node?.value instanceof Uint8Array,
          part: handshake ? 'handshake' : item.part === 'headers' ? 'header' : 'payload',
          field: {
            label: fieldLabel(item),
            text: name === undefined ? text : `${text} (${name})`,
            place: { ...place, field: item.key },
          },
        };
      }),
    );
}

/**
 * Bytes in groups that the same fields claim; `bytes` begins at `start` of the stream. Undefined when a byte
 * is claimed by nobody.
 */
export function groupBytes(
  claims: readonly Claim[],
  bytes: Uint8Array,
  start: number,
): ByteGroup[] | undefined {
  const groups: ByteGroup[] = [];
  const holds = (claim: Claim, byte: number) => claim.start < byte * 8 + 8 && claim.end > byte * 8;
  for (let at = 0; at < bytes.length;) {
    const here = claims.filter((claim) => holds(claim, start + at));
    if (here.length === 0) return undefined;
    let next = at + 1;
    const same = (byte: number) =>
      claims.every((claim) => holds(claim, byte) === here.includes(claim));
    while (next < bytes.length && same(start + next)) next++;
    groups.push(group(bytes.subarray(at, next), start + at, here));
    at = next;
  }
  return groups;
}

function group(bytes: Uint8Array, start: number, claims: readonly Claim[]): ByteGroup {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const cut = hex.length > SHOWN + LAST_SHOWN + 1;
  return {
    hex: cut ? [...hex.slice(0, SHOWN), ...hex.slice(-LAST_SHOWN)] : hex,
    omitted: cut ? hex.length - SHOWN - LAST_SHOWN : 0,
    fields: claims.map((claim) => withBits(withShare(claim, bytes.length), bytes[0]!, start)),
    part: claims[0]!.part,
  };
}

/** Of bytes of which a part is shown, a value would be the digits of other bytes: how many there are says more. */
function withShare(claim: Claim, shown: number): Claim {
  const whole = (claim.end - claim.start) / 8;
  if (!claim.plain || shown >= whole) return claim;
  return { ...claim, field: { ...claim.field, text: `${shown} of ${counted(whole, 'byte')}` } };
}

/** A field that has a part of a byte only says which bits. */
function withBits({ start, end, field }: Claim, byte: number, at: number): Claim['field'] {
  if (end - start >= 8 || Math.floor(start / 8) !== at) return field;
  const bits = byte.toString(2).padStart(8, '0');
  return { ...field, bits: bits.slice(start - at * 8, end - at * 8) };
}

/** A field's name, with the property it belongs to before it: `app, length`. */
function fieldLabel(item: FieldItem): string {
  for (let above = item.parent; above; above = above.parent)
    if (typeof above.node?.name === 'string' && above.node.name !== '')
      return `${above.node.name}, ${item.text}`;
  return item.text;
}
