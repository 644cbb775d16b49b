import { codec } from '../dictionary/citation.ts';
import { bytes, computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { inOrder } from './in-order.ts';

export const Mp3Frame = structure(
  'media.mp3Frame',
  'frame (MP3)',
  codec('mp3', '2.4.1.3'),
  'Four bytes that say how the sound was encoded, then the sound.',
  {
    syncWord: uint(11, 'Where a frame begins: all ones.', { label: 'syncword', format: 'hex' }),
    version: uint(2, 'Which document.', {
      label: 'ID',
      values: { 0: 'MPEG-2.5', 1: 'reserved', 2: 'MPEG-2', 3: 'MPEG-1' },
    }),
    layer: uint(2, 'Which method.', {
      label: 'layer',
      values: { 0: 'reserved', 1: 'Layer III', 2: 'Layer II', 3: 'Layer I' },
    }),
    protectionBit: uint(1, '0: a checksum follows.', { label: 'protection_bit' }),
    bitRateIndex: uint(4, 'The bit rate, from a table.', {
      label: 'bitrate_index',
      values: { 0: 'free', 15: 'forbidden' },
    }),
    samplingFrequency: uint(2, 'Samples a second, from a table.', { label: 'sampling_frequency' }),
    paddingBit: uint(1, 'One byte more, so that the average is right.', { label: 'padding_bit' }),
    privateBit: uint(1, 'For private use.', { label: 'private_bit' }),
    mode: uint(2, 'Channels.', {
      label: 'mode',
      values: { 0: 'stereo', 1: 'joint stereo', 2: 'two channels', 3: 'mono' },
    }),
    modeExtension: uint(2, 'Which method of joint stereo.', { label: 'mode_extension' }),
    copyright: uint(1, 'Whether there is a copyright.', { label: 'copyright' }),
    original: uint(1, 'Whether it is no copy.', { label: 'original/copy' }),
    emphasis: uint(2, 'Whether high tones were raised.', {
      label: 'emphasis',
      values: { 0: 'none', 1: '50/15 µs', 2: 'reserved', 3: 'CCITT J.17' },
    }),
    sampleRate: computed('Samples a second.', { label: 'sample rate', unit: 'Hz' }),
    bitRate: computed('Thousand bits a second.', { label: 'bit rate, kbit/s' }),
    channels: computed('Channels.', { label: 'channels' }),
    data: bytes(0, 'The sound, and further frames if there are.', { label: 'frame data' }),
  },
);

const HEAD = [
  'syncWord',
  'version',
  'layer',
  'protectionBit',
  'bitRateIndex',
  'samplingFrequency',
  'paddingBit',
  'privateBit',
  'mode',
  'modeExtension',
  'copyright',
  'original',
  'emphasis',
] as const;

/** The begin of a frame: its numbers by field, and what follows. */
export type Mp3FrameStart = Readonly<Record<(typeof HEAD)[number], number>> & {
  readonly data: Uint8Array;
};

/** Samples a second of MPEG-1; half of that for MPEG-2, a quarter for MPEG-2.5. */
const RATES = [44100, 48000, 32000];
/** Layer III, in kbit/s: MPEG-1, then the others. */
const BIT_RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const MPEG_1 = 3;
const LAYER_3 = 1;
const MONO = 3;

/** The layout of a frame up to the position `end`; undefined where none begins. */
export function mp3Frame(
  w: Wire,
  end: number,
  given: Mp3FrameStart | undefined,
): Mp3FrameStart | undefined {
  if (!w.writing && (end - w.position < 4 || (w.peek(2) & 0xffe0) !== 0xffe0)) return undefined;
  const f = w.open(Mp3Frame);
  const head = inOrder(w, f, HEAD, given);
  const rate = RATES[head.samplingFrequency];
  const divisor = divisorOf(head);
  if (rate !== undefined) w.calculated(f.sampleRate, rate / divisor, `${rate} ÷ ${divisor}`);
  const bitRate = BIT_RATES[head.version === MPEG_1 ? 0 : 1]![head.bitRateIndex];
  if (head.layer === LAYER_3 && bitRate) w.calculated(f.bitRate, bitRate, 'from a table');
  w.calculated(f.channels, mp3Channels(head));
  const length = w.writing ? given!.data.length : end - w.position;
  const data = length > 0 ? w.bytes(f.data, length, given?.data ?? NO_BYTES) : NO_BYTES;
  w.close();
  return { ...head, data };
}

/** Samples a second; undefined where the frame names a reserved rate. */
export function mp3SampleRate(
  head: Pick<Mp3FrameStart, 'samplingFrequency' | 'version'>,
): number | undefined {
  const rate = RATES[head.samplingFrequency];
  return rate && rate / divisorOf(head);
}

/** Channels that come out of a decoder. */
export function mp3Channels({ mode }: Pick<Mp3FrameStart, 'mode'>): number {
  return mode === MONO ? 1 : 2;
}

function divisorOf({ version }: Pick<Mp3FrameStart, 'version'>): number {
  return version === MPEG_1 ? 1 : version === 2 ? 2 : 4;
}
