import { audioTagHeader, SOUND_FORMATS } from '../media/audio-tag.ts';
import { AUDIO_FOURCCS, fourCcText, VIDEO_FOURCCS } from '../media/fourcc.ts';
import { VIDEO_CODECS, videoTagHeader } from '../media/video-tag.ts';
import type { ValueNames } from '../dictionary/field.ts';
import { WireReader } from '../wire/wire-reader.ts';

/** What filters ask about a media message. */
export interface FrameFacts {
  /** The codec by every name that people use for it; empty where the header names none. */
  readonly codecs: readonly string[];
  /** A frame that can be decoded by itself; a sequence header is none. */
  readonly keyFrame: boolean;
}

/** Other names of codecs, by the name in the documents. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  AVC: ['h264', 'h.264'],
  HEVC: ['h265', 'h.265'],
  VVC: ['h266', 'h.266'],
};

const CODED_FRAMES = 1;
const CODED_FRAMES_X = 3;
const NALU = 1;
const KEY_FRAMES = [1, 4];

/** Reads the header of an audio (8) or video (9) message from its first bytes. */
export function frameFacts(messageTypeId: number, firstBytes: Uint8Array): FrameFacts {
  if (firstBytes.length === 0) return { codecs: [], keyFrame: false };
  const wire = new WireReader(firstBytes);
  if (messageTypeId === 8) {
    const { soundFormat, fourCc, isExHeader } = audioTagHeader(wire);
    const codecs = isExHeader ? enhanced(fourCc, AUDIO_FOURCCS) : names(SOUND_FORMATS, soundFormat);
    return { codecs, keyFrame: false };
  }
  const header = videoTagHeader(wire);
  const frames = header.isExHeader
    ? header.packetType === CODED_FRAMES || header.packetType === CODED_FRAMES_X
    : header.avcPacketType === undefined || header.avcPacketType === NALU;
  const codecs = header.isExHeader
    ? enhanced(header.fourCc, VIDEO_FOURCCS)
    : names(VIDEO_CODECS, header.codecId ?? 0);
  return { codecs, keyFrame: frames && KEY_FRAMES.includes(header.frameType) };
}

function enhanced(fourCc: number | undefined, known: ValueNames): string[] {
  return fourCc === undefined ? [] : [fourCcText(fourCc), ...names(known, fourCc)];
}

function names(known: ValueNames, value: number): string[] {
  const named = known[value];
  if (named === undefined) return [];
  const name = typeof named === 'string' ? named : named.name;
  return [name, ...(ALSO[name] ?? [])];
}
