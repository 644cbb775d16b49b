import { itemsOf } from '../../app/learn/byte-groups.ts';
import type { FieldItem } from '../../app/views/inspector/field-items.ts';
import { answer } from '../../app/worker/answers.ts';
import type {
  ConnectionQuestion,
  Described,
  Questions,
  RecordRef,
} from '../../app/worker/protocol.ts';
import type { View } from '../../app/worker/view.ts';
import type { Place } from '../../app/learn/bound-facts.ts';
import { type Address, addressOf, parseAddress } from '../../src-protocol/bytes/address.ts';

/** A place that a chapter names, found in its sample: the view of its connection, and the record there. */
export interface FoundRecord {
  readonly view: View;
  readonly place: Place;
  readonly record: RecordRef;
  readonly described: Described;
}

/** Asks what the page would ask its worker. */
export function ask<Q extends ConnectionQuestion>(
  view: View,
  question: Q,
  what: Questions[Q]['ask'],
): Questions[Q]['answer'] {
  return answer(view, question, what).value as Questions[Q]['answer'];
}

/** The record that starts at `at`; a message, or else a chunk. Throws when none starts exactly there. */
export function findRecord(view: View, place: Place): FoundRecord {
  const where = parseAddress(place.at);
  if (!where) throw new Error(`${place.at} is not an address such as up@3351`);
  const record = ask(view, 'locate', {
    connection: place.connection,
    direction: where.direction,
    at: where.offset,
    ...(place.kind && { kind: place.kind }),
  })?.record;
  const described = record && ask(view, 'describe', { record });
  if (!record || !described)
    throw new Error(`nothing decoded holds ${place.at} in ${place.sample}`);
  if (record.at !== where.offset)
    throw new Error(
      `no record starts at ${place.at} in ${place.sample}; the one around it starts at ${addressOf(record.direction, record.at)}`,
    );
  return { view, place, record, described };
}

/** The record's fields by the keys that links carry. */
export function fieldsOf(found: FoundRecord): ReadonlyMap<string, FieldItem> {
  return itemsOf(found.described).byKey;
}

/** The bytes of `[start, end)` of the record's direction, in hexadecimal. */
export function hexOf({ view, record }: FoundRecord, start: number, end: number): string[] {
  const { bytes } = ask(view, 'bytes', {
    connection: record.connection,
    direction: record.direction,
    start,
    end,
  });
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
}

/** `place` with another field, or none. */
export function placeOfField(
  { sample, connection, at, kind }: Place,
  field: string | undefined,
): Place {
  return { sample, connection, at, ...(kind && { kind }), ...(field !== undefined && { field }) };
}

/** Reads `up@3351`, or `up@3351..3363` (the end is not included). Throws at anything else. */
export function parseSpan(text: string): { at: Address; start: number; end: number | undefined } {
  const match = /^(up|down)@(\d+)(?:\.\.(\d+))?$/.exec(text);
  if (!match) throw new Error(`"${text}" is neither an address such as up@3351 nor up@3351..3363`);
  const start = Number(match[2]);
  const end = match[3] === undefined ? undefined : Number(match[3]);
  if (end !== undefined && end <= start) throw new Error(`${text} ends before it begins`);
  return { at: `${match[1] as 'up' | 'down'}@${start}`, start, end };
}
