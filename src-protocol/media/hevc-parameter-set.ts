import { colourOf } from './avc-parameter-set.ts';
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import type { SetFacts } from './parameter-set-facts.ts';
import { frameRate, type PictureFacts } from './picture-facts.ts';

type SetKey = 'setId' | 'videoSetId' | 'subLayers' | 'temporalNesting';

/** What a sequence parameter set says beside the picture. */
export interface HevcSequence extends PictureFacts {
  readonly set: SetFacts<SetKey | 'codingTreeBlock' | 'reorderPictures'>;
}

/** Profiles of HEVC by general_profile_idc (H.265 Annex A). */
export const HEVC_PROFILES: Readonly<Record<number, string>> = {
  1: 'Main',
  2: 'Main 10',
  3: 'Main Still Picture',
  4: 'Range extensions',
  5: 'High throughput',
  6: 'Multiview Main',
  7: 'Scalable Main',
  8: '3D Main',
  9: 'Screen content coding',
  10: 'Scalable range extensions',
  11: 'High throughput screen content coding',
};

/** A level as people say it: general_level_idc is thirty times the level. */
export function hevcLevelName(levelIdc: number): string {
  return (levelIdc / 30).toFixed(1);
}

/**
 * What a sequence parameter set says (H.265 §7.3.2.2, Annex E). `payload` is the NAL unit without its two
 * header bytes. Undefined when it ends too early to tell.
 */
export function hevcSequence(payload: Uint8Array): HevcSequence | undefined {
  const bits = new BitReader(withoutEmulationPrevention(payload));
  const videoSetId = bits.bits(4);
  const higher = bits.bits(3);
  const temporalNesting = bits.flag();
  const { profile, level } = hevcProfileTierLevel(bits, higher);
  const setId = bits.ue();
  const chromaFormat = bits.ue();
  if (chromaFormat === 3) bits.skip(1); // separate_colour_plane_flag
  let width = bits.ue();
  let height = bits.ue();
  if (bits.flag()) {
    const [left, right, top, bottom] = [bits.ue(), bits.ue(), bits.ue(), bits.ue()];
    width -= (left + right) * (chromaFormat === 1 || chromaFormat === 2 ? 2 : 1);
    height -= (top + bottom) * (chromaFormat === 1 ? 2 : 1);
  }
  const bitDepth = 8 + bits.ue();
  if (bits.short() || width <= 0 || height <= 0 || chromaFormat > 3) return undefined;
  const { codingTreeBlock, reorderPictures, ...usability } = usabilityOf(bits, higher);
  const ids = { setId, videoSetId, subLayers: higher + 1, temporalNesting };
  const set = { ...ids, codingTreeBlock, reorderPictures };
  return { profile, level, width, height, chromaFormat, bitDepth, set, ...usability };
}

/**
 * Profile and level of a set for `subLayers` temporal layers above the lowest (H.265 §7.3.3); those of the
 * layers are skipped.
 */
export function hevcProfileTierLevel(
  bits: BitReader,
  subLayers: number,
): { profile: string; level: string } {
  bits.skip(2); // general_profile_space
  const high = bits.flag();
  const idc = bits.bits(5);
  bits.skip(32 + 48);
  const level = hevcLevelName(bits.bits(8)) + (high ? ', High tier' : '');
  const present: [boolean, boolean][] = [];
  for (let i = 0; i < subLayers; i++) present.push([bits.flag(), bits.flag()]);
  if (subLayers > 0) bits.skip(2 * (8 - subLayers));
  for (const [profile, itsLevel] of present) bits.skip((profile ? 88 : 0) + (itsLevel ? 8 : 0));
  return { profile: HEVC_PROFILES[idc] ?? `profile ${idc}`, level };
}

/** The largest block of HEVC is 64 pixels wide: 2 to this power. */
const LARGEST_BLOCK = 6;

type Walked = Pick<PictureFacts, 'frameRate' | 'colour'> & {
  readonly codingTreeBlock: number | undefined;
  readonly reorderPictures: number | undefined;
};

