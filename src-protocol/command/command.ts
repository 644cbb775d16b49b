import { amf0Value } from '../amf/amf0.ts';
import { AmfContext } from '../amf/amf-context.ts';
import {
  amf,
  type AmfValue,
  asNumber,
  asString,
  type PlainValue,
  property,
} from '../amf/amf-value.ts';
import { ertmp, errata, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { argumentInfo } from './catalogue.ts';
import { checkApplication, checkInformation, PROPERTY_DIAGNOSTICS } from './property-rules.ts';
import { explainArgument, explainCommandValue } from './meaning.ts';
import {
  formatSelector,
  formatSelectorField,
  SELECTOR_MISSING,
  SELECTOR_UNKNOWN,
  valuesFollow,
} from './format-selector.ts';

export const Command = structure(
  'command.message',
  'Command Message',
  rtmp('7.1.1').amendedBy(errata('7.2')),
  'Calls a method of the other side: its name, a number for the answer, an object, and the arguments.',
  { formatSelector: formatSelectorField },
);

export const COMMAND_EMPTY = diagnostic(
  'command.empty',
  'error',
  rtmp('7.2'),
  'The command has no name: its payload is empty.',
);
export const NAME_NOT_STRING = diagnostic(
  'command.name-not-string',
  'error',
  rtmp('7.2'),
  'The command name is not a String.',
);
export const TRANSACTION_ID_MISSING = diagnostic(
  'command.transaction-id-missing',
  'warning',
  rtmp('7.2'),
  'The command ends after its name, without a transaction ID.',
);
export const TRANSACTION_ID_TYPE = diagnostic(
  'command.transaction-id-not-number',
  'error',
  rtmp('7.2'),
  'The transaction ID is not a Number.',
);
export const TRANSACTION_ID_VALUE = diagnostic(
  'command.transaction-id-odd',
  'warning',
  rtmp('7.2'),
  'The transaction ID is not a whole number from 0 on.',
);
export const OBJECT_TYPE = diagnostic(
  'command.object-type',
  'note',
  rtmp('7.2'),
  'The command object is neither an object nor null.',
);
export const LITERAL_CALL = diagnostic(
  'command.literal-call',
  'note',
  rtmp('7.2.1.2').amendedBy(errata('8.2')),
  'The word call is only the name of the mechanism; on the wire the procedure’s own name should stand here.',
);
export const CONNECT_TRANSACTION_ID = diagnostic(
  'command.connect-transaction-id',
  'warning',
  rtmp('7.2.1.1'),
  'The transaction ID of connect is always 1.',
);
export const CONNECT_APP_MISSING = diagnostic(
  'command.connect-app-missing',
  'error',
  rtmp('7.2.1.1').amendedBy(errata('8.1.3')),
  'This connect does not say to which application (app).',
);
export const CONNECT_TCURL_MISSING = diagnostic(
  'command.connect-tcurl-missing',
  'error',
  rtmp('7.2.1.1').amendedBy(errata('8.1.2')),
  'This connect does not carry the address it connects to (tcUrl).',
  'Some servers need it to find the application.',
);
export const PUBLISHING_TYPE = diagnostic(
  'command.publishing-type',
  'warning',
  rtmp('7.2.2.6'),
  'The publishing type is none of live, record and append.',
  'Most servers take it for live; some compare letter by letter and refuse.',
);
export const STREAM_ID_TYPE = diagnostic(
  'command.stream-id-not-number',
  'warning',
  rtmp('7.2.2.3').amendedBy(errata('8.3')),
  'The stream to delete is named by its number, which this is not.',
);
export const INFO_OBJECT = diagnostic(
  'command.info-object',
  'warning',
  rtmp('7.2.2').amendedBy(ertmp('NetConnection Commands')),
  'An info object has at least level and code, and this one lacks one of them.',
);

export const STATUS_TRANSACTION_ID = diagnostic(
  'command.status-transaction-id',
  'warning',
  rtmp('7.2.2'),
  'onStatus answers nothing and wants no answer: its transaction ID is 0.',
  'Clients that look up transactions by number may take it for an answer.',
);
export const STATUS_OBJECT = diagnostic(
  'command.status-object',
  'warning',
  rtmp('7.2.2'),
  'The command object of onStatus is null; the information comes behind it.',
);
export const STREAM_ID_ALLOTTED = diagnostic(
  'command.stream-id-allotted',
  'error',
  rtmp('7.2.1.3'),
  'createStream is answered with the number of a message stream: a whole number, 1 or more.',
  'Message stream 0 is the connection’s own.',
);
export const PLAY_START = diagnostic(
  'command.play-start',
  'warning',
  rtmp('7.2.2.1'),
  'The start of play is −2 (live, or else recorded), −1 (live) or a time from 0 on.',
  'Most servers take other negative numbers for −2.',
  'The document counts seconds; Flash, librtmp and FFmpeg send milliseconds, so −2000 and −1000 are usual.',
);

/** What can be wrong inside a command or data message (their order is the session’s business). */
export const COMMAND_DIAGNOSTICS = [
  SELECTOR_MISSING,
  SELECTOR_UNKNOWN,
  COMMAND_EMPTY,
  NAME_NOT_STRING,
  TRANSACTION_ID_MISSING,
  TRANSACTION_ID_TYPE,
  TRANSACTION_ID_VALUE,
  OBJECT_TYPE,
  LITERAL_CALL,
  CONNECT_TRANSACTION_ID,
  CONNECT_APP_MISSING,
  CONNECT_TCURL_MISSING,
  PUBLISHING_TYPE,
  STREAM_ID_TYPE,
  INFO_OBJECT,
  STATUS_TRANSACTION_ID,
  STATUS_OBJECT,
  STREAM_ID_ALLOTTED,
  PLAY_START,
  ...PROPERTY_DIAGNOSTICS,
] as const;

/** A command as it was on the wire. */
export interface CommandMessage {
  /** Only in type 17, and there missing from some senders. */
  readonly formatSelector?: number;
  /** Empty when the first value is no String. */
  readonly name: string;
  /** Undefined when the second value is no Number. */
  readonly transactionId: number | undefined;
  /** Everything: name, transaction ID, command object, arguments. */
  readonly values: readonly AmfValue[];
}

/** A command to send, its values from plain JavaScript ones. For type 17 add `formatSelector: 0`. */
export function command(
  name: string,
  transactionId: number,
  commandObject: PlainValue,
  ...values: readonly PlainValue[]
): CommandMessage {
  return {
    name,
    transactionId,
    values: [amf(name), amf(transactionId), amf(commandObject), ...values.map(amf)],
  };
}

/** The third value: an object, or null. */
export function commandObject(message: CommandMessage): AmfValue | undefined {
  return message.values[2];
}

/**
 * The layout of a command message (§7.1.1), type 20 or, with a format selector, 17. `answers` names
 * the command that a `_result` or `_error` answers, when the caller knows.
 */
export function commandMessage(
  w: Wire,
  messageTypeId: number,
  message?: CommandMessage,
  answers?: string,
): CommandMessage {
  const f = w.open(Command);
  const selector =
    messageTypeId === 17 ? formatSelector(w, f.formatSelector, message?.formatSelector) : undefined;
  const context = new AmfContext(Infinity, explainCommandValue);
  const values: AmfValue[] = [];
  let name = '';
  while (
    w.writing
      ? values.length < message!.values.length
      : context.left(w) > 0 && valuesFollow(w, values.length === 0 ? selector : undefined)
  ) {
    const index = values.length;
    w.item(partName(name, index, answers));
    const value = amf0Value(w, message?.values[index], context);
    values.push(value);
    if (index === 0) name = asString(value) ?? '';
    if (w.writing) continue;
    check(w, name, index, value, answers);
    // A name without anything behind it is told so before it is told what it means.
    if (context.left(w) > 0 || index > 0) explainArgument(w, name, index, value);
  }
  if (values.length === 0 && selector === undefined) w.note(COMMAND_EMPTY);
  else if (values.length === 1) {
    w.note(TRANSACTION_ID_MISSING);
    if (!w.writing) explainArgument(w, name, 0, values[0]!);
  }
  w.close();
  const transactionId = asNumber(values[1]);
  return selector === undefined
    ? { name, transactionId, values }
    : { formatSelector: selector, name, transactionId, values };
}

/** What the value at `index` of a command is called, such as `publishing name`. */
export function partName(name: string, index: number, answers?: string): string {
  if (index === 0) return 'command name';
  if (index === 1) return 'transaction ID';
  const info = argumentInfo(name, index - 2, answers);
  if (index === 2) return info?.name ?? 'command object';
  // Repeated ones carry their number, so that each name in the tree is there once.
  if (!info || info.repeats) return `${info?.name ?? 'argument'} ${index - 2}`;
  return info.name;
}

function check(
  w: Wire,
  name: string,
  index: number,
  value: AmfValue,
  answers: string | undefined,
): void {
  if (index === 0) {
    if (asString(value) === undefined) w.note(NAME_NOT_STRING);
    if (name === 'call') w.note(LITERAL_CALL);
  } else if (index === 1) checkTransactionId(w, name, asNumber(value));
  else if (index === 2) checkObject(w, name, value);
  else if (index === 3) checkFirstArgument(w, name, value, answers);
  else if (index === 4 && name === 'publish') {
    const type = asString(value);
    if (type === undefined || !PUBLISHING_TYPES.has(type)) w.note(PUBLISHING_TYPE);
  } else if (index === 4 && name === 'play') {
    const start = asNumber(value);
    if (start === undefined || Number.isNaN(start) || (start < 0 && !LIVE_STARTS.has(start)))
      w.note(PLAY_START);
  }
}

// appendWithGap is undocumented but known since Flash Media Server 4.
const PUBLISHING_TYPES = new Set(['live', 'record', 'append', 'appendWithGap']);

/** −2 and −1, and what they become where time is counted in milliseconds. */
const LIVE_STARTS = new Set([-1, -2, -1000, -2000]);

function checkTransactionId(w: Wire, name: string, id: number | undefined): void {
  if (id === undefined) w.note(TRANSACTION_ID_TYPE);
  else if (!Number.isSafeInteger(id) || id < 0) w.note(TRANSACTION_ID_VALUE);
  else if (name === 'connect' && id !== 1) w.note(CONNECT_TRANSACTION_ID);
  else if (name === 'onStatus' && id !== 0) w.note(STATUS_TRANSACTION_ID);
}

const OBJECTS = new Set<AmfValue['type']>([
  'object',
  'typed-object',
  'ecma-array',
  'null',
  'undefined',
  'amf3',
  'reference',
]);

function checkObject(w: Wire, name: string, value: AmfValue): void {
  if (!OBJECTS.has(value.type)) w.note(OBJECT_TYPE);
  if (name === 'onStatus' && value.type !== 'null') w.note(STATUS_OBJECT);
  if (name !== 'connect') return;
  if (asString(property(value, 'app')) === undefined) w.note(CONNECT_APP_MISSING);
  if (asString(property(value, 'tcUrl')) === undefined) w.note(CONNECT_TCURL_MISSING);
  checkApplication(w, value);
}

function checkFirstArgument(
  w: Wire,
  name: string,
  value: AmfValue,
  answers: string | undefined,
): void {
  if (name === 'deleteStream' && asNumber(value) === undefined) w.note(STREAM_ID_TYPE);
  if (name === '_result' && answers === 'createStream') {
    const id = asNumber(value);
    if (id === undefined || !Number.isSafeInteger(id) || id < 1) w.note(STREAM_ID_ALLOTTED);
  }
  if (name !== 'onStatus') return;
  const complete = ['level', 'code'].every((key) => asString(property(value, key)) !== undefined);
  if (!complete) w.note(INFO_OBJECT);
  checkInformation(w, value);
}
