import type { AmfValue } from '../amf/amf-value.ts';
import { ertmp, flv } from '../dictionary/citation.ts';
import { bytes, int } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { type Av1Descriptor, av1Descriptor } from './av1-configuration.ts';
import { metadataValues } from './color-info.ts';
import * as D from './diagnostics.ts';
import { AV01, AVC1, hasCompositionTime, HVC1, VIDEO_FOURCCS } from './fourcc.ts';
import { MODEX } from './mod-ex.ts';
import { USUAL_LENGTH_SIZE } from './nal-unit-list.ts';
import type { TrackHeader } from './tracks.ts';
import { type VideoConfiguration, videoConfiguration } from './video-configuration.ts';
import { type VideoFrames, videoFrames } from './video-frames.ts';

export const VideoTagBody = structure(
  'media.videoTagBody',
  'VideoTagBody',
  flv('E.4.3.1').amendedBy(ertmp('ExVideoTagBody')),
  'What the header announced.',
  {
    compositionTimeOffset: int(
      24,
      'How much later than the message’s timestamp the frame is to be shown. Signed.',
      { label: 'compositionTimeOffset', unit: 'ms', see: ertmp('ExVideoTagBody') },
    ),
    codedFrames: bytes(0, 'The picture as the codec packed it.', { label: 'coded frames' }),
    configuration: bytes(0, 'How to set up the decoder, in the codec’s own form.', {
      label: 'configuration record',
    }),
    rest: bytes(0, 'Bytes where nothing should follow, or whose meaning is not known.', {
      label: 'rest',
    }),
  },
);

/** What a video message alone does not tell. */
export interface VideoContext {
  /**
   * Bytes of the length before each NAL unit, by track ID (0 where the packet names no track): 1, 2 or 4, from
   * the track’s sequence header (lengthSizeMinusOne + 1). 4 where not given, which nearly all streams have.
   */
  readonly nalLengthSizes?: ReadonlyMap<number, number>;
  /** Bytes at the end of the message that the capture does not have. */
  readonly missing?: number;
  /** Configuration and frames stay in one piece, as `body`: for who hands them to a decoder of pictures. */
  readonly whole?: true;
}

/** The body of one track. */
export interface VideoTrackData extends TrackHeader, VideoConfiguration, VideoFrames {
  /** Milliseconds, signed. */
  readonly compositionTime?: number;
  /** Names and values by turns. */
  readonly metadata?: readonly AmfValue[];
  readonly av1Descriptor?: Av1Descriptor;
  /** What is not taken apart: a view of the bytes read. */
  readonly body: Uint8Array;
}

/** What of a header the body depends on. */
export interface VideoBodyHeader {
  readonly isExHeader: boolean;
  readonly frameType: number;
  readonly codecId?: number;
  readonly avcPacketType?: number;
  readonly packetType?: number;
  readonly videoCommand?: number;
}

/** Frame type of a command. */
export const COMMAND_FRAME = 5;
/** Codec number of AVC. */
export const AVC = 7;
/** Codec number of HEVC by private agreement. */
export const PRIVATE_HEVC = 12;
/** Packet type of metadata. */
export const METADATA = 4;

const SEQUENCE_START = 0;
const CODED_FRAMES = 1;
const CODED_FRAMES_X = 3;
const MPEG2TS_SEQUENCE_START = 5;

/** The layout of a track’s body, up to the position `end`. */
export function videoTrack(
  w: Wire,
  header: VideoBodyHeader,
  start: TrackHeader,
  end: number,
  given: VideoTrackData | undefined,
  context: VideoContext,
): VideoTrackData {
  const f = w.open(VideoTagBody);
  const kind = kindOf(header);
  const fourCc = fourCcOf(header, start);
  const empty = !w.writing && !w.short && end <= w.position;
  const lengthSize = context.nalLengthSizes?.get(start.trackId ?? 0) ?? USUAL_LENGTH_SIZE;
  const frames = (): VideoFrames => {
    if (empty) w.note(D.FRAMES_MISSING);
    if (context.whole) return {};
    // Only what lies at the end of the payload can be cut.
    const missing = !w.writing && end === w.position + w.remaining ? (context.missing ?? 0) : 0;
    return videoFrames(w, fourCc, { end, missing, lengthSize }, header.frameType, given);
  };
  let track: Omit<VideoTrackData, 'body'> = start;
  let field = f.codedFrames;
  switch (kind) {
    case 'configuration':
      field = f.configuration;
      if (!context.whole) track = { ...track, ...videoConfiguration(w, fourCc, end, given) };
      break;
    case 'descriptor':
      field = f.configuration;
      track = { ...track, ...descriptor(w, fourCc, end, given) };
      break;
    case 'metadata':
      field = f.rest;
      track = { ...track, metadata: metadataValues(w, end, given?.metadata) };
      break;
    case 'frames with a time':
      if (hasCompositionTime(fourCc)) {
        if (w.writing ? given?.compositionTime === undefined : end - w.position < 3) {
          w.note(D.TAG_SHORT);
          break;
        }
        const compositionTime = w.int(f.compositionTimeOffset, given?.compositionTime ?? 0);
        track = { ...track, compositionTime };
      }
      track = { ...track, ...frames() };
      break;
    case 'frames':
      track = { ...track, ...frames() };
      if (header.packetType === CODED_FRAMES_X && fourCc in VIDEO_FOURCCS)
        if (!hasCompositionTime(fourCc)) w.note(D.FRAMES_X);
      break;
    case 'other frames':
      break;
    case 'nothing':
      field = f.rest;
  }

  const length = w.writing ? (given?.body.length ?? 0) : end - w.position;
  const body = length > 0 ? w.bytes(field, length, given?.body ?? NO_BYTES) : NO_BYTES;
  if (length > 0 && field === f.rest && (header.packetType ?? 0) <= MODEX) w.note(D.LEFT_OVER);
  w.close();
  return { ...track, body };
}

type Kind =
  | 'configuration'
  | 'descriptor'
  | 'metadata'
  | 'frames with a time'
  | 'frames'
  | 'other frames'
  | 'nothing';

function kindOf(header: VideoBodyHeader): Kind {
  const { isExHeader, packetType, avcPacketType, videoCommand } = header;
  if (videoCommand !== undefined) return 'nothing';
  if (!isExHeader) {
    if (avcPacketType === 0) return 'configuration';
    if (avcPacketType === 2) return 'nothing';
    return avcPacketType === 1 ? 'frames' : 'other frames';
  }
  switch (packetType) {
    case SEQUENCE_START:
      return 'configuration';
    case MPEG2TS_SEQUENCE_START:
      return 'descriptor';
    case METADATA:
      return 'metadata';
    case CODED_FRAMES:
      return 'frames with a time';
    case CODED_FRAMES_X:
      return 'frames';
    default:
      return 'nothing';
  }
}

/** The codec as a FourCC, also where the old header has a number; −1 for none. */
export function fourCcOf(header: VideoBodyHeader, start: TrackHeader): number {
  if (header.isExHeader) return start.fourCc ?? -1;
  return header.codecId === AVC ? AVC1 : header.codecId === PRIVATE_HEVC ? HVC1 : -1;
}

function descriptor(
  w: Wire,
  fourCc: number,
  end: number,
  given: VideoTrackData | undefined,
): { av1Descriptor?: Av1Descriptor } {
  if (fourCc !== AV01 || (w.writing && !given?.av1Descriptor)) return {};
  const read = av1Descriptor(w, end, given?.av1Descriptor);
  return read ? { av1Descriptor: read } : {};
}
