import { codec, flv } from '../dictionary/citation.ts';
import { computed, type Field, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { avcNalUnit } from './avc-nal-unit.ts';
import { AVC_PROFILES, avcLevelName } from './avc-parameter-set.ts';
import * as D from './diagnostics.ts';
import type { NalUnit } from './nal-unit.ts';
import { CHROMA_FORMATS } from './picture-facts.ts';

export const AvcConfigurationRecord = structure(
  'media.avcConfiguration',
  'AVCDecoderConfigurationRecord',
  codec('nal-file', '5.3.4.1').amendedBy(flv('E.4.3.2')),
  'What an AVC decoder needs before the first frame: profile, level, and the parameter sets.',
  {
    configurationVersion: uint(8, 'Version of this record, 1.', { label: 'configurationVersion' }),
    profile: uint(8, 'Which tools of the codec are used.', {
      label: 'AVCProfileIndication',
      values: AVC_PROFILES,
    }),
    compatibility: uint(8, 'Which other profiles the stream also keeps to, a bit each.', {
      label: 'profile_compatibility',
      format: 'hex',
      flags: {
        0x80: 'constraint_set0_flag',
        0x40: 'constraint_set1_flag',
        0x20: 'constraint_set2_flag',
        0x10: 'constraint_set3_flag',
        0x08: 'constraint_set4_flag',
        0x04: 'constraint_set5_flag',
      },
    }),
    level: uint(8, 'Bounds of size and rate, ten times the level.', {
      label: 'AVCLevelIndication',
    }),
    levelName: computed('The level as people say it; 1b has two forms.', { label: 'level' }),
    reserved6: uint(6, 'All ones.', { label: 'reserved' }),
    lengthSizeMinusOne: uint(
      2,
      'NAL units are preceded by their length in this many bytes, plus one.',
      {
        label: 'lengthSizeMinusOne',
      },
    ),
    reserved3: uint(3, 'All ones.', { label: 'reserved' }),
    sequenceParameterSets: uint(5, 'How many sequence parameter sets follow.', {
      label: 'numOfSequenceParameterSets',
    }),
    sequenceParameterSetLength: uint(16, 'Bytes of the parameter set.', {
      label: 'sequenceParameterSetLength',
      unit: 'bytes',
    }),
    pictureParameterSets: uint(8, 'How many picture parameter sets follow.', {
      label: 'numOfPictureParameterSets',
    }),
    pictureParameterSetLength: uint(16, 'Bytes of the parameter set.', {
      label: 'pictureParameterSetLength',
      unit: 'bytes',
    }),
    chromaReserved: uint(6, 'All ones.', { label: 'reserved' }),
    chromaFormat: uint(2, 'How colour is sampled.', {
      label: 'chroma_format',
      values: CHROMA_FORMATS,
    }),
    lumaReserved: uint(5, 'All ones.', { label: 'reserved' }),
    bitDepthLuma: uint(3, 'Bits of brightness, less eight.', { label: 'bit_depth_luma_minus8' }),
    depthReserved: uint(5, 'All ones.', { label: 'reserved' }),
    bitDepthChroma: uint(3, 'Bits of colour, less eight.', { label: 'bit_depth_chroma_minus8' }),
    extensions: uint(8, 'How many extensions of sequence parameter sets follow.', {
      label: 'numOfSequenceParameterSetExt',
    }),
    extensionLength: uint(16, 'Bytes of the extension.', {
      label: 'sequenceParameterSetExtLength',
      unit: 'bytes',
    }),
  },
);

/** An AVC configuration record. `cut` is true where the bytes ended before it did. */
export interface AvcConfiguration {
  readonly configurationVersion: number;
  readonly profile: number;
  readonly compatibility: number;
  readonly level: number;
  readonly lengthSizeMinusOne: number;
  /** The reserved bits before the length size and before the count, normally all ones. */
  readonly reserved: readonly [number, number];
  readonly sequenceParameterSets: readonly NalUnit[];
  /** Undefined where the record ended before it. */
  readonly pictureParameterSets: readonly NalUnit[] | undefined;
  /** Only for the High profiles, and missing from many. */
  readonly high?: AvcHighConfiguration;
  /** Counts as declared, where fewer sets were there. */
  readonly cut: boolean;
}

export interface AvcHighConfiguration {
  /** The reserved bits before each of the three numbers, normally all ones. */
  readonly reserved: readonly [number, number, number];
  readonly chromaFormat: number;
  readonly bitDepthLumaMinus8: number;
  readonly bitDepthChromaMinus8: number;
  readonly extensions: readonly NalUnit[];
}

const HIGH_PROFILES = new Set([100, 110, 122, 144, 244]);

/** The layout of the record, up to the position `end`. */
export function avcConfiguration(
  w: Wire,
  end: number,
  given: AvcConfiguration | undefined,
): AvcConfiguration {
  const left = (): number => (w.writing ? Infinity : end - w.position);
  const f = w.open(AvcConfigurationRecord);
  const configurationVersion = w.uint(f.configurationVersion, given?.configurationVersion ?? 1);
  if (configurationVersion !== 1) w.note(D.CONFIGURATION_VERSION);
  const profile = w.uint(f.profile, given?.profile ?? 0);
  const compatibility = w.uint(f.compatibility, given?.compatibility ?? 0);
  const level = w.uint(f.level, given?.level ?? 0);
  w.calculated(f.levelName, avcLevelName(profile, compatibility, level), `${level} ÷ 10`);
  const reserved6 = w.uint(f.reserved6, given?.reserved[0] ?? 0x3f);
  const lengthSizeMinusOne = w.uint(f.lengthSizeMinusOne, given?.lengthSizeMinusOne ?? 3);
  if (lengthSizeMinusOne === 2) w.note(D.LENGTH_SIZE);
  if (looksLikeHevc(profile, reserved6)) w.note(D.AVC_IS_HEVC);
  const reserved3 = w.uint(f.reserved3, given?.reserved[1] ?? 7);

  let cut = false as boolean;
  const sets = (
    count: Field,
    length: Field,
    before: readonly NalUnit[] | undefined,
    needed: boolean,
  ): NalUnit[] => {
    const result: NalUnit[] = [];
    const declared = w.uint(count, before?.length ?? 0);
    if (declared === 0 && needed) w.note(D.PARAMETER_SETS_MISSING);
    while (result.length < declared) {
      const set = before?.[result.length];
      if (left() < 2 || (!w.writing && left() < 2 + w.peek(2))) {
        cut = true;
        w.note(D.CONFIGURATION_CUT);
        break;
      }
      const size = w.uint(length, set?.length ?? 0);
      w.item(result.length);
      result.push(avcNalUnit(w, size, set));
    }
    return result;
  };

  const sequenceParameterSets = sets(
    f.sequenceParameterSets,
    f.sequenceParameterSetLength,
    given?.sequenceParameterSets,
    true,
  );
  let pictureParameterSets: NalUnit[] | undefined;
  if (w.writing ? given?.pictureParameterSets : left() > 0 && !cut)
    pictureParameterSets = sets(
      f.pictureParameterSets,
      f.pictureParameterSetLength,
      given?.pictureParameterSets,
      true,
    );
  else if (!w.writing && !cut) w.note(D.PARAMETER_SETS_MISSING);
  let high: AvcHighConfiguration | undefined;
  if (w.writing ? given?.high : HIGH_PROFILES.has(profile) && left() >= 4 && !cut) {
    const before = given?.high;
    const chromaReserved = w.uint(f.chromaReserved, before?.reserved[0] ?? 0x3f);
    const chromaFormat = w.uint(f.chromaFormat, before?.chromaFormat ?? 1);
    const lumaReserved = w.uint(f.lumaReserved, before?.reserved[1] ?? 0x1f);
    const bitDepthLumaMinus8 = w.uint(f.bitDepthLuma, before?.bitDepthLumaMinus8 ?? 0);
    const depthReserved = w.uint(f.depthReserved, before?.reserved[2] ?? 0x1f);
    const bitDepthChromaMinus8 = w.uint(f.bitDepthChroma, before?.bitDepthChromaMinus8 ?? 0);
    const extensions = sets(f.extensions, f.extensionLength, before?.extensions, false);
    high = {
      reserved: [chromaReserved, lumaReserved, depthReserved],
      chromaFormat,
      bitDepthLumaMinus8,
      bitDepthChromaMinus8,
      extensions,
    };
  }
  w.close();
  return {
    configurationVersion,
    profile,
    compatibility,
    level,
    lengthSizeMinusOne,
    reserved: [reserved6, reserved3],
    sequenceParameterSets,
    pictureParameterSets,
    ...(high && { high }),
    cut,
  };
}

/** HEVC senders that kept the codec number of AVC: profiles 1 to 4 and no reserved ones where AVC has them. */
function looksLikeHevc(profile: number, reserved: number): boolean {
  return profile >= 1 && profile <= 4 && reserved !== 0x3f;
}
