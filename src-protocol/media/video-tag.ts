import { ertmp, flv, practice } from '../dictionary/citation.ts';
import { type Field, int, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import * as D from './diagnostics.ts';
import { VIDEO_FOURCCS } from './fourcc.ts';
import { MODEX, type ModEx, modEx, modExStructure } from './mod-ex.ts';
import { MANY_CODECS, MULTITRACK_TYPES, noteFourCc, tracks, trackStructure } from './tracks.ts';
import {
  AVC,
  COMMAND_FRAME,
  METADATA,
  PRIVATE_HEVC,
  type VideoContext,
  videoTrack,
  type VideoTrackData,
} from './video-body.ts';

const ENHANCED = ertmp('Enhanced Video');

/** Frame types (FLV E.4.3.1). */
export const FRAME_TYPES: ValueNames = {
  1: { name: 'key frame', text: 'Can be decoded by itself.' },
  2: { name: 'inter frame', text: 'Needs frames before it.' },
  3: { name: 'disposable inter frame', text: 'Nothing else needs it.' },
  4: { name: 'generated key frame', text: 'Made by a server.' },
  5: { name: 'video info/command frame', text: 'No picture, but a command.' },
};

/** Codecs by number (FLV E.4.3.1). */
export const VIDEO_CODECS: ValueNames = {
  1: { name: 'JPEG', text: 'No longer used.' },
  2: 'Sorenson H.263',
  3: 'Screen video',
  4: 'On2 VP6',
  5: 'On2 VP6 with alpha',
  6: 'Screen video version 2',
  7: 'AVC',
  12: { name: 'HEVC', text: 'A private agreement.', section: practice('Chinese content networks') },
  13: { name: 'AV1', text: 'A private agreement.', section: practice('FFmpeg forks') },
};

/** Packet types of enhanced video. */
export const VIDEO_PACKET_TYPES: ValueNames = {
  0: { name: 'SequenceStart', text: 'The configuration of the codec.' },
  1: { name: 'CodedFrames', text: 'Frames; with a composition time for AVC, HEVC and VVC.' },
  2: { name: 'SequenceEnd', text: 'Nothing more of this sequence comes.' },
  3: { name: 'CodedFramesX', text: 'Frames whose composition time is 0 and left out.' },
  4: { name: 'Metadata', text: 'Names and values about the picture, such as colorInfo.' },
  5: { name: 'MPEG2TSSequenceStart', text: 'The configuration as MPEG-2 TS carries it.' },
  6: { name: 'Multitrack', text: 'Several tracks in one message.' },
  7: { name: 'ModEx', text: 'A modifier comes first.' },
};

const VIDEO_COMMANDS: ValueNames = { 0: 'start of seek', 1: 'end of seek' };

const frameWords =
  'Whether the frame can be decoded by itself. Servers keep everything since the last key frame for those who join late, and players can only seek to one.';

export const VideoTagHeader = structure(
  'media.videoTagHeader',
  'VideoTagHeader',
  flv('E.4.3.1'),
  'Kind of frame and codec; for AVC also the kind of packet and when to show it.',
  {
    frameType: uint(4, frameWords, { label: 'FrameType', values: FRAME_TYPES }),
    codecId: uint(
      4,
      'The codec, by a number that FLV has given out. Where the top bit of this byte is set there is no such number: Enhanced RTMP applies, and the codec has four letters.',
      {
        label: 'CodecID',
        values: VIDEO_CODECS,
      },
    ),
    avcPacketType: uint(
      8,
      'What follows for AVC. The sequence header has to come before the first frame; without it nothing can be decoded.',
      {
        label: 'AVCPacketType',
        values: {
          0: { name: 'sequence header', text: 'How to set up the decoder.' },
          1: { name: 'NALU', text: 'One or more NAL units of a frame.' },
          2: { name: 'end of sequence', text: 'No picture follows.' },
        },
      },
    ),
    compositionTime: int(
      24,
      'How much later than the message’s timestamp the frame is to be shown: the timestamp is when to decode it, and frames that refer to later ones are shown after these. Signed.',
      {
        label: 'CompositionTime',
        unit: 'ms',
      },
    ),
    videoCommand: uint(8, 'For a command frame: what a player is to know.', {
      label: 'VideoCommand',
      values: VIDEO_COMMANDS,
    }),
    horizontalAdjustment: uint(4, 'VP6: columns to cut off at the right.', {
      label: 'HorizontalAdjustment',
    }),
    verticalAdjustment: uint(4, 'VP6: rows to cut off at the bottom.', {
      label: 'VerticalAdjustment',
    }),
    offsetToAlpha: uint(24, 'VP6 with alpha: where the alpha picture begins.', {
      label: 'OffsetToAlpha',
      unit: 'bytes',
    }),
  },
);

export const ExVideoTagHeader = structure(
  'media.exVideoTagHeader',
  'ExVideoTagHeader',
  ertmp('ExVideoTagHeader'),
  'The header of Enhanced RTMP: the codec is named by four letters, and the packet type says what follows.',
  {
    isExHeader: uint(1, 'Set: this is the enhanced header.', { label: 'isExVideoHeader' }),
    frameType: uint(3, `${frameWords} Means nothing for metadata.`, {
      label: 'videoFrameType',
      values: FRAME_TYPES,
    }),
    packetType: uint(4, 'What kind of packet this is.', {
      label: 'videoPacketType',
      values: VIDEO_PACKET_TYPES,
    }),
    videoCommand: uint(8, 'For a command frame: what a player is to know. Nothing follows.', {
      label: 'videoCommand',
      values: VIDEO_COMMANDS,
    }),
    multitrackType: uint(4, 'How the tracks are laid out.', {
      label: 'videoMultitrackType',
      values: MULTITRACK_TYPES,
    }),
    trackPacketType: uint(4, 'The packet type of every track.', {
      label: 'videoPacketType',
      values: VIDEO_PACKET_TYPES,
    }),
    fourCc: uint(32, 'The codec, by four letters.', {
      label: 'videoFourCc',
      values: VIDEO_FOURCCS,
      format: 'fourcc',
    }),
  },
);

export const VideoModEx = modExStructure('media.videoModEx', ENHANCED, VIDEO_PACKET_TYPES);
export const VideoTrack = trackStructure('media.videoTrack', ENHANCED, VIDEO_FOURCCS);

/** What the header of a video message says. */
export interface VideoTagHeaderData {
  /** No bytes at all: a video message without content. */
  readonly empty: boolean;
  readonly isExHeader: boolean;
  readonly frameType: number;
  /** Without the enhanced header. */
  readonly codecId?: number;
  readonly avcPacketType?: number;
  /** Milliseconds, signed. */
  readonly compositionTime?: number;
  readonly horizontalAdjustment?: number;
  readonly verticalAdjustment?: number;
  readonly offsetToAlpha?: number;
  readonly videoCommand?: number;
  /** The packet type in the first byte: ModEx or Multitrack where those come first. */
  readonly firstPacketType?: number;
  readonly modEx?: readonly ModEx[];
  readonly multitrackType?: number;
  /** The packet type that says what the body is. */
  readonly packetType?: number;
  readonly fourCc?: number;
}

/** A video message. */
export interface VideoTag extends VideoTagHeaderData {
  /** One, unless the packet is Multitrack. None where nothing follows the header. */
  readonly tracks: readonly VideoTrackData[];
}

const MULTITRACK = 6;
/** Frame types whose packets of type 0 are as they should be: a command has the header only for form’s sake. */
const KEY_OR_COMMAND = [1, COMMAND_FRAME];

/**
 * The layout of a video message’s payload (RTMP 1.0 §7.1.5; FLV E.4.3.1; Enhanced RTMP). `context` is what
 * earlier messages told.
 */
export function videoTag(w: Wire, tag?: VideoTag, context: VideoContext = {}): VideoTag {
  const header = videoTagHeader(w, tag);
  if (header.empty || (w.short && !w.writing)) return { ...header, tracks: [] };
  const bodies = tracks(
    w,
    VideoTrack,
    header.multitrackType,
    header.fourCc,
    tag?.tracks,
    (start, end, given) => videoTrack(w, header, start, end, given, context),
  );
  return { ...header, tracks: bodies };
}

/** Whether the first bytes of a video message may begin a sequence header; cheap, and never wrong with no. */
export function startsSequence(firstBytes: Uint8Array): boolean {
  const first = firstBytes[0] ?? 0;
  const packetType = first & 0x0f;
  // Behind a modifier and in front of tracks only the whole header tells.
  if (first >= 0x80) return packetType === 0 || packetType === MODEX || packetType === MULTITRACK;
  return (packetType === AVC || packetType === PRIVATE_HEVC) && firstBytes[1] === 0;
}

/** The header alone: all that can be said from the first bytes. */
export function videoTagHeader(w: Wire, tag?: VideoTagHeaderData): VideoTagHeaderData {
  if (w.writing ? tag!.empty : w.remaining === 0) {
    w.note(D.EMPTY_VIDEO);
    return { empty: true, isExHeader: false, frameType: 0 };
  }
  const enhanced = w.writing ? tag!.isExHeader : w.peek(1) >= 0x80;
  const header = enhanced ? exVideoTagHeader(w, tag) : legacyHeader(w, tag);
  return header;
}

function legacyHeader(w: Wire, tag: VideoTagHeaderData | undefined): VideoTagHeaderData {
  const f = w.open(VideoTagHeader);
  const frameType = w.uint(f.frameType, tag?.frameType ?? 0);
  if (frameType === 0 || frameType > 5) w.note(D.FRAME_TYPE_RESERVED);
  const codecId = w.uint(f.codecId, tag?.codecId ?? 0);
  if (!(codecId in VIDEO_CODECS)) w.note(D.CODEC_RESERVED);
  else if (codecId > AVC) w.note(D.CODEC_PRIVATE);
  else if (codecId < AVC) w.note(D.CODEC_OF_FLASH);
  const start = { empty: false, isExHeader: false, frameType, codecId };
  const rest = legacyRest(w, f, frameType, codecId, tag);
  if (w.short) w.note(D.TAG_SHORT);
  w.close();
  return { ...start, ...rest };
}

function legacyRest(
  w: Wire,
  f: typeof VideoTagHeader.fields,
  frameType: number,
  codecId: number,
  tag: VideoTagHeaderData | undefined,
): Partial<VideoTagHeaderData> {
  // By the letter of FLV a command frame of AVC has the AVC header too; writers leave it out.
  const bare = w.writing ? tag!.avcPacketType === undefined : w.remaining < 5;
  if (frameType === COMMAND_FRAME && (bare || codecId !== AVC))
    return { videoCommand: command(w, f.videoCommand, tag) };
  if (codecId === AVC || codecId === PRIVATE_HEVC) {
    const avcPacketType = w.uint(f.avcPacketType, tag?.avcPacketType ?? 0);
    if (avcPacketType > 2) w.note(D.AVC_PACKET_TYPE);
    else if (avcPacketType === 0 && !KEY_OR_COMMAND.includes(frameType) && !w.short)
      w.note(D.SEQUENCE_HEADER_NOT_KEY);
    const compositionTime = w.int(f.compositionTime, tag?.compositionTime ?? 0);
    const avc = { avcPacketType, compositionTime };
    if (frameType !== COMMAND_FRAME) return avc;
    return { ...avc, videoCommand: command(w, f.videoCommand, tag) };
  }
  if (codecId !== 4 && codecId !== 5) return {};
  const horizontalAdjustment = w.uint(f.horizontalAdjustment, tag?.horizontalAdjustment ?? 0);
  const verticalAdjustment = w.uint(f.verticalAdjustment, tag?.verticalAdjustment ?? 0);
  if (codecId === 4) return { horizontalAdjustment, verticalAdjustment };
  const offsetToAlpha = w.uint(f.offsetToAlpha, tag?.offsetToAlpha ?? 0);
  return { horizontalAdjustment, verticalAdjustment, offsetToAlpha };
}

/** The order of ExVideoTagHeader: modifiers, then a command, the tracks’ layout, or the codec. */
function exVideoTagHeader(w: Wire, tag: VideoTagHeaderData | undefined): VideoTagHeaderData {
  const f = w.open(ExVideoTagHeader);
  w.uint(f.isExHeader, 1);
  const frameType = w.uint(f.frameType, tag?.frameType ?? 0);
  const firstPacketType = w.uint(f.packetType, tag?.firstPacketType ?? 0);
  if (
    frameType !== COMMAND_FRAME &&
    (frameType === 0 || frameType > 5) &&
    firstPacketType !== METADATA
  )
    w.note(D.FRAME_TYPE_RESERVED);
  const modifiers: ModEx[] = [];
  let packetType = firstPacketType;
  while (packetType === MODEX && !w.short) {
    w.item(modifiers.length);
    const modifier = modEx(w, VideoModEx, tag?.modEx?.[modifiers.length]);
    modifiers.push(modifier);
    packetType = modifier.packetType;
  }
  const start = { empty: false, isExHeader: true, frameType, firstPacketType, modEx: modifiers };
  const rest = exRest(w, f, frameType, packetType, tag);
  if (w.short) w.note(D.TAG_SHORT);
  w.close();
  return { ...start, ...rest };
}

function exRest(
  w: Wire,
  f: typeof ExVideoTagHeader.fields,
  frameType: number,
  packetType: number,
  tag: VideoTagHeaderData | undefined,
): Partial<VideoTagHeaderData> {
  if (packetType > MODEX) w.note(D.PACKET_TYPE_RESERVED);
  if (packetType !== METADATA && frameType === COMMAND_FRAME)
    return { packetType, videoCommand: command(w, f.videoCommand, tag) };
  if (packetType !== MULTITRACK) return { packetType, fourCc: codec(w, f, tag) };
  const multitrackType = w.uint(f.multitrackType, tag?.multitrackType ?? 0);
  const inner = w.uint(f.trackPacketType, tag?.packetType ?? 0);
  if (inner === MULTITRACK) w.note(D.MULTITRACK_NESTED);
  if (multitrackType === MANY_CODECS) return { multitrackType, packetType: inner };
  return { multitrackType, packetType: inner, fourCc: codec(w, f, tag) };
}

function codec(
  w: Wire,
  f: typeof ExVideoTagHeader.fields,
  tag: VideoTagHeaderData | undefined,
): number {
  const value = w.uint(f.fourCc, tag?.fourCc ?? 0);
  noteFourCc(w, f.fourCc, value);
  return value;
}

function command(w: Wire, field: Field, tag: VideoTagHeaderData | undefined): number {
  const value = w.uint(field, tag?.videoCommand ?? 0);
  if (value > 1) w.note(D.VIDEO_COMMAND);
  return value;
}
