import { codec } from '../dictionary/citation.ts';
import { bytes, computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { CONFIGURATION_CUT } from './diagnostics.ts';
import { inOrder } from './in-order.ts';
import { type ParameterSetArray, parameterSetArrays } from './parameter-set-arrays.ts';
import { CHROMA_FORMATS } from './picture-facts.ts';
import { VVC_PROFILES, vvcLevelName } from './vvc-parameter-set.ts';
import { VVC_NAL, VVC_NAL_UNIT_TYPES } from './vvc-nal-unit.ts';

const RESERVED = { label: 'reserved' } as const;

export const VvcConfigurationRecord = structure(
  'media.vvcConfiguration',
  'VVCDecoderConfigurationRecord',
  codec('nal-file', '11.2.4.2'),
  'What a VVC decoder needs before the first frame: profile, level, size, and arrays of parameter sets.',
  {
    reserved5: uint(5, 'All ones.', RESERVED),
    lengthSizeMinusOne: uint(
      2,
      'NAL units are preceded by their length in this many bytes, plus one.',
      { label: 'LengthSizeMinusOne' },
    ),
    ptlPresentFlag: uint(1, 'Whether profile, level and size follow.', {
      label: 'ptl_present_flag',
    }),
    olsIdx: uint(9, 'Which set of layers is meant.', { label: 'ols_idx' }),
    numSublayers: uint(3, 'Temporal layers.', { label: 'num_sublayers' }),
    constantFrameRate: uint(2, 'Whether the rate is constant.', { label: 'constant_frame_rate' }),
    chromaFormat: uint(2, 'How colour is sampled.', {
      label: 'chroma_format_idc',
      values: CHROMA_FORMATS,
    }),
    bitDepthMinus8: uint(3, 'Bits of brightness and colour, less eight.', {
      label: 'bit_depth_minus8',
    }),
    reservedDepth: uint(5, 'All ones.', RESERVED),
    reservedConstraints: uint(2, 'Zeros.', RESERVED),
    numBytesConstraintInfo: uint(6, 'Bytes of the limits, the two flags before them included.', {
      label: 'num_bytes_constraint_info',
      unit: 'bytes',
    }),
    profileIdc: uint(7, 'Which tools of the codec are used.', {
      label: 'general_profile_idc',
      values: VVC_PROFILES,
    }),
    tierFlag: uint(1, 'Which bounds the level sets.', {
      label: 'general_tier_flag',
      values: { 0: 'Main tier', 1: 'High tier' },
    }),
    levelIdc: uint(8, 'Sixteen times the level, with steps of three.', {
      label: 'general_level_idc',
    }),
    level: computed('The level as people say it.', { label: 'level' }),
    frameOnlyConstraintFlag: uint(1, 'Set: no fields, only whole frames.', {
      label: 'ptl_frame_only_constraint_flag',
    }),
    multilayerEnabledFlag: uint(1, 'Whether there may be several layers.', {
      label: 'ptl_multi_layer_enabled_flag',
    }),
    constraintInfoStart: uint(6, 'Limits the stream keeps to, the first six bits.', {
      label: 'general_constraint_info',
    }),
    constraintInfo: bytes(0, 'More limits.', { label: 'general_constraint_info' }),
    sublayerLevelPresentFlags: uint(8, 'For which temporal layers a level follows, a bit each.', {
      label: 'ptl_sublayer_level_present_flag',
      format: 'hex',
    }),
    sublayerLevelIdc: uint(8, 'The level of a temporal layer.', { label: 'sublayer_level_idc' }),
    numSubProfiles: uint(8, 'How many further profiles follow.', { label: 'ptl_num_sub_profiles' }),
    subProfileIdc: uint(32, 'A further profile, by a number somebody registered.', {
      label: 'general_sub_profile_idc',
      format: 'hex',
    }),
    maxPictureWidth: uint(16, 'Pixels in a row of the largest picture.', {
      label: 'max_picture_width',
    }),
    maxPictureHeight: uint(16, 'Rows of pixels of the largest picture.', {
      label: 'max_picture_height',
    }),
    avgFrameRate: uint(16, 'Pictures in 256 seconds; 0 when not known.', {
      label: 'avg_frame_rate',
    }),
    numOfArrays: uint(8, 'How many arrays of parameter sets follow.', { label: 'num_of_arrays' }),
  },
);

export const VvcParameterSets = structure(
  'media.vvcParameterSets',
  'array of parameter sets',
  codec('nal-file', '11.2.4.2'),
  'NAL units of one type.',
  {
    completeness: uint(1, 'Set: no more of this type come within the stream.', {
      label: 'array_completeness',
    }),
    reserved: uint(2, 'Always 0.', RESERVED),
    type: uint(5, 'The type of these units.', {
      label: 'NAL_unit_type',
      values: VVC_NAL_UNIT_TYPES,
    }),
    count: uint(16, 'How many units follow. Left out for types of which there is only one.', {
      label: 'num_nalus',
    }),
    length: uint(16, 'Bytes of the unit that follows.', {
      label: 'nal_unit_length',
      unit: 'bytes',
    }),
  },
);

const START = ['reserved5', 'lengthSizeMinusOne', 'ptlPresentFlag'] as const;
const LAYERS = [
  'olsIdx',
  'numSublayers',
  'constantFrameRate',
  'chromaFormat',
  'bitDepthMinus8',
  'reservedDepth',
  'reservedConstraints',
  'numBytesConstraintInfo',
  'profileIdc',
  'tierFlag',
  'levelIdc',
] as const;
const LIMITS = ['frameOnlyConstraintFlag', 'multilayerEnabledFlag', 'constraintInfoStart'] as const;
const SIZE = ['maxPictureWidth', 'maxPictureHeight', 'avgFrameRate'] as const;

/** Profile, level and size. */
export type VvcProfile = Readonly<
  Record<(typeof LAYERS)[number] | (typeof LIMITS)[number] | (typeof SIZE)[number], number>
> & {
  /** The limits behind the first six bits. */
  readonly constraintInfo: Uint8Array;
  readonly sublayerLevelPresentFlags?: number;
  readonly sublayerLevels: readonly number[];
  readonly subProfiles: readonly number[];
};

/** A VVC configuration record. */
export type VvcConfiguration = Readonly<Record<(typeof START)[number], number>> & {
  readonly profile?: VvcProfile;
  /** Undefined where the record ended before it. */
  readonly numOfArrays?: number;
  readonly arrays: readonly ParameterSetArray[];
  /** The bytes ended before the record did. */
  readonly cut: boolean;
};

/** Types that stand without a count: operating point and decoding capability information. */
const SINGLE = [12, 13];

/** The layout of the record up to the position `end`, of one byte or more. */
export function vvcConfiguration(
  w: Wire,
  end: number,
  given: VvcConfiguration | undefined,
): VvcConfiguration {
  const left = (): number => (w.writing ? Infinity : end - w.position);
  const f = w.open(VvcConfigurationRecord);
  const start = inOrder(w, f, START, given);
  let profile: VvcProfile | undefined;
  let cut = false;
  if (w.writing ? given?.profile !== undefined : start.ptlPresentFlag === 1) {
    profile = profileOf(w, f, left, given?.profile);
    cut = profile === undefined;
  }
  if (cut || (w.writing ? given!.numOfArrays === undefined : left() < 1)) {
    if (!w.writing) w.note(CONFIGURATION_CUT);
    w.close();
    return { ...start, ...(profile && { profile }), arrays: [], cut: true };
  }
  const numOfArrays = w.uint(f.numOfArrays, given?.numOfArrays ?? 0);
  const [arrays, arraysCut] = parameterSetArrays(
    w,
    end,
    numOfArrays,
    VvcParameterSets,
    VVC_NAL,
    SINGLE,
    given?.arrays,
  );
  w.close();
  return { ...start, ...(profile && { profile }), numOfArrays, arrays, cut: arraysCut };
}

/** Bytes of the fixed part of the profile, and of the least that follows it. */
const LEAST = 8 + 1 + 6;

function profileOf(
  w: Wire,
  f: typeof VvcConfigurationRecord.fields,
  left: () => number,
  given: VvcProfile | undefined,
): VvcProfile | undefined {
  // The limits may be up to 63 bytes, the levels 6, the further profiles 4 × 255: all or nothing needs a look
  // ahead that a wire does not have, so what is missing there is noted by the caller as cut.
  if (left() < LEAST) return undefined;
  const layers = inOrder(w, f, LAYERS, given);
  const { levelIdc } = layers;
  w.calculated(f.level, vvcLevelName(levelIdc), `${levelIdc} ÷ 16`);
  const head = { ...layers, ...inOrder(w, f, LIMITS, given) };
  const limits = Math.max(0, head.numBytesConstraintInfo - 1);
  if (left() < limits + 7) return undefined;
  const constraintInfo =
    limits > 0 ? w.bytes(f.constraintInfo, limits, given?.constraintInfo ?? NO_BYTES) : NO_BYTES;
  let flags: number | undefined;
  const sublayerLevels: number[] = [];
  if (head.numSublayers > 1) {
    flags = w.uint(f.sublayerLevelPresentFlags, given?.sublayerLevelPresentFlags ?? 0);
    for (let i = 0; i < head.numSublayers - 1; i++)
      if (levelPresent(flags, i) && left() > 7)
        sublayerLevels.push(
          w.uint(f.sublayerLevelIdc, given?.sublayerLevels[sublayerLevels.length] ?? 0),
        );
  }
  if (left() < 7) return undefined;
  const count = w.uint(f.numSubProfiles, given?.subProfiles.length ?? 0);
  if (left() < count * 4 + 6) return undefined;
  const subProfiles: number[] = [];
  while (subProfiles.length < count)
    subProfiles.push(w.uint(f.subProfileIdc, given?.subProfiles[subProfiles.length] ?? 0));
  const size = inOrder(w, f, SIZE, given);
  return {
    ...head,
    ...size,
    constraintInfo,
    ...(flags !== undefined && { sublayerLevelPresentFlags: flags }),
    sublayerLevels,
    subProfiles,
  };
}

/**
 * Whether the flags have a level for the i-th layer from the top. The flags fill the high bits of the byte;
 * FFmpeg puts them into the low ones, where the document has zeros.
 */
function levelPresent(flags: number, i: number): boolean {
  return ((flags >> (7 - i)) & 1) === 1;
}
