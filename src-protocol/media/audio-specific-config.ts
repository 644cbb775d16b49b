import { flv } from '../dictionary/citation.ts';
import { uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { CONFIGURATION_CUT } from './diagnostics.ts';

/** Audio object types of MPEG-4. */
export const AUDIO_OBJECT_TYPES: ValueNames = {
  1: 'AAC Main',
  2: 'AAC LC',
  3: 'AAC SSR',
  4: 'AAC LTP',
  5: { name: 'SBR', text: 'HE-AAC: the upper half of the sound is described, not sent.' },
  29: { name: 'PS', text: 'HE-AAC version 2: stereo is described, not sent.' },
  31: { name: 'escape', text: 'The type follows in six more bits.' },
  42: 'USAC',
};

const FREQUENCIES = [
  96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
];
const FREQUENCY_NAMES: ValueNames = {
  ...Object.fromEntries(FREQUENCIES.map((hertz, index) => [index, `${hertz} Hz`])),
  15: { name: 'explicit', text: 'The rate follows in 24 bits.' },
};

const CHANNELS: ValueNames = {
  0: { name: 'in the stream', text: 'A program config element tells.' },
  1: 'mono',
  2: 'stereo',
  3: '3 channels',
  4: '4 channels',
  5: '5 channels',
  6: '5.1',
  7: '7.1',
};

export const AudioSpecificConfig = structure(
  'media.audioSpecificConfig',
  'AudioSpecificConfig',
  flv('E.4.2.2'),
  'What an AAC decoder needs before the first frame (ISO/IEC 14496-3), packed bit by bit.',
  {
    audioObjectType: uint(5, 'Which kind of AAC.', {
      label: 'audioObjectType',
      values: AUDIO_OBJECT_TYPES,
    }),
    audioObjectTypeExt: uint(6, 'The type, less 32.', { label: 'audioObjectTypeExt' }),
    samplingFrequencyIndex: uint(4, 'Samples a second, from a table.', {
      label: 'samplingFrequencyIndex',
      values: FREQUENCY_NAMES,
    }),
    samplingFrequency: uint(24, 'Samples a second.', { label: 'samplingFrequency', unit: 'Hz' }),
    channelConfiguration: uint(4, 'Which channels there are.', {
      label: 'channelConfiguration',
      values: CHANNELS,
    }),
    extensionSamplingFrequencyIndex: uint(4, 'Samples a second after the upper half is added.', {
      label: 'extensionSamplingFrequencyIndex',
      values: FREQUENCY_NAMES,
    }),
    extensionSamplingFrequency: uint(24, 'Samples a second after the upper half is added.', {
      label: 'extensionSamplingFrequency',
      unit: 'Hz',
    }),
    innerObjectType: uint(5, 'Which kind of AAC is inside.', {
      label: 'audioObjectType',
      values: AUDIO_OBJECT_TYPES,
    }),
    frameLengthFlag: uint(1, 'Samples in a frame.', {
      label: 'frameLengthFlag',
      values: { 0: '1024', 1: '960' },
    }),
    dependsOnCoreCoder: uint(1, 'Whether another coder’s stream belongs to this.', {
      label: 'dependsOnCoreCoder',
    }),
    coreCoderDelay: uint(14, 'Delay of that stream, in samples.', { label: 'coreCoderDelay' }),
    extensionFlag: uint(1, 'Whether more follows for newer object types.', {
      label: 'extensionFlag',
    }),
    syncExtensionType: uint(
      11,
      '0x2B7 says that words about SBR follow, which older decoders never read.',
      {
        label: 'syncExtensionType',
        format: 'hex',
      },
    ),
    extensionObjectType: uint(5, 'SBR, in this place.', {
      label: 'extensionAudioObjectType',
      values: AUDIO_OBJECT_TYPES,
    }),
    sbrPresentFlag: uint(1, 'Whether the upper half of the sound is described.', {
      label: 'sbrPresentFlag',
    }),
    padding1: uint(1, 'Fills the byte.', { label: 'padding' }),
    padding2: uint(2, 'Fills the byte.', { label: 'padding' }),
    padding3: uint(3, 'Fills the byte.', { label: 'padding' }),
    padding4: uint(4, 'Fills the byte.', { label: 'padding' }),
    padding5: uint(5, 'Fills the byte.', { label: 'padding' }),
    padding6: uint(6, 'Fills the byte.', { label: 'padding' }),
    padding7: uint(7, 'Fills the byte.', { label: 'padding' }),
  },
);

/** An AudioSpecificConfig, as far as it is taken apart. */
export interface AudioConfiguration {
  readonly audioObjectType: number;
  readonly samplingFrequencyIndex: number;
  /** Hz; only with index 15. */
  readonly samplingFrequency?: number;
  readonly channelConfiguration: number;
  readonly extensionSamplingFrequencyIndex?: number;
  readonly extensionSamplingFrequency?: number;
  readonly innerObjectType?: number;
  readonly frameLengthFlag?: number;
  readonly dependsOnCoreCoder?: number;
  readonly coreCoderDelay?: number;
  readonly extensionFlag?: number;
  /** The 11 bits, whatever they are. */
  readonly syncExtensionType?: number;
  readonly extensionObjectType?: number;
  readonly sbrPresentFlag?: number;
  readonly padding: number;
}

/** Samples a second that the configuration declares; undefined where it does not say. */
export function sampleRate(configuration: AudioConfiguration): number | undefined {
  return configuration.samplingFrequency ?? FREQUENCIES[configuration.samplingFrequencyIndex];
}

const ESCAPE_TYPE = 31;
const EXPLICIT = 15;
const SBR_SYNC = 0x2b7;
const SBR = 5;
const PS = 29;
/** Object types whose configuration is the three flags of GASpecificConfig. */
const GENERAL_AUDIO = new Set([1, 2, 3, 4, 6, 7, 17, 19, 20, 21, 22, 23]);

type Key = keyof typeof AudioSpecificConfig.fields;

/**
 * The layout of an AudioSpecificConfig, up to the position `end`: two bytes or more, the caller sees to
 * that. What is behind the part taken apart is left for the caller.
 */
export function audioSpecificConfig(
  w: Wire,
  end: number,
  given: AudioConfiguration | undefined,
): AudioConfiguration {
  const f = w.open(AudioSpecificConfig);
  // Bits left, counted here: a Wire tells whole bytes only.
  let left = w.writing ? Infinity : (end - w.position) * 8;
  let taken = 0;
  const take = (key: Key, value: number | undefined): number => {
    const { bits } = f[key];
    if (left < bits) {
      left = 0;
      return 0;
    }
    left -= bits;
    taken += bits;
    return w.uint(f[key], value ?? 0);
  };
  /** A field that is there only while bits are; a writer follows the value. */
  const maybe = (key: Key, value: number | undefined): number | undefined =>
    (w.writing ? value === undefined : left < f[key].bits) ? undefined : take(key, value);

  const before = given?.audioObjectType ?? 2;
  let audioObjectType = take('audioObjectType', before >= 32 ? ESCAPE_TYPE : before);
  if (audioObjectType === ESCAPE_TYPE)
    audioObjectType = 32 + take('audioObjectTypeExt', before - 32);
  const samplingFrequencyIndex = take('samplingFrequencyIndex', given?.samplingFrequencyIndex);
  const samplingFrequency =
    samplingFrequencyIndex === EXPLICIT
      ? take('samplingFrequency', given?.samplingFrequency)
      : undefined;
  const channelConfiguration = take('channelConfiguration', given?.channelConfiguration);

  let inner = audioObjectType;
  const result: { -readonly [K in keyof AudioConfiguration]: AudioConfiguration[K] } = {
    audioObjectType,
    samplingFrequencyIndex,
    ...(samplingFrequency !== undefined && { samplingFrequency }),
    channelConfiguration,
    padding: 0,
  };
  const keep = (
    key: Exclude<keyof AudioConfiguration, 'padding'>,
    value: number | undefined,
  ): number => {
    if (value !== undefined) result[key] = value;
    return value ?? -1;
  };
  if (audioObjectType === SBR || audioObjectType === PS) {
    const index = keep(
      'extensionSamplingFrequencyIndex',
      maybe('extensionSamplingFrequencyIndex', given?.extensionSamplingFrequencyIndex),
    );
    if (index === EXPLICIT)
      keep(
        'extensionSamplingFrequency',
        maybe('extensionSamplingFrequency', given?.extensionSamplingFrequency),
      );
    inner = keep('innerObjectType', maybe('innerObjectType', given?.innerObjectType));
  }
  if (GENERAL_AUDIO.has(inner)) {
    keep('frameLengthFlag', maybe('frameLengthFlag', given?.frameLengthFlag));
    if (keep('dependsOnCoreCoder', maybe('dependsOnCoreCoder', given?.dependsOnCoreCoder)) === 1)
      keep('coreCoderDelay', maybe('coreCoderDelay', given?.coreCoderDelay));
    keep('extensionFlag', maybe('extensionFlag', given?.extensionFlag));
    // With extensionFlag or channel configuration 0 more belongs here that is not taken apart.
    if (result.extensionFlag === 0 && channelConfiguration !== 0 && inner === audioObjectType)
      syncExtension();
  }
  if (!w.writing && left === 0 && taken < 13) w.note(CONFIGURATION_CUT);
  const padding = (8 - (taken % 8)) % 8;
  if (padding > 0)
    result.padding = w.uint(
      f[`padding${padding as 1 | 2 | 3 | 4 | 5 | 6 | 7}`],
      given?.padding ?? 0,
    );
  w.close();
  return result;

  function syncExtension(): void {
    const bits = f.syncExtensionType.bits + f.extensionObjectType.bits;
    if (!w.writing && left < bits) return;
    const sync = keep('syncExtensionType', maybe('syncExtensionType', given?.syncExtensionType));
    if (sync !== SBR_SYNC) return;
    const type = keep(
      'extensionObjectType',
      maybe('extensionObjectType', given?.extensionObjectType),
    );
    if (type !== SBR) return;
    if (keep('sbrPresentFlag', maybe('sbrPresentFlag', given?.sbrPresentFlag)) !== 1) return;
    const index = keep(
      'extensionSamplingFrequencyIndex',
      maybe('extensionSamplingFrequencyIndex', given?.extensionSamplingFrequencyIndex),
    );
    if (index === EXPLICIT)
      keep(
        'extensionSamplingFrequency',
        maybe('extensionSamplingFrequency', given?.extensionSamplingFrequency),
      );
  }
}
