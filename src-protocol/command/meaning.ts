import { counted } from '../bytes/counted.ts';
import { type AmfValue, asBoolean, asNumber, asString, entryCount } from '../amf/amf-value.ts';
import type { ExplainValue } from '../amf/amf-context.ts';
import { practice, rtmp } from '../dictionary/citation.ts';
import { citationText } from '../dictionary/documents.ts';
import { computed, type Field } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { explainAuthentication } from './authentication.ts';
import { commandInfo, dataInfo } from './catalogue.ts';
import { codecOfFourCc, FOURCC_IN_METADATA, fourCcOfNumber } from './codec-ids.ts';
import { CommandProperty, Metadata } from './connect-properties.ts';
import { checkMetadataProperty, checkProperty } from './property-rules.ts';
import { statusCode } from './status-codes.ts';

/** What values say that does not follow from their type: worked out, and shown beside them. */
export const Meaning = structure(
  'command.meaning',
  'what a value means',
  rtmp('7.2'),
  'What the values of a command or data message say.',
  {
    purpose: computed('What the command or handler of this name is for, and what answers it.', {
      label: 'purpose',
    }),
    statusCode: computed('What the code says, and the level it is usually sent with.', {
      label: 'meaning of the code',
      see: rtmp('7.2.2'),
    }),
    codec: computed('The codec that a FourCC stands for.', {
      label: 'codec',
      see: FOURCC_IN_METADATA,
    }),
    transaction: computed('What the transaction ID says about an answer.', {
      label: 'answer',
      see: rtmp('7.2'),
    }),
    publishingType: computed('What the server is to do with what is published.', {
      label: 'meaning of the type',
      see: rtmp('7.2.2.6'),
    }),
    playStart: computed('Where play begins, and whether live or recorded.', {
      label: 'meaning of start',
      see: rtmp('7.2.2.1'),
    }),
    playDuration: computed('How long play goes on.', {
      label: 'meaning of duration',
      see: rtmp('7.2.2.1').amendedBy(practice('librtmp, FFmpeg, Flash')),
    }),
  },
);

const f = Meaning.fields;
const PROPERTIES: Readonly<Record<string, Field>> = CommandProperty.fields;
const METADATA: Readonly<Record<string, Field>> = Metadata.fields;

/** Says what the properties of objects in commands mean. */
export const explainCommandValue: ExplainValue = (w, names, value) => {
  checkProperty(w, names, value);
  const name = names.at(-1);
  if (names.at(-2) === 'fourCcList') return explainFourCc(w, value);
  if (names.at(-2) === 'videoFourCcInfoMap' || names.at(-2) === 'audioFourCcInfoMap') {
    explainProperty(w, CommandProperty.fields.fourCcInfo, value);
    if (typeof name === 'string') explainCodec(w, name);
    return;
  }
  const field = fieldOf(PROPERTIES, name);
  if (!field) return;
  explainProperty(w, field, value);
  const text = asString(value);
  if (text === undefined) return;
  if (name === 'code') explainStatusCode(w, text);
  if (name === 'description' || name === 'app' || name === 'tcUrl') explainAuthentication(w, text);
};

/** Says what the properties of metadata mean. */
export const explainMetadataValue: ExplainValue = (w, names, value) => {
  checkMetadataProperty(w, names);
  const name = names.at(-1);
  const field = fieldOf(METADATA, name);
  // Inside keyframes, and whatever else is nested, the same names mean other things.
  if (!field || (names.length > 1 && !String(names[0]).endsWith('TrackIdInfoMap'))) return;
  explainProperty(w, field, value);
  if (name !== 'videocodecid' && name !== 'audiocodecid') return;
  const number = asNumber(value);
  const fourCc = number === undefined ? asString(value) : fourCcOfNumber(number);
  if (fourCc !== undefined) explainCodec(w, fourCc);
};

/** Says what a value means by its place in a command: `index` counts from the name. */
export function explainArgument(w: Wire, name: string, index: number, value: AmfValue): void {
  const number = asNumber(value);
  if (index === 0) {
    const info = commandInfo(name);
    if (info) w.calculated(f.purpose, info.text, `answered by: ${info.answer}`);
  } else if (index === 1 && number !== undefined) {
    const isAnswer = name === '_result' || name === '_error';
    if (number === 0 && !isAnswer) w.calculated(f.transaction, 'none is wanted');
  } else if (name === 'publish' && index === 4) {
    const type = PUBLISHING_TYPES[asString(value) ?? ''];
    if (type !== undefined) w.calculated(f.publishingType, type);
  } else if (name === 'play' && number !== undefined) {
    if (index === 4) w.calculated(f.playStart, playStart(number));
    else if (index === 5) w.calculated(f.playDuration, playDuration(number));
  }
}

/** Says what the handler of a data message is for. */
export function explainHandler(w: Wire, name: string): void {
  const info = dataInfo(name);
  if (info) w.calculated(f.purpose, info.text);
}

function fieldOf(
  fields: Readonly<Record<string, Field>>,
  name: string | number | undefined,
): Field | undefined {
  return typeof name === 'string' && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function explainProperty(w: Wire, field: Field, value: AmfValue): void {
  const plain = asNumber(value) ?? asBoolean(value) ?? asString(value) ?? entries(value);
  if (plain !== undefined)
    w.calculated(field, typeof plain === 'string' ? shortened(plain) : plain);
}

/** How much is in an object or array, whose parts are explained one by one. */
function entries(value: AmfValue): string | undefined {
  const count = entryCount(value);
  return count === undefined ? undefined : counted(count, 'entry', 'entries');
}

function explainFourCc(w: Wire, value: AmfValue): void {
  const text = asString(value);
  if (text !== undefined) explainCodec(w, text);
}

function explainCodec(w: Wire, fourCc: string): void {
  const codec = codecOfFourCc(fourCc);
  if (codec !== undefined) w.calculated(f.codec, codec, `FourCC ${fourCc}`);
}

function explainStatusCode(w: Wire, code: string): void {
  const known = statusCode(code);
  if (known)
    w.calculated(f.statusCode, known.text, `sent as ${known.level}; ${citationText(known.see)}`);
}

const PUBLISHING_TYPES: Readonly<Record<string, string>> = {
  live: 'pass it on to who plays it, and keep nothing',
  record: 'keep it in a new file as well; one of that name is overwritten',
  append: 'add it to the file of that name, which is made when there is none',
  appendWithGap: 'add it to the file, with the time that has passed left open',
};

// The text counts in seconds, Flash, librtmp and FFmpeg in milliseconds: −2000 is their −2.
function playStart(start: number): string {
  if (start === -2 || start === -2000)
    return 'a live stream of that name, or else a recording, or else wait for somebody to publish';
  if (start === -1 || start === -1000) return 'a live stream only';
  if (start < 0) return 'no value the document has; servers take it for −2';
  if (start === 0) return 'a recording, from its beginning';
  return `a recording, from ${start} on: seconds by the document, milliseconds from Flash, librtmp and FFmpeg`;
}

function playDuration(duration: number): string {
  if (duration < 0) return 'to the end, or until the live stream ends';
  if (duration === 0) return 'a single frame';
  return `for ${duration}: seconds by the document, milliseconds from Flash, librtmp and FFmpeg`;
}

function shortened(text: string): string {
  return text.length > 256 ? `${text.slice(0, 255)}…` : text;
}
