import type { Wire } from '../wire/wire.ts';
import { AVC_NAL } from './avc-nal-unit.ts';
import { type Obu, obus } from './av1-obu.ts';
import { AV01, AVC1, HVC1, VP08, VP09, VVC1 } from './fourcc.ts';
import { HEVC_NAL } from './hevc-nal-unit.ts';
import type { NalCodec, NalUnit } from './nal-unit.ts';
import { byteStream, type NalLayout, nalUnits, startsWithStartCode } from './nal-unit-list.ts';
import { type VpFrame, vp8Frame, vp9Frame } from './vp-frame.ts';
import { VVC_NAL } from './vvc-nal-unit.ts';

/** Frames taken apart as far as their codec is known: one of these. */
export interface VideoFrames {
  readonly nalUnits?: readonly NalUnit[];
  /** Units behind start codes instead of lengths, which is a mistake. */
  readonly byteStream?: Uint8Array;
  readonly obus?: readonly Obu[];
  readonly vpFrame?: VpFrame;
}

const NAL_CODECS: ReadonlyMap<number, NalCodec> = new Map([
  [AVC1, AVC_NAL],
  [HVC1, HEVC_NAL],
  [VVC1, VVC_NAL],
]);

/** Where the type is in the header of a unit, for what only counts types. */
const TYPE_OF: ReadonlyMap<number, (first: number, second: number) => number> = new Map([
  [AVC1, (first) => first & 31],
  [HVC1, (first) => (first >> 1) & 63],
  [VVC1, (_first, second) => second >> 3],
]);

/** The layout of the frames of a codec; empty for unknown codecs. */
export function videoFrames(
  w: Wire,
  fourCc: number,
  layout: NalLayout,
  frameType: number,
  given: VideoFrames | undefined,
): VideoFrames {
  const units = NAL_CODECS.get(fourCc);
  const { end, missing, lengthSize } = layout;
  if (units) {
    if (w.writing && given?.byteStream) {
      byteStream(w, 0, given.byteStream, TYPE_OF.get(fourCc)!);
      return {};
    }
    if (w.writing && !given?.nalUnits) return {};
    const list = nalUnits(w, layout, units, frameType, given?.nalUnits);
    if (list.length > 0 || w.writing) return { nalUnits: list };
    const left = end - w.position;
    if (!startsWithStartCode(w, left, missing, lengthSize)) return { nalUnits: [] };
    return { byteStream: byteStream(w, left, new Uint8Array(0), TYPE_OF.get(fourCc)!) };
  }
  switch (fourCc) {
    case AV01:
      return w.writing && !given?.obus ? {} : { obus: obus(w, end, true, given?.obus) };
    case VP08:
    case VP09: {
      if (w.writing && !given?.vpFrame) return {};
      const read = fourCc === VP08 ? vp8Frame : vp9Frame;
      const frame = read(w, end, given?.vpFrame);
      return frame ? { vpFrame: frame } : {};
    }
    default:
      return {};
  }
}
