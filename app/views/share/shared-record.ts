import { claimsOf, groupBytes, itemsOf } from '../../learn/byte-groups.ts';
import { maskKeys } from '../../state/mask.ts';
import type { BytesAnswer, Described } from '../../worker/protocol.ts';
import { hiddenBytes, hiddenFields } from '../inspector/hidden-bytes.ts';
import { type SharedRecord, withoutBytes } from './share-texts.ts';

/**
 * A record as it is shared, without what `keys` say and without their bytes. `read` has its first bytes, `link` is
 * where it can be seen.
 */
export function sharedRecord(
  described: Described,
  { start, bytes }: BytesAnswer,
  keys: readonly string[],
  link: string,
): SharedRecord {
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
  const hidden = [
    ...hiddenFields(items.roots, keys),
    ...hiddenBytes((at) => bytes[at - start], start, start + bytes.length, keys),
  ];
  const from = described.record.direction === 0 ? 'client to server' : 'server to client';
  const what = described.message?.messageType ?? 'handshake';
  return {
    caption: `${described.address}, ${from}: ${what}`,
    link,
    groups: withoutBytes(masked, start, hidden),
    omitted: described.end - described.start - bytes.length,
  };
}
