import { amf0, flv, practice } from '../dictionary/citation.ts';
import { bytes, double, int, text, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';

/** The types of AMF0 by marker. */
export const AMF0_MARKERS: ValueNames = {
  0x00: { name: 'Number', section: amf0('2.2') },
  0x01: { name: 'Boolean', section: amf0('2.3') },
  0x02: { name: 'String', section: amf0('2.4') },
  0x03: { name: 'Object', section: amf0('2.5') },
  0x04: { name: 'Movieclip', text: 'Reserved, never sent.', section: amf0('2.6') },
  0x05: { name: 'null', section: amf0('2.7') },
  0x06: { name: 'undefined', section: amf0('2.8') },
  0x07: { name: 'Reference', section: amf0('2.9') },
  0x08: { name: 'ECMA Array', section: amf0('2.10') },
  0x09: { name: 'Object End', section: amf0('2.11') },
  0x0a: { name: 'Strict Array', section: amf0('2.12') },
  0x0b: { name: 'Date', section: amf0('2.13') },
  0x0c: { name: 'Long String', section: amf0('2.14') },
  0x0d: { name: 'Unsupported', section: amf0('2.15') },
  0x0e: { name: 'RecordSet', text: 'Reserved, never sent.', section: amf0('2.16') },
  0x0f: { name: 'XML Document', section: amf0('2.17') },
  0x10: { name: 'Typed Object', section: amf0('2.18') },
  0x11: { name: 'AVM+', text: 'The next value is AMF3.', section: amf0('3.1') },
};

const marker = uint(
  8,
  'One byte that tells the type of the value, and so how to read what follows.',
  {
    label: 'type marker',
    see: amf0('2.1'),
    values: AMF0_MARKERS,
    format: 'hex',
  },
);

export const Amf0Number = structure(
  'amf0.number',
  'Number',
  amf0('2.2'),
  'Every number, whole or not, is a 64-bit floating-point number. Whole numbers are exact up to 2⁵³.',
  {
    marker,
    number: double('The number itself. NaN and the infinities are allowed.', { label: 'DOUBLE' }),
  },
);

export const Amf0Boolean = structure(
  'amf0.boolean',
  'Boolean',
  amf0('2.3'),
  'True or false, in a whole byte.',
  {
    marker,
    boolean: uint(8, '0 is false; anything else is true.', {
      label: 'U8',
      values: { 0: 'false', 1: 'true' },
    }),
  },
);

export const Amf0String = structure(
  'amf0.string',
  'String',
  amf0('2.4'),
  'Text of at most 65,535 bytes.',
  {
    marker,
    length: uint(16, 'How many bytes the text takes, not how many characters.', { unit: 'bytes' }),
    string: text('The text, in UTF-8.', { label: 'UTF-8' }),
  },
);

export const Amf0Object = structure(
  'amf0.object',
  'Object',
  amf0('2.5'),
  'Properties, each a name and a value, until an empty name and the object end marker.',
  { marker },
);

export const Amf0PropertyName = structure(
  'amf0.propertyName',
  'property name',
  amf0('2.5'),
  'The name of a property. Its value follows at once. An empty name before the object end marker closes the list.',
  {
    length: uint(16, 'Bytes of the name.', { unit: 'bytes', see: amf0('1.3.1') }),
    name: text('The name, in UTF-8; upper and lower case are different.', { label: 'UTF-8' }),
  },
);

export const Amf0ObjectEnd = structure(
  'amf0.objectEnd',
  'object end',
  amf0('2.11'),
  'The three bytes 00 00 09 that close a list of properties.',
  {
    emptyName: uint(16, 'The length of a name that is empty.', { label: 'UTF-8-empty' }),
    marker: uint(8, 'Says that the list ends here.', {
      label: 'object end marker',
      values: AMF0_MARKERS,
      format: 'hex',
    }),
  },
);

/** A value that is its marker and nothing more. */
export const Amf0Plain = structure(
  'amf0.plain',
  'value without content',
  amf0('2.1'),
  'The type says everything: null, undefined, unsupported.',
  { marker },
);

export const Amf0Reference = structure(
  'amf0.reference',
  'Reference',
  amf0('2.9'),
  'An object or array of the same message once more, so that an object can even contain itself.',
  {
    marker,
    index: uint(
      16,
      'Which one: objects and arrays count from 0, in the order their markers appear.',
    ),
  },
);

export const Amf0EcmaArray = structure(
  'amf0.ecmaArray',
  'ECMA Array',
  amf0('2.10'),
  'Properties with a count in front. Metadata usually comes in this form.',
  {
    marker,
    count: uint(
      32,
      'How many properties the sender means to send. Read on to the end marker whatever it says.',
      {
        label: 'associative-count',
        practice: 'Many writers put 0 or a wrong number.',
      },
    ),
  },
);

export const Amf0StrictArray = structure(
  'amf0.strictArray',
  'Strict Array',
  amf0('2.12'),
  'Values one after another, numbered from 0. There is no end marker: the count alone decides.',
  { marker, count: uint(32, 'How many values follow.', { label: 'array-count' }) },
);

export const Amf0Date = structure('amf0.date', 'Date', amf0('2.13'), 'A moment in time.', {
  marker,
  time: double('Milliseconds since midnight of 1 January 1970, UTC.', {
    label: 'DOUBLE',
    unit: 'ms',
  }),
  timeZone: int(16, 'Reserved: 0. The FLV document has minutes from UTC here, west negative.', {
    label: 'time-zone',
    see: amf0('2.13').amendedBy(flv('E.4.4.3')),
  }),
});

export const Amf0LongString = structure(
  'amf0.longString',
  'Long String',
  amf0('2.14'),
  'Text whose length does not fit 16 bits (or that the sender chose to send this way).',
  {
    marker,
    length: uint(32, 'Bytes of the text.', { unit: 'bytes' }),
    string: text('The text, in UTF-8.', { label: 'UTF-8' }),
  },
);

export const Amf0XmlDocument = structure(
  'amf0.xmlDocument',
  'XML Document',
  amf0('2.17'),
  'An XML document as text, with a 32-bit length.',
  {
    marker,
    length: uint(32, 'Bytes of the text.', { unit: 'bytes' }),
    string: text('The document, in UTF-8.', { label: 'UTF-8' }),
  },
);

export const Amf0TypedObject = structure(
  'amf0.typedObject',
  'Typed Object',
  amf0('2.18'),
  'An object whose class has a name both sides know.',
  {
    marker,
    classNameLength: uint(16, 'Bytes of the class name.', { unit: 'bytes' }),
    className: text('The name the class was registered under.', { label: 'class-name' }),
  },
);

export const Amf0AvmPlus = structure(
  'amf0.avmPlus',
  'switch to AMF3',
  amf0('3.1'),
  'The one value that follows is AMF3; after it AMF0 goes on.',
  { marker },
);

export const Amf0Unknown = structure(
  'amf0.unknown',
  'bytes that could not be read as a value',
  practice('RTMP Inspector'),
  'From here on the values cannot be told apart, so everything left is shown as it is.',
  { marker, bytes: bytes(0, 'The rest of the payload.', { label: 'rest' }) },
);

/** What is left of a value that was cut off. */
export const AmfRest = structure(
  'amf.rest',
  'cut off',
  practice('RTMP Inspector'),
  'The first bytes of something whose end is not there.',
  { bytes: bytes(0, 'The bytes that are there.', { label: 'bytes' }) },
);

/** Every structure of AMF0, for the dictionary. */
export const AMF0_STRUCTURES = [
  Amf0Number,
  Amf0Boolean,
  Amf0String,
  Amf0Object,
  Amf0PropertyName,
  Amf0ObjectEnd,
  Amf0Plain,
  Amf0Reference,
  Amf0EcmaArray,
  Amf0StrictArray,
  Amf0Date,
  Amf0LongString,
  Amf0XmlDocument,
  Amf0TypedObject,
  Amf0AvmPlus,
  Amf0Unknown,
  AmfRest,
] as const;
