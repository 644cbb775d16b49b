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
export const MP4A: number = fourCc('mp4a');

/** Video codecs by FourCC (Enhanced RTMP, "Enhanced Video"). */
export const VIDEO_FOURCCS: ValueNames = {
  [AVC1]: { name: 'AVC', section: VIDEO },
  [HVC1]: { name: 'HEVC', section: VIDEO },
  [VVC1]: { name: 'VVC', section: VIDEO },
  [fourCc('av01')]: { name: 'AV1', section: VIDEO },
  [fourCc('vp08')]: { name: 'VP8', section: VIDEO },
  [fourCc('vp09')]: { name: 'VP9', section: VIDEO },
};

/** Audio codecs by FourCC (Enhanced RTMP, "Enhanced Audio"). */
export const AUDIO_FOURCCS: ValueNames = {
  [MP4A]: { name: 'AAC', section: AUDIO },
  [fourCc('Opus')]: { name: 'Opus', section: AUDIO },
  [fourCc('fLaC')]: { name: 'FLAC', section: AUDIO },
  [fourCc('ac-3')]: { name: 'AC-3', section: AUDIO },
  [fourCc('ec-3')]: { name: 'E-AC-3', section: AUDIO },
  [fourCc('.mp3')]: { name: 'MP3', section: AUDIO },
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
