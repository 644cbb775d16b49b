import { codec } from '../dictionary/citation.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import { bytes, computed, type FieldDeclaration, uint } from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';
import type { Field, ValueNames } from '../dictionary/field.ts';

/** A unit of the network abstraction layer: a slice of a picture, a parameter set, words about them. */
export interface NalUnit {
  /** Bytes of the unit, its header included, as far as they are there. */
  readonly length: number;
  /** What the field before it says, where the capture does not have all of the unit. */
  readonly declaredLength?: number;
  /** The header's bytes as one number. Undefined for a unit too short to have one. */
  readonly header?: number;
  readonly type?: number;
  /** What follows the header. A view of the bytes read, or a copy where fields were taken from its start. */
  readonly payload: Uint8Array;
}

/** What a list of NAL units needs to know about the codec. */
export interface NalCodec {
  /** The layout of a unit of `length` bytes, all of them there. */
  readonly unit: (w: Wire, length: number, given: NalUnit | undefined) => NalUnit;
  /** Types that hold pictures. */
  readonly isSlice: (type: number) => boolean;
  /** Types at which decoding can start. */
  readonly isRandomAccess: (type: number) => boolean;
  /** Types that belong into the sequence header. */
  readonly isParameterSet: (type: number) => boolean;
  /** Whether a unit marks a picture as a point to start from although it is no such type. */
  readonly isRecoveryPoint: (unit: NalUnit) => boolean;
}

/** What SEI messages are about, for H.264 and H.265 alike. */
export const SEI_PAYLOAD_TYPES: ValueNames = {
  0: 'buffering period',
  1: 'picture timing',
  2: 'pan-scan rectangle',
  3: 'filler',
  4: { name: 'registered user data', text: 'Closed captions, HDR10+, AFD.' },
  5: { name: 'unregistered user data', text: 'An identifier of 16 bytes, then anything.' },
  6: { name: 'recovery point', text: 'Decoding can start here although there is no IDR picture.' },
  45: 'frame packing arrangement',
  47: 'display orientation',
  129: 'active parameter sets',
  130: 'decoding unit information',
  132: 'decoded picture hash',
  136: 'time code',
  137: { name: 'mastering display colour volume', text: 'HDR: the display it was mastered on.' },
  144: { name: 'content light level', text: 'HDR: how bright it gets.' },
  147: 'alternative transfer characteristics',
  148: 'ambient viewing environment',
};

type SeiKey = 'seiPayloadType' | 'seiPayloadSize' | 'seiPayload' | 'seiText' | 'seiLight';

/** The fields of an SEI message. */
export const SEI_FIELDS: Readonly<Record<SeiKey, FieldDeclaration>> = {
  seiPayloadType: uint(8, 'What the message is about. 255 says: add this and read on.', {
    label: 'payloadType',
    values: SEI_PAYLOAD_TYPES,
    see: codec('h264', '7.3.2.3'),
  }),
  seiPayloadSize: uint(
    8,
    'Bytes of the message, stuffing not counted. 255 says: add and read on.',
    {
      label: 'payloadSize',
      unit: 'bytes',
      see: codec('h264', '7.3.2.3'),
    },
  ),
  seiPayload: bytes(0, 'The message, others behind it if there are, and the end of the unit.', {
    label: 'sei_payload',
  }),
  seiText: computed('Unregistered user data that is text. Encoders leave their settings here.', {
    label: 'text',
  }),
  seiLight: computed(
    'HDR: how bright the display was that it was mastered on, or how bright it gets.',
    {
      label: 'light, cd/m²',
      see: codec('h265', 'D'),
    },
  ),
};

/** Takes single bytes from the start of a payload as fields, and knows the payload as a whole. */
export class PayloadFields {
  readonly #w: Wire;
  readonly #length: number;
  readonly #given: Uint8Array | undefined;
  readonly #head: number[] = [];

