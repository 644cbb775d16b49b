import { codec } from '../dictionary/citation.ts';
import {
  computed,
  type Field,
  type FieldDeclaration,
  type ValueNames,
} from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';

/** How colour is sampled (chroma_format_idc). */
export const CHROMA_FORMATS: ValueNames = {
  0: 'monochrome',
  1: '4:2:0',
  2: '4:2:2',
  3: '4:4:4',
};

/** Which red, green and blue (ITU-T H.273 §8.1). */
export const COLOUR_PRIMARIES: ValueNames = {
  1: 'BT.709',
  2: 'not told',
  4: 'BT.470 M',
  5: 'BT.601, 625 lines',
  6: 'BT.601, 525 lines',
  7: 'SMPTE 240M',
  8: 'film',
  9: 'BT.2020',
  10: 'CIE XYZ',
  11: 'DCI-P3',
  12: 'Display P3',
  22: 'EBU Tech 3213',
};

/** How brightness became numbers (ITU-T H.273 §8.2). */
export const TRANSFER_CHARACTERISTICS: ValueNames = {
  1: 'BT.709',
  2: 'not told',
  4: 'gamma 2.2',
  5: 'gamma 2.8',
  6: 'BT.601',
  7: 'SMPTE 240M',
  8: 'linear',
  13: 'sRGB',
  14: 'BT.2020, 10 bit',
  15: 'BT.2020, 12 bit',
  16: { name: 'PQ', text: 'SMPTE ST 2084: high dynamic range.' },
  17: 'SMPTE ST 428-1',
  18: { name: 'HLG', text: 'Hybrid log-gamma: high dynamic range.' },
};

/** How red, green and blue became brightness and colour (ITU-T H.273 §8.3). */
export const MATRIX_COEFFICIENTS: ValueNames = {
  0: 'RGB',
  1: 'BT.709',
  2: 'not told',
  4: 'FCC',
  5: 'BT.601, 625 lines',
  6: 'BT.601, 525 lines',
  7: 'SMPTE 240M',
  8: 'YCgCo',
  9: 'BT.2020, non-constant luminance',
  10: 'BT.2020, constant luminance',
  14: 'ICtCp',
};

/** What a sequence parameter set says about the picture. Undefined: not told. */
export interface PictureFacts {
  readonly profile: string;
  /** As people say it: `3.1`. */
  readonly level: string;
  /** Pixels that are shown. */
  readonly width: number;
  readonly height: number;
  /** chroma_format_idc. */
  readonly chromaFormat: number;
  /** Bits of brightness. */
  readonly bitDepth: number;
  /** Pictures a second, when timing is told. */
  readonly frameRate: number | undefined;
  /** Codes of ITU-T H.273, when told. */
  readonly colour: { primaries: number; transfer: number; matrix: number } | undefined;
}

type Key =
  | 'profileName'
  | 'levelName'
  | 'width'
  | 'height'
  | 'chromaFormat'
  | 'bitDepth'
  | 'frameRate'
  | 'colourPrimaries'
  | 'transferCharacteristics'
  | 'matrixCoefficients';

/** Fields for what is worked out from a sequence parameter set. */
export const PICTURE_FIELDS: Readonly<Record<Key, FieldDeclaration>> = {
  profileName: computed('Which tools of the codec are used.', { label: 'profile' }),
  levelName: computed('Bounds of size and rate.', { label: 'level' }),
  width: computed('Pixels in a row, as shown.', { label: 'width' }),
  height: computed('Rows of pixels, as shown.', { label: 'height' }),
  chromaFormat: computed('How colour is sampled.', {
    label: 'chroma format',
    values: CHROMA_FORMATS,
  }),
  bitDepth: computed('Bits of brightness of a pixel.', { label: 'bit depth' }),
  frameRate: computed('Pictures a second, if they come at the rate of the timing told.', {
    label: 'frame rate',
  }),
  colourPrimaries: computed('Which red, green and blue.', {
    label: 'colour_primaries',
    values: COLOUR_PRIMARIES,
    see: codec('h273', '8.1'),
  }),
  transferCharacteristics: computed('How brightness became numbers.', {
    label: 'transfer_characteristics',
    values: TRANSFER_CHARACTERISTICS,
    see: codec('h273', '8.2'),
  }),
  matrixCoefficients: computed('How red, green and blue became brightness and colour.', {
    label: 'matrix_coefficients',
    values: MATRIX_COEFFICIENTS,
    see: codec('h273', '8.3'),
  }),
};

/** Shows the facts as calculated values. */
export function pictureFacts(
  w: Wire,
  f: Readonly<Record<Key, Field>>,
  facts: PictureFacts | undefined,
): void {
  if (!facts) return;
  w.calculated(f.profileName, facts.profile);
  w.calculated(f.levelName, facts.level);
  w.calculated(f.width, facts.width, 'less what is cropped');
  w.calculated(f.height, facts.height, 'less what is cropped');
  w.calculated(f.chromaFormat, facts.chromaFormat);
  w.calculated(f.bitDepth, facts.bitDepth);
  if (facts.frameRate !== undefined) w.calculated(f.frameRate, facts.frameRate);
  if (!facts.colour) return;
  w.calculated(f.colourPrimaries, facts.colour.primaries);
  w.calculated(f.transferCharacteristics, facts.colour.transfer);
  w.calculated(f.matrixCoefficients, facts.colour.matrix);
}

/** Pictures a second to three digits behind the point; undefined when a term is 0. */
export function frameRate(timeScale: number, ticks: number): number | undefined {
  return timeScale > 0 && ticks > 0 ? Math.round((timeScale / ticks) * 1000) / 1000 : undefined;
}
