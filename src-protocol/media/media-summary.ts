import { type FieldOptions, type ValueNames } from '../dictionary/field.ts';
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
  return cached(audioTexts, firstBytes, length, isExAudio(firstBytes), describeAudio);
}

/**
 * One line about a video message, such as `AVC key frame` or `hvc1 CodedFrames, inter frame`, from the
 * first bytes of its payload (32 are plenty). `length` is that of the whole payload, bytes.
 */
export function videoSummary(firstBytes: Uint8Array, length: number): string {
  return cached(videoTexts, firstBytes, length, (firstBytes[0] ?? 0) >= 0x80, describeVideo);
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
  enhanced: boolean,
  describe: (firstBytes: Uint8Array, length: number) => string,
): string {
  const key = keyOf(firstBytes, length, enhanced);
  if (key < 0) return describe(firstBytes, length);
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = describe(firstBytes, length);
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(key, text);
  return text;
}

/** A number that is the same for payloads with the same summary; −1 where only the whole header tells. */
function keyOf(bytes: Uint8Array, length: number, enhanced: boolean): number {
  const [first = 0, second = 0] = bytes;
  // Headers end within six bytes; shorter payloads may end inside theirs.
  if (length < 6 || bytes.length < 6) return -1;
  if (!enhanced) return first >>> 4 === COMMAND_FRAME ? -1 : first * 256 + second;
  const packetType = first & 0x0f;
  if (packetType >= 5) return -1;
  if (((first >>> 4) & 7) === COMMAND_FRAME) return -1;
  let key = first;
  for (let i = 1; i < 5; i++) key = key * 256 + bytes[i]!;
  return key;
}

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
