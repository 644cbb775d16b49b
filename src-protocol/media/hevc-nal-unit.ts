import { codec } from '../dictionary/citation.ts';
import { bytes, computed, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { NAL_FORBIDDEN_BIT, NAL_UNIT_EMPTY } from './diagnostics.ts';
import { hevcSequence } from './hevc-parameter-set.ts';
import { HEVC_PICTURE_PARAMETER_FIELDS, hevcPictureParameters } from './hevc-picture-parameters.ts';
import {
  HEVC_VIDEO_PARAMETER_FIELDS,
  hevcVideoParameters,
  temporalNesting,
} from './hevc-video-parameters.ts';
import {
  type NalCodec,
  type NalUnit,
  PayloadFields,
  SEI_FIELDS,
  seiMessage,
  seiType,
} from './nal-unit.ts';
import { setFacts, setId, videoSetId } from './parameter-set-facts.ts';
import { PICTURE_FIELDS, pictureFacts } from './picture-facts.ts';

/** Types of NAL units of HEVC (H.265 §7.4.2.2). */
export const HEVC_NAL_UNIT_TYPES: ValueNames = {
  0: { name: 'TRAIL_N', text: 'A picture no other of its layer needs.' },
  1: { name: 'TRAIL_R', text: 'A picture others need.' },
  2: 'TSA_N',
  3: 'TSA_R',
  4: 'STSA_N',
  5: 'STSA_R',
  6: 'RADL_N',
  7: 'RADL_R',
  8: 'RASL_N',
  9: 'RASL_R',
  16: { name: 'BLA_W_LP', text: 'Decoding can start here.' },
  17: { name: 'BLA_W_RADL', text: 'Decoding can start here.' },
  18: { name: 'BLA_N_LP', text: 'Decoding can start here.' },
  19: { name: 'IDR_W_RADL', text: 'Decoding can start here.' },
  20: { name: 'IDR_N_LP', text: 'Decoding can start here.' },
  21: {
    name: 'CRA',
    text: 'Decoding can start here; some pictures that follow it may be missing.',
  },
  32: { name: 'video parameter set', text: 'What holds for all layers.' },
  33: { name: 'sequence parameter set', text: 'Profile, size and timing.' },
  34: { name: 'picture parameter set', text: 'How the bits of pictures are packed.' },
  35: { name: 'access unit delimiter', text: 'A picture begins.' },
  36: 'end of sequence',
  37: 'end of bitstream',
  38: { name: 'filler data', text: 'Makes the bit rate constant.' },
  39: { name: 'SEI before the slices', text: 'Words that decoding does not need.' },
  40: { name: 'SEI after the slices', text: 'Words that decoding does not need.' },
  62: { name: 'Dolby Vision RPU', text: 'How to change the picture for a display.' },
  63: { name: 'Dolby Vision enhancement layer', text: 'A second layer of the picture.' },
};

const VPS = 32;
const SPS = 33;
const PPS = 34;
const AUD = 35;

export const HevcNalUnit = structure(
  'media.hevcNalUnit',
  'NAL unit (HEVC)',
  codec('h265', '7.3.1.2'),
  'One unit of an HEVC stream: two bytes that say what it is, then a slice, a parameter set or words about them.',
  {
    forbiddenZeroBit: uint(1, 'Always 0.', { label: 'forbidden_zero_bit' }),
    nalUnitType: uint(6, 'What it is.', {
      label: 'nal_unit_type',
      values: HEVC_NAL_UNIT_TYPES,
      see: codec('h265', '7.4.2.2'),
    }),
    nuhLayerId: uint(6, 'The layer; 0 unless there are several.', { label: 'nuh_layer_id' }),
    nuhTemporalIdPlus1: uint(3, 'The temporal layer, plus one. Higher ones can be left out.', {
      label: 'nuh_temporal_id_plus1',
    }),
    sequenceParameters: bytes(0, 'The set, packed bit by bit.', {
      label: 'sequence parameters',
      see: codec('h265', '7.3.2.2'),
    }),
    ...PICTURE_FIELDS,
    ...HEVC_VIDEO_PARAMETER_FIELDS,
    temporalNesting,
    ...HEVC_PICTURE_PARAMETER_FIELDS,
    setId,
    videoSetId: { ...videoSetId, see: codec('h265', '7.3.2.2') },
    codingTreeBlock: computed('Pixels along each side of the largest block.', {
      label: 'coding tree block',
      see: codec('h265', '7.3.2.2'),
    }),
    reorderPictures: computed('How many pictures may come before one that is shown earlier.', {
      label: 'pictures out of order',
      see: codec('h265', '7.3.2.2'),
    }),
    picType: uint(3, 'Which kinds of slices the picture has.', {
      label: 'pic_type',
      values: { 0: 'I', 1: 'I, P', 2: 'I, P, B' },
      see: codec('h265', '7.3.2.5'),
    }),
    trailingBits: uint(5, 'A one and zeros: the end.', { label: 'rbsp_trailing_bits' }),
    ...SEI_FIELDS,
    payload: bytes(0, 'What the type says.', { label: 'payload' }),
    firstSliceSegmentInPic: computed('Whether a picture begins with this slice.', {
      label: 'first_slice_segment_in_pic_flag',
      see: codec('h265', '7.3.6'),
    }),
  },
);

/** The layout of a NAL unit of `length` bytes (H.265 §7.3.1.2). */
export function hevcNalUnit(w: Wire, length: number, given: NalUnit | undefined): NalUnit {
  const f = w.open(HevcNalUnit);
  if (length < 2) {
    const payload =
      length === 0 ? NO_BYTES : w.bytes(f.payload, length, given?.payload ?? NO_BYTES);
    w.note(NAL_UNIT_EMPTY);
    w.close();
    return { length, payload };
  }
  const before = given?.header ?? 0;
  const forbidden = w.uint(f.forbiddenZeroBit, before >> 15);
  if (forbidden === 1) w.note(NAL_FORBIDDEN_BIT);
  const type = w.uint(f.nalUnitType, (before >> 9) & 63);
  const layer = w.uint(f.nuhLayerId, (before >> 3) & 63);
  const temporal = w.uint(f.nuhTemporalIdPlus1, before & 7);
  const fields = new PayloadFields(w, length - 2, given?.payload);
  const payload = content(w, f, type, layer, fields);
  w.close();
  const header = forbidden * 2 ** 15 + type * 2 ** 9 + layer * 8 + temporal;
  return { length, header, type, payload };
}

function content(
  w: Wire,
  f: typeof HevcNalUnit.fields,
  type: number,
  layer: number,
  payload: PayloadFields,
): Uint8Array {
  if (type === SPS) {
    const whole = payload.rest(f.sequenceParameters);
    // Higher layers may leave out what the lowest has told, and mark that with numbers of this one’s places.
    const sequence = layer === 0 ? hevcSequence(whole) : undefined;
    setFacts(w, f, sequence?.set);
    pictureFacts(w, f, sequence);
    return whole;
  }
  if (type === VPS) {
    const whole = payload.rest(f.videoParameters);
    setFacts(w, f, hevcVideoParameters(whole));
    return whole;
  }
  if (type === PPS) {
    const whole = payload.rest(f.pictureParameters);
    setFacts(w, f, hevcPictureParameters(whole));
    return whole;
  }
  if ((type === 39 || type === 40) && payload.left >= 2) return seiMessage(w, f, payload);
  if (type === AUD && payload.left > 0) payload.byte(f.picType, f.trailingBits);
  const whole = payload.rest(f.payload);
  if (isSlice(type) && whole.length > 0) w.calculated(f.firstSliceSegmentInPic, whole[0]! >= 0x80);
  return whole;
}

const isSlice = (type: number): boolean => type < 32;

/** HEVC, as a list of NAL units sees it. */
export const HEVC_NAL: NalCodec = {
  unit: hevcNalUnit,
  isSlice,
  isRandomAccess: (type) => type >= 16 && type <= 23,
  isParameterSet: (type) => type >= 32 && type <= 34,
  isRecoveryPoint: ({ type, payload }) => type === 39 && seiType(payload) === 6,
};
