import { codec } from '../dictionary/citation.ts';
import { bytes, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { NAL_FORBIDDEN_BIT, NAL_UNIT_EMPTY } from './diagnostics.ts';
import { type NalCodec, type NalUnit, PayloadFields } from './nal-unit.ts';
import { setFacts } from './parameter-set-facts.ts';
import { VVC_SET_FIELDS, vvcSetFacts } from './vvc-parameter-set.ts';

/** Types of NAL units of VVC (H.266 §7.4.2.2). */
export const VVC_NAL_UNIT_TYPES: ValueNames = {
  0: 'TRAIL',
  1: 'STSA',
  2: 'RADL',
  3: 'RASL',
  7: { name: 'IDR_W_RADL', text: 'Decoding can start here.' },
  8: { name: 'IDR_N_LP', text: 'Decoding can start here.' },
  9: { name: 'CRA', text: 'Decoding can start here; some pictures that follow it may be missing.' },
  10: { name: 'GDR', text: 'Decoding can start here; the picture builds up slowly.' },
  12: 'operating point information',
  13: 'decoding capability information',
  14: { name: 'video parameter set', text: 'What holds for all layers.' },
  15: { name: 'sequence parameter set', text: 'Profile and size.' },
  16: { name: 'picture parameter set', text: 'How the bits of pictures are packed.' },
  17: 'adaptation parameter set before the slices',
  18: 'adaptation parameter set after the slices',
  19: 'picture header',
  20: { name: 'access unit delimiter', text: 'A picture begins.' },
  21: 'end of sequence',
  22: 'end of bitstream',
  23: { name: 'SEI before the slices', text: 'Words that decoding does not need.' },
  24: { name: 'SEI after the slices', text: 'Words that decoding does not need.' },
  25: { name: 'filler data', text: 'Makes the bit rate constant.' },
};

export const VvcNalUnit = structure(
  'media.vvcNalUnit',
  'NAL unit (VVC)',
  codec('h266', '7.3.1.2'),
  'One unit of a VVC stream: two bytes that say what it is, then what they say.',
  {
    forbiddenZeroBit: uint(1, 'Always 0.', { label: 'forbidden_zero_bit' }),
    nuhReservedZeroBit: uint(1, 'Always 0.', { label: 'nuh_reserved_zero_bit' }),
    nuhLayerId: uint(6, 'The layer; 0 unless there are several.', { label: 'nuh_layer_id' }),
    nalUnitType: uint(5, 'What it is.', {
      label: 'nal_unit_type',
      values: VVC_NAL_UNIT_TYPES,
      see: codec('h266', '7.4.2.2'),
    }),
    nuhTemporalIdPlus1: uint(3, 'The temporal layer, plus one. Higher ones can be left out.', {
      label: 'nuh_temporal_id_plus1',
    }),
    ...VVC_SET_FIELDS,
    apsParamsType: uint(3, 'What the tables are for.', {
      label: 'aps_params_type',
      values: {
        0: { name: 'ALF', text: 'A filter that is fitted to each picture.' },
        1: {
          name: 'LMCS',
          text: 'A curve by which brightness is coded more finely where it matters.',
        },
        2: { name: 'scaling list', text: 'How coarsely each frequency is coded.' },
      },
      see: codec('h266', '7.3.2.6'),
    }),
    apsId: uint(5, 'The number of these tables among those of their type.', {
      label: 'aps_adaptation_parameter_set_id',
      see: codec('h266', '7.3.2.6'),
    }),
    irapOrGdr: uint(1, 'Set: decoding can start with this picture.', {
      label: 'aud_irap_or_gdr_flag',
      see: codec('h266', '7.3.2.10'),
    }),
    picType: uint(3, 'Which kinds of slices the picture has.', {
      label: 'aud_pic_type',
      values: { 0: 'I', 1: 'P, I', 2: 'B, P, I' },
      see: codec('h266', '7.3.2.10'),
    }),
    trailingBits: uint(4, 'A one and zeros: the end.', { label: 'rbsp_trailing_bits' }),
    payload: bytes(0, 'What the type says.', { label: 'payload' }),
  },
);

/** The layout of a NAL unit of `length` bytes (H.266 §7.3.1.2). */
export function vvcNalUnit(w: Wire, length: number, given: NalUnit | undefined): NalUnit {
  const f = w.open(VvcNalUnit);
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
  const reserved = w.uint(f.nuhReservedZeroBit, (before >> 14) & 1);
  const layer = w.uint(f.nuhLayerId, (before >> 8) & 63);
  const type = w.uint(f.nalUnitType, (before >> 3) & 31);
  const temporal = w.uint(f.nuhTemporalIdPlus1, before & 7);
  const payload = content(w, f, type, new PayloadFields(w, length - 2, given?.payload));
  w.close();
  const header = forbidden * 2 ** 15 + reserved * 2 ** 14 + layer * 2 ** 8 + type * 8 + temporal;
  return { length, header, type, payload };
}

function content(
  w: Wire,
  f: typeof VvcNalUnit.fields,
  type: number,
  payload: PayloadFields,
): Uint8Array {
  if (isAdaptation(type) && payload.left > 0) payload.byte(f.apsParamsType, f.apsId);
  if (type === AUD && payload.left > 0) payload.byte(f.irapOrGdr, f.picType, f.trailingBits);
  const whole = payload.rest(f.payload);
  setFacts(w, f, vvcSetFacts(type, whole));
  return whole;
}

const AUD = 20;
const isAdaptation = (type: number): boolean => type === 17 || type === 18;

/** VVC, as a list of NAL units sees it. */
export const VVC_NAL: NalCodec = {
  unit: vvcNalUnit,
  isSlice: (type) => type <= 11,
  isRandomAccess: (type) => type >= 7 && type <= 10,
  isParameterSet: (type) => type >= 12 && type <= 16,
  isRecoveryPoint: () => false,
};
