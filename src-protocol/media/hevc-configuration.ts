import { codec } from '../dictionary/citation.ts';
import { computed, type FlagNames, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { CONFIGURATION_CUT, CONFIGURATION_VERSION, LENGTH_SIZE } from './diagnostics.ts';
import { HEVC_NAL, HEVC_NAL_UNIT_TYPES } from './hevc-nal-unit.ts';
import { HEVC_PROFILES, hevcLevelName } from './hevc-parameter-set.ts';
import { bitsOf, inOrder } from './in-order.ts';
import { type ParameterSetArray, parameterSetArrays } from './parameter-set-arrays.ts';
import { CHROMA_FORMATS } from './picture-facts.ts';

const RESERVED = { label: 'reserved' } as const;

/** The bit of profile n is the n-th from the left. */
const COMPATIBLE: FlagNames = Object.fromEntries(
  Object.entries(HEVC_PROFILES).map(([profile, name]) => [2 ** (31 - Number(profile)), name]),
);

export const HevcConfigurationRecord = structure(
  'media.hevcConfiguration',
  'HEVCDecoderConfigurationRecord',
  codec('nal-file', '8.3.3.2'),
  'What an HEVC decoder needs before the first frame: profile, level, and arrays of parameter sets.',
  {
    configurationVersion: uint(8, 'Version of this record, 1.', { label: 'configurationVersion' }),
    profileSpace: uint(2, 'Always 0.', { label: 'general_profile_space' }),
    tierFlag: uint(1, 'Which bounds the level sets.', {
      label: 'general_tier_flag',
      values: { 0: 'Main tier', 1: 'High tier' },
    }),
    profileIdc: uint(5, 'Which tools of the codec are used.', {
      label: 'general_profile_idc',
      values: HEVC_PROFILES,
    }),
    profileCompatibilityFlags: uint(
      32,
      'Profiles whose decoders can read it, a bit each, the one of profile 0 first.',
      { label: 'general_profile_compatibility_flags', format: 'hex', flags: COMPATIBLE },
    ),
    progressiveSource: uint(1, 'Pictures were taken whole.', {
      label: 'general_progressive_source_flag',
      see: codec('h265', '7.3.3'),
    }),
    interlacedSource: uint(1, 'Pictures were taken as fields.', {
      label: 'general_interlaced_source_flag',
      see: codec('h265', '7.3.3'),
    }),
    nonPacked: uint(1, 'Set: no two views are packed into one picture.', {
      label: 'general_non_packed_constraint_flag',
      see: codec('h265', '7.3.3'),
    }),
    frameOnly: uint(1, 'Set: pictures are frames, never single fields.', {
      label: 'general_frame_only_constraint_flag',
      see: codec('h265', '7.3.3'),
    }),
    constraintIndicatorFlags: uint(44, 'More limits the stream keeps to.', {
      label: 'general_constraint_indicator_flags, the rest',
      format: 'hex',
    }),
    levelIdc: uint(8, 'Thirty times the level.', { label: 'general_level_idc' }),
    level: computed('Bounds of size and rate.', { label: 'level' }),
    reserved4: uint(4, 'All ones.', RESERVED),
    minSpatialSegmentationIdc: uint(12, 'How finely pictures are cut for decoding in parallel.', {
      label: 'min_spatial_segmentation_idc',
    }),
    reservedParallelism: uint(6, 'All ones.', RESERVED),
    parallelismType: uint(2, 'How decoding can be done in parallel.', {
      label: 'parallelismType',
      values: { 0: 'mixed or unknown', 1: 'slices', 2: 'tiles', 3: 'wavefronts' },
    }),
    reservedChroma: uint(6, 'All ones.', RESERVED),
    chromaFormat: uint(2, 'How colour is sampled.', {
      label: 'chroma_format_idc',
      values: CHROMA_FORMATS,
    }),
    reservedLuma: uint(5, 'All ones.', RESERVED),
    bitDepthLumaMinus8: uint(3, 'Bits of brightness, less eight.', {
      label: 'bit_depth_luma_minus8',
    }),
    reservedChromaDepth: uint(5, 'All ones.', RESERVED),
    bitDepthChromaMinus8: uint(3, 'Bits of colour, less eight.', {
      label: 'bit_depth_chroma_minus8',
    }),
    avgFrameRate: uint(16, 'Pictures in 256 seconds; 0 when not known.', { label: 'avgFrameRate' }),
    constantFrameRate: uint(2, 'Whether the rate is constant.', {
      label: 'constantFrameRate',
      values: { 0: 'not told', 1: 'constant', 2: 'constant in each temporal layer' },
    }),
    numTemporalLayers: uint(3, 'Temporal layers; 0 when not known.', {
      label: 'numTemporalLayers',
    }),
    temporalIdNested: uint(1, 'Whether it is always safe to switch up a temporal layer.', {
      label: 'temporalIdNested',
    }),
    lengthSizeMinusOne: uint(
      2,
      'NAL units are preceded by their length in this many bytes, plus one.',
      { label: 'lengthSizeMinusOne' },
    ),
    numOfArrays: uint(8, 'How many arrays of parameter sets follow.', { label: 'numOfArrays' }),
  },
);

export const HevcParameterSets = structure(
  'media.hevcParameterSets',
  'array of parameter sets',
  codec('nal-file', '8.3.3.2'),
  'NAL units of one type.',
  {
    completeness: uint(1, 'Set: no more of this type come within the stream.', {
      label: 'array_completeness',
    }),
    reserved: uint(1, 'Always 0.', RESERVED),
    type: uint(6, 'The type of these units.', {
      label: 'NAL_unit_type',
      values: HEVC_NAL_UNIT_TYPES,
    }),
    count: uint(16, 'How many units follow.', { label: 'numNalus' }),
    length: uint(16, 'Bytes of the unit that follows.', { label: 'nalUnitLength', unit: 'bytes' }),
  },
);

const HEAD = [
  'configurationVersion',
  'profileSpace',
  'tierFlag',
  'profileIdc',
  'profileCompatibilityFlags',
  'progressiveSource',
  'interlacedSource',
  'nonPacked',
  'frameOnly',
  'constraintIndicatorFlags',
  'levelIdc',
] as const;
const MIDDLE = [
  'reserved4',
  'minSpatialSegmentationIdc',
  'reservedParallelism',
  'parallelismType',
  'reservedChroma',
  'chromaFormat',
  'reservedLuma',
  'bitDepthLumaMinus8',
  'reservedChromaDepth',
  'bitDepthChromaMinus8',
  'avgFrameRate',
  'constantFrameRate',
  'numTemporalLayers',
  'temporalIdNested',
  'lengthSizeMinusOne',
  'numOfArrays',
] as const;

/** An HEVC configuration record: its numbers by field, and the parameter sets. */
export type HevcConfiguration = Readonly<
  Record<(typeof HEAD)[number] | (typeof MIDDLE)[number], number>
> & {
  readonly arrays: readonly ParameterSetArray[];
  /** The bytes ended before the record did. */
  readonly cut: boolean;
};

/** Bytes before the arrays. */
const FIXED =
  (bitsOf(HevcConfigurationRecord.fields, HEAD) + bitsOf(HevcConfigurationRecord.fields, MIDDLE)) /
  8;

/** The layout of the record up to the position `end`; undefined, and nothing taken, when it is far too short. */
export function hevcConfiguration(
  w: Wire,
  end: number,
  given: HevcConfiguration | undefined,
): HevcConfiguration | undefined {
  if (!w.writing && end - w.position < FIXED) {
    w.note(CONFIGURATION_CUT);
    return undefined;
  }
  const f = w.open(HevcConfigurationRecord);
  const head = inOrder(w, f, HEAD, given);
  w.calculated(f.level, hevcLevelName(head.levelIdc), `${head.levelIdc} ÷ 30`);
  const middle = inOrder(w, f, MIDDLE, given);
  if (head.configurationVersion !== 1) w.note(CONFIGURATION_VERSION);
  if (middle.lengthSizeMinusOne === 2) w.note(LENGTH_SIZE);
  const [arrays, cut] = parameterSetArrays(
    w,
    end,
    middle.numOfArrays,
    HevcParameterSets,
    HEVC_NAL,
    [],
    given?.arrays,
  );
  w.close();
  return { ...head, ...middle, arrays, cut };
}
