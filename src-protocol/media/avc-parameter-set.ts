import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';
import type { SetFacts } from './parameter-set-facts.ts';
import { frameRate, type PictureFacts } from './picture-facts.ts';

/** What a sequence parameter set says beside the picture. */
export interface AvcSequence extends PictureFacts {
  readonly set: SetFacts<'setId' | 'referencePictures' | 'scan'>;
}

/** Profiles of AVC by profile_idc (H.264 Annex A, G and H). */
export const AVC_PROFILES: Readonly<Record<number, string>> = {
  44: 'CAVLC 4:4:4 Intra',
  66: 'Baseline',
  77: 'Main',
  83: 'Scalable Baseline',
  86: 'Scalable High',
  88: 'Extended',
  100: 'High',
  110: 'High 10',
  118: 'Multiview High',
  122: 'High 4:2:2',
  128: 'Stereo High',
  144: 'High 4:4:4, withdrawn',
  244: 'High 4:4:4 Predictive',
};

const CONSTRAINT_SET_1 = 0x40;
const CONSTRAINT_SET_3 = 0x10;

/** The name of a profile (H.264 Annex A); Baseline with constraint_set1 is what decoders call constrained. */
export function avcProfileName(profile: number, constraints: number): string {
  if (profile === 66 && constraints & CONSTRAINT_SET_1) return 'Constrained Baseline';
  return AVC_PROFILES[profile] ?? `profile ${profile}`;
}

/** A level as people say it; 1b has two forms. */
export function avcLevelName(profile: number, constraints: number, level: number): string {
  if (level === 9) return '1b';
  if (level === 11 && constraints & CONSTRAINT_SET_3 && [66, 77, 88].includes(profile)) return '1b';
  return (level / 10).toFixed(1);
}

/** Profiles whose sets tell chroma format, bit depths and scaling (H.264 §7.3.2.1.1). */
const WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/**
 * What a sequence parameter set says (H.264 §7.3.2.1.1, Annex E). `payload` is the NAL unit without its
 * first byte. Undefined when it ends too early to tell.
 */
export function avcSequence(payload: Uint8Array): AvcSequence | undefined {
  const bits = new BitReader(withoutEmulationPrevention(payload));
  const profile = bits.bits(8);
  const constraints = bits.bits(8);
  const level = bits.bits(8);
  const setId = bits.ue();
  let chromaFormat = 1;
  let separate = false;
  let bitDepth = 8;
  if (WITH_CHROMA.has(profile)) {
    chromaFormat = bits.ue();
    if (chromaFormat === 3) separate = bits.flag();
    bitDepth = 8 + bits.ue();
    bits.ue(); // bit_depth_chroma_minus8
    bits.skip(1); // qpprime_y_zero_transform_bypass_flag
    if (bits.flag()) scalingLists(bits, chromaFormat === 3 ? 12 : 8);
  }
  bits.ue(); // log2_max_frame_num_minus4
  pictureOrder(bits);
  const referencePictures = bits.ue();
  bits.skip(1); // gaps_in_frame_num_value_allowed_flag
  const columns = (bits.ue() + 1) * 16;
  const units = (bits.ue() + 1) * 16;
  const framesOnly = bits.flag();
  if (!framesOnly) bits.skip(1); // mb_adaptive_frame_field_flag
  bits.skip(1); // direct_8x8_inference_flag
  const fields = framesOnly ? 1 : 2;
  let width = columns;
  let height = units * fields;
  if (bits.flag()) {
    const [left, right, top, bottom] = [bits.ue(), bits.ue(), bits.ue(), bits.ue()];
    const sampled = separate ? 0 : chromaFormat;
    width -= (left + right) * (sampled === 1 || sampled === 2 ? 2 : 1);
    height -= (top + bottom) * (sampled === 1 ? 2 : 1) * fields;
  }
  const usability = bits.flag();
  if (bits.short() || width <= 0 || height <= 0 || chromaFormat > 3) return undefined;
  return {
    profile: avcProfileName(profile, constraints),
    level: avcLevelName(profile, constraints, level),
    width,
    height,
    chromaFormat,
    bitDepth,
    set: { setId, referencePictures, scan: framesOnly ? 'progressive' : 'interlaced allowed' },
    ...(usability ? videoUsability(bits) : { frameRate: undefined, colour: undefined }),
  };
}

function scalingLists(bits: BitReader, count: number): void {
  for (let list = 0; list < count && !bits.short(); list++) {
    if (!bits.flag()) continue;
    let last = 8;
    let next = 8;
    for (let i = 0; i < (list < 6 ? 16 : 64) && !bits.short(); i++) {
      if (next !== 0) next = (last + bits.se() + 256) & 255;
      last = next === 0 ? last : next;
    }
  }
}

function pictureOrder(bits: BitReader): void {
  const type = bits.ue();
  if (type === 0) bits.ue(); // log2_max_pic_order_cnt_lsb_minus4
  if (type !== 1) return;
  bits.skip(1); // delta_pic_order_always_zero_flag
  bits.se();
  bits.se();
  const cycle = Math.min(bits.ue(), 255);
  for (let i = 0; i < cycle && !bits.short(); i++) bits.se();
}

/** The begin of the video usability information, up to the timing (H.264 Annex E). */
function videoUsability(bits: BitReader): Pick<PictureFacts, 'frameRate' | 'colour'> {
  const colour = colourOf(bits);
  let rate: number | undefined;
  if (bits.flag()) {
    const ticks = bits.bits(32);
    // A tick is a field; two make a frame.
    rate = frameRate(bits.bits(32), ticks * 2);
  }
  return { frameRate: bits.short() ? undefined : rate, colour };
}

/** Aspect ratio to chroma location: the same bits in H.264 and H.265. */
export function colourOf(bits: BitReader): PictureFacts['colour'] {
  const EXTENDED_SAR = 255;
  if (bits.flag() && bits.bits(8) === EXTENDED_SAR) bits.skip(32);
  if (bits.flag()) bits.skip(1); // overscan
  let colour: PictureFacts['colour'];
  if (bits.flag()) {
    bits.skip(4); // video_format, video_full_range_flag
    if (bits.flag())
      colour = { primaries: bits.bits(8), transfer: bits.bits(8), matrix: bits.bits(8) };
  }
  if (bits.flag()) {
    bits.ue();
    bits.ue(); // chroma sample location
  }
  return bits.short() ? undefined : colour;
}

const SLICE_TYPES = ['P', 'B', 'I', 'SP', 'SI'];

/** The kind of a slice, `I` or `P`; undefined when it cannot be told (H.264 §7.3.3). */
export function avcSliceType(payload: Uint8Array): string | undefined {
  const bits = new BitReader(withoutEmulationPrevention(payload.subarray(0, 16)));
  bits.ue(); // first_mb_in_slice
  const type = bits.ue();
  return bits.short() || type > 9 ? undefined : SLICE_TYPES[type % 5];
}
