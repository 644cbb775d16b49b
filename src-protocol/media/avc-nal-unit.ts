import { codec } from '../dictionary/citation.ts';
import { bytes, computed, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { avcSequence, avcSliceType } from './avc-parameter-set.ts';
import { AVC_PICTURE_PARAMETER_FIELDS, avcPictureParameters } from './avc-picture-parameters.ts';
import { NAL_FORBIDDEN_BIT, NAL_UNIT_EMPTY } from './diagnostics.ts';
import {
  type NalCodec,
  type NalUnit,
  PayloadFields,
  SEI_FIELDS,
  seiMessage,
  seiType,
} from './nal-unit.ts';
import { setFacts } from './parameter-set-facts.ts';
import { PICTURE_FIELDS, pictureFacts } from './picture-facts.ts';

/** Types of NAL units of AVC (H.264 §7.4.1). */
export const AVC_NAL_UNIT_TYPES: ValueNames = {
  0: 'unspecified',
  1: { name: 'slice of a non-IDR picture', text: 'May need pictures before it.' },
  2: 'slice data partition A',
  3: 'slice data partition B',
  4: 'slice data partition C',
  5: { name: 'slice of an IDR picture', text: 'Decoding can start here.' },
  6: { name: 'SEI', text: 'Words about the picture that decoding does not need.' },
  7: { name: 'sequence parameter set', text: 'Profile, size and timing.' },
  8: { name: 'picture parameter set', text: 'How the bits of pictures are packed.' },
  9: { name: 'access unit delimiter', text: 'A picture begins.' },
  10: 'end of sequence',
  11: 'end of stream',
  12: { name: 'filler data', text: 'Makes the bit rate constant.' },
  13: 'sequence parameter set extension',
  14: 'prefix NAL unit',
  15: 'subset sequence parameter set',
  19: 'slice of an auxiliary picture',
  20: 'slice extension',
};

const SLICE = 1;
const IDR = 5;
const SEI = 6;
const SPS = 7;
const PPS = 8;
const AUD = 9;

export const AvcNalUnit = structure(
  'media.avcNalUnit',
  'NAL unit (AVC)',
  codec('h264', '7.3.1'),
  'One unit of an AVC stream: a byte that says what it is, then a slice, a parameter set or words about them.',
  {
    forbiddenZeroBit: uint(1, 'Always 0.', { label: 'forbidden_zero_bit' }),
    nalRefIdc: uint(2, 'Whether other pictures need it: 0 says no.', { label: 'nal_ref_idc' }),
    nalUnitType: uint(5, 'What it is.', {
      label: 'nal_unit_type',
      values: AVC_NAL_UNIT_TYPES,
      see: codec('h264', '7.4.1'),
    }),
    profileIdc: uint(8, 'The profile as a number.', {
      label: 'profile_idc',
      see: codec('h264', '7.3.2.1.1'),
    }),
    constraintFlags: uint(8, 'Limits the stream keeps to, a bit each.', {
      label: 'constraint_set flags',
      format: 'hex',
      flags: {
        0x80: 'constraint_set0_flag',
        0x40: 'constraint_set1_flag',
        0x20: 'constraint_set2_flag',
        0x10: 'constraint_set3_flag',
        0x08: 'constraint_set4_flag',
        0x04: 'constraint_set5_flag',
      },
      see: codec('h264', '7.3.2.1.1'),
    }),
    levelIdc: uint(8, 'Ten times the level.', {
      label: 'level_idc',
      see: codec('h264', '7.3.2.1.1'),
    }),
    sequenceParameters: bytes(0, 'The rest of the set, packed bit by bit.', {
      label: 'sequence parameters',
      see: codec('h264', '7.3.2.1.1'),
    }),
    ...PICTURE_FIELDS,
    referencePictures: computed('How many pictures a decoder keeps for others to refer to.', {
      label: 'reference pictures',
      see: codec('h264', '7.3.2.1.1'),
    }),
    scan: computed('Whether pictures may be coded as two fields.', {
      label: 'scan',
      see: codec('h264', '7.3.2.1.1'),
    }),
    pictureParameters: bytes(0, 'The set, packed bit by bit.', {
      label: 'picture parameters',
      see: codec('h264', '7.3.2.2'),
    }),
    ...AVC_PICTURE_PARAMETER_FIELDS,
    primaryPicType: uint(3, 'Which kinds of slices the picture has.', {
      label: 'primary_pic_type',
      values: {
        0: 'I',
        1: 'I, P',
        2: 'I, P, B',
        3: 'SI',
        4: 'SI, SP',
        5: 'I, SI',
        6: 'I, SI, P, SP',
        7: 'all kinds',
      },
      see: codec('h264', '7.3.2.4'),
    }),
    trailingBits: uint(5, 'A one and zeros: the end.', { label: 'rbsp_trailing_bits' }),
    ...SEI_FIELDS,
    payload: bytes(0, 'What the type says.', { label: 'payload' }),
    sliceType: computed('I needs no other picture, P one, B two.', {
      label: 'slice_type',
      see: codec('h264', '7.3.3'),
    }),
  },
);

/** The layout of a NAL unit of `length` bytes (H.264 §7.3.1). */
export function avcNalUnit(w: Wire, length: number, given: NalUnit | undefined): NalUnit {
  const f = w.open(AvcNalUnit);
  if (length === 0) {
    w.note(NAL_UNIT_EMPTY);
    w.close();
    return { length, payload: NO_BYTES };
  }
  const before = given?.header ?? 0;
  const forbidden = w.uint(f.forbiddenZeroBit, before >> 7);
  if (forbidden === 1) w.note(NAL_FORBIDDEN_BIT);
  const refIdc = w.uint(f.nalRefIdc, (before >> 5) & 3);
  const type = w.uint(f.nalUnitType, before & 31);
  const fields = new PayloadFields(w, length - 1, given?.payload);
  const payload = content(w, f, type, fields);
  w.close();
  return { length, header: forbidden * 128 + refIdc * 32 + type, type, payload };
}

function content(
  w: Wire,
  f: typeof AvcNalUnit.fields,
  type: number,
  payload: PayloadFields,
): Uint8Array {
  if ((type === SPS || type === 15) && payload.left >= 4) {
    payload.byte(f.profileIdc);
    payload.byte(f.constraintFlags);
    payload.byte(f.levelIdc);
    const whole = payload.rest(f.sequenceParameters);
    const sequence = avcSequence(whole);
    setFacts(w, f, sequence?.set);
    pictureFacts(w, f, sequence);
    return whole;
  }
  if (type === PPS) {
    const whole = payload.rest(f.pictureParameters);
    setFacts(w, f, avcPictureParameters(whole));
    return whole;
  }
  if (type === SEI && payload.left >= 2) return seiMessage(w, f, payload);
  if (type === AUD && payload.left > 0) payload.byte(f.primaryPicType, f.trailingBits);
  const whole = payload.rest(f.payload);
  const slice = type === SLICE || type === IDR ? avcSliceType(whole) : undefined;
  if (slice !== undefined) w.calculated(f.sliceType, slice);
  return whole;
}

/** AVC, as a list of NAL units sees it. */
export const AVC_NAL: NalCodec = {
  unit: avcNalUnit,
  isSlice: (type) => type >= SLICE && type <= IDR,
  isRandomAccess: (type) => type === IDR,
  isParameterSet: (type) => type === SPS || type === PPS,
  isRecoveryPoint: ({ type, payload }) => type === SEI && seiType(payload) === 6,
};
