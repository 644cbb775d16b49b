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

/** How the units of a message lie in its bytes. */
export interface NalLayout {
  /** Position after the last byte. */
  readonly end: number;
  /** Bytes of the message behind `end` that the capture does not have. */
  readonly missing: number;
  /** Bytes of the length before each unit: 1, 2, 3 or 4. */
  readonly lengthSize: number;
}

/**
 * The layout of frames as NAL units (FLV E.4.3.2): those that are all there, and one that the capture cuts. What
 * cannot be followed is left for the caller.
 */
export function nalUnits(
  w: Wire,
  { end, missing, lengthSize }: NalLayout,
  units: NalCodec,
  frameType: number,
  given: readonly NalUnit[] | undefined,
): NalUnit[] {
  const left = (): number => end - w.position;
  const result: NalUnit[] = [];
  while (w.writing ? result.length < given!.length : left() > 0) {
    const before = given?.[result.length];
    if (!w.writing) {
      // What is left of a length that is cut off says nothing.
      if (missing > 0 && left() < lengthSize) return result;
      const trouble = troubleAt(w, left(), missing, lengthSize, result.length === 0);
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
    const length = w.uint(field, before?.declaredLength ?? before?.length ?? 0);
    const there = w.writing ? (before?.length ?? 0) : Math.min(length, left());
    const unit = units.unit(w, there, before);
    if (unit.type !== undefined && units.isParameterSet(unit.type)) w.note(D.PARAMETER_SET_IN_BAND);
    if (there < length && !w.writing) w.note(D.NAL_UNIT_CUT);
    w.close();
    result.push(there < length ? { ...unit, declaredLength: length } : unit);
  }
  noteFrameType(w, units, frameType, result);
  return result;
}

/** Why no unit can begin here; undefined when one can. */
function troubleAt(
  w: Wire,
  left: number,
  missing: number,
  lengthSize: number,
  first: boolean,
): (typeof D)[keyof typeof D & ('ANNEX_B' | 'NAL_LENGTHS')] | undefined {
  if (first && startsWithStartCode(w, left, missing, lengthSize)) return D.ANNEX_B;
  const length = left < lengthSize ? -1 : w.peek(lengthSize);
  return length >= 0 && length <= left + missing - lengthSize ? undefined : D.NAL_LENGTHS;
}

/**
 * Whether start codes (H.264 Annex B) stand where lengths should be. 00 00 00 01 is also the length of a unit of one byte, and
 * 00 00 01 the begin of one from 256 to 511: they are lengths when what follows agrees.
 */
export function startsWithStartCode(
  w: Wire,
  left: number,
  missing: number,
  lengthSize: number,
): boolean {
  const looksLikeOne = left >= 4 && (w.peek(4) === 1 || w.peek(3) === 1);
  return looksLikeOne && !lengthsAgree(w, left, missing, lengthSize);
}

/** Whether each length leads to another, up to the end of the message or of what the capture has of it. */
function lengthsAgree(w: Wire, left: number, missing: number, lengthSize: number): boolean {
  let at = 0;
  let length = w.peek(lengthSize);
  if (length === 0) return false;
  // A length of 0 may be one that fell into a hole: from there on nothing can be told.
  while (length > 0) {
    at += lengthSize + length;
    if (at > left + missing) return false;
    if (at > left) return !hasStartCode(w, left, at - length);
    length = at + lengthSize > left ? 0 : w.peek(lengthSize, at);
  }
  return true;
}

/** Whether 00 00 01 is among the bytes from `from` on; inside a unit it never is (H.264 §7.4.1, emulation prevention). */
function hasStartCode(w: Wire, left: number, from: number): boolean {
  for (let at = from; at + 3 <= left; at++) if (w.peek(3, at) === 1) return true;
  return false;
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
