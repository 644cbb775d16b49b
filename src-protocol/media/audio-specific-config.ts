import { codec, flv } from '../dictionary/citation.ts';
import { computed, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { BitBudget } from './bit-budget.ts';
import { CHANNELS_UNTOLD, CONFIGURATION_CUT } from './diagnostics.ts';
import { PADDING, pad } from './in-order.ts';
import { type ProgramConfig, programConfigElement } from './program-config-element.ts';

/** Audio object types of MPEG-4. */
export const AUDIO_OBJECT_TYPES: ValueNames = {
  1: 'AAC Main',
  2: 'AAC LC',
  3: 'AAC SSR',
  4: 'AAC LTP',
  5: { name: 'SBR', text: 'HE-AAC: the upper half of the sound is described, not sent.' },
  6: 'AAC scalable',
  7: 'TwinVQ',
  8: 'CELP',
  9: 'HVXC',
  17: 'ER AAC LC',
  19: 'ER AAC LTP',
  20: 'ER AAC scalable',
  21: 'ER TwinVQ',
  22: 'ER BSAC',
  23: { name: 'ER AAC LD', text: 'Frames of half the length, for talking to each other.' },
  24: 'ER CELP',
  25: 'ER HVXC',
  29: { name: 'PS', text: 'HE-AAC version 2: stereo is described, not sent.' },
  30: 'MPEG Surround',
  31: { name: 'escape', text: 'The type follows in six more bits.' },
  32: 'MPEG layer 1',
  33: 'MPEG layer 2',
  34: 'MPEG layer 3',
  36: 'ALS',
  37: 'SLS',
  39: { name: 'ER AAC ELD', text: 'As LD, with SBR that waits for nothing.' },
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
  7: { name: '7.1', text: 'Two more speakers in front.' },
  11: '6.1',
  12: { name: '7.1', text: 'Two more speakers at the back.' },
  13: '22.2',
  14: { name: '7.1', text: 'Two more speakers above the front.' },
};

const OBJECT_TYPE = 'The type, less 32.';

export const AudioSpecificConfig = structure(
  'media.audioSpecificConfig',
  'AudioSpecificConfig',
  codec('mpeg4-audio', '1.6.2.1').amendedBy(flv('E.4.2.2')),
  'What an AAC decoder needs before the first frame, packed bit by bit.',
  {
    audioObjectType: uint(5, 'Which kind of AAC.', {
      label: 'audioObjectType',
      values: AUDIO_OBJECT_TYPES,
    }),
    audioObjectTypeExt: uint(6, OBJECT_TYPE, { label: 'audioObjectTypeExt' }),
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
      see: codec('mpeg4-audio', '1.6.5'),
    }),
    extensionSamplingFrequency: uint(24, 'Samples a second after the upper half is added.', {
      label: 'extensionSamplingFrequency',
      unit: 'Hz',
      see: codec('mpeg4-audio', '1.6.5'),
    }),
    innerObjectType: uint(5, 'Which kind of AAC is inside.', {
      label: 'audioObjectType',
      values: AUDIO_OBJECT_TYPES,
    }),
    innerObjectTypeExt: uint(6, OBJECT_TYPE, { label: 'audioObjectTypeExt' }),
    extensionChannelConfiguration: uint(4, 'Which channels there are after extension.', {
      label: 'extensionChannelConfiguration',
      values: CHANNELS,
    }),
    frameLengthFlag: uint(1, 'Samples in a frame.', {
      label: 'frameLengthFlag',
      values: { 0: '1024 (LD, ELD: 512)', 1: '960 (LD, ELD: 480)' },
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    dependsOnCoreCoder: uint(1, 'Whether another coder’s stream belongs to this.', {
      label: 'dependsOnCoreCoder',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    coreCoderDelay: uint(14, 'Delay of that stream, in samples.', {
      label: 'coreCoderDelay',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    extensionFlag: uint(1, 'Whether more follows for newer object types.', {
      label: 'extensionFlag',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    layerNr: uint(3, 'Which layer of a scalable stream.', {
      label: 'layerNr',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    numOfSubFrame: uint(5, 'Frames that are packed together.', {
      label: 'numOfSubFrame',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    layerLength: uint(11, 'Average bytes of a layer.', {
      label: 'layer_length',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    sectionDataResilience: uint(1, 'A protection against lost bits.', {
      label: 'aacSectionDataResilienceFlag',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    scalefactorDataResilience: uint(1, 'A protection against lost bits.', {
      label: 'aacScalefactorDataResilienceFlag',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    spectralDataResilience: uint(1, 'A protection against lost bits.', {
      label: 'aacSpectralDataResilienceFlag',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    extensionFlag3: uint(1, 'Whether more follows; always 0.', {
      label: 'extensionFlag3',
      see: codec('mpeg4-audio', '4.4.1'),
    }),
    ldSbrPresentFlag: uint(1, 'ELD: whether the upper half of the sound is described.', {
      label: 'ldSbrPresentFlag',
      see: codec('mpeg4-audio', '4.6.20'),
    }),
    eldExtType: uint(4, 'ELD: an extension that follows; 0 says there is none.', {
      label: 'eldExtType',
      see: codec('mpeg4-audio', '4.6.20'),
    }),
    epConfig: uint(2, 'How errors are guarded against.', { label: 'epConfig' }),
    syncExtensionType: uint(
      11,
      '0x2B7 says that words about SBR follow, which older decoders never read.',
      { label: 'syncExtensionType', format: 'hex', see: codec('mpeg4-audio', '1.6.5') },
    ),
    extensionObjectType: uint(5, 'SBR, in this place.', {
      label: 'extensionAudioObjectType',
      values: AUDIO_OBJECT_TYPES,
      see: codec('mpeg4-audio', '1.6.5'),
    }),
    sbrPresentFlag: uint(1, 'Whether the upper half of the sound is described.', {
      label: 'sbrPresentFlag',
      see: codec('mpeg4-audio', '1.6.5'),
    }),
    syncExtensionType2: uint(11, '0x548 says that a word about parametric stereo follows.', {
      label: 'syncExtensionType',
      format: 'hex',
      see: codec('mpeg4-audio', '1.6.6'),
    }),
    psPresentFlag: uint(1, 'Whether stereo is described.', {
      label: 'psPresentFlag',
      see: codec('mpeg4-audio', '1.6.6'),
    }),
    outputSampleRate: computed('Samples a second that come out of a decoder.', {
      label: 'sample rate',
      unit: 'Hz',
    }),
    outputChannels: computed('Channels that come out of a decoder.', { label: 'channels' }),
    ...PADDING,
  },
);

type Key = Exclude<
  keyof typeof AudioSpecificConfig.fields,
  keyof typeof PADDING | 'audioObjectTypeExt' | 'innerObjectTypeExt' | `output${string}`
>;

/** An AudioSpecificConfig, as far as it is taken apart: numbers by field, where they are there. */
export type AudioConfiguration = Readonly<
  Record<'audioObjectType' | 'samplingFrequencyIndex' | 'channelConfiguration', number>
> &
  Readonly<Partial<Record<Key, number>>> & {
    readonly programConfig?: ProgramConfig;
    /** The bits up to the next byte. */
    readonly padding: number;
  };

/** Samples a second that the configuration declares, without SBR; undefined where it does not say. */
export function sampleRate(configuration: AudioConfiguration): number | undefined {
  return configuration.samplingFrequency ?? FREQUENCIES[configuration.samplingFrequencyIndex];
}

/** Samples a second that come out of a decoder. */
export function outputSampleRate(configuration: AudioConfiguration): number | undefined {
  const { extensionSamplingFrequency, extensionSamplingFrequencyIndex: index } = configuration;
  if (extensionSamplingFrequency !== undefined) return extensionSamplingFrequency;
  return (index === undefined ? undefined : FREQUENCIES[index]) ?? sampleRate(configuration);
}

/** Channels that come out of a decoder; undefined where only the stream tells. */
export function outputChannels(configuration: AudioConfiguration): number | undefined {
  const { audioObjectType, channelConfiguration, psPresentFlag, programConfig } = configuration;
  if (channelConfiguration === 0) return programConfig?.channels;
  const parametric = audioObjectType === PS || psPresentFlag === 1;
  if (parametric && channelConfiguration === 1) return 2;
  return CHANNEL_COUNTS[channelConfiguration];
}

const CHANNEL_COUNTS = [0, 1, 2, 3, 4, 5, 6, 8, undefined, undefined, undefined, 7, 8, 24, 8];
const ESCAPE_TYPE = 31;
const EXPLICIT = 15;
const SBR_SYNC = 0x2b7;
const PS_SYNC = 0x548;
const SBR = 5;
const PS = 29;
const BSAC = 22;
const ELD = 39;
/** Object types whose configuration is a GASpecificConfig. */
const GENERAL_AUDIO = new Set([1, 2, 3, 4, 6, 7, 17, 19, 20, 21, 22, 23]);
/** Those of them made for lines that lose bits. */
const RESILIENT = new Set([17, 19, 20, 23]);

type Fields = typeof AudioSpecificConfig.fields;
type Draft = { -readonly [K in keyof AudioConfiguration]: AudioConfiguration[K] };

/**
 * The layout of an AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1), up to the position `end`: two bytes or
 * more, the caller sees to that. What is behind the part taken apart is left for the caller.
 */
export function audioSpecificConfig(
  w: Wire,
  end: number,
  given: AudioConfiguration | undefined,
): AudioConfiguration {
  const f = w.open(AudioSpecificConfig);
  const bits = new BitBudget<Key | 'audioObjectTypeExt' | 'innerObjectTypeExt', Fields>(w, f, end);
  const result: Draft = {
    audioObjectType: 0,
    samplingFrequencyIndex: 0,
    channelConfiguration: 0,
    padding: 0,
  };
  const take = (key: Key): number => {
    const value = bits.take(key, given?.[key]);
    if (value !== undefined) result[key] = value;
    return value ?? -1;
  };
  const frequency = (index: Key, explicit: Key): void => {
    if (take(index) === EXPLICIT) take(explicit);
  };

  objectType(bits, 'audioObjectType', 'audioObjectTypeExt', given, result);
  frequency('samplingFrequencyIndex', 'samplingFrequency');
  take('channelConfiguration');
  let inner = result.audioObjectType;
  const explicitSbr = inner === SBR || inner === PS;
  if (explicitSbr) {
    frequency('extensionSamplingFrequencyIndex', 'extensionSamplingFrequency');
    inner = objectType(bits, 'innerObjectType', 'innerObjectTypeExt', given, result);
    if (inner === BSAC) take('extensionChannelConfiguration');
  }
  let whole = GENERAL_AUDIO.has(inner);
  if (whole) generalAudio(inner);
  else if (inner === ELD) whole = lowDelay();
  if (whole && inner >= 17) whole = take('epConfig') < 2;
  if (whole && !explicitSbr && !bits.cut) signalling();
  if (bits.cut) w.note(CONFIGURATION_CUT);
  result.padding = pad(w, f, bits.taken, given?.padding ?? 0);
  const rate = outputSampleRate(result);
  if (rate !== undefined) w.calculated(f.outputSampleRate, rate, 'SBR counted in');
  const channels = outputChannels(result);
  if (channels !== undefined) w.calculated(f.outputChannels, channels);
  w.close();
  return result;

  /** ELDSpecificConfig; false where something follows in it that is not taken apart. */
  function lowDelay(): boolean {
    take('frameLengthFlag');
    resilience();
    return take('ldSbrPresentFlag') === 0 && take('eldExtType') === 0;
  }

  function resilience(): void {
    take('sectionDataResilience');
    take('scalefactorDataResilience');
    take('spectralDataResilience');
  }

  function generalAudio(type: number): void {
    take('frameLengthFlag');
    if (take('dependsOnCoreCoder') === 1) take('coreCoderDelay');
    const extension = take('extensionFlag');
    if (result.channelConfiguration === 0 && !bits.cut) {
      const element = programConfigElement(w, end, bits.taken, given?.programConfig);
      if (element) {
        result.programConfig = element;
        bits.also(element.bits);
      } else {
        w.note(CHANNELS_UNTOLD);
        whole = false;
        return;
      }
    }
    if (type === 6 || type === 20) take('layerNr');
    if (extension !== 1) return;
    if (type === BSAC) {
      take('numOfSubFrame');
      take('layerLength');
    }
    if (RESILIENT.has(type)) resilience();
    take('extensionFlag3');
  }

  /** Words that older decoders never read: backward-compatible signalling. */
  function signalling(): void {
    if (!bits.has(16, given?.syncExtensionType) || take('syncExtensionType') !== SBR_SYNC) return;
    const type = take('extensionObjectType');
    if (type !== SBR && type !== BSAC) return;
    const present = take('sbrPresentFlag') === 1;
    if (present) frequency('extensionSamplingFrequencyIndex', 'extensionSamplingFrequency');
    if (type === BSAC) take('extensionChannelConfiguration');
    else if (present && bits.has(12, given?.syncExtensionType2))
      if (take('syncExtensionType2') === PS_SYNC) take('psPresentFlag');
  }
}

/** Five bits, or six more behind the number that means them. */
function objectType(
  bits: BitBudget<Key | 'audioObjectTypeExt' | 'innerObjectTypeExt', Fields>,
  key: 'audioObjectType' | 'innerObjectType',
  extended: 'audioObjectTypeExt' | 'innerObjectTypeExt',
  given: AudioConfiguration | undefined,
  result: Draft,
): number {
  const before = given?.[key];
  const wide = before !== undefined && before >= 32;
  let type = bits.take(key, wide ? ESCAPE_TYPE : before);
  if (type === ESCAPE_TYPE) type = 32 + (bits.take(extended, wide ? before - 32 : 0) ?? 0);
  if (type !== undefined) result[key] = type;
  return type ?? -1;
}
