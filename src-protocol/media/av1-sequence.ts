import { BitReader } from './bit-reader.ts';
import { frameRate, type PictureFacts } from './picture-facts.ts';

/** Profiles of AV1 by seq_profile. */
export const AV1_PROFILES: Readonly<Record<number, string>> = {
  0: 'Main',
  1: 'High',
  2: 'Professional',
};

/** A level as people say it: four steps to each whole one, from 2.0. 31 says that there are no bounds. */
export function av1LevelName(index: number): string {
  return index === 31 ? 'no bounds' : `${2 + (index >> 2)}.${index & 3}`;
}

/** What a sequence header says (AV1 §5.5.1). Undefined when it ends too early to tell. */
export function av1Picture(payload: Uint8Array): PictureFacts | undefined {
  const bits = new BitReader(payload.subarray(0, 512));
  const profile = bits.bits(3);
  bits.skip(1); // still_picture
  const reduced = bits.flag();
  const points = reduced ? { level: bits.bits(5), rate: undefined } : operatingPoints(bits);
  const widthBits = bits.bits(4) + 1;
  const heightBits = bits.bits(4) + 1;
  const width = bits.bits(widthBits) + 1;
  const height = bits.bits(heightBits) + 1;
  if (!reduced && bits.flag()) bits.skip(7); // frame id lengths
  bits.skip(3); // use_128x128_superblock, enable_filter_intra, enable_intra_edge_filter
  if (!reduced) tools(bits);
  bits.skip(3); // enable_superres, enable_cdef, enable_restoration
  const colour = colourConfig(bits, profile);
  if (bits.short()) return undefined;
  return {
    profile: AV1_PROFILES[profile] ?? `profile ${profile}`,
    level: av1LevelName(points.level),
    width,
    height,
    frameRate: points.rate,
    ...colour,
  };
}

/** Timing and operating points: the first point's level, and pictures a second where told. */
function operatingPoints(bits: BitReader): { level: number; rate: number | undefined } {
  let rate: number | undefined;
  let delayBits = 0;
  if (bits.flag()) {
    const ticks = bits.bits(32);
    const scale = bits.bits(32);
    // Ticks in a picture are told only when all pictures last the same.
    if (bits.flag()) rate = frameRate(scale, ticks * (bits.ue() + 1));
    if (bits.flag()) {
      delayBits = bits.bits(5) + 1;
      bits.skip(32 + 5 + 5);
    }
  }
  const delays = bits.flag();
  const count = bits.bits(5) + 1;
  let first = 0;
  for (let i = 0; i < count; i++) {
    bits.skip(12); // operating_point_idc
    const level = bits.bits(5);
    if (i === 0) first = level;
    if (level > 7) bits.skip(1); // seq_tier
    if (delayBits > 0 && bits.flag()) bits.skip(2 * delayBits + 1);
    if (delays && bits.flag()) bits.skip(4);
  }
  return { level: first, rate };
}

function tools(bits: BitReader): void {
  bits.skip(4); // interintra, masked compound, warped motion, dual filter
  const orderHint = bits.flag();
  if (orderHint) bits.skip(2);
  const chosen = bits.flag();
  const screenContent = chosen || bits.flag();
  if (screenContent && !bits.flag()) bits.skip(1); // seq_force_integer_mv
  if (orderHint) bits.skip(3);
}

function colourConfig(
  bits: BitReader,
  profile: number,
): Pick<PictureFacts, 'bitDepth' | 'chromaFormat' | 'colour'> {
  const high = bits.flag();
  const twelve = profile === 2 && high && bits.flag();
  const bitDepth = twelve ? 12 : high ? 10 : 8;
  const monochrome = profile !== 1 && bits.flag();
  let colour: PictureFacts['colour'];
  if (bits.flag())
    colour = { primaries: bits.bits(8), transfer: bits.bits(8), matrix: bits.bits(8) };
  const isRgb = colour?.primaries === 1 && colour.transfer === 13 && colour.matrix === 0;
  if (monochrome) bits.skip(1); // color_range
  if (monochrome || isRgb) return { bitDepth, chromaFormat: monochrome ? 0 : 3, colour };
  bits.skip(1);
  if (profile === 0) return { bitDepth, chromaFormat: 1, colour };
  if (profile === 1) return { bitDepth, chromaFormat: 3, colour };
  if (bitDepth !== 12) return { bitDepth, chromaFormat: 2, colour };
  const x = bits.flag();
  const y = x && bits.flag();
  return { bitDepth, chromaFormat: y ? 1 : x ? 2 : 3, colour };
}
