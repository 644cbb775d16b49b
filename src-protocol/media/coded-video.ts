import { WireReader } from '../wire/wire-reader.ts';
import { codecString } from './codec-string.ts';
import { fourCcText, VIDEO_FOURCCS, VP08 } from './fourcc.ts';
import type { TrackHeader } from './tracks.ts';
import { fourCcOf } from './video-body.ts';
import { VIDEO_CODECS, type VideoTag, videoTag } from './video-tag.ts';

/** What a video message has for a decoder of pictures, on one track. */
export type CodedVideo =
  | {
      readonly kind: 'configuration';
      /** As people say it: `AVC`. */
      readonly name: string;
      /** As browsers name it, such as `avc1.640028`; undefined where the record tells too little. */
      readonly codec: string | undefined;
      /** The record, in the codec’s own form: a view of the payload. */
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'frame';
      readonly name: string;
      /** Set for a codec that needs no configuration record. */
      readonly codec: string | undefined;
      readonly isKey: boolean;
      /** Milliseconds from the message’s timestamp to when it is shown, signed. */
      readonly compositionTime: number;
      readonly bytes: Uint8Array;
    };

const wire = new WireReader();

/**
 * Takes the configuration record or the coded frame of a track out of a video message’s payload. Undefined for
 * what is neither, and where nothing is of that track; 0 is the default one (Enhanced RTMP, "Multitrack").
 */
export function codedVideo(payload: Uint8Array, trackId = 0): CodedVideo | undefined {
  wire.start(payload, 0, payload.length);
  const tag = videoTag(wire, undefined, { whole: true });
  const track = tag.tracks.find((one) => (one.trackId ?? 0) === trackId);
  const kind = kindOf(tag);
  if (!track || !kind || track.body.length === 0) return undefined;
  const fourCc = fourCcOf(tag, track);
  const name = nameOf(tag, track);
  const bytes = track.body;
  if (kind === 'configuration') {
    wire.start(payload, 0, payload.length);
    const read = videoTag(wire).tracks.find((one) => (one.trackId ?? 0) === trackId);
    return { kind, name, codec: read && codecString(read), bytes };
  }
  return {
    kind,
    name,
    codec: fourCc === VP08 ? 'vp8' : undefined,
    isKey: tag.frameType === 1 || tag.frameType === 4,
    compositionTime: tag.compositionTime ?? track.compositionTime ?? 0,
    bytes,
  };
}

function kindOf(tag: VideoTag): CodedVideo['kind'] | undefined {
  if (tag.videoCommand !== undefined) return undefined;
  if (!tag.isExHeader) {
    if (tag.avcPacketType === 0) return 'configuration';
    return (tag.avcPacketType ?? 1) === 1 ? 'frame' : undefined;
  }
  if (tag.packetType === 0) return 'configuration';
  return tag.packetType === 1 || tag.packetType === 3 ? 'frame' : undefined;
}

function nameOf(tag: VideoTag, track: TrackHeader): string {
  const fourCc = fourCcOf(tag, track);
  return fourCc < 0 ? named(VIDEO_CODECS, tag.codecId) : named(VIDEO_FOURCCS, fourCc);
}

function named(names: typeof VIDEO_CODECS, value = -1): string {
  const known = names[value];
  if (known === undefined) return value > 255 ? fourCcText(value) : `codec ${value}`;
  return typeof known === 'string' ? known : known.name;
}

/** The tracks that have a part in a video message’s payload, and the codec of each. */
export function videoTracks(payload: Uint8Array): { trackId: number; name: string }[] {
  wire.start(payload, 0, payload.length);
  const tag = videoTag(wire, undefined, { whole: true });
  return tag.tracks.map((track) => ({ trackId: track.trackId ?? 0, name: nameOf(tag, track) }));
}
