import { errata, ertmp, practice, rtmp } from '../dictionary/citation.ts';
import type { FlagNames, ValueNames } from '../dictionary/field.ts';

/** `audioCodecs` of connect: the audio codecs a client can play (RTMP 1.0 §7.2.1.1). */
export const AUDIO_CODECS: FlagNames = {
  0x0001: { name: 'SUPPORT_SND_NONE', text: 'Raw sound.' },
  0x0002: 'SUPPORT_SND_ADPCM',
  0x0004: 'SUPPORT_SND_MP3',
  0x0008: { name: 'SUPPORT_SND_INTEL', text: 'Not used.' },
  0x0010: { name: 'SUPPORT_SND_UNUSED', text: 'Not used.' },
  0x0020: { name: 'SUPPORT_SND_NELLY8', text: 'Nellymoser at 8 kHz.' },
  0x0040: { name: 'SUPPORT_SND_NELLY', text: 'Nellymoser at 5, 11, 22 and 44 kHz.' },
  0x0080: { name: 'SUPPORT_SND_G711A', text: 'G.711 A-law.' },
  0x0100: { name: 'SUPPORT_SND_G711U', text: 'G.711 mu-law.' },
  0x0200: { name: 'SUPPORT_SND_NELLY16', text: 'Nellymoser at 16 kHz.' },
  0x0400: 'SUPPORT_SND_AAC',
  0x0800: 'SUPPORT_SND_SPEEX',
};

/** `videoCodecs` of connect: the video codecs a client can play (RTMP 1.0 §7.2.1.1). */
export const VIDEO_CODECS: FlagNames = {
  0x01: { name: 'SUPPORT_VID_UNUSED', text: 'Not used.' },
  0x02: { name: 'SUPPORT_VID_JPEG', text: 'Not used any more.' },
  0x04: { name: 'SUPPORT_VID_SORENSON', text: 'Sorenson H.263.' },
  0x08: { name: 'SUPPORT_VID_HOMEBREW', text: 'Screen video, version 1.' },
  0x10: 'SUPPORT_VID_VP6',
  0x20: { name: 'SUPPORT_VID_VP6ALPHA', text: 'VP6 with transparency.' },
  0x40: { name: 'SUPPORT_VID_HOMEBREWV', text: 'Screen video, version 2.' },
  0x80: 'SUPPORT_VID_H264',
};

/** `videoFunction` of connect: what else a client can do with video. */
export const VIDEO_FUNCTION: FlagNames = {
  0x01: {
    name: 'SUPPORT_VID_CLIENT_SEEK',
    text: 'Seeks to any frame by itself.',
    section: rtmp('7.2.1.1'),
  },
  0x02: { name: 'SUPPORT_VID_CLIENT_HDR', section: ertmp('Metadata Frame') },
  0x04: {
    name: 'SUPPORT_VID_CLIENT_VIDEO_PACKET_TYPE_METADATA',
    text: 'Understands metadata packets inside video messages.',
    section: ertmp('Metadata Frame'),
  },
  0x08: { name: 'SUPPORT_VID_CLIENT_LARGE_SCALE_TILE', section: ertmp('Metadata Frame') },
};

/** `capsEx` of connect: the parts of Enhanced RTMP a side knows. */
export const CAPS_EX: FlagNames = {
  0x01: { name: 'Reconnect', text: 'Follows a request to connect anew.' },
  0x02: { name: 'Multitrack', text: 'Takes several tracks in one message.' },
  0x04: { name: 'ModEx', text: 'Parses packet modifiers.' },
  0x08: { name: 'TimestampNanoOffset', text: 'Takes times finer than a millisecond.' },
};

/** Values of `videoFourCcInfoMap` and `audioFourCcInfoMap`: what a side can do with a codec. */
export const FOURCC_INFO: FlagNames = { 0x01: 'CanDecode', 0x02: 'CanEncode', 0x04: 'CanForward' };

/** Values of `objectEncoding` (§7.2.1.1; errata §8.1.1). */
export const OBJECT_ENCODING: ValueNames = {
  0: { name: 'AMF0', section: rtmp('7.2.1.1') },
  3: { name: 'AMF3', text: 'AMF0, with AMF3 values allowed inside.', section: errata('8.1.1') },
};

/** `capabilities`: sent by everyone, explained by nobody. */
export const CAPABILITIES_SOURCE = practice('FFmpeg, Flash Media Server');

/** The names of the bits set in `value`, lowest first; a bit without a name as `0x1000`. */
export function flagNames(flags: FlagNames, value: number): string[] {
  const names: string[] = [];
  for (let bit = 1, rest = Math.trunc(value); rest >= bit && bit < 2 ** 32; bit *= 2) {
    if (Math.floor(rest / bit) % 2 === 0) continue;
    const flag = flags[bit];
    names.push(typeof flag === 'string' ? flag : (flag?.name ?? `0x${bit.toString(16)}`));
  }
  return names;
}