/** Walks from the bit depth to the usability information; what is on the way has no fixed length. */
function usabilityOf(bits: BitReader, subLayers: number): Walked {
  bits.ue(); // bit_depth_chroma_minus8
  const orderBits = bits.ue() + 4;
  let reorderPictures = 0;
  for (let i = bits.flag() ? 0 : subLayers; i <= subLayers; i++) {
    bits.ue(); // sps_max_dec_pic_buffering_minus1
    reorderPictures = bits.ue();
    bits.ue(); // sps_max_latency_increase_plus1
  }
  const sizes = bits.ue() + 3 + bits.ue(); // smallest block, and how often it is doubled
  const blocks =
    bits.short() || sizes > LARGEST_BLOCK
      ? { codingTreeBlock: undefined, reorderPictures: undefined }
      : { codingTreeBlock: 2 ** sizes, reorderPictures };
  const nothing = { ...blocks, frameRate: undefined, colour: undefined };
  for (let i = 0; i < 4; i++) bits.ue(); // transform sizes and depths
  if (bits.flag() && bits.flag()) scalingLists(bits);
  bits.skip(2); // amp_enabled_flag, sample_adaptive_offset_enabled_flag
  if (bits.flag()) {
    bits.skip(8); // pcm bit depths
    bits.ue();
    bits.ue();
    bits.skip(1);
  }
  if (!referencePictureSets(bits)) return nothing;
  if (bits.flag()) {
    const longTerm = bits.ue();
    if (longTerm > 32) return nothing;
    bits.skip(longTerm * (orderBits + 1));
  }
  bits.skip(2); // sps_temporal_mvp_enabled_flag, strong_intra_smoothing_enabled_flag
  if (!bits.flag() || bits.short()) return nothing;
  const colour = colourOf(bits);
  bits.skip(3); // neutral_chroma_indication_flag, field_seq_flag, frame_field_info_present_flag
  if (bits.flag()) for (let i = 0; i < 4; i++) bits.ue(); // default display window
  let rate: number | undefined;
  if (bits.flag()) {
    const ticks = bits.bits(32);
    rate = frameRate(bits.bits(32), ticks);
  }
  return { ...blocks, frameRate: bits.short() ? undefined : rate, colour };
}

function scalingLists(bits: BitReader): void {
  for (let size = 0; size < 4; size++)
    for (let matrix = 0; matrix < 6 && !bits.short(); matrix += size === 3 ? 3 : 1) {
      if (!bits.flag()) {
        bits.ue();
        continue;
      }
      if (size > 1) bits.se();
      for (let i = 0; i < Math.min(64, 1 << (4 + size * 2)); i++) bits.se();
    }
}

/** Short-term reference picture sets; one may be told by its difference from the one before. */
function referencePictureSets(bits: BitReader): boolean {
  const count = bits.ue();
  if (count > 64) return false;
  let before: number[] = [];
  for (let i = 0; i < count; i++) {
    if (bits.short()) return false;
    const set = i > 0 && bits.flag() ? predicted(bits, before) : explicit(bits);
    if (!set) return false;
    before = set;
  }
  return true;
}

/** Distances to reference pictures: negative ones from near to far, then positive ones. */
function explicit(bits: BitReader): number[] | undefined {
  const negative = bits.ue();
  const positive = bits.ue();
  if (negative > 16 || positive > 16) return undefined;
  const set: number[] = [];
  for (const [count, sign] of [
    [negative, -1],
    [positive, 1],
  ] as const) {
    let distance = 0;
    for (let i = 0; i < count; i++) {
      distance += sign * (bits.ue() + 1);
      bits.skip(1); // used_by_curr_pic
      set.push(distance);
    }
  }
  return set;
}

function predicted(bits: BitReader, before: readonly number[]): number[] {
  const negative = bits.flag();
  const shift = (bits.ue() + 1) * (negative ? -1 : 1);
  const kept: number[] = [];
  // The set before, moved by the difference; the last flag is about the picture of that set itself.
  for (const distance of [...before, 0]) {
    const used = bits.flag();
    if (used || bits.flag()) kept.push(distance + shift);
  }
  const below = kept.filter((distance) => distance < 0).sort((a, b) => b - a);
  const above = kept.filter((distance) => distance > 0).sort((a, b) => a - b);
  return [...below, ...above];
}
