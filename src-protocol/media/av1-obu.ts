import { codec } from '../dictionary/citation.ts';
import { bytes, computed, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { av1Picture } from './av1-sequence.ts';
import * as D from './diagnostics.ts';
import { type Leb128, leb128 } from './leb128.ts';
import { PICTURE_FIELDS, pictureFacts } from './picture-facts.ts';

/** Types of open bitstream units. */
export const OBU_TYPES: ValueNames = {
  1: { name: 'sequence header', text: 'Profile, level and size.' },
  2: { name: 'temporal delimiter', text: 'All that follows is for one moment.' },
  3: 'frame header',
  4: { name: 'tile group', text: 'Parts of a picture.' },
  5: { name: 'metadata', text: 'Words about the picture, such as HDR.' },
  6: { name: 'frame', text: 'A frame header and its tiles.' },
  7: 'redundant frame header',
  8: 'tile list',
  15: { name: 'padding', text: 'Means nothing.' },
};

const SEQUENCE_HEADER = 1;
const TEMPORAL_DELIMITER = 2;
const FRAME_HEADER = 3;
const METADATA = 5;
const FRAME = 6;

const FRAME_TYPES: ValueNames = { 0: 'key', 1: 'inter', 2: 'intra only', 3: 'switch' };

export const Av1Obu = structure(
  'media.av1Obu',
  'OBU (AV1)',
  codec('av1', '5.3.2'),
  'An open bitstream unit: a byte that says what it is, its size, and then what the type says.',
  {
    forbiddenBit: uint(1, 'Always 0.', { label: 'obu_forbidden_bit' }),
    type: uint(4, 'What it is.', { label: 'obu_type', values: OBU_TYPES }),
    extensionFlag: uint(1, 'Whether a byte about layers follows.', { label: 'obu_extension_flag' }),
    hasSizeField: uint(
      1,
      'Whether the size follows. Without it, the unit ends where the packet does.',
      {
        label: 'obu_has_size_field',
      },
    ),
    reservedBit: uint(1, 'Always 0.', { label: 'obu_reserved_1bit' }),
    temporalId: uint(3, 'The temporal layer.', { label: 'temporal_id' }),
    spatialId: uint(2, 'The spatial layer.', { label: 'spatial_id' }),
    extensionReserved: uint(3, 'Always 0.', { label: 'extension_header_reserved_3bits' }),
    sizeMore: uint(1, 'Set: one more byte of the size follows.', {
      label: 'leb128 continuation',
      see: codec('av1', '4.10.5'),
    }),
    sizeBits: uint(7, 'Seven bits of the size, lowest ones first.', {
      label: 'obu_size',
      see: codec('av1', '4.10.5'),
    }),
    size: computed('Bytes that follow.', { label: 'obu_size', unit: 'bytes' }),
    payload: bytes(0, 'What the type says, packed bit by bit.', {
      label: 'payload',
      see: codec('av1', '5.3.1'),
    }),
    ...PICTURE_FIELDS,
    metadataType: computed('What the metadata is about.', {
      label: 'metadata_type',
      values: {
        1: 'HDR: content light level',
        2: 'HDR: mastering display',
        3: 'scalability',
        4: 'ITU-T T.35',
        5: 'time code',
      },
      see: codec('av1', '5.8.1'),
    }),
    frameType: computed('Whether the frame needs others.', {
      label: 'frame_type',
      values: FRAME_TYPES,
      see: codec('av1', '5.9.2'),
    }),
    showFrame: computed('Whether it is shown, or only kept for others.', {
      label: 'show_frame',
      see: codec('av1', '5.9.2'),
    }),
    showExistingFrame: computed('A frame sent before is shown now.', {
      label: 'show_existing_frame',
      see: codec('av1', '5.9.2'),
    }),
  },
);

/** An open bitstream unit. */
export interface Obu {
  /** The first byte. */
  readonly header: number;
  readonly type: number;
  /** The byte about layers, where there is one. */
  readonly extension?: number;
  /** Undefined for a unit that goes to the end. */
  readonly size?: Leb128;
  /** A view of the bytes read. */
  readonly payload: Uint8Array;
}

/** Units shown of one message. */
const MOST_UNITS = 2000;

/**
 * The layout of open bitstream units (AV1 §5.3) up to the position `end`: those that are all there. What
 * cannot be followed is left for the caller. `inFrames`: a temporal delimiter makes no sense there.
 */
export function obus(
  w: Wire,
  end: number,
  inFrames: boolean,
  given: readonly Obu[] | undefined,
): Obu[] {
  const left = (): number => end - w.position;
  const result: Obu[] = [];
  while (w.writing ? result.length < given!.length : left() > 0) {
    const before = given?.[result.length];
    if (!w.writing && (result.length >= MOST_UNITS || !isThere(w, left()))) {
      w.note(result.length >= MOST_UNITS ? D.NAL_UNITS_MANY : D.OBU_CUT);
      return result;
    }
    w.item(result.length);
    const unit = obu(w, left, before);
    if (inFrames && unit.type === TEMPORAL_DELIMITER) w.note(D.TEMPORAL_DELIMITER);
    result.push(unit);
  }
  return result;
}

/** Whether a unit that begins here ends here too. Looks at four bytes: header, and a size of up to 21 bits. */
function isThere(w: Wire, left: number): boolean {
  const header = w.peek(1);
  const start = header & 4 ? 2 : 1;
  if (left < start) return false;
  if ((header & 2) === 0) return true;
  let size = 0;
  for (let i = 0; start + i < 4 && start + i < left; i++) {
    const byte = w.peek(start + i + 1) & 0xff;
    size += (byte & 0x7f) * 128 ** i;
    if (byte < 0x80) return size <= left - start - i - 1;
  }
  // A longer size: taken on trust, and shown as cut if it is.
  return start + 3 < left;
}

function obu(w: Wire, left: () => number, given: Obu | undefined): Obu {
  const f = w.open(Av1Obu);
  const before = given?.header ?? 0;
  const forbidden = w.uint(f.forbiddenBit, before >> 7);
  const type = w.uint(f.type, (before >> 3) & 15);
  const extended = w.uint(f.extensionFlag, (before >> 2) & 1);
  const sized = w.uint(f.hasSizeField, (before >> 1) & 1);
  const reserved = w.uint(f.reservedBit, before & 1);
  if (forbidden === 1) w.note(D.NAL_FORBIDDEN_BIT);
  let extension: number | undefined;
  if (extended === 1) {
    const byte = given?.extension ?? 0;
    extension =
      w.uint(f.temporalId, byte >> 5) * 32 +
      w.uint(f.spatialId, (byte >> 3) & 3) * 8 +
      w.uint(f.extensionReserved, byte & 7);
  }
  const hasSize = w.writing ? given!.size !== undefined : sized === 1;
  const size = hasSize ? leb128(w, f.sizeMore, f.sizeBits, left(), given?.size) : undefined;
  if (size) w.calculated(f.size, size.value, 'seven bits of each byte');
  const there = w.writing ? given!.payload.length : Math.min(size?.value ?? Infinity, left());
  const payload = there > 0 ? w.bytes(f.payload, there, given?.payload ?? NO_BYTES) : NO_BYTES;
  if (!w.writing && (size ? there < size.value : sized === 1)) w.note(D.OBU_CUT);
  if (sized === 0) w.note(D.OBU_WITHOUT_SIZE);
  if (type === SEQUENCE_HEADER) pictureFacts(w, f, av1Picture(payload));
  // A number in seven bits of each byte, of which all that are known need one.
  if (type === METADATA && payload.length > 0)
    w.calculated(f.metadataType, payload[0]!, 'the first byte');
  if (type === FRAME || type === FRAME_HEADER) frameFacts(w, f, payload);
  w.close();
  return {
    header: forbidden * 128 + type * 8 + extended * 4 + sized * 2 + reserved,
    type,
    ...(extension !== undefined && { extension }),
    ...(size && { size }),
    payload,
  };
}

/** The first bits of a frame header, as they are unless the sequence is a still picture. */
function frameFacts(w: Wire, f: typeof Av1Obu.fields, payload: Uint8Array): void {
  if (payload.length === 0) return;
  const first = payload[0]!;
  if (first >= 0x80) {
    w.calculated(f.showExistingFrame, true, 'the first bit');
    return;
  }
  w.calculated(f.frameType, (first >> 5) & 3, 'the two bits behind the first');
  w.calculated(f.showFrame, (first & 0x10) !== 0, 'the bit behind these');
}
