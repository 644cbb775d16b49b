import { codec } from '../dictionary/citation.ts';
import { computed, type FieldDeclaration, type ValueNames } from '../dictionary/field.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import {
  LAYER_FIELDS,
  sequenceSetId,
  type SetFacts,
  setId,
  videoSetId,
} from './parameter-set-facts.ts';
import { PICTURE_FIELDS } from './picture-facts.ts';

/** Profiles of VVC by general_profile_idc (H.266 Annex A). */
export const VVC_PROFILES: ValueNames = {
  1: 'Main 10',
  17: 'Multilayer Main 10',
  33: 'Main 10 4:4:4',
  49: 'Multilayer Main 10 4:4:4',
  65: 'Main 10 Still Picture',
  97: 'Main 10 4:4:4 Still Picture',
};

/** A level as people say it: general_level_idc is sixteen times the level, with steps of three. */
export function vvcLevelName(levelIdc: number): string {
  return `${levelIdc >> 4}.${Math.floor((levelIdc & 15) / 3)}`;
}

const { profileName, levelName, width, height, chromaFormat, bitDepth } = PICTURE_FIELDS;
const SPS = { see: codec('h266', '7.3.2.4') };

/** Fields for what is worked out from parameter sets. */
export const VVC_SET_FIELDS = {
  setId,
  videoSetId: { ...videoSetId, ...SPS },
  sequenceSetId: { ...sequenceSetId, see: codec('h266', '7.3.2.5') },
  ...LAYER_FIELDS,
  profileName,
  levelName,
  width,
  height,
  chromaFormat,
  bitDepth,
  codingTreeUnit: computed('Pixels along each side of the largest block.', {
    label: 'coding tree unit',
    ...SPS,
  }),
  partitioned: computed('Whether a picture may be cut into tiles or slices.', {
    label: 'partitioned',
    see: codec('h266', '7.3.2.5'),
  }),
  layerSet: computed('Which set of layers is to be decoded.', {
    label: 'output layer set',
    see: codec('h266', '7.3.2.1'),
  }),
  profiles: computed('How many sets of profile and level are told.', {
    label: 'profiles and levels',
    see: codec('h266', '7.3.2.2'),
  }),
} satisfies Record<string, FieldDeclaration>;

type Facts = SetFacts<keyof typeof VVC_SET_FIELDS>;

const OPI = 12;
const DCI = 13;
const VPS = 14;
const SPS_TYPE = 15;
const PPS = 16;

/**
 * What a unit of parameters says (H.266 §7.3.2). `payload` is the NAL unit without its two header bytes.
 * Undefined for other types, and when it ends too early to tell.
 */
export function vvcSetFacts(type: number, payload: Uint8Array): Facts | undefined {
  const read = READERS[type];
  if (!read) return undefined;
  const bits = new BitReader(withoutEmulationPrevention(payload));
  const facts = read(bits);
  return bits.short() ? undefined : facts;
}

const READERS: Readonly<Record<number, (bits: BitReader) => Facts>> = {
  [OPI]: operatingPoint,
  [DCI]: capabilities,
  [VPS]: (bits) => ({
    setId: bits.bits(4),
    layers: bits.bits(6) + 1,
    subLayers: bits.bits(3) + 1,
  }),
  [SPS_TYPE]: sequenceParameters,
  [PPS]: pictureParameters,
};

function operatingPoint(bits: BitReader): Facts {
  const [hasLayers, hasSubLayers] = [bits.flag(), bits.flag()];
  return {
    ...(hasLayers && { layerSet: bits.ue() }),
    ...(hasSubLayers && { subLayers: bits.bits(3) }),
  };
}

/** The first of the profiles; others would be of other layers. */
function capabilities(bits: BitReader): Facts {
  bits.skip(4); // dci_reserved_zero_4bits
  return { profiles: bits.bits(4) + 1, ...profileTierLevel(bits, 0) };
}

function sequenceParameters(bits: BitReader): Facts {
  const own = bits.bits(4);
  const video = bits.bits(4);
  const higher = bits.bits(3);
  const chroma = bits.bits(2);
  const codingTreeUnit = 32 << bits.bits(2);
  const profile = bits.flag() ? profileTierLevel(bits, higher) : undefined;
  bits.skip(1); // sps_gdr_enabled_flag
  if (bits.flag()) bits.skip(1); // sps_res_change_in_clvs_allowed_flag
  const size = sizeOf(bits, chroma);
  // Rectangles that are pictures of their own stand before the depth, in a form of many parts.
  const depth = bits.flag() ? undefined : 8 + bits.ue();
  return {
    setId: own,
    videoSetId: video,
    subLayers: higher + 1,
    ...profile,
    ...size,
    chromaFormat: chroma,
    ...(depth !== undefined && { bitDepth: depth }),
    codingTreeUnit,
  };
}

function pictureParameters(bits: BitReader): Facts {
  const own = bits.bits(6);
  const sequence = bits.bits(4);
  bits.skip(1); // pps_mixed_nalu_types_in_pic_flag
  const columns = bits.ue();
  const rows = bits.ue();
  // The window is told in units of the chroma format, which only the sequence parameter set knows.
  const cropped = bits.flag();
  if (cropped) for (let i = 0; i < 4; i++) bits.ue();
  if (bits.flag()) for (let i = 0; i < 4; i++) bits.se(); // scaling window
  bits.skip(1); // pps_output_flag_present_flag
  const partitioned = !bits.flag();
  return {
    setId: own,
    sequenceSetId: sequence,
    ...(!cropped && { width: columns, height: rows }),
    partitioned,
  };
}

/** The size as shown: what is coded less what is cropped. */
function sizeOf(bits: BitReader, chroma: number): Pick<Facts, 'width' | 'height'> {
  let columns = bits.ue();
  let rows = bits.ue();
  if (bits.flag()) {
    const [left, right, top, bottom] = [bits.ue(), bits.ue(), bits.ue(), bits.ue()];
    columns -= (left + right) * (chroma === 1 || chroma === 2 ? 2 : 1);
    rows -= (top + bottom) * (chroma === 1 ? 2 : 1);
  }
  return { width: columns, height: rows };
}

/** Bits of the limits before the number of those that later editions added. */
const LIMITS = 71;

function profileTierLevel(
  bits: BitReader,
  higher: number,
): Pick<Facts, 'profileName' | 'levelName'> {
  const idc = bits.bits(7);
  const tier = bits.flag() ? ', High tier' : '';
  const level = vvcLevelName(bits.bits(8)) + tier;
  bits.skip(2); // ptl_frame_only_constraint_flag, ptl_multilayer_enabled_flag
  if (bits.flag()) {
    bits.skip(LIMITS);
    bits.skip(bits.bits(8));
  }
  bits.align();
  let levels = 0;
  for (let i = 0; i < higher; i++) levels += bits.bits(1);
  bits.align();
  bits.skip(levels * 8); // sublayer_level_idc
  bits.skip(bits.bits(8) * 32); // general_sub_profile_idc
  const name = VVC_PROFILES[idc];
  return {
    profileName: typeof name === 'string' ? name : `profile ${idc}`,
    levelName: level,
  };
}
