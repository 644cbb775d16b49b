import { audioTag, audioTagHeader } from '../media/audio-tag.ts';
import { fourCcText } from '../media/fourcc.ts';
import type { ModEx } from '../media/mod-ex.ts';
import { videoTag, videoTagHeader } from '../media/video-tag.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { CAPS_EX } from './capabilities.ts';
import type { WholeMessage } from './message-collector.ts';

/** What a relay has to know of an audio or video message. */
export interface MediaRole {
  readonly kind: 'audio' | 'video';
  /**
   * Set for what a decoder has to be given before anything else: what it sets up, such as `video 0` for
   * the default video track. A later one of the same name takes its place.
   */
  readonly setup?: string;
  /** A picture that can be shown without those before it, on the default track. */
  readonly isKeyFrame: boolean;
  /** FourCCs of Enhanced RTMP; none in the old headers, which everybody reads. */
  readonly codecs: readonly string[];
  /** Bits of `capsEx` that a receiver has to have to read it, such as that of Multitrack. */
  readonly capsEx: number;
}

const SEQUENCE_START = 0;
/** MultichannelConfig of audio, Metadata of video: as needed as the configuration itself. */
const CONFIGURATION = 4;
/** The modifier with a time finer than milliseconds. */
const NANOSECONDS = 0;

const wire = new WireReader();

/** Reads the header of an audio (8) or video (9) message. */
export function mediaRole({ messageTypeId, payload }: WholeMessage): MediaRole {
  wire.start(payload, 0, payload.length);
  return messageTypeId === 8 ? audioRole(payload) : videoRole(payload);
}

function audioRole(payload: Uint8Array): MediaRole {
  const header = audioTagHeader(wire);
  const base = { kind: 'audio', isKeyFrame: false, capsEx: neededFor(header) } as const;
  if (!header.isExHeader)
    return { ...base, codecs: [], ...(header.aacPacketType === 0 && { setup: 'audio 0' }) };
  const { tracks, codecs } = tracksOf(header, () => audioTag(new WireReader(payload)).tracks);
  return { ...base, codecs, ...setupOf('audio', header.packetType, tracks) };
}

function videoRole(payload: Uint8Array): MediaRole {
  const header = videoTagHeader(wire);
  const isKey = header.frameType === 1 && header.videoCommand === undefined;
  if (!header.isExHeader) {
    const isSetup = header.avcPacketType === 0;
    return {
      kind: 'video',
      codecs: [],
      capsEx: 0,
      isKeyFrame: isKey && !isSetup && header.avcPacketType !== 2,
      ...(isSetup && { setup: 'video 0' }),
    };
  }
  const { tracks, codecs } = tracksOf(header, () => videoTag(new WireReader(payload)).tracks);
  // 1 CodedFrames, 3 CodedFramesX.
  const isFrame = header.packetType === 1 || header.packetType === 3;
  return {
    kind: 'video',
    codecs,
    capsEx: neededFor(header),
    isKeyFrame: isKey && isFrame && tracks.includes(0),
    ...(header.videoCommand === undefined && setupOf('video', header.packetType, tracks)),
  };
}

/** What a receiver has to have said it understands (Enhanced RTMP v2, "capsEx"). */
function neededFor(header: {
  readonly multitrackType?: number;
  readonly modEx?: readonly ModEx[];
}): number {
  const { multitrackType, modEx = [] } = header;
  const hasNanoseconds = modEx.some(({ modExType }) => modExType === NANOSECONDS);
  return (
    (multitrackType === undefined ? 0 : CAPS_EX.multitrack) |
    (modEx.length === 0 ? 0 : CAPS_EX.modEx) |
    (hasNanoseconds ? CAPS_EX.timestampNanoOffset : 0)
  );
}

interface Track {
  readonly trackId?: number;
  readonly fourCc?: number;
}

/** Track IDs and codecs. Only a packet of several tracks is read further than its header. */
function tracksOf(
  header: { readonly multitrackType?: number; readonly fourCc?: number },
  read: () => readonly Track[],
): { tracks: number[]; codecs: string[] } {
  const found: readonly Track[] = header.multitrackType === undefined ? [header] : read();
  const codecs = found.flatMap(({ fourCc }) => (fourCc === undefined ? [] : [fourCcText(fourCc)]));
  return { tracks: found.map(({ trackId }) => trackId ?? 0), codecs: [...new Set(codecs)] };
}

function setupOf(
  kind: 'audio' | 'video',
  packetType: number | undefined,
  tracks: readonly number[],
): { setup?: string } {
  if (packetType !== SEQUENCE_START && packetType !== CONFIGURATION) return {};
  const more = packetType === CONFIGURATION ? ' configuration' : '';
  return { setup: `${kind} ${tracks.join(' ')}${more}` };
}
