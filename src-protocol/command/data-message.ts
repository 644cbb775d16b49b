import { amf0Value } from '../amf/amf0.ts';
import { AmfContext } from '../amf/amf-context.ts';
import { type AmfValue, asString } from '../amf/amf-value.ts';
import { errata, rtmp } from '../dictionary/citation.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { dataArgumentInfo } from './catalogue.ts';
import { Authentication } from './authentication.ts';
import { Command } from './command.ts';
import { PROPERTY_STRUCTURES } from './connect-properties.ts';
import { checkMetadata } from './property-rules.ts';
import { explainCommandValue, explainHandler, explainMetadataValue, Meaning } from './meaning.ts';
import { formatSelector, formatSelectorField, valuesFollow } from './format-selector.ts';

export const Data = structure(
  'command.data',
  'Data Message',
  rtmp('7.1.2').amendedBy(errata('7.2')),
  'Values for whoever plays the stream: usually the name of a handler, then what it is given.',
  { formatSelector: formatSelectorField },
);

/** Handlers that are given an information object, as onStatus is. */
const STATUS_HANDLERS = new Set(['onStatus', 'onPlayStatus']);

/** A data message as it was on the wire. */
export interface DataMessage {
  /** Only in type 15, and there missing from some senders. */
  readonly formatSelector?: number;
  /** Empty when the first value is no String. */
  readonly name: string;
  /** Everything, the name included. */
  readonly values: readonly AmfValue[];
}

/** The layout of a data message (§7.1.2), type 18 or, with a format selector, 15. */
export function dataMessage(w: Wire, messageTypeId: number, message?: DataMessage): DataMessage {
  const f = w.open(Data);
  const selector =
    messageTypeId === 15 ? formatSelector(w, f.formatSelector, message?.formatSelector) : undefined;
  let name = '';
  let handler = '';
  const context = new AmfContext(Infinity, (wire, names, value) => {
    if (handler === 'onMetaData') explainMetadataValue(wire, names, value);
    else if (STATUS_HANDLERS.has(handler)) explainCommandValue(wire, names, value);
  });
  const values: AmfValue[] = [];
  while (
    w.writing
      ? values.length < message!.values.length
      : context.left(w) > 0 && valuesFollow(w, values.length === 0 ? selector : undefined)
  ) {
    const index = values.length;
    w.item(dataPartName(name, index));
    const value = amf0Value(w, message?.values[index], context);
    values.push(value);
    if (index === 0) name = asString(value) ?? '';
    const isMetadata = handler === 'onMetaData' && index === (name === 'onMetaData' ? 1 : 2);
    if (isMetadata && !w.writing) checkMetadata(w, value);
    // @setDataFrame wraps the handler it stands for.
    if (index === 0 || (index === 1 && name === '@setDataFrame')) {
      handler = asString(value) ?? '';
      if (!w.writing) explainHandler(w, handler);
    }
  }
  w.close();
  return selector === undefined ? { name, values } : { formatSelector: selector, name, values };
}

/** What the value at `index` of a data message is called, such as `metadata`. */
export function dataPartName(name: string, index: number): string {
  if (index === 0) return 'handler name';
  return dataArgumentInfo(name, index - 1)?.name ?? `argument ${index}`;
}

/**
 * The metadata of an onMetaData message, wrapped in @setDataFrame or not; undefined when the message
 * is about something else.
 */
export function metadataOf(message: DataMessage): AmfValue | undefined {
  if (message.name === 'onMetaData') return message.values[1];
  if (message.name !== '@setDataFrame' || asString(message.values[1]) !== 'onMetaData')
    return undefined;
  return message.values[2];
}

/** The structures of this folder, for the dictionary. */
export const COMMAND_STRUCTURES = [
  Command,
  Data,
  Meaning,
  ...PROPERTY_STRUCTURES,
  Authentication,
] as const;
