import { amf0Value, textOf, utf8Length } from '../amf/amf0.ts';
import { AmfContext, itemName } from '../amf/amf-context.ts';
import type { AmfValue } from '../amf/amf-value.ts';
import { ertmp, practice, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';
import { bytes, type NamedValue, text, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { WireWriter } from '../wire/wire-writer.ts';

/** The events of a shared object by number (§7.1.3), and three that only programs know. */
export const SHARED_OBJECT_EVENTS: Readonly<Record<number, NamedValue>> = {
  1: { name: 'Use', text: 'The client begins to use the shared object.' },
  2: { name: 'Release', text: 'The client has done with it.' },
  3: { name: 'Request Change', text: 'The client asks to set a value.' },
  4: { name: 'Change', text: 'The server tells the other clients a new value.' },
  5: { name: 'Success', text: 'The server grants the change to the client that asked.' },
  6: { name: 'SendMessage', text: 'Calls a handler of everyone who uses the object.' },
  7: { name: 'Status', text: 'Something went wrong; code and level in plain text.' },
  8: { name: 'Clear', text: 'Everything stored so far is to be forgotten.' },
  9: { name: 'Remove', text: 'The server tells that a value is gone.' },
  10: { name: 'Request Remove', text: 'The client asks to remove a value.' },
  11: { name: 'Use Success', text: 'The server grants the use.' },
  12: { name: 'event 12', section: practice('csimi/rtmp-client') },
  13: {
    name: 'event 13',
    text: 'Key and value back to who asked.',
    section: practice('csimi/rtmp-client'),
  },
  14: {
    name: 'event 14',
    text: 'The client asks to clear.',
    section: practice('csimi/rtmp-client'),
  },
};

const WIDTHS = practice('Red5, crtmpserver');

export const SharedObject = structure(
  'message.sharedObject',
  'Shared Object Message',
  rtmp('7.1.3').amendedBy(WIDTHS),
  'Events of a set of named values that several clients share. The document draws the fields without widths; these are what programs agree on.',
  {
    formatSelector: uint(8, 'Only in type 16. 0: AMF0 values, each of which may switch to AMF3.', {
      see: ertmp('Important AMF3-encoded Historical Specification Clarification'),
    }),
    nameLength: uint(16, 'Bytes of the name.', { unit: 'bytes' }),
    name: text('Which shared object.', { label: 'Shared Object Name' }),
    currentVersion: uint(32, 'Grows with each change the server makes.', {
      label: 'Current Version',
    }),
    flags: uint(32, 'Whether the server keeps the object when nobody uses it.', {
      label: 'Flags',
      values: { 0: 'temporary', 2: 'persistent' },
      practice: 'Some servers answer with 16, 32 or 48.',
    }),
    flagsSecond: uint(32, 'The second half of the flags, 0.', { label: 'Flags, second word' }),
  },
);

export const SharedObjectEvent = structure(
  'message.sharedObjectEvent',
  'shared object event',
  rtmp('7.1.3'),
  'One event; a message can hold several.',
  {
    eventType: uint(8, 'Which event, and so what its data is.', {
      label: 'Event Type',
      values: SHARED_OBJECT_EVENTS,
    }),
    dataLength: uint(32, 'Bytes of event data.', { label: 'Event data length', unit: 'bytes' }),
    keyLength: uint(16, 'Bytes of the key.', { unit: 'bytes' }),
    key: text('The name of the value.'),
    codeLength: uint(16, 'Bytes of the code.', { unit: 'bytes' }),
    code: text('What happened, as in onStatus.'),
    levelLength: uint(16, 'Bytes of the level.', { unit: 'bytes' }),
    level: text('`error`, `warning` or `status`.'),
    data: bytes(0, 'Data that no program explains.', { label: 'Event data' }),
  },
);

export const SHARED_OBJECT_SHORT = diagnostic(
  'message.shared-object-short',
  'error',
  rtmp('7.1.3'),
  'The shared object message ends before this is complete.',
);
export const SHARED_OBJECT_EVENT_UNKNOWN = diagnostic(
  'message.shared-object-event-unknown',
  'warning',
  rtmp('7.1.3'),
  'No document knows this shared object event.',
);
export const SELECTOR_MISSING_IN_OBJECT = diagnostic(
  'message.shared-object-selector-missing',
  'error',
  ertmp('Important AMF3-encoded Historical Specification Clarification'),
  'The format selector byte of type 16 is missing: the message begins with the name at once.',
  'Receivers that skip a byte here read a wild length.',
);
export const SHARED_OBJECT_FORMAT = diagnostic(
  'message.shared-object-format',
  'error',
  ertmp('Important AMF3-encoded Historical Specification Clarification'),
  'The format selector of a type 16 message must be 0.',
);

/** What can be wrong with a shared object message. */
export const SHARED_OBJECT_DIAGNOSTICS = [
  SHARED_OBJECT_SHORT,
  SHARED_OBJECT_EVENT_UNKNOWN,
  SELECTOR_MISSING_IN_OBJECT,
  SHARED_OBJECT_FORMAT,
] as const;

/** A shared object message. */
export interface SharedObjectMessage {
  /** Only in type 16. */
  readonly formatSelector?: number;
  readonly name: string;
  readonly currentVersion: number;
  readonly flags: number;
  readonly flagsSecond: number;
  readonly events: readonly SharedObjectEventData[];
}

/** One event. Which of the optional members are there follows from `eventType`. */
export interface SharedObjectEventData {
  readonly eventType: number;
  /** Bytes announced, when fewer were there. */
  readonly declaredLength?: number;
  /** Keys of the event, with their values where it has them. */
  readonly entries?: readonly { readonly key: string; readonly value?: AmfValue }[];
  /** SendMessage: handler name and arguments. */
  readonly values?: readonly AmfValue[];
  /** Status. */
  readonly code?: string;
  readonly level?: string;
  /** What the event's layout does not take: a view of the bytes read. */
  readonly data?: Uint8Array;
}

/** The layout of a shared object message (§7.1.3), type 19 or, with a format selector, 16. */
export function sharedObject(
  w: Wire,
  messageTypeId: number,
  message?: SharedObjectMessage,
): SharedObjectMessage {
  const f = w.open(SharedObject);
  let selector = {};
  if (messageTypeId === 16) {
    if (w.writing ? message?.formatSelector === undefined : selectorIsMissing(w))
      w.note(SELECTOR_MISSING_IN_OBJECT);
    else {
      const formatSelector = w.uint(f.formatSelector, message?.formatSelector ?? 0);
      if (formatSelector !== 0) w.note(SHARED_OBJECT_FORMAT);
      selector = { formatSelector };
    }
  }
  const given = message?.name ?? '';
  const nameLength = w.uint(f.nameLength, utf8Length(given));
  const name = textOf(w, f.name, w.writing ? nameLength : Math.min(nameLength, w.remaining), given);
  const currentVersion = w.uint(f.currentVersion, message?.currentVersion ?? 0);
  const flags = w.uint(f.flags, message?.flags ?? 0);
  const flagsSecond = w.uint(f.flagsSecond, message?.flagsSecond ?? 0);
  if (w.short) w.note(SHARED_OBJECT_SHORT);

  const events: SharedObjectEventData[] = [];
  while (w.writing ? events.length < message!.events.length : w.remaining > 0) {
    w.item(events.length);
    events.push(sharedObjectEvent(w, message?.events[events.length]));
  }
  w.close();
  return { ...selector, name, currentVersion, flags, flagsSecond, events };
}

/** Bytes behind the name: version and flags. */
const BEHIND_NAME = 12;

/**
 * Whether a message of type 16 begins with the name at once: the length of the name fits then, and does not
 * fit when the first byte is taken for a selector. Senders that know type 19 only make such messages.
 */
function selectorIsMissing(w: Wire): boolean {
  const start = w.peek(3);
  if (start < 0) return false;
  const withSelector = 3 + (start & 0xffff) + BEHIND_NAME;
  const without = 2 + (start >>> 8) + BEHIND_NAME;
  return withSelector > w.remaining && without <= w.remaining;
}

function sharedObjectEvent(
  w: Wire,
  event: SharedObjectEventData | undefined,
): SharedObjectEventData {
  const f = w.open(SharedObjectEvent);
  const eventType = w.uint(f.eventType, event?.eventType ?? 0);
  const announced = event ? (event.declaredLength ?? dataLength(event)) : 0;
  const length = w.uint(f.dataLength, announced);
  if (w.short) {
    w.note(SHARED_OBJECT_SHORT);
    w.close();
    return { eventType };
  }
  if (!(eventType in SHARED_OBJECT_EVENTS)) w.note(SHARED_OBJECT_EVENT_UNKNOWN);
  const there = w.writing ? length : Math.min(length, w.remaining);
  if (there < length) w.note(SHARED_OBJECT_SHORT);
  const data = eventData(w, f, eventType, new AmfContext(w.position + there), event);
  w.close();
  return there < length ? { eventType, declaredLength: length, ...data } : { eventType, ...data };
}

/** The bytes the event's data takes: written aside, since the length comes before the data. */
function dataLength(event: SharedObjectEventData): number {
  const aside = new WireWriter();
  eventData(aside, SharedObjectEvent.fields, event.eventType, new AmfContext(), event);
  return aside.position;
}

type EventFields = typeof SharedObjectEvent.fields;

function eventData(
  w: Wire,
  f: EventFields,
  eventType: number,
  context: AmfContext,
  event: SharedObjectEventData | undefined,
): Omit<SharedObjectEventData, 'eventType'> {
  let result: Omit<SharedObjectEventData, 'eventType'> = {};
  switch (eventType) {
    case 3:
    case 4:
    case 13:
      result = { entries: entries(w, f, true, context, event) };
      break;
    case 5:
    case 9:
    case 10:
      result = { entries: entries(w, f, false, context, event) };
      break;
    case 6:
      result = { values: values(w, context, event?.values) };
      break;
    case 7: {
      const code = shortText(w, f.codeLength, f.code, context, event?.code);
      const level = shortText(w, f.levelLength, f.level, context, event?.level);
      result = { ...(code !== undefined && { code }), ...(level !== undefined && { level }) };
      break;
    }
    default:
  }
  const left = w.writing ? (event?.data?.length ?? 0) : context.left(w);
  if (left === 0) return result;
  return { ...result, data: w.bytes(f.data, left, event?.data ?? NO_BYTES) };
}

function entries(
  w: Wire,
  f: EventFields,
  withValues: boolean,
  context: AmfContext,
  event: SharedObjectEventData | undefined,
): { key: string; value?: AmfValue }[] {
  const given = event?.entries ?? [];
  const result: { key: string; value?: AmfValue }[] = [];
  while (w.writing ? result.length < given.length : context.left(w) > 0) {
    const entry = given[result.length];
    const key = shortText(w, f.keyLength, f.key, context, entry?.key);
    if (key === undefined) break;
    w.item(itemName(key));
    result.push(withValues ? { key, value: amf0Value(w, entry?.value, context) } : { key });
  }
  return result;
}

function values(w: Wire, context: AmfContext, given: readonly AmfValue[] = []): AmfValue[] {
  const result: AmfValue[] = [];
  while (w.writing ? result.length < given.length : context.left(w) > 0) {
    w.item(result.length === 0 ? 'handler name' : `argument ${result.length}`);
    result.push(amf0Value(w, given[result.length], context));
  }
  return result;
}

/** Text with a 16-bit length; undefined, and nothing taken, when it is not all there. */
function shortText(
  w: Wire,
  lengthField: EventFields['keyLength'],
  field: EventFields['key'],
  context: AmfContext,
  given: string | undefined,
): string | undefined {
  if (w.writing && given === undefined) return undefined;
  const left = context.left(w);
  if (!w.writing && (left < 2 || left < 2 + w.peek(2))) {
    if (left > 0) w.note(SHARED_OBJECT_SHORT);
    return undefined;
  }
  const length = w.uint(lengthField, utf8Length(given ?? ''));
  return textOf(w, field, length, given ?? '');
}

/** The structures of shared object messages. */
export const SHARED_OBJECT_STRUCTURES = [SharedObject, SharedObjectEvent] as const;
