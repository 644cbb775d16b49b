import { errata, ertmp, flv, practice, rtmp } from '../dictionary/citation.ts';
import { computed } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { AUDIO_CODEC_IDS, VIDEO_CODEC_IDS } from './codec-ids.ts';
import {
  AUDIO_CODECS,
  CAPABILITIES_SOURCE,
  CAPS_EX,
  FOURCC_INFO,
  OBJECT_ENCODING,
  VIDEO_CODECS,
  VIDEO_FUNCTION,
} from './connect-flags.ts';

const CONNECT = rtmp('7.2.1.1');
const CAPABILITIES = ertmp('Enhancing NetConnection connect Command');
const INFORMATION = rtmp('7.2.2');
const FMS = practice('Flash Media Server');

/** Properties of connect's command object, of the objects of its answer, and of information objects. */
export const CommandProperty = structure(
  'command.property',
  'property of a command',
  CONNECT,
  'What a property of an object in a command means.',
  {
    app: computed(
      'The application on the server: the path of tcUrl without its first slash, with the query. Servers choose by it what to do with the connection.',
      {
        label: 'app',
        see: CONNECT.amendedBy(errata('8.1.3')),
        errata:
          'The errata make it a must, and say what it is: path and query without the first slash.',
        practice:
          'OBS and FFmpeg put everything before the last slash of the address here, the rest becomes the stream name.',
      },
    ),
    flashVer: computed(
      'The client’s program and version. The document prints flashver; on the wire it is flashVer.',
      {
        label: 'flashVer',
        practice:
          'Publishers say FMLE/3.0 (compatible; …) because servers once asked for it; players LNX 9,0,124,2 or the like.',
      },
    ),
    swfUrl: computed('Where the SWF file came from that connects.', {
      label: 'swfUrl',
      practice: 'Programs without an SWF file repeat tcUrl or leave it out; some servers check it.',
    }),
    tcUrl: computed(
      'The address connected to, with scheme, host, port and application. It must not carry a user name or a fragment.',
      {
        label: 'tcUrl',
        see: CONNECT.amendedBy(errata('8.1.2')),
        errata: 'The errata make it a must: a real URI, without user name, password or fragment.',
        practice: 'Node-Media-Server fails without it; many servers only look at app.',
      },
    ),
    fpad: computed('Whether the client connects through a proxy.', { label: 'fpad' }),
    audioCodecs: computed(
      'The audio codecs the client can play, a bit each. It says nothing about what it will publish.',
      {
        label: 'audioCodecs',
        see: CONNECT.amendedBy(errata('8.1.4')),
        errata:
          'The errata say it plainly: these are the codecs the client can receive, 0 when it says nothing. Some servers leave out what a client cannot play.',
        enhanced:
          'Codecs with a FourCC have no bit here; they are in fourCcList and audioFourCcInfoMap.',
        flags: AUDIO_CODECS,
        practice: 'FFmpeg sends 4071, Flash 3575 or 3191; publishers often leave it out.',
      },
    ),
    videoCodecs: computed('The video codecs the client can play, a bit each.', {
      label: 'videoCodecs',
      see: CONNECT.amendedBy(errata('8.1.4')),
      errata:
        'What the client can receive, 0 when it says nothing; it does not say what will be published.',
      enhanced:
        'Codecs with a FourCC have no bit here; they are in fourCcList and videoFourCcInfoMap.',
      flags: VIDEO_CODECS,
      practice: 'Nearly always 252. Codecs that came later are in fourCcList.',
    }),
    videoFunction: computed('What else the client can do with video, a bit each.', {
      label: 'videoFunction',
      see: CONNECT.amendedBy(ertmp('Metadata Frame')),
      enhanced: 'Three bits were added: HDR, metadata packets inside video, and large-scale tiles.',
      flags: VIDEO_FUNCTION,
    }),
    pageUrl: computed('The page that loaded the SWF file.', { label: 'pageUrl' }),
    objectEncoding: computed(
      'Whether AMF3 may be used on this connection. The client says what it knows, the server’s answer decides.',
      {
        label: 'objectEncoding',
        see: CONNECT.amendedBy(errata('8.1.1')),
        errata:
          '0 when nothing is said. The server answers the highest that both know, and never 3 to a client that did not ask for it.',
        values: OBJECT_ENCODING,
        practice:
          'Node-Media-Server answers with the client’s 3 although it reads AMF0 only; nearly everyone sends 0.',
      },
    ),
    fourCcList: computed('The codecs that are known, by FourCC each; * stands for any.', {
      label: 'fourCcList',
      see: CAPABILITIES,
    }),
    fourCcInfo: computed(
      'What can be done with one codec, a bit each: a value of videoFourCcInfoMap or audioFourCcInfoMap. The entry * counts for every codec.',
      { label: 'FourCcInfoMap', see: CAPABILITIES, flags: FOURCC_INFO },
    ),
    capsEx: computed('The parts of Enhanced RTMP that are understood, a bit each.', {
      label: 'capsEx',
      see: CAPABILITIES,
      flags: CAPS_EX,
    }),
    type: computed('Publishers write nonprivate here, as Flash’s own encoder did.', {
      label: 'type',
      see: practice('Flash Media Live Encoder, FFmpeg, OBS'),
    }),
    capabilities: computed('A number whose meaning was never published.', {
      label: 'capabilities',
      see: CAPABILITIES_SOURCE,
      practice: 'Servers send 31, clients 15 or 239; nobody is known to look at it.',
    }),
    fmsVer: computed('The server’s program and version.', {
      label: 'fmsVer',
      practice: 'Other servers than Adobe’s pretend: FMS/3,0,1,123 is nginx-rtmp’s.',
    }),
    mode: computed('Usually 1; its meaning was never published.', {
      label: 'mode',
      see: CAPABILITIES_SOURCE,
    }),
    level: computed(
      'How serious it is: status, warning or error. Programs decide by it when they do not know the code.',
      { label: 'level', see: INFORMATION },
    ),
    code: computed('What happened, in three dotted words that programs compare letter by letter.', {
      label: 'code',
      see: INFORMATION,
    }),
    description: computed(
      'What happened, for people. With authentication it carries parameters for programs, too.',
      { label: 'description', see: INFORMATION },
    ),
    details: computed('What it happened to, often the stream’s name.', {
      label: 'details',
      see: FMS,
    }),
    clientid: computed('The server’s name for this client.', { label: 'clientid', see: FMS }),
    redirect: computed('Another address, at which the client should try again.', {
      label: 'redirect',
      see: practice('Flash Media Server, Wowza, SRS'),
    }),
    secureToken: computed(
      'A challenge, enciphered with a password both sides know. The client answers with secureTokenResponse.',
      { label: 'secureToken', see: practice('librtmp') },
    ),
  },
);

