import { ertmp } from '../dictionary/citation.ts';
import type { ValueNames } from '../dictionary/field.ts';

const VIDEO = ertmp('Enhanced Video');
const AUDIO = ertmp('Enhanced Audio');

/** The number four letters make, most significant byte first. */
export function fourCc(letters: string): number {
  let value = 0;
  for (let i = 0; i < 4; i++) value = value * 256 + letters.charCodeAt(i);
  return value;
}

export const AVC1: number = fourCc('avc1');
export const HVC1: number = fourCc('hvc1');
export const VVC1: number = fourCc('vvc1');
export const AV01: number = fourCc('av01');
export const VP08: number = fourCc('vp08');
export const VP09: number = fourCc('vp09');
export const MP4A: number = fourCc('mp4a');
export const OPUS: number = fourCc('Opus');
export const FLAC: number = fourCc('fLaC');
export const AC_3: number = fourCc('ac-3');
export const EC_3: number = fourCc('ec-3');
export const MP3: number = fourCc('.mp3');

/** Video codecs by FourCC (Enhanced RTMP, "Enhanced Video"). */
export const VIDEO_FOURCCS: ValueNames = {
  [AVC1]: { name: 'AVC', section: VIDEO },
  [HVC1]: { name: 'HEVC', section: VIDEO },
  [VVC1]: { name: 'VVC', section: VIDEO },
  [AV01]: { name: 'AV1', section: VIDEO },
  [VP08]: { name: 'VP8', section: VIDEO },
  [VP09]: { name: 'VP9', section: VIDEO },
};

/** Audio codecs by FourCC (Enhanced RTMP, "Enhanced Audio"). */
export const AUDIO_FOURCCS: ValueNames = {
  [MP4A]: { name: 'AAC', section: AUDIO },
  [OPUS]: { name: 'Opus', section: AUDIO },
  [FLAC]: { name: 'FLAC', section: AUDIO },
  [AC_3]: { name: 'AC-3', section: AUDIO },
  [EC_3]: { name: 'E-AC-3', section: AUDIO },
  [MP3]: { name: 'MP3', section: AUDIO },
};

/** A FourCC as people write it: its letters, or hexadecimal where they cannot be printed. */
export function fourCcText(value: number): string {
  let text = '';
  for (let shift = 24; shift >= 0; shift -= 8) {
    const letter = (value >>> shift) & 0xff;
    if (letter < 0x20 || letter > 0x7e) return `0x${value.toString(16).padStart(8, '0')}`;
    text += String.fromCharCode(letter);
  }
  return text;
}

/** Whether CodedFrames of this codec begin with a composition time. */
export function hasCompositionTime(codec: number): boolean {
  return codec === AVC1 || codec === HVC1 || codec === VVC1;
}
