import type { Citation } from '../dictionary/citation.ts';
import { type Field, uint, type ValueNames } from '../dictionary/field.ts';
import { type Structure, structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import {
  FOURCC_BYTE_ORDER,
  FOURCC_UNKNOWN,
  MULTITRACK_RESERVED,
  TAG_SHORT,
  TRACK_CUT,
} from './diagnostics.ts';

/** Multitrack types (Enhanced RTMP, "Enhanced Video"), for audio and video alike. */
export const MULTITRACK_TYPES: ValueNames = {
  0: { name: 'OneTrack', text: 'One track, to the end of the message.' },
  1: { name: 'ManyTracks', text: 'Tracks of one codec, each with its size.' },
  2: { name: 'ManyTracksManyCodecs', text: 'Tracks each with their codec and size.' },
};

export const ONE_TRACK = 0;
export const MANY_CODECS = 2;

/** The fields before the body of one track. */
export type TrackStructure = Structure<Record<'fourCc' | 'trackId' | 'size', Field>>;

/** Declares the track of a multitrack audio or video packet. */
export function trackStructure(id: string, see: Citation, fourCcs: ValueNames): TrackStructure {
  return structure(
    id,
    'track',
    see,
    'One track of a Multitrack packet. All of them share packet type and time.',
    {
      fourCc: uint(32, 'The codec of this track.', {
        label: 'FOURCC',
        values: fourCcs,
        format: 'fourcc',
      }),
      trackId: uint(8, 'Which track; 0 is the default one. The number tells no rank.', {
        label: 'trackId',
      }),
      size: uint(24, 'Bytes of this track from here on, a composition time included.', {
        label: 'sizeOfTrack',
        unit: 'bytes',
      }),
    },
  );
}

/** What a track begins with. Everything but the body is there only where the packet has it. */
export interface TrackHeader {
  readonly fourCc?: number;
  readonly trackId?: number;
  /** Declared bytes of the body. */
  readonly size?: number;
}

/**
 * The layout of the tracks of a packet: one without a header, or as the multitrack type says. `body`
 * lays out what belongs to a track, up to the position `end`.
 */
export function tracks<Track extends TrackHeader>(
  w: Wire,
  declared: TrackStructure,
  multitrackType: number | undefined,
  fourCc: number | undefined,
  given: readonly Track[] | undefined,
  body: (header: TrackHeader, end: number, given: Track | undefined) => Track,
): Track[] {
  const toEnd = w.writing ? Infinity : w.position + w.remaining;
  if (multitrackType === undefined) {
    return [body(fourCc === undefined ? {} : { fourCc }, toEnd, given?.[0])];
  }
  if (multitrackType > MANY_CODECS) {
    w.note(MULTITRACK_RESERVED);
    return [body({}, toEnd, given?.[0])];
  }
  const result: Track[] = [];
  while (w.writing ? result.length < given!.length : w.remaining > 0) {
    const before = given?.[result.length];
    w.item(result.length);
    const f = w.open(declared);
    let header: TrackHeader = fourCc === undefined ? {} : { fourCc };
    if (multitrackType === MANY_CODECS) {
      const own = w.uint(f.fourCc, before?.fourCc ?? 0);
      noteFourCc(w, f.fourCc, own);
      header = { fourCc: own };
    }
    header = { ...header, trackId: w.uint(f.trackId, before?.trackId ?? 0) };
    let end = toEnd;
    if (multitrackType !== ONE_TRACK) {
      const size = w.uint(f.size, before?.size ?? 0);
      header = { ...header, size };
      if (!w.writing && size > w.remaining && !w.short) w.note(TRACK_CUT);
      end = w.writing ? Infinity : w.position + Math.min(size, w.remaining);
    }
    if (w.short) w.note(TAG_SHORT);
    result.push(body(header, end, before));
    w.close();
  }
  return result;
}

/** Notes a FourCC the field has no name for. */
export function noteFourCc(w: Wire, field: Field, fourCc: number): void {
  if (w.short || w.writing || !field.values || fourCc in field.values) return;
  w.note(reversed(fourCc) in field.values ? FOURCC_BYTE_ORDER : FOURCC_UNKNOWN);
}

/** The four bytes in the other order. */
function reversed(fourCc: number): number {
  const bytes = [fourCc & 0xff, (fourCc >>> 8) & 0xff, (fourCc >>> 16) & 0xff, fourCc >>> 24];
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
