import { type Citation, errata, ertmp, flv, practice, rtmp } from '../dictionary/citation.ts';
import type { FlagNames, ValueNames } from '../dictionary/field.ts';
import {
  AUDIO_CODECS,
  CAPABILITIES_SOURCE,
  CAPS_EX,
  FOURCC_INFO,
  OBJECT_ENCODING,
  VIDEO_CODECS,
  VIDEO_FUNCTION,
} from './connect-flags.ts';

/** What a property of a well-known object means. */
export interface PropertyInfo {
  readonly type: 'Number' | 'Boolean' | 'String' | 'Object' | 'Strict Array' | 'ECMA Array';
  readonly text: string;
  readonly see: Citation;
  readonly unit?: 's' | 'kbit/s' | 'Hz' | 'bits' | 'pixels' | 'frames/s' | 'bytes';
  readonly flags?: FlagNames;
  /** Flags of each value of the object. */
  readonly valueFlags?: FlagNames;
  readonly values?: ValueNames;
}

const CONNECT = rtmp('7.2.1.1');
const CAPABILITIES = ertmp('Enhancing NetConnection connect Command');

/** Properties of connect's command object, and of the objects of its answer. */
export const CONNECT_PROPERTIES: Readonly<Record<string, PropertyInfo>> = {
  app: {
    type: 'String',
    text: 'The application on the server: the path of tcUrl without its first slash.',
    see: CONNECT.amendedBy(errata('8.1.3')),
  },
  flashVer: {
    type: 'String',
    text: 'The client’s program and version. The document prints flashver; programs write flashVer.',
    see: CONNECT,
  },
  swfUrl: { type: 'String', text: 'Where the SWF file came from that connects.', see: CONNECT },
  tcUrl: {
    type: 'String',
    text: 'The address connected to, with scheme, host, port and application.',
    see: CONNECT.amendedBy(errata('8.1.2')),
  },
  fpad: { type: 'Boolean', text: 'Whether a proxy is used.', see: CONNECT },
  audioCodecs: {
    type: 'Number',
    text: 'The audio codecs the client can play, a bit each.',
    see: CONNECT.amendedBy(errata('8.1.4')),
    flags: AUDIO_CODECS,
  },
  videoCodecs: {
    type: 'Number',
    text: 'The video codecs the client can play, a bit each.',
    see: CONNECT.amendedBy(errata('8.1.4')),
    flags: VIDEO_CODECS,
  },
  videoFunction: {
    type: 'Number',
    text: 'What else the client can do with video, a bit each.',
    see: CONNECT.amendedBy(ertmp('Metadata Frame')),
    flags: VIDEO_FUNCTION,
  },
  pageUrl: { type: 'String', text: 'The page that loaded the SWF file.', see: CONNECT },
  objectEncoding: {
    type: 'Number',
    text: 'Whether AMF3 may be used on this connection. The server’s answer decides.',
    see: CONNECT.amendedBy(errata('8.1.1')),
    values: OBJECT_ENCODING,
  },
  fourCcList: {
    type: 'Strict Array',
    text: 'The codecs known, by FourCC; * stands for any.',
    see: CAPABILITIES,
  },
  videoFourCcInfoMap: {
    type: 'Object',
    text: 'What can be done with each video codec.',
    see: CAPABILITIES,
    valueFlags: FOURCC_INFO,
  },
  audioFourCcInfoMap: {
    type: 'Object',
    text: 'What can be done with each audio codec.',
    see: CAPABILITIES,
    valueFlags: FOURCC_INFO,
  },
  capsEx: {
    type: 'Number',
    text: 'The parts of Enhanced RTMP that are understood, a bit each.',
    see: CAPABILITIES,
    flags: CAPS_EX,
  },
  type: {
    type: 'String',
    text: 'Publishers write nonprivate here.',
    see: practice('Flash Media Live Encoder, FFmpeg, OBS'),
  },
  capabilities: {
    type: 'Number',
    text: 'A number whose meaning was never published.',
    see: CAPABILITIES_SOURCE,
  },
  fmsVer: { type: 'String', text: 'The server’s program and version.', see: CONNECT },
  mode: {
    type: 'Number',
    text: 'Usually 1; its meaning was never published.',
    see: CAPABILITIES_SOURCE,
  },
  level: { type: 'String', text: 'How serious: status, warning or error.', see: rtmp('7.2.2') },
  code: { type: 'String', text: 'What happened, in dotted words.', see: rtmp('7.2.2') },
  description: { type: 'String', text: 'What happened, for people.', see: rtmp('7.2.2') },
  details: {
    type: 'String',
    text: 'What it happened to, often the stream’s name.',
    see: practice('Flash Media Server'),
  },
  clientid: {
    type: 'String',
    text: 'The server’s name for this client.',
    see: practice('Flash Media Server'),
  },
  secureToken: {
    type: 'String',
    text: 'A challenge the client answers with secureTokenResponse.',
    see: practice('librtmp'),
  },
};

const METADATA = flv('E.5').amendedBy(ertmp('Enhancing onMetaData'));

/** Properties of onMetaData. */
export const METADATA_PROPERTIES: Readonly<Record<string, PropertyInfo>> = {
  audiocodecid: {
    type: 'Number',
    text: 'The sound format, or a FourCC as a number.',
    see: METADATA,
  },
  audiodatarate: { type: 'Number', text: 'Audio bit rate.', unit: 'kbit/s', see: METADATA },
  audiodelay: { type: 'Number', text: 'Delay the audio codec adds.', unit: 's', see: METADATA },
  audiosamplerate: { type: 'Number', text: 'Samples a second.', unit: 'Hz', see: METADATA },
  audiosamplesize: { type: 'Number', text: 'Bits in a sample.', unit: 'bits', see: METADATA },
  audiochannels: { type: 'Number', text: 'Channels of sound.', see: practice('OBS') },
  stereo: { type: 'Boolean', text: 'Whether there are two channels.', see: METADATA },
  videocodecid: {
    type: 'Number',
    text: 'The video codec, or a FourCC as a number.',
    see: METADATA,
  },
  videodatarate: { type: 'Number', text: 'Video bit rate.', unit: 'kbit/s', see: METADATA },
  framerate: { type: 'Number', text: 'Frames a second.', unit: 'frames/s', see: METADATA },
  width: { type: 'Number', text: 'Width of the picture.', unit: 'pixels', see: METADATA },
  height: { type: 'Number', text: 'Height of the picture.', unit: 'pixels', see: METADATA },
  duration: { type: 'Number', text: 'Length; 0 for something live.', unit: 's', see: METADATA },
  filesize: {
    type: 'Number',
    text: 'Size of the file; 0 for something live.',
    unit: 'bytes',
    see: METADATA,
  },
  creationdate: { type: 'String', text: 'When it was made.', see: METADATA },
  canSeekToEnd: { type: 'Boolean', text: 'Whether the last frame is a key frame.', see: METADATA },
  encoder: {
    type: 'String',
    text: 'The program that made the stream.',
    see: practice('FFmpeg, OBS'),
  },
  audioTrackIdInfoMap: {
    type: 'Object',
    text: 'What differs for each audio track but the first, by track number.',
    see: METADATA,
  },
  videoTrackIdInfoMap: {
    type: 'Object',
    text: 'What differs for each video track but the first, by track number.',
    see: METADATA,
  },
};
