import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import { claimsOf, groupBytes, itemsOf } from '../../learn/byte-groups.ts';
import { recordCaption } from '../../learn/record-caption.ts';
import { maskKeys } from '../../state/mask.ts';
import type { BytesAnswer, Described } from '../../worker/protocol.ts';
import { hiddenBytes, hiddenFields } from '../inspector/hidden-bytes.ts';
import { type SharedRecord, withoutBytes } from './share-texts.ts';

/**
 * Bits of the stream in which stream keys stand, as far as `read` goes. A key may be cut in two by a chunk header:
 * of a chunk only its message, `around`, tells where all of it is.
 */
export function hiddenIn(
  described: Described,
  { start, bytes }: BytesAnswer,
  keys: readonly string[],
  around?: Described,
): BitRange[] {
  return [
    ...hiddenFields(itemsOf(described).roots, keys),
    ...(around ? hiddenFields(itemsOf(around).roots, keys) : []),
    ...hiddenBytes((at) => bytes[at - start], start, start + bytes.length, keys),
  ];
}

/**
 * A record as it is shared, without what `keys` say and without their bytes. `read` has its first bytes, `link` is
 * where it can be seen, `around` the message of a chunk.
 */
export function sharedRecord(
  described: Described,
  read: BytesAnswer,
  keys: readonly string[],
  link: string,
  around?: Described,
): SharedRecord {
  const { start, bytes } = read;
  const mask = (text: string) => maskKeys(text, keys);
  const place = {
    sample: '',
    connection: described.record.connection,
    at: described.address,
  };
  const items = itemsOf(described, mask);
  const groups = groupBytes(claimsOf(described, items, place), bytes, start) ?? [];
  const masked = groups.map((group) => ({
    ...group,
    fields: group.fields.map((field) => ({ ...field, text: mask(field.text) })),
  }));
  const hidden = hiddenIn(described, read, keys, around);
  return {
    caption: recordCaption(described),
    link,
    groups: withoutBytes(masked, start, hidden),
    omitted: described.end - described.start - bytes.length,
  };
}
