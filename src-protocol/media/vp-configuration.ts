import { codec, practice } from '../dictionary/citation.ts';
import { bytes, computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { CONFIGURATION_CUT } from './diagnostics.ts';
import { inOrder } from './in-order.ts';
import {
  COLOUR_PRIMARIES,
  MATRIX_COEFFICIENTS,
  TRANSFER_CHARACTERISTICS,
} from './picture-facts.ts';

export const VpConfigurationRecord = structure(
  'media.vpConfiguration',
  'VPCodecConfigurationRecord',
  codec('vp-mp4', 'VP Codec Configuration Box'),
  'What a VP8 or VP9 decoder can know before the first frame: profile, level and colours.',
  {
    boxVersion: uint(8, 'Version of the box this record is in within MP4 files, 1.', {
      label: 'FullBox version',
      see: practice('FFmpeg, go-mp4, RootEncoder'),
      practice: 'Enhanced RTMP names the record alone; programs send the box’s four bytes too.',
    }),
    boxFlags: uint(24, 'Flags of that box, 0.', {
      label: 'FullBox flags',
      format: 'hex',
      see: practice('FFmpeg, go-mp4, RootEncoder'),
    }),
    profile: uint(8, 'Which tools of the codec are used.', { label: 'profile' }),
    level: uint(8, 'Ten times the level; 0 when not told.', { label: 'level' }),
    levelName: computed('The level as people say it.', { label: 'level' }),
    bitDepth: uint(4, 'Bits of brightness and colour.', { label: 'bitDepth' }),
    chromaSubsampling: uint(3, 'How colour is sampled.', {
      label: 'chromaSubsampling',
      values: { 0: '4:2:0, vertical', 1: '4:2:0, colocated', 2: '4:2:2', 3: '4:4:4' },
    }),
    videoFullRangeFlag: uint(1, 'Which numbers are black and white.', {
      label: 'videoFullRangeFlag',
      values: { 0: 'limited range', 1: 'full range' },
    }),
    colourPrimaries: uint(8, 'Which red, green and blue.', {
      label: 'colourPrimaries',
      values: COLOUR_PRIMARIES,
    }),
    transferCharacteristics: uint(8, 'How brightness became numbers.', {
      label: 'transferCharacteristics',
      values: TRANSFER_CHARACTERISTICS,
    }),
    matrixCoefficients: uint(8, 'How red, green and blue became brightness and colour.', {
      label: 'matrixCoefficients',
      values: MATRIX_COEFFICIENTS,
    }),
    codecInitializationDataSize: uint(16, 'Bytes that follow, 0 for VP8 and VP9.', {
      label: 'codecInitializationDataSize',
      unit: 'bytes',
    }),
    codecInitializationData: bytes(0, 'Nothing for VP8 and VP9.', {
      label: 'codecInitializationData',
    }),
  },
);

const BOX = ['boxVersion', 'boxFlags'] as const;
const HEAD = ['profile', 'level'] as const;
const REST = [
  'bitDepth',
  'chromaSubsampling',
  'videoFullRangeFlag',
  'colourPrimaries',
  'transferCharacteristics',
  'matrixCoefficients',
  'codecInitializationDataSize',
] as const;

/** A VP8 or VP9 configuration record: its numbers by field. */
export type VpConfiguration = Readonly<
  Record<(typeof HEAD)[number] | (typeof REST)[number], number>
> & {
  /** The first four bytes of the MP4 box, where they are sent. */
  readonly box?: Readonly<Record<(typeof BOX)[number], number>>;
  readonly codecInitializationData: Uint8Array;
};

const RECORD = 8;
/** Version 1 and no flags: a record could only begin so with profile 1 and level 0, and be eight bytes. */
const BOX_START = 0x01000000;

/** The layout of the record up to the position `end`; undefined, and nothing taken, when it is too short. */
export function vpConfiguration(
  w: Wire,
  end: number,
  given: VpConfiguration | undefined,
): VpConfiguration | undefined {
  const left = (): number => end - w.position;
  if (!w.writing && left() < RECORD) {
    w.note(CONFIGURATION_CUT);
    return undefined;
  }
  const f = w.open(VpConfigurationRecord);
  const boxed = w.writing ? given?.box : left() >= RECORD + 4 && w.peek(4) === BOX_START;
  const box = boxed ? inOrder(w, f, BOX, given?.box) : undefined;
  const head = inOrder(w, f, HEAD, given);
  w.calculated(f.levelName, (head.level / 10).toFixed(1), `${head.level} ÷ 10`);
  const rest = inOrder(w, f, REST, given);
  const size = rest.codecInitializationDataSize;
  const there = w.writing ? given!.codecInitializationData.length : Math.min(size, left());
  const data =
    there > 0
      ? w.bytes(f.codecInitializationData, there, given?.codecInitializationData ?? NO_BYTES)
      : NO_BYTES;
  if (!w.writing && there < size) w.note(CONFIGURATION_CUT);
  w.close();
  return { ...head, ...rest, ...(box && { box }), codecInitializationData: data };
}
