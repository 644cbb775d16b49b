import { codec, ertmp } from '../dictionary/citation.ts';
import { bytes, computed, int, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { CONFIGURATION_CUT, OPUS_HEAD } from './diagnostics.ts';
import { inOrder } from './in-order.ts';

const LE = { littleEndian: true } as const;

export const OpusHead = structure(
  'media.opusHead',
  'OpusHead',
  codec('ogg-opus', '5.1').amendedBy(ertmp('Enhanced Audio')),
  'The identification header of Opus as Ogg files have it.',
  {
    magicOpus: uint(32, 'Opus.', { label: 'Magic Signature', format: 'fourcc' }),
    magicHead: uint(32, 'Head.', { label: 'Magic Signature, second half', format: 'fourcc' }),
    version: uint(8, 'Version, 1; any up to 15 can be read.', { label: 'Version' }),
    channelCount: uint(8, 'Channels.', { label: 'Output Channel Count' }),
    preSkip: uint(16, 'Samples at 48 kHz to throw away at the start.', {
      label: 'Pre-skip',
      ...LE,
    }),
    inputSampleRate: uint(32, 'What the sound was before it was encoded. Decoding is at 48 kHz.', {
      label: 'Input Sample Rate',
      unit: 'Hz',
      ...LE,
    }),
    outputGain: int(16, 'How much louder to play it, in 256ths of a decibel.', {
      label: 'Output Gain',
      ...LE,
    }),
    gain: computed('The same in decibels.', { label: 'gain, dB' }),
    channelMappingFamily: uint(8, 'How channels are told.', {
      label: 'Channel Mapping Family',
      values: {
        0: { name: 'mono or stereo', text: 'Nothing more follows.' },
        1: 'surround, in the order of Vorbis',
        2: 'ambisonics',
        3: 'ambisonics with a matrix',
        255: 'no meaning told',
      },
      see: codec('ogg-opus', '5.1.1'),
    }),
    streamCount: uint(8, 'Opus streams in a packet.', { label: 'Stream Count' }),
    coupledCount: uint(8, 'How many of them are stereo.', { label: 'Coupled Count' }),
    channelMapping: uint(8, 'Which decoded channel this one is; 255 is silence.', {
      label: 'Channel Mapping',
    }),
  },
);

const HEAD = [
  'magicOpus',
  'magicHead',
  'version',
  'channelCount',
  'preSkip',
  'inputSampleRate',
  'outputGain',
  'channelMappingFamily',
] as const;
const STREAMS = ['streamCount', 'coupledCount'] as const;

/** The identification header: its numbers by field. */
export type OpusIdentification = Readonly<Record<(typeof HEAD)[number], number>> & {
  /** Only for families other than 0. */
  readonly streams?: Readonly<Record<(typeof STREAMS)[number], number>>;
  readonly mapping: readonly number[];
};

/** "Opus" and "Head" as numbers. */
const OPUS = 0x4f707573;
const HEAD_LETTERS = 0x48656164;

/** The layout of the header (RFC 7845 §5.1) up to the position `end`; undefined where there is none. */
export function opusHead(
  w: Wire,
  end: number,
  given: OpusIdentification | undefined,
): OpusIdentification | undefined {
  const left = (): number => (w.writing ? Infinity : end - w.position);
  if (!w.writing && (left() < 19 || w.peek(4) !== OPUS)) {
    w.note(OPUS_HEAD);
    return undefined;
  }
  const f = w.open(OpusHead);
  const start = inOrder(w, f, HEAD.slice(0, -1), given);
  if (start.magicHead !== HEAD_LETTERS) w.note(OPUS_HEAD);
  w.calculated(f.gain, start.outputGain / 256, `${start.outputGain} ÷ 256`);
  const head = { ...start, ...inOrder(w, f, ['channelMappingFamily'], given) };
  const mapping: number[] = [];
  let streams: OpusIdentification['streams'];
  const cut = head.channelMappingFamily !== 0 && left() < 2 + head.channelCount;
  if (w.writing ? given?.streams : head.channelMappingFamily !== 0 && !cut) {
    streams = inOrder(w, f, STREAMS, given?.streams);
    while (mapping.length < head.channelCount)
      mapping.push(w.uint(f.channelMapping, given?.mapping[mapping.length] ?? 0));
  }
  if (!w.writing && cut) w.note(CONFIGURATION_CUT);
  w.close();
  return { ...head, ...(streams && { streams }), mapping };
}

/** Mode, bandwidth and milliseconds of a frame by configuration number (RFC 6716 §3.1, table 2). */
const CONFIGURATIONS: ValueNames = Object.fromEntries(
  Array.from({ length: 32 }, (_, n) => [n, `${modeOf(n)}, ${durationOf(n)} ms`]),
);

function modeOf(n: number): string {
  if (n < 12) return `SILK ${['narrowband', 'mediumband', 'wideband'][n >> 2]!}`;
  if (n < 16) return `hybrid ${['super-wideband', 'fullband'][(n - 12) >> 1]!}`;
  return `CELT ${['narrowband', 'wideband', 'super-wideband', 'fullband'][(n - 16) >> 2]!}`;
}

function durationOf(n: number): number {
  if (n < 12) return [10, 20, 40, 60][n & 3]!;
  return n < 16 ? [10, 20][n & 1]! : [2.5, 5, 10, 20][n & 3]!;
}

export const OpusPacket = structure(
  'media.opusPacket',
  'packet (Opus)',
  codec('opus', '3.1'),
  'A byte tells how the sound was encoded and how many frames there are.',
  {
    config: uint(5, 'Method, bandwidth and duration of a frame.', {
      label: 'config',
      values: CONFIGURATIONS,
    }),
    stereo: uint(1, 'Channels.', { label: 's', values: { 0: 'mono', 1: 'stereo' } }),
    code: uint(2, 'How many frames the packet has.', {
      label: 'c',
      values: {
        0: 'one frame',
        1: 'two frames of one size',
        2: 'two frames of two sizes',
        3: 'any number of frames',
      },
    }),
    variableBitRate: uint(1, 'Whether each frame has a size of its own.', {
      label: 'v',
      see: codec('opus', '3.2.5'),
    }),
    padding: uint(1, 'Whether bytes that mean nothing follow.', {
      label: 'p',
      see: codec('opus', '3.2.5'),
    }),
    frameCount: uint(6, 'How many frames there are.', { label: 'M', see: codec('opus', '3.2.5') }),
    duration: computed('How long the packet lasts.', { label: 'duration', unit: 'ms' }),
    frames: bytes(0, 'The frames, and further packets if there are.', { label: 'frames' }),
  },
);

const TOC = ['config', 'stereo', 'code'] as const;
const COUNT = ['variableBitRate', 'padding', 'frameCount'] as const;

/** The begin of an Opus packet, and what follows. */
export type OpusPacketStart = Readonly<Record<(typeof TOC)[number], number>> & {
  readonly count?: Readonly<Record<(typeof COUNT)[number], number>>;
  /** A view of the bytes read. */
  readonly frames: Uint8Array;
};

/** The layout of a packet (RFC 6716 §3.1) up to the position `end`, of one byte or more. */
export function opusPacket(
  w: Wire,
  end: number,
  given: OpusPacketStart | undefined,
): OpusPacketStart {
  const f = w.open(OpusPacket);
  const toc = inOrder(w, f, TOC, given);
  let count: OpusPacketStart['count'];
  if (w.writing ? given?.count : toc.code === 3 && end > w.position)
    count = inOrder(w, f, COUNT, given?.count);
  const frames = toc.code === 0 ? 1 : (count?.frameCount ?? 2);
  const each = durationOf(toc.config);
  w.calculated(f.duration, frames * each, `${frames} × ${each}`);
  const length = w.writing ? given!.frames.length : end - w.position;
  const data = length > 0 ? w.bytes(f.frames, length, given?.frames ?? NO_BYTES) : NO_BYTES;
  w.close();
  return { ...toc, ...(count && { count }), frames: data };
}
