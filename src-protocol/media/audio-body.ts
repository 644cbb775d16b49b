import { ertmp, flv } from '../dictionary/citation.ts';
import { bytes } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import {
  type AudioFrames,
  audioFrames,
  type CodecConfiguration,
  codecConfiguration,
} from './audio-frames.ts';
import * as D from './diagnostics.ts';
import { MP3, MP4A } from './fourcc.ts';
import { type ChannelConfiguration, multichannelConfig } from './multichannel.ts';
import type { TrackHeader } from './tracks.ts';

export const AudioTagBody = structure(
  'media.audioTagBody',
  'AudioTagBody',
  flv('E.4.2.1').amendedBy(ertmp('ExAudioTagBody')),
  'What the header announced.',
  {
    codedFrames: bytes(0, 'The sound as the codec packed it.', { label: 'coded frames' }),
    configuration: bytes(0, 'How to set up the decoder, in the codec’s own form.', {
      label: 'configuration',
    }),
    rest: bytes(0, 'Bytes where nothing should follow, or whose meaning is not known.', {
      label: 'rest',
    }),
  },
);

/** The body of one track. */
export interface AudioTrackData extends TrackHeader, CodecConfiguration, AudioFrames {
  readonly channels?: ChannelConfiguration;
  /** What is not taken apart: a view of the bytes read. */
  readonly body: Uint8Array;
}

/** What the layout depends on beside the bytes. */
export interface AudioContext {
  /** Leaves bodies as they are: a decoder of sound wants all of a frame, or of a configuration. */
  readonly whole?: boolean;
}

/** What of a header the body depends on. */
export interface AudioBodyHeader {
  readonly isExHeader: boolean;
  readonly soundFormat: number;
  readonly aacPacketType?: number;
  readonly packetType?: number;
}

const AAC = 10;
const SOUND_FORMAT_MP3 = [2, 14];

const SEQUENCE_START = 0;
const CODED_FRAMES = 1;
const SEQUENCE_END = 2;
const MULTICHANNEL_CONFIG = 4;

/** The layout of a track’s body, up to the position `end`. */
export function audioTrack(
  w: Wire,
  header: AudioBodyHeader,
  start: TrackHeader,
  end: number,
  given: AudioTrackData | undefined,
  { whole = false }: AudioContext,
): AudioTrackData {
  const f = w.open(AudioTagBody);
  const { isExHeader, packetType, aacPacketType } = header;
  const fourCc = audioFourCcOf(header, start);
  let track: Omit<AudioTrackData, 'body'> = start;
  let field = f.codedFrames;
  if (isExHeader ? packetType === SEQUENCE_START : aacPacketType === 0) {
    field = f.configuration;
    if (!whole) track = { ...track, ...codecConfiguration(w, fourCc, end, given) };
  } else if (isExHeader && packetType === MULTICHANNEL_CONFIG) {
    field = f.rest;
    if (!w.writing || given?.channels) {
      const channels = multichannelConfig(w, end, given?.channels);
      if (channels) track = { ...track, channels };
    }
  } else if (isExHeader && packetType !== CODED_FRAMES) field = f.rest;
  else {
    if (isExHeader && !w.writing && end <= w.position) w.note(D.FRAMES_MISSING);
    if (!whole) track = { ...track, ...audioFrames(w, fourCc, end, given) };
  }

  const length = w.writing ? (given?.body.length ?? 0) : end - w.position;
  const body = length > 0 ? w.bytes(field, length, given?.body ?? NO_BYTES) : NO_BYTES;
  const ended = packetType === SEQUENCE_END || packetType === MULTICHANNEL_CONFIG;
  if (length > 0 && field === f.rest && ended) w.note(D.LEFT_OVER);
  w.close();
  return { ...track, body };
}

/** The codec as a FourCC, also where the old header has a number; −1 for none. */
export function audioFourCcOf(header: AudioBodyHeader, start: TrackHeader): number {
  if (header.isExHeader) return start.fourCc ?? -1;
  if (header.soundFormat === AAC) return MP4A;
  return SOUND_FORMAT_MP3.includes(header.soundFormat) ? MP3 : -1;
}
