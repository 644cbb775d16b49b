import { codec, flv } from '../dictionary/citation.ts';
import { bytes, computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import * as D from './diagnostics.ts';
import type { NalCodec, NalUnit } from './nal-unit.ts';

const lengthWords = 'Bytes of the unit that follows.';
const LENGTH = { label: 'NALUnitLength', unit: 'bytes' } as const;

export const NalUnitEntry = structure(
  'media.nalUnitEntry',
  'NAL unit with its length',
  flv('E.4.3.2').amendedBy(codec('nal-file', '5.3.4.1')),
  'Frames come as units, each behind its length.',
  {
    length32: uint(32, lengthWords, LENGTH),
    length24: uint(24, lengthWords, LENGTH),
    length16: uint(16, lengthWords, LENGTH),
    length8: uint(8, lengthWords, LENGTH),
  },
);

export const ByteStream = structure(
  'media.byteStream',
  'byte stream with start codes',
  codec('h264', 'B'),
  'Units as files and transport streams have them, behind 00 00 01 instead of a length.',
  {
    units: computed('Types of the units between the start codes.', { label: 'nal_unit_type' }),
    bytes: bytes(0, 'Start codes and units.', { label: 'byte stream' }),
  },
);

/** Units shown of one message. Nobody cuts a picture into more; only zeros look like it. */
const MOST_UNITS = 2000;

/** Bytes of a length before each unit when the sequence header is not at hand. */
export const USUAL_LENGTH_SIZE = 4;

/**
 * The layout of frames as NAL units (FLV E.4.3.2) up to the position `end`: those that are all there. What
 * cannot be followed is left for the caller. `lengthSize` is 1, 2, 3 or 4.
 */
export function nalUnits(
  w: Wire,
  end: number,
  lengthSize: number,
  units: NalCodec,
  frameType: number,
  given: readonly NalUnit[] | undefined,
): NalUnit[] {
  const left = (): number => end - w.position;
  const result: NalUnit[] = [];
  while (w.writing ? result.length < given!.length : left() > 0) {
    const before = given?.[result.length];
    if (!w.writing) {
      const trouble = troubleAt(w, left(), lengthSize, result.length === 0);
      if (trouble) {
        w.note(trouble);
        return result;
      }
      if (result.length >= MOST_UNITS) {
        w.note(D.NAL_UNITS_MANY);
        return result;
      }
    }
    w.item(result.length);
    const f = w.open(NalUnitEntry);
    const field = [f.length8, f.length16, f.length24, f.length32][lengthSize - 1]!;
    const length = w.uint(field, before?.length ?? 0);
    const unit = units.unit(w, length, before);
    if (unit.type !== undefined && units.isParameterSet(unit.type)) w.note(D.PARAMETER_SET_IN_BAND);
    w.close();
    result.push(unit);
  }
  noteFrameType(w, units, frameType, result);
  return result;
}

/** Why no unit can begin here; undefined when one can. */
function troubleAt(
  w: Wire,
  left: number,
  lengthSize: number,
  first: boolean,
): (typeof D)[keyof typeof D & ('ANNEX_B' | 'NAL_LENGTHS')] | undefined {
  const length = left < lengthSize ? -1 : w.peek(lengthSize);
  const fits = length >= 0 && length <= left - lengthSize;
  if (first && startsWithStartCode(w, left, lengthSize, fits)) return D.ANNEX_B;
  return fits ? undefined : D.NAL_LENGTHS;
}

/** 00 00 00 01 can be the length of a unit of one byte, and 00 00 01 the begin of a length: those stay lengths. */
function startsWithStartCode(w: Wire, left: number, lengthSize: number, fits: boolean): boolean {
  if (left >= 4 && w.peek(4) === 1) return left !== 5 || lengthSize !== 4;
  return left >= 3 && w.peek(3) === 1 && (!fits || lengthSize !== 4);
}

const KEY_FRAME = 1;
const INTER_FRAMES = [2, 3];

function noteFrameType(
  w: Wire,
  units: NalCodec,
  frameType: number,
  list: readonly NalUnit[],
): void {
  if (w.writing) return;
  const slices = list.filter(({ type }) => type !== undefined && units.isSlice(type));
  if (slices.length === 0) return;
  const start = slices.some(({ type }) => units.isRandomAccess(type!));
  if (frameType === KEY_FRAME && !start && !list.some(units.isRecoveryPoint))
    w.note(D.KEY_FRAME_WITHOUT_IDR);
  if (INTER_FRAMES.includes(frameType) && start) w.note(D.IDR_NOT_KEY_FRAME);
}

/** The layout of units behind start codes: one run of bytes, and which types are in it. */
export function byteStream(
  w: Wire,
  length: number,
  given: Uint8Array,
  typeOf: (firstByte: number, secondByte: number) => number,
): Uint8Array {
  const f = w.open(ByteStream);
  const bytes = w.bytes(f.bytes, length, given);
  if (!w.writing) w.calculated(f.units, typesIn(bytes, typeOf).join(', '));
  w.close();
  return bytes;
}

/** Types listed of a byte stream. */
const MOST_TYPES = 32;

function typesIn(bytes: Uint8Array, typeOf: (first: number, second: number) => number): number[] {
  const types: number[] = [];
  for (let i = 0; i + 3 < bytes.length && types.length < MOST_TYPES; i++)
    if (bytes[i] === 0 && bytes[i + 1] === 0 && bytes[i + 2] === 1)
      types.push(typeOf(bytes[i + 3]!, bytes[i + 4] ?? 0));
  return types;
}
