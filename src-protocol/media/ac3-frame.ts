import { codec } from '../dictionary/citation.ts';
import { bytes, computed, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { inOrder } from './in-order.ts';

const RATES: ValueNames = { 0: '48 kHz', 1: '44.1 kHz', 2: '32 kHz', 3: 'reserved' };

/** Speakers by acmod: front before the stroke, behind it the back. */
const CHANNELS: ValueNames = {
  0: '1+1, two programmes',
  1: '1/0, mono',
  2: '2/0, stereo',
  3: '3/0',
  4: '2/1',
  5: '3/1',
  6: '2/2',
  7: '3/2',
};

export const Ac3Frame = structure(
  'media.ac3Frame',
  'syncframe (AC-3)',
  codec('ac3', '5.3.1'),
  'Seven bytes that say how the sound was encoded, then the sound.',
  {
    syncWord: uint(16, 'Where a frame begins: 0x0B77.', { label: 'syncword', format: 'hex' }),
    crc1: uint(16, 'Checksum of the first part of the frame.', { label: 'crc1', format: 'hex' }),
    fscod: uint(2, 'Samples a second.', { label: 'fscod', values: RATES }),
    frmsizecod: uint(6, 'Size of the frame, from a table.', { label: 'frmsizecod' }),
    bsid: uint(5, 'Version of the format: 8, or 6.', {
      label: 'bsid',
      see: codec('ac3', '5.3.2'),
    }),
    bsmod: uint(3, 'What the sound is for: the main programme, comments …', {
      label: 'bsmod',
      values: {
        0: 'complete main',
        1: 'music and effects',
        2: 'visually impaired',
        3: 'hearing impaired',
        4: 'dialogue',
        5: 'commentary',
        6: 'emergency',
        7: 'voice over or karaoke',
      },
      see: codec('ac3', '5.3.2'),
    }),
    acmod: uint(3, 'Channels but the deep one.', {
      label: 'acmod',
      values: CHANNELS,
      see: codec('ac3', '5.3.2'),
    }),
    mixing: uint(
      5,
      'How to mix the channels down, and whether there is a deep one. How many bits are for what depends on acmod.',
      {
        label: 'cmixlev, surmixlev, dsurmod, lfeon',
        see: codec('ac3', '5.3.2'),
      },
    ),
    sampleRate: computed('Samples a second.', { label: 'sample rate', unit: 'Hz' }),
    channels: computed('Channels, the deep one counted.', { label: 'channels' }),
    data: bytes(0, 'The sound, and further frames if there are.', { label: 'frame data' }),
  },
);

export const Eac3Frame = structure(
  'media.eac3Frame',
  'syncframe (E-AC-3)',
  codec('ac3', 'E'),
  'Six bytes that say how the sound was encoded, then the sound.',
  {
    syncWord: uint(16, 'Where a frame begins: 0x0B77.', { label: 'syncword', format: 'hex' }),
    strmtyp: uint(2, 'Whether it stands alone.', {
      label: 'strmtyp',
      values: { 0: 'independent', 1: 'dependent', 2: 'converted from AC-3', 3: 'reserved' },
    }),
    substreamid: uint(3, 'Which of several streams.', { label: 'substreamid' }),
    frmsiz: uint(11, 'Size of the frame in words of two bytes, less one.', { label: 'frmsiz' }),
    fscod: uint(2, 'Samples a second.', {
      label: 'fscod',
      values: { ...RATES, 3: 'half of the rate the next two bits tell' },
    }),
    numblkscod: uint(2, 'Blocks of 256 samples; with fscod 3 the rate instead.', {
      label: 'numblkscod / fscod2',
      values: { 0: '1 block', 1: '2 blocks', 2: '3 blocks', 3: '6 blocks' },
    }),
    acmod: uint(3, 'Channels but the deep one.', { label: 'acmod', values: CHANNELS }),
    lfeon: uint(1, 'Whether there is a channel for deep tones.', { label: 'lfeon' }),
    bsid: uint(5, 'Version of the format, 16.', { label: 'bsid' }),
    dialnorm: uint(3, 'How loud speech is, the first bits.', { label: 'dialnorm, first bits' }),
    sampleRate: computed('Samples a second.', { label: 'sample rate', unit: 'Hz' }),
    channels: computed('Channels, the deep one counted.', { label: 'channels' }),
    data: bytes(0, 'The sound, and further frames if there are.', { label: 'frame data' }),
  },
);

const AC3 = [
  'syncWord',
  'crc1',
  'fscod',
  'frmsizecod',
  'bsid',
  'bsmod',
  'acmod',
  'mixing',
] as const;
const EAC3 = [
  'syncWord',
  'strmtyp',
  'substreamid',
  'frmsiz',
  'fscod',
  'numblkscod',
  'acmod',
  'lfeon',
  'bsid',
  'dialnorm',
] as const;

/** The begin of a syncframe: its numbers by field, and what follows. */
export interface Ac3FrameStart {
  readonly enhanced: boolean;
  readonly numbers: Readonly<Partial<Record<string, number>>>;
  readonly data: Uint8Array;
}

/** Samples a second by fscod. */
const SAMPLE_RATES = [48000, 44100, 32000];
/** Channels by acmod, without the deep one. */
const FULL_CHANNELS = [2, 1, 2, 3, 3, 4, 4, 5];

/** Whether there is a deep channel: the bit behind the ones on mixing that acmod calls for. */
function hasLowFrequency(acmod: number, mixing: number): boolean {
  const centre = (acmod & 1) === 1 && acmod !== 1 ? 2 : 0;
  const surround = acmod & 4 ? 2 : 0;
  const stereo = acmod === 2 ? 2 : 0;
  return ((mixing >> (4 - centre - surround - stereo)) & 1) === 1;
}

const SYNC = 0x0b77;
const LEAST = 7;

/** The layout of a syncframe up to the position `end`; undefined where none begins. `enhanced` is E-AC-3. */
export function ac3Frame(
  w: Wire,
  end: number,
  enhanced: boolean,
  given: Ac3FrameStart | undefined,
): Ac3FrameStart | undefined {
  if (!w.writing && (end - w.position < LEAST || w.peek(2) !== SYNC)) return undefined;
  const f = enhanced ? w.open(Eac3Frame) : w.open(Ac3Frame);
  const numbers = enhanced ? eac3Numbers(w, given) : ac3Numbers(w, given);
  const length = w.writing ? given!.data.length : end - w.position;
  const data = length > 0 ? w.bytes(f.data, length, given?.data ?? NO_BYTES) : NO_BYTES;
  w.close();
  return { enhanced, numbers, data };
}

function ac3Numbers(w: Wire, given: Ac3FrameStart | undefined): Ac3FrameStart['numbers'] {
  const f = Ac3Frame.fields;
  const numbers = inOrder(w, f, AC3, given?.numbers);
  const rate = SAMPLE_RATES[numbers.fscod];
  if (rate !== undefined) w.calculated(f.sampleRate, rate);
  const deep = hasLowFrequency(numbers.acmod, numbers.mixing) ? 1 : 0;
  w.calculated(f.channels, FULL_CHANNELS[numbers.acmod]! + deep);
  return numbers;
}

function eac3Numbers(w: Wire, given: Ac3FrameStart | undefined): Ac3FrameStart['numbers'] {
  const f = Eac3Frame.fields;
  const numbers = inOrder(w, f, EAC3, given?.numbers);
  const rate = SAMPLE_RATES[numbers.fscod] ?? (SAMPLE_RATES[numbers.numblkscod] ?? 0) / 2;
  if (rate > 0) w.calculated(f.sampleRate, rate);
  w.calculated(f.channels, FULL_CHANNELS[numbers.acmod]! + numbers.lfeon);
  return numbers;
}
