import type { BoundBytes, Place } from '../../app/learn/bound-facts.ts';
import { claimsOf, groupBytes, itemsOf } from '../../app/learn/byte-groups.ts';
import type { View } from '../../app/worker/view.ts';
import { addressOf, parseAddress } from '../../src-protocol/bytes/address.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import { ask, findRecord, type FoundRecord, parseSpan } from './record-fields.ts';

/** More bytes than this are not looked at one by one by any reader. */
const MOST = 4096;

/** The bytes of a span, in groups that the same fields claim. `span` is `up@3351..3363`, or one address for one byte. */
export function bindBytes(view: View, place: Place, span: string): BoundBytes {
  const { at, start, end = start + 1 } = parseSpan(span);
  if (end - start > MOST) throw new Error(`${span} is more than ${MOST} bytes`);
  const { direction } = parseAddress(at)!;
  const records = recordsIn(view, place, direction, start, end);
  const claims = records.flatMap(({ described, place }) =>
    claimsOf(described, itemsOf(described), place),
  );
  const { connection } = place;
  const { bytes } = ask(view, 'bytes', { connection, direction, start, end });
  const groups = groupBytes(claims, bytes, start);
  if (!groups || bytes.length < end - start)
    throw new Error(`not all of ${span} is decoded in ${place.sample}`);
  return { place: records[0]!.place, start: at, length: end - start, groups };
}

/** The messages (with their chunk headers) and packets that have bytes in `[start, end)`. */
function recordsIn(
  view: View,
  place: Place,
  direction: Direction,
  start: number,
  end: number,
): FoundRecord[] {
  const found = new Map<string, FoundRecord>();
  const add = (byte: number) => {
    const record = recordAt(view, place, direction, byte);
    found.set(record.place.at, record);
    return record;
  };
  const first = add(start);
  if (first.record.kind === 'handshake')
    for (let at = first.described.end; at < end;) at = add(at).described.end;
  else for (const chunk of view.chunksIn(direction, start, end)) add(chunk.at);
  return [...found.values()];
}

/** The packet or message that holds a byte. */
function recordAt(view: View, place: Place, direction: Direction, byte: number): FoundRecord {
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