const METADATA = flv('E.5');
const ENHANCED = METADATA.amendedBy(ertmp('Enhancing onMetaData'));

/** Properties of onMetaData. */
export const Metadata = structure(
  'command.metadata',
  'property of onMetaData',
  ENHANCED,
  'What a property of the stream’s metadata means.',
  {
    audiocodecid: computed(
      'The sound format of audio tags; with Enhanced RTMP a FourCC as a number.',
      {
        label: 'audiocodecid',
        see: ENHANCED,
        values: AUDIO_CODEC_IDS,
        practice: 'OBS and FFmpeg send 10 for AAC; some senders put the text mp4a.',
      },
    ),
    audiodatarate: computed('Bit rate of the audio.', {
      label: 'audiodatarate',
      unit: 'kbit/s',
      practice: 'The rate asked of the encoder, not the one measured.',
    }),
    audiodelay: computed('Delay that the audio codec adds.', { label: 'audiodelay', unit: 's' }),
    audiosamplerate: computed('Samples a second.', { label: 'audiosamplerate', unit: 'Hz' }),
    audiosamplesize: computed('Bits in a sample, before it was coded.', {
      label: 'audiosamplesize',
      unit: 'bits',
    }),
    audiochannels: computed('Channels of sound.', {
      label: 'audiochannels',
      see: practice('OBS'),
    }),
    stereo: computed('Whether there are two channels of sound rather than one.', {
      label: 'stereo',
    }),
    videocodecid: computed('The codec of video tags; with Enhanced RTMP a FourCC as a number.', {
      label: 'videocodecid',
      see: ENHANCED,
      values: VIDEO_CODEC_IDS,
      practice: 'OBS and FFmpeg send 7 for AVC; some senders put the text avc1.',
    }),
    videodatarate: computed('Bit rate of the video.', {
      label: 'videodatarate',
      unit: 'kbit/s',
      practice: 'The rate asked of the encoder; FFmpeg sends 0 when none was.',
    }),
    framerate: computed('Frames a second.', { label: 'framerate', unit: 'frames/s' }),
    width: computed('Width of the picture.', { label: 'width', unit: 'pixels' }),
    height: computed('Height of the picture.', { label: 'height', unit: 'pixels' }),
    duration: computed('Length of the recording; 0 for something live.', {
      label: 'duration',
      unit: 's',
    }),
    filesize: computed('Size of the file; 0 for something live.', {
      label: 'filesize',
      unit: 'bytes',
      practice: 'Also written fileSize, by OBS.',
    }),
    creationdate: computed('When it was made, in no particular form.', { label: 'creationdate' }),
    canSeekToEnd: computed('Whether the last frame is a key frame, so that one can seek to it.', {
      label: 'canSeekToEnd',
    }),
    encoder: computed('The program that made the stream.', {
      label: 'encoder',
      see: practice('FFmpeg, OBS'),
    }),
    keyframes: computed(
      'Where in the file each key frame is: as many times as file positions. Of no use in a live stream.',
      { label: 'keyframes', see: practice('FLV indexing programs') },
    ),
    audioTrackIdInfoMap: computed(
      'Facts of each audio track but the first, by track number; what is left out is as for the first.',
      { label: 'audioTrackIdInfoMap', see: ENHANCED },
    ),
    videoTrackIdInfoMap: computed(
      'Facts of each video track but the first, by track number; what is left out is as for the first.',
      { label: 'videoTrackIdInfoMap', see: ENHANCED },
    ),
  },
);

/** The structures of properties. */
export const PROPERTY_STRUCTURES = [CommandProperty, Metadata] as const;
