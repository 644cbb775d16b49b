import { amf0Value } from '../amf/amf0.ts';
import { AmfContext } from '../amf/amf-context.ts';
import { type AmfValue, asNumber, asString, property } from '../amf/amf-value.ts';
import { type Citation, codec, ertmp } from '../dictionary/citation.ts';
import type { ValueNames } from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';
import { COLOR_INFO_RANGE, METADATA_FORM, METADATA_UNKNOWN } from './diagnostics.ts';
import {
  COLOUR_PRIMARIES,
  MATRIX_COEFFICIENTS,
  TRANSFER_CHARACTERISTICS,
} from './picture-facts.ts';

/** A property of colorInfo, and what it may be. */
export interface ColorInfoProperty {
  readonly text: string;
  readonly see: Citation;
  readonly least: number;
  readonly most: number;
  readonly unit?: 'cd/m²' | 'bits';
  readonly values?: ValueNames;
}

const SEE = ertmp('Metadata Frame');

const x = (text: string): ColorInfoProperty => ({ text, see: SEE, least: 0.0001, most: 0.74 });
const y = (text: string): ColorInfoProperty => ({ text, see: SEE, least: 0.0001, most: 0.84 });

/** Properties of colorInfo by path. */
export const COLOR_INFO_PROPERTIES: Readonly<Record<string, ColorInfoProperty>> = {
  'colorConfig.bitDepth': {
    text: 'Bits of a sample: 8, 10 or 12.',
    see: SEE,
    least: 8,
    most: 12,
    unit: 'bits',
  },
  'colorConfig.colorPrimaries': {
    text: 'Which red, green and blue.',
    see: SEE.amendedBy(codec('h273', '8.1')),
    least: 0,
    most: 255,
    values: COLOUR_PRIMARIES,
  },
  'colorConfig.transferCharacteristics': {
    text: 'How brightness became numbers.',
    see: SEE.amendedBy(codec('h273', '8.2')),
    least: 0,
    most: 255,
    values: TRANSFER_CHARACTERISTICS,
  },
  'colorConfig.matrixCoefficients': {
    text: 'How red, green and blue became brightness and colour.',
    see: SEE.amendedBy(codec('h273', '8.3')),
    least: 0,
    most: 255,
    values: MATRIX_COEFFICIENTS,
  },
  'hdrCll.maxFall': {
    text: 'Brightest average of a frame.',
    see: SEE,
    least: 0.0001,
    most: 10_000,
    unit: 'cd/m²',
  },
  'hdrCll.maxCLL': {
    text: 'Brightest pixel.',
    see: SEE,
    least: 0.0001,
    most: 10_000,
    unit: 'cd/m²',
  },
  'hdrMdcv.redX': x('Red of the display it was mastered on, x.'),
  'hdrMdcv.redY': y('Red of the display it was mastered on, y.'),
  'hdrMdcv.greenX': x('Green of the display it was mastered on, x.'),
  'hdrMdcv.greenY': y('Green of the display it was mastered on, y.'),
  'hdrMdcv.blueX': x('Blue of the display it was mastered on, x.'),
  'hdrMdcv.blueY': y('Blue of the display it was mastered on, y.'),
  'hdrMdcv.whitePointX': x('White of the display it was mastered on, x.'),
  'hdrMdcv.whitePointY': y('White of the display it was mastered on, y.'),
  'hdrMdcv.maxLuminance': {
    text: 'Brightest the display can be.',
    see: SEE,
    least: 5,
    most: 10_000,
    unit: 'cd/m²',
  },
  'hdrMdcv.minLuminance': {
    text: 'Darkest the display can be.',
    see: SEE,
    least: 0.0001,
    most: 5,
    unit: 'cd/m²',
  },
};

const COLOR_INFO = 'colorInfo';
/** Names that become part of paths. */
const LONGEST_NAME = 48;

/**
 * The layout of a metadata packet ("Metadata Frame") up to the position `end`: AMF0 values, a name and what
 * it names by turns. Each value is an item of that name, so that paths read `colorInfo.hdrCll.maxCLL`.
 */
export function metadataValues(
  w: Wire,
  end: number,
  given: readonly AmfValue[] | undefined,
): AmfValue[] {
  const context = new AmfContext(end);
  const result: AmfValue[] = [];
  let name: string | undefined;
  while (w.writing ? result.length < (given?.length ?? 0) : context.left(w) > 0) {
    const isName = result.length % 2 === 0;
    w.item(isName ? 'name' : (name ?? `value ${result.length}`).slice(0, LONGEST_NAME));
    const value = amf0Value(w, given?.[result.length], context);
    result.push(value);
    if (isName) {
      name = asString(value);
      if (name === undefined) w.note(METADATA_FORM);
      else if (name !== COLOR_INFO) w.note(METADATA_UNKNOWN);
    } else if (name === COLOR_INFO) noteColorInfo(w, value);
  }
  if (result.length % 2 === 1 && !context.cut) w.note(METADATA_FORM);
  return result;
}

function noteColorInfo(w: Wire, info: AmfValue): void {
  for (const [path, { least, most }] of Object.entries(COLOR_INFO_PROPERTIES)) {
    const value = path.split('.').reduce<AmfValue | undefined>(property, info);
    const number = asNumber(value);
    // Not a number is out of range, too.
    if (value !== undefined && !(number !== undefined && number >= least && number <= most)) {
      w.note(COLOR_INFO_RANGE);
      return;
    }
  }
}
