import { itemRanges } from '../../app/views/inspector/field-items.ts';
import type { BoundBytes, ByteGroup, Place } from '../../app/learn/bound-facts.ts';
import { addressOf, parseAddress } from '../../src-protocol/bytes/address.ts';
import type { View } from '../../app/worker/view.ts';
import {
  ask,
  fieldLabel,
  findRecord,
  type FoundRecord,
  hexOf,
  leavesOf,
  parseSpan,
  placeOfField,
  valueText,
} from './record-fields.ts';

/** Bytes of one group that are printed; of longer ones the beginning and the end. */
const SHOWN = 12;
const LAST_SHOWN = 2;
/** More bytes than this are not looked at one by one by any reader. */
const MOST = 4096;

interface Leaf {
  readonly start: number;
  readonly end: number;
  readonly field: ByteGroup['fields'][number];
  readonly part: ByteGroup['part'];
}

/** The bytes of a span, in groups that the same fields claim. `span` is `up@3351..3363`, or one address for one byte. */
export function bindBytes(view: View, place: Place, span: string): BoundBytes {
  const { at, start, end = start + 1 } = parseSpan(span);
  if (end - start > MOST) throw new Error(`${span} is more than ${MOST} bytes`);
  const { direction } = parseAddress(at)!;
  const leaves = recordsIn(view, place, direction, start, end).flatMap(leavesWithPlaces);
  const groups: ByteGroup[] = [];
  let record: FoundRecord | undefined;
  for (let byte = start; byte < end;) {
    const claims = leaves.filter((leaf) => leaf.start < byte * 8 + 8 && leaf.end > byte * 8);
    if (claims.length === 0) throw new Error(`nothing decoded holds ${addressOf(direction, byte)}`);
    let next = byte + 1;
    const same = (at: number) =>
      claims.every((leaf) => leaf.start < at * 8 + 8 && leaf.end > at * 8) &&
      leaves.every(
        (leaf) => claims.includes(leaf) || leaf.start >= at * 8 + 8 || leaf.end <= at * 8,
      );
    while (next < end && same(next)) next++;
    record ??= anyRecord(view, place, direction, byte);
    groups.push(group(hexOf(record, byte, next), claims));
    byte = next;
  }
  const first = anyRecord(view, place, direction, start);
  return { place: first.place, start: at, length: end - start, groups };
}

function group(hex: string[], claims: readonly Leaf[]): ByteGroup {
  const cut = hex.length > SHOWN + LAST_SHOWN + 1;
  return {
    hex: cut ? [...hex.slice(0, SHOWN), ...hex.slice(-LAST_SHOWN)] : hex,
    omitted: cut ? hex.length - SHOWN - LAST_SHOWN : 0,
    fields: claims.map(({ field }) => field),
    part: claims[0]!.part,
  };
}

/** The messages (with their chunk headers) and packets that have bytes in `[start, end)`. */
function recordsIn(
  view: View,
  place: Place,
  direction: 0 | 1,
  start: number,
  end: number,
): FoundRecord[] {
  const found = new Map<string, FoundRecord>();
  const add = (byte: number) => {
    const record = anyRecord(view, place, direction, byte);
    found.set(record.place.at, record);
    return record;
  };
  const first = add(start);
  if (first.record.kind === 'handshake') {
    for (let at = first.described.end; at < end;) at = add(at).described.end;
    return [...found.values()];
  }
  for (const chunk of view.chunksIn(direction, start, end)) add(chunk.at);
  return [...found.values()];
}

/** The packet or message that holds a byte. */
function anyRecord(view: View, place: Place, direction: 0 | 1, byte: number): FoundRecord {
  const { connection, sample } = place;
  const { record } =
    ask(view, 'locate', { connection, direction, at: byte, kind: 'message' }) ?? {};
  if (!record) throw new Error(`nothing decoded holds ${addressOf(direction, byte)} in ${sample}`);
  return findRecord(view, {
    sample,
    connection,
    at: addressOf(direction, record.at),
    ...(record.kind === 'message' && { kind: 'message' as const }),
  });
}

function leavesWithPlaces(found: FoundRecord): Leaf[] {
  return leavesOf(found).flatMap((item) => {
    const { text, name } = valueText(item);
    return itemRanges(item).map((range): Leaf => {
      const bits = range.end - range.start < 8 ? bitsOf(found, range.start, range.end) : undefined;
      return {
        start: range.start,
        end: range.end,
        part:
          found.record.kind === 'handshake'
            ? 'handshake'
            : item.part === 'headers'
              ? 'header'
              : 'payload',
        field: {
          label: fieldLabel(item),
          text: name === undefined ? text : `${text} (${name})`,
          place: placeOfField(found.place, item.key),
          ...(bits !== undefined && { bits }),
        },
      };
    });
  });
}

function bitsOf(found: FoundRecord, start: number, end: number): string {
  const byte = Math.floor(start / 8);
  const [hex = '00'] = hexOf(found, byte, byte + 1);
  return parseInt(hex, 16)
    .toString(2)
    .padStart(8, '0')
    .slice(start - byte * 8, end - byte * 8);
}