  constructor(w: Wire, length: number, given: Uint8Array | undefined) {
    this.#w = w;
    this.#length = length;
    this.#given = given;
  }

  get left(): number {
    return this.#length - this.#head.length;
  }

  /** The next byte, as one field or as several that add up to eight bits. */
  byte(...fields: readonly Field[]): number {
    const given = this.#given?.[this.#head.length] ?? 0;
    let value = 0;
    let bits = 8;
    for (const field of fields) {
      bits -= field.bits;
      const part = this.#w.uint(field, (given >> bits) & ((1 << field.bits) - 1));
      value |= part << bits;
    }
    this.#head.push(value);
    return value;
  }

  /** The rest, and with it the whole payload. */
  rest(field: Field): Uint8Array {
    const { left } = this;
    const before = this.#given?.subarray(this.#head.length) ?? new Uint8Array(0);
    const rest = left > 0 ? this.#w.bytes(field, left, before) : before.subarray(0, 0);
    if (this.#head.length === 0) return rest;
    const whole = new Uint8Array(this.#length);
    whole.set(this.#head);
    whole.set(rest, this.#head.length);
    return whole;
  }
}

/** An SEI message's type and size, and the rest; several messages in one unit are not taken apart. */
export function seiMessage(
  w: Wire,
  f: Readonly<Record<SeiKey, Field>>,
  payload: PayloadFields,
): Uint8Array {
  const type = extended(payload, f.seiPayloadType);
  const size = extended(payload, f.seiPayloadSize);
  const start = payload.left;
  const whole = payload.rest(f.seiPayload);
  const behind = whole.subarray(whole.length - start);
  const text = type === UNREGISTERED ? printable(behind.subarray(16, size)) : '';
  if (text !== '') w.calculated(f.seiText, text);
  const light = lightOf(type, size, behind);
  if (light !== undefined) w.calculated(f.seiLight, light);
  return whole;
}

/** The type of the first SEI message of a payload; undefined for none. */
export function seiType(payload: Uint8Array): number | undefined {
  let type = 0;
  for (let i = 0; i < payload.length; i++) {
    type += payload[i]!;
    if (payload[i] !== 0xff) return type;
  }
  return undefined;
}

const UNREGISTERED = 5;
const MASTERING_DISPLAY = 137;
const CONTENT_LIGHT = 144;
/** A type or size in more bytes than this is none. */
const MOST_BYTES = 64;

function extended(payload: PayloadFields, field: Field): number {
  let sum = 0;
  for (let i = 0; i < MOST_BYTES && payload.left > 0; i++) {
    const byte = payload.byte(field);
    sum += byte;
    if (byte !== 0xff) break;
  }
  return sum;
}

/** What a message about HDR says of brightness; undefined for any other. `size` leaves out bytes stuffed in. */
function lightOf(type: number, size: number, behind: Uint8Array): string | undefined {
  if (type === CONTENT_LIGHT ? size < 4 : type !== MASTERING_DISPLAY || size < 24) return undefined;
  const bits = new BitReader(withoutEmulationPrevention(behind));
  let text: string;
  if (type === CONTENT_LIGHT)
    text = `brightest pixel ${bits.bits(16)}, brightest average of a picture ${bits.bits(16)}`;
  else {
    bits.skip(8 * 16); // red, green, blue and white as x and y
    const most = bits.bits(32) / 10_000;
    text = `from ${bits.bits(32) / 10_000} to ${most}`;
  }
  return bits.short() ? undefined : text;
}

const LONGEST_TEXT = 1024;

/** The bytes as text, cut at the first 0; empty when they are not plain ASCII. */
function printable(message: Uint8Array): string {
  let text = '';
  for (const byte of message.subarray(0, LONGEST_TEXT)) {
    if (byte === 0) break;
    if ((byte < 0x20 && byte !== 0x0a && byte !== 0x09) || byte > 0x7e) return '';
    text += String.fromCharCode(byte);
  }
  return text;
}
