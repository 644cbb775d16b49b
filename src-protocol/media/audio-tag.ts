import { ertmp, flv } from '../dictionary/citation.ts';
import { uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { type AudioContext, audioTrack, type AudioTrackData } from './audio-body.ts';
import * as D from './diagnostics.ts';
import { AUDIO_FOURCCS } from './fourcc.ts';
import { MODEX, type ModEx, modEx, modExStructure } from './mod-ex.ts';
import { MANY_CODECS, MULTITRACK_TYPES, noteFourCc, tracks, trackStructure } from './tracks.ts';

const ENHANCED = ertmp('Enhanced Audio');

/** Sound formats (FLV E.4.2.1). */
export const SOUND_FORMATS: ValueNames = {
  0: { name: 'Linear PCM, platform endian', text: 'Nobody can tell the byte order.' },
  1: 'ADPCM',
  2: 'MP3',
  3: 'Linear PCM, little endian',
  4: { name: 'Nellymoser 16 kHz mono', text: 'Rate and type mean nothing.' },
  5: { name: 'Nellymoser 8 kHz mono', text: 'Rate and type mean nothing.' },
  6: 'Nellymoser',
  7: 'G.711 A-law',
  8: 'G.711 mu-law',
  9: { name: 'ExHeader', text: 'The enhanced header.', section: ENHANCED },
  10: 'AAC',
  11: { name: 'Speex', text: '16 kHz mono, whatever rate and type say.' },
  14: 'MP3 8 kHz',
  15: 'device-specific sound',
};

/** Packet types of enhanced audio. Not the numbers of video: Multitrack is 5 here. */
export const AUDIO_PACKET_TYPES: ValueNames = {
  0: { name: 'SequenceStart', text: 'The configuration of the codec.' },
  1: { name: 'CodedFrames', text: 'Sound.' },
  2: { name: 'SequenceEnd', text: 'Nothing more of this sequence comes.' },
  4: { name: 'MultichannelConfig', text: 'Which speaker each channel is for.' },
  5: { name: 'Multitrack', text: 'Several tracks in one message.' },
  7: { name: 'ModEx', text: 'A modifier comes first.' },
};

export const AudioTagHeader = structure(
  'media.audioTagHeader',
  'AudioTagHeader',
  flv('E.4.2.1'),
  'The codec and the kind of sound, in one byte; for AAC also the kind of packet.',
  {
    soundFormat: uint(
      4,
      'The codec, by a number that FLV has given out. 10 is AAC, which nearly everybody sends; 9 sends the reader to the enhanced header.',
      { label: 'SoundFormat', values: SOUND_FORMATS },
    ),
    soundRate: uint(
      2,
      'Samples a second, for codecs that do not say it themselves. For AAC it is always 3: the real rate is in the AudioSpecificConfig.',
      {
        label: 'SoundRate',
        values: { 0: '5.5 kHz', 1: '11 kHz', 2: '22 kHz', 3: '44 kHz' },
      },
    ),
    soundSize: uint(
      1,
      'Bits in a sample before it was coded. It only matters for PCM; coded sound is always marked as 16 bits.',
      {
        label: 'SoundSize',
        values: { 0: '8 bit', 1: '16 bit' },
      },
    ),
    soundType: uint(1, 'One channel or two. For AAC it is always 1, whatever the sound is.', {
      label: 'SoundType',
      values: { 0: 'mono', 1: 'stereo' },
    }),
    aacPacketType: uint(
      8,
      'What follows for AAC. The sequence header comes once before the first frame, and again when something changes.',
      {
        label: 'AACPacketType',
        values: {
          0: { name: 'sequence header', text: 'How to set up the decoder.' },
          1: { name: 'raw', text: 'A frame of sound.' },
        },
      },
    ),
  },
);

export const ExAudioTagHeader = structure(
  'media.exAudioTagHeader',
  'ExAudioTagHeader',
  ertmp('ExAudioTagHeader'),
  'The header of Enhanced RTMP: the codec is named by four letters, and the packet type says what follows.',
  {
    soundFormat: uint(4, '9: this is the enhanced header.', {
      label: 'SoundFormat',
      values: SOUND_FORMATS,
    }),
    packetType: uint(4, 'What kind of packet this is.', {
      label: 'audioPacketType',
      values: AUDIO_PACKET_TYPES,
    }),
    multitrackType: uint(4, 'How the tracks are laid out.', {
      label: 'audioMultitrackType',
      values: MULTITRACK_TYPES,
    }),
    trackPacketType: uint(4, 'The packet type of every track.', {
      label: 'audioPacketType',
      values: AUDIO_PACKET_TYPES,
    }),
    fourCc: uint(32, 'The codec, by four letters.', {
      label: 'audioFourCc',
      values: AUDIO_FOURCCS,
      format: 'fourcc',
    }),
  },
);

export const AudioModEx = modExStructure('media.audioModEx', ENHANCED, AUDIO_PACKET_TYPES);
export const AudioTrack = trackStructure('media.audioTrack', ENHANCED, AUDIO_FOURCCS);

/** What the header of an audio message says. */
export interface AudioTagHeaderData {
  /** No bytes at all, which means silence. */
  readonly silence: boolean;
  readonly isExHeader: boolean;
  readonly soundFormat: number;
  /** Without the enhanced header. */
  readonly soundRate?: number;
  readonly soundSize?: number;
  readonly soundType?: number;
  readonly aacPacketType?: number;
  /** The packet type in the first byte: ModEx or Multitrack where those come first. */
  readonly firstPacketType?: number;
  readonly modEx?: readonly ModEx[];
  readonly multitrackType?: number;
  /** The packet type that says what the body is. */
  readonly packetType?: number;
  readonly fourCc?: number;
}

/** An audio message. */
export interface AudioTag extends AudioTagHeaderData {
  /** One, unless the packet is Multitrack. None where nothing follows the header. */
  readonly tracks: readonly AudioTrackData[];
}

const EX_HEADER = 9;
const AAC = 10;
const MULTITRACK = 5;
const RESERVED = [3, 6];
/** ADPCM, Nellymoser and Speex. */
const FLASH_ONLY = [1, 4, 5, 6, 11];

/** The layout of an audio message’s payload (RTMP 1.0 §7.1.4; FLV E.4.2.1; Enhanced RTMP). */
export function audioTag(w: Wire, tag?: AudioTag, context: AudioContext = {}): AudioTag {
  const header = audioTagHeader(w, tag);
  if (header.silence || (w.short && !w.writing)) return { ...header, tracks: [] };
  const bodies = tracks(
    w,
    AudioTrack,
    header.multitrackType,
    header.fourCc,
    tag?.tracks,
    (start, end, given) => audioTrack(w, header, start, end, given, context),
  );
  return { ...header, tracks: bodies };
}

/** The header alone: all that can be said from the first bytes. */
export function audioTagHeader(w: Wire, tag?: AudioTagHeaderData): AudioTagHeaderData {
  if (w.writing ? tag!.silence : w.remaining === 0)
    return { silence: true, isExHeader: false, soundFormat: 0 };
  const enhanced = w.writing ? tag!.isExHeader : w.peek(1) >>> 4 === EX_HEADER;
  return enhanced ? exAudioTagHeader(w, tag) : legacyHeader(w, tag);
}

function legacyHeader(w: Wire, tag: AudioTagHeaderData | undefined): AudioTagHeaderData {
  const f = w.open(AudioTagHeader);
  const soundFormat = w.uint(f.soundFormat, tag?.soundFormat ?? 0);
  if (!(soundFormat in SOUND_FORMATS))
    w.note(soundFormat === 13 ? D.CODEC_PRIVATE : D.CODEC_RESERVED);
  else if (FLASH_ONLY.includes(soundFormat)) w.note(D.CODEC_OF_FLASH);
  const soundRate = w.uint(f.soundRate, tag?.soundRate ?? 0);
  const soundSize = w.uint(f.soundSize, tag?.soundSize ?? 0);
  const soundType = w.uint(f.soundType, tag?.soundType ?? 0);
  const start = { silence: false, isExHeader: false, soundFormat, soundRate, soundSize, soundType };
  if (soundFormat !== AAC) {
    w.close();
    return start;
  }
  if (soundRate !== 3 || soundSize !== 1 || soundType !== 1) w.note(D.AAC_FLAGS);
  const aacPacketType = w.uint(f.aacPacketType, tag?.aacPacketType ?? 0);
  if (aacPacketType > 1) w.note(D.AAC_PACKET_TYPE);
  if (w.short) w.note(D.TAG_SHORT);
  w.close();
  return { ...start, aacPacketType };
}

/** The order of ExAudioTagHeader: modifiers, then the tracks’ layout or the codec. */
function exAudioTagHeader(w: Wire, tag: AudioTagHeaderData | undefined): AudioTagHeaderData {
  const f = w.open(ExAudioTagHeader);
  w.uint(f.soundFormat, EX_HEADER);
  const firstPacketType = w.uint(f.packetType, tag?.firstPacketType ?? 0);
  const modifiers: ModEx[] = [];
  let packetType = firstPacketType;
  while (packetType === MODEX && !w.short) {
    w.item(modifiers.length);
    const modifier = modEx(w, AudioModEx, tag?.modEx?.[modifiers.length]);
    modifiers.push(modifier);
    packetType = modifier.packetType;
  }
  const start = {
    silence: false,
    isExHeader: true,
    soundFormat: EX_HEADER,
    firstPacketType,
    modEx: modifiers,
  };
  const rest = exRest(w, f, packetType, tag);
  if (w.short) w.note(D.TAG_SHORT);
  w.close();
  return { ...start, ...rest };
}

function exRest(
  w: Wire,
  f: typeof ExAudioTagHeader.fields,
  packetType: number,
  tag: AudioTagHeaderData | undefined,
): Partial<AudioTagHeaderData> {
  if (packetType > MODEX || RESERVED.includes(packetType)) w.note(D.PACKET_TYPE_RESERVED);
  if (packetType !== MULTITRACK) return { packetType, fourCc: codec(w, f, tag) };
  const multitrackType = w.uint(f.multitrackType, tag?.multitrackType ?? 0);
  const inner = w.uint(f.trackPacketType, tag?.packetType ?? 0);
  if (inner === MULTITRACK) w.note(D.MULTITRACK_NESTED);
  if (multitrackType === MANY_CODECS) return { multitrackType, packetType: inner };
  return { multitrackType, packetType: inner, fourCc: codec(w, f, tag) };
}

function codec(
  w: Wire,
  f: typeof ExAudioTagHeader.fields,
  tag: AudioTagHeaderData | undefined,
): number {
  const value = w.uint(f.fourCc, tag?.fourCc ?? 0);
  noteFourCc(w, f.fourCc, value);
  return value;
}
