import type { FieldOptions, ValueNames } from '../dictionary/field.ts';
import { WireReader } from '../wire/wire-reader.ts';
import {
  AUDIO_PACKET_TYPES,
  type AudioTagHeaderData,
  audioTagHeader,
  AudioTagHeader,
  SOUND_FORMATS,
} from './audio-tag.ts';
import { fourCcText } from './fourcc.ts';
import { MODEX } from './mod-ex.ts';
import { MANY_CODECS } from './tracks.ts';
import {
  FRAME_TYPES,
  VIDEO_CODECS,
  VIDEO_PACKET_TYPES,
  type VideoTagHeaderData,
  videoTagHeader,
} from './video-tag.ts';

const reader = new WireReader();

/**
 * One line about an audio message, such as `AAC raw` or `Opus CodedFrames`, from the first bytes of its
 * payload (32 are plenty). `length` is that of the whole payload, bytes.
 */
export function audioSummary(firstBytes: Uint8Array, length: number): string {
  const multitrack = isExAudio(firstBytes) ? AUDIO_MULTITRACK : undefined;
  return cached(audioTexts, firstBytes, length, multitrack, describeAudio);
}

/**
 * One line about a video message, such as `AVC key frame` or `hvc1 CodedFrames, inter frame`, from the
 * first bytes of its payload (32 are plenty). `length` is that of the whole payload, bytes.
 */
export function videoSummary(firstBytes: Uint8Array, length: number): string {
  const multitrack = (firstBytes[0] ?? 0) >= 0x80 ? VIDEO_MULTITRACK : undefined;
  return cached(videoTexts, firstBytes, length, multitrack, describeVideo);
}

// Called for each media message while indexing. Nearly all of them begin with one of a handful of
// byte patterns, so the header is laid out once for each pattern and not for each message.
const audioTexts = new Map<number, string>();
const videoTexts = new Map<number, string>();
const MOST_TEXTS = 1000;

function cached(
  texts: Map<number, string>,
  firstBytes: Uint8Array,
  length: number,
  multitrack: number | undefined,
  describe: (firstBytes: Uint8Array, length: number) => string,
): string {
  const key = keyOf(firstBytes, length, multitrack);
  if (key < 0) return describe(firstBytes, length);
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = describe(firstBytes, length);
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(key, text);
  return text;
}

/**
 * A number that is the same for payloads with the same summary; −1 where only the whole header tells.
 * `multitrack` is the packet type of Multitrack, undefined without the enhanced header. Numbers of two,
 * five and six bytes never meet, since no enhanced header begins with 0 and none with a byte of an old one.
 */
function keyOf(bytes: Uint8Array, length: number, multitrack: number | undefined): number {
  // Headers end within six bytes; shorter payloads may end inside theirs.
  if (length < 6 || bytes.length < 6) return -1;
  const first = bytes[0]!;
  const second = bytes[1]!;
  if (multitrack === undefined) return first >>> 4 === COMMAND_FRAME ? -1 : first * 256 + second;
  if (((first >>> 4) & 7) === COMMAND_FRAME) return -1;
  const packetType = first & 0x0f;
  if (packetType === multitrack)
    return second >>> 4 === MANY_CODECS ? first * 256 + second : number(bytes, 6);
  return packetType < 5 ? number(bytes, 5) : -1;
}

function number(bytes: Uint8Array, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + bytes[i]!;
  return value;
}

const AUDIO_MULTITRACK = 5;
const VIDEO_MULTITRACK = 6;
const COMMAND_FRAME = 5;

function isExAudio(bytes: Uint8Array): boolean {
  return (bytes[0] ?? 0) >>> 4 === 9;
}

function describeAudio(firstBytes: Uint8Array, length: number): string {
  if (length === 0) return 'silence';
  if (firstBytes.length === 0) return 'audio';
  reader.start(firstBytes, 0, Math.min(firstBytes.length, length));
  const header = audioTagHeader(reader);
  if (header.isExHeader) return enhanced(header, AUDIO_PACKET_TYPES, reader.short);
  const name = nameOf(SOUND_FORMATS, header.soundFormat, 'sound format');
  if (header.soundFormat === 10) {
    if (reader.short) return `${name}, cut off`;
    return `${name} ${nameOf(AudioTagHeader.fields.aacPacketType.values, header.aacPacketType!, 'packet type')}`;
  }
  // The others carry rate, size and type in the name, or do not mean them.
  if (![0, 1, 2, 3, 6].includes(header.soundFormat)) return name;
  const { soundRate, soundType } = AudioTagHeader.fields;
  return `${name}, ${nameOf(soundRate.values, header.soundRate!)} ${nameOf(soundType.values, header.soundType!)}`;
}

function describeVideo(firstBytes: Uint8Array, length: number): string {
  if (length === 0) return 'empty';
  if (firstBytes.length === 0) return 'video';
  reader.start(firstBytes, 0, Math.min(firstBytes.length, length));
  const header = videoTagHeader(reader);
  const frame = nameOf(FRAME_TYPES, header.frameType, 'frame type');
  if (header.videoCommand !== undefined)
    return `command: ${COMMANDS[header.videoCommand] ?? header.videoCommand}`;
  if (header.isExHeader) {
    const text = enhanced(header, VIDEO_PACKET_TYPES, reader.short);
    // Only frames are key frames or not; the other packets have the bits without the meaning.
    return header.packetType === 1 || header.packetType === 3 ? `${text}, ${frame}` : text;
  }
  const codec = nameOf(VIDEO_CODECS, header.codecId!, 'codec');
  if (header.avcPacketType === 0 && !reader.short) return `${codec} sequence header`;
  if (header.avcPacketType === 2 && !reader.short) return `${codec} end of sequence`;
  return `${codec} ${frame}`;
}

const COMMANDS = ['start of seek', 'end of seek'];

function enhanced(
  header: AudioTagHeaderData | VideoTagHeaderData,
  packetTypes: ValueNames,
  short: boolean,
): string {
  const type = nameOf(packetTypes, header.packetType ?? MODEX, 'packet type');
  const tracks = header.multitrackType === undefined ? '' : 'Multitrack ';
  // A long modifier can fill all the bytes there are to look at.
  if (short) return header.modEx?.length ? 'ModEx' : `${tracks}${type}, cut off`;
  const codec = header.fourCc === undefined ? '' : `${fourCcText(header.fourCc)} `;
  return `${codec}${tracks}${type}`;
}

function nameOf(names: FieldOptions['values'], value: number, otherwise = 'value'): string {
  const named = names?.[value];
  if (named === undefined) return `${otherwise} ${value}`;
  return typeof named === 'string' ? named : named.name;
}
