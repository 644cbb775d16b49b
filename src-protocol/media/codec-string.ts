import type { HevcConfiguration } from './hevc-configuration.ts';
import type { VideoConfiguration } from './video-configuration.ts';

/**
 * The codec as web browsers want it named (RFC 6381): `avc1.640028`, `hvc1.1.6.L93.B0`, `vp09.00.10.08`,
 * `av01.0.04M.08`. Undefined where the configuration record tells too little.
 */
export function codecString(configuration: VideoConfiguration): string | undefined {
  const { avcConfiguration, hevcConfiguration, av1Configuration, vpConfiguration } = configuration;
  if (avcConfiguration) {
    const { profile, compatibility, level } = avcConfiguration;
    return `avc1.${[profile, compatibility, level].map(hex).join('')}`;
  }
  if (hevcConfiguration) {
    const { profileSpace, profileIdc, tierFlag, levelIdc } = hevcConfiguration;
    const { profileCompatibilityFlags } = hevcConfiguration;
    return [
      `hvc1.${['', 'A', 'B', 'C'][profileSpace] ?? ''}${profileIdc}`,
      reversed(profileCompatibilityFlags).toString(16).toUpperCase(),
      `${tierFlag === 1 ? 'H' : 'L'}${levelIdc}`,
      ...constraints(hevcConfiguration),
    ].join('.');
  }
  if (av1Configuration) {
    const { seqProfile, seqLevelIdx0, seqTier0, highBitdepth, twelveBit } = av1Configuration;
    const depth = highBitdepth === 0 ? 8 : twelveBit === 0 ? 10 : 12;
    return `av01.${seqProfile}.${two(seqLevelIdx0)}${seqTier0 === 1 ? 'H' : 'M'}.${two(depth)}`;
  }
  if (vpConfiguration) {
    const { profile, level, bitDepth } = vpConfiguration;
    // Level 0 means that it was not told, and is none that browsers know.
    return `vp09.${two(profile)}.${two(level || 10)}.${two(bitDepth)}`;
  }
  return undefined;
}

/** The six bytes of constraints, one by one, without the zeros at the end. */
function constraints(record: HevcConfiguration): string[] {
  const { progressiveSource, interlacedSource, nonPacked, frameOnly } = record;
  const first = progressiveSource * 8 + interlacedSource * 4 + nonPacked * 2 + frameOnly;
  const flags = first * 2 ** 44 + record.constraintIndicatorFlags;
  const bytes = flags.toString(16).padStart(12, '0').toUpperCase().match(/../g) ?? [];
  while (bytes.at(-1) === '00') bytes.pop();
  return bytes.map((byte) => byte.replace(/^0/, ''));
}

/** 32 bits, the first last. */
function reversed(bits: number): number {
  let result = 0;
  for (let bit = 0; bit < 32; bit++) result = result * 2 + (Math.floor(bits / 2 ** bit) % 2);
  return result;
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();
const two = (value: number): string => String(value).padStart(2, '0');
