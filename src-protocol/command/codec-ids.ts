import { ertmp, practice } from '../dictionary/citation.ts';
import type { ValueNames } from '../dictionary/field.ts';

const ENHANCED = ertmp('Enhancing onMetaData');

/** `videocodecid` of onMetaData as a small number: the CodecID of video tags (FLV E.4.3.1). */
export const VIDEO_CODEC_IDS: ValueNames = {
  2: 'Sorenson H.263',
  3: 'Screen video',
  4: 'On2 VP6',
  5: 'On2 VP6 with alpha channel',
  6: 'Screen video version 2',
  7: 'AVC',
  12: {
    name: 'HEVC',
    text: 'A habit of Chinese networks; Enhanced RTMP says hvc1 instead.',
    section: practice('SRS, FFmpeg forks'),
  },
};

/** `audiocodecid` of onMetaData as a small number: the SoundFormat of audio tags (FLV E.4.2.1). */
export const AUDIO_CODEC_IDS: ValueNames = {
  0: 'Linear PCM, platform endian',
  1: 'ADPCM',
  2: 'MP3',
  3: 'Linear PCM, little endian',
  4: 'Nellymoser 16 kHz mono',
  5: 'Nellymoser 8 kHz mono',
  6: 'Nellymoser',
  7: 'G.711 A-law',
  8: 'G.711 mu-law',
  10: 'AAC',
  11: 'Speex',
  14: 'MP3 8 kHz',
  15: 'device-specific sound',
};

/** The codecs of Enhanced RTMP by their four characters. */
const FOURCC_NAMES: Readonly<Record<string, string>> = {
  avc1: 'AVC',
  hvc1: 'HEVC',
  vvc1: 'VVC',
  av01: 'AV1',
  vp08: 'VP8',
  vp09: 'VP9',
  mp4a: 'AAC',
  Opus: 'Opus',
  fLaC: 'FLAC',
  'ac-3': 'AC-3',
  'ec-3': 'E-AC-3',
  '.mp3': 'MP3',
  '*': 'any codec',
};

/** What a FourCC stands for, such as HEVC; undefined for one nobody has declared. */
export function codecOfFourCc(fourCc: string): string | undefined {
  return Object.hasOwn(FOURCC_NAMES, fourCc) ? FOURCC_NAMES[fourCc] : undefined;
}

/** The four characters of a FourCC that travels as a number (Enhanced RTMP); undefined when it is none. */
export function fourCcOfNumber(value: number): string | undefined {
  if (!Number.isInteger(value) || value < 0x20202020 || value > 0x7e7e7e7e) return undefined;
  const codes = [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
  if (codes.some((code) => code < 0x20 || code > 0x7e)) return undefined;
  return String.fromCharCode(...codes);
}

/** Where it is said that codecs are told by FourCC in metadata. */
export const FOURCC_IN_METADATA = ENHANCED;
