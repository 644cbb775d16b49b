import { amf3, errata } from '../dictionary/citation.ts';
import { bytes, computed, double, int, text, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';

/** The types of AMF3 by marker. */
export const AMF3_MARKERS: ValueNames = {
  0x00: { name: 'undefined', section: amf3('3.2') },
  0x01: { name: 'null', section: amf3('3.3') },
  0x02: { name: 'false', section: amf3('3.4') },
  0x03: { name: 'true', section: amf3('3.5') },
  0x04: { name: 'integer', section: amf3('3.6') },
  0x05: { name: 'double', section: amf3('3.7') },
  0x06: { name: 'String', section: amf3('3.8') },
  0x07: { name: 'XMLDocument', section: amf3('3.9') },
  0x08: { name: 'Date', section: amf3('3.10') },
  0x09: { name: 'Array', section: amf3('3.11') },
  0x0a: { name: 'Object', section: amf3('3.12') },
  0x0b: { name: 'XML', section: amf3('3.13') },
  0x0c: { name: 'ByteArray', section: amf3('3.14') },
  0x0d: { name: 'Vector.<int>', section: amf3('3.15') },
  0x0e: { name: 'Vector.<uint>', section: amf3('3.15') },
  0x0f: { name: 'Vector.<Number>', section: amf3('3.15') },
  0x10: { name: 'Vector.<Object>', section: amf3('3.15') },
  0x11: { name: 'Dictionary', section: amf3('3.16') },
};

const marker = uint(8, 'One byte that tells the type of the value.', {
  label: 'type marker',
  see: amf3('3.1'),
  values: AMF3_MARKERS,
  format: 'hex',
});
const reference = computed(
  'Which earlier entry of the table is meant, from 0. The lowest bit was 0: no value follows.',
  {
    see: amf3('2.2'),
  },
);
const count = computed('How many entries follow. The lowest bit was 1: the value itself is here.');
const length = computed('How many bytes follow.', { unit: 'bytes' });

/** An unsigned number in one to four bytes. */
export const U29 = structure(
  'amf3.u29',
  'U29',
  amf3('1.3.1').amendedBy(errata('7.2')),
  'A number of 29 bits in one to four bytes. The top bit of each of the first three says that one more follows; a fourth gives all eight bits.',
  {
    oneByte: uint(8, 'One byte: seven bits of value.', { label: 'U29', format: 'hex' }),
    twoBytes: uint(16, 'Two bytes: fourteen bits of value.', { label: 'U29', format: 'hex' }),
    threeBytes: uint(24, 'Three bytes: twenty-one bits of value.', { label: 'U29', format: 'hex' }),
    fourBytes: uint(32, 'Four bytes: twenty-nine bits of value.', { label: 'U29', format: 'hex' }),
    value: computed('The number the bits make, most significant group first.'),
  },
);

export const Amf3Plain = structure(
  'amf3.plain',
  'value without content',
  amf3('3.1'),
  'The type says everything: undefined, null, false, true.',
  { marker },
);

export const Amf3Integer = structure(
  'amf3.integer',
  'integer',
  amf3('3.6'),
  'A whole number from −2²⁸ to 2²⁸ − 1. Larger ones travel as double.',
  { marker, integer: computed('The number with its sign, which is bit 28.') },
);

export const Amf3Double = structure(
  'amf3.double',
  'double',
  amf3('3.7'),
  'A 64-bit floating-point number.',
  {
    marker,
    number: double('The number itself.', { label: 'DOUBLE' }),
  },
);

export const Amf3StringValue = structure(
  'amf3.stringValue',
  'String',
  amf3('3.8'),
  'Text, in full or as a reference to text sent before.',
  { marker },
);

export const Amf3String = structure(
  'amf3.string',
  'UTF-8-vr',
  amf3('1.3.2'),
  'Text sent once in full and later by its number. The empty text is never numbered.',
  {
    length,
    reference,
    string: text('The text, in UTF-8.', { label: 'UTF-8' }),
    value: computed('The text the reference stands for.'),
  },
);

export const Amf3Xml = structure(
  'amf3.xml',
  'XML',
  amf3('3.13'),
  'An XML document as text: the old XMLDocument or the newer XML (E4X).',
  { marker, reference, length, string: text('The document, in UTF-8.', { label: 'UTF-8' }) },
);

export const Amf3Date = structure(
  'amf3.date',
  'Date',
  amf3('3.10'),
  'A moment in time, without a time zone.',
  {
    marker,
    reference,
    time: double('Milliseconds since midnight of 1 January 1970, UTC.', {
      label: 'date-time',
      unit: 'ms',
    }),
  },
);

export const Amf3Array = structure(
  'amf3.array',
  'Array',
  amf3('3.11'),
  'First the entries with names, until an empty name; then as many numbered ones as the count says.',
  { marker, reference, count },
);

export const Amf3Object = structure(
  'amf3.object',
  'Object',
  amf3('3.12'),
  'An object: traits (what its class says), the values of the sealed members, then dynamic members until an empty name.',
  {
    marker,
    reference,
    traitsReference: computed('Which earlier traits are used again, from 0.', {
      label: 'U29O-traits-ref',
    }),
    sealedCount: computed('How many sealed member names follow the class name.'),
    dynamic: computed('Whether members beyond the sealed ones may follow.'),
    externalizable: computed('Whether the class writes its own bytes.'),
    external: bytes(0, 'Bytes only the class can read, and all that follows them.'),
  },
);

export const Amf3ByteArray = structure(
  'amf3.byteArray',
  'ByteArray',
  amf3('3.14'),
  'Plain bytes.',
  {
    marker,
    reference,
    length,
    bytes: bytes(0, 'The bytes.'),
  },
);

export const Amf3Vector = structure(
  'amf3.vector',
  'Vector',
  amf3('3.15'),
  'An array whose entries all have one type.',
  {
    marker,
    reference,
    count,
    fixed: uint(8, '1 when the length may not change.', {
      label: 'fixed-vector',
      values: { 0: 'not fixed', 1: 'fixed' },
    }),
    int: int(32, 'An entry, signed.', { label: 'S32' }),
    uint: uint(32, 'An entry, unsigned.', { label: 'U32' }),
    double: double('An entry.', { label: 'DOUBLE' }),
  },
);

export const Amf3Dictionary = structure(
  'amf3.dictionary',
  'Dictionary',
  amf3('3.16'),
  'Pairs whose keys can be any value.',
  {
    marker,
    reference,
    count,
    weakKeys: uint(8, '1 when a key that nothing else holds may vanish.', {
      label: 'weak-keys',
      values: { 0: 'strong', 1: 'weak' },
    }),
  },
);

export const Amf3Unknown = structure(
  'amf3.unknown',
  'bytes that could not be read as a value',
  amf3('3.1'),
  'From here on the values cannot be told apart, so everything left is shown as it is.',
  { marker, bytes: bytes(0, 'The rest of the payload.', { label: 'rest' }) },
);

/** Every structure of AMF3, for the dictionary. */
export const AMF3_STRUCTURES = [
  U29,
  Amf3Plain,
  Amf3Integer,
  Amf3Double,
  Amf3StringValue,
  Amf3String,
  Amf3Xml,
  Amf3Date,
  Amf3Array,
  Amf3Object,
  Amf3ByteArray,
  Amf3Vector,
  Amf3Dictionary,
  Amf3Unknown,
] as const;
