import { codec, ertmp } from '../dictionary/citation.ts';
import { bytes, text, uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { FLAC_BARE, FLAC_HEAD } from './diagnostics.ts';
import { inOrder } from './in-order.ts';

export const FlacHeader = structure(
  'media.flacHeader',
  'FLAC stream header',
  codec('flac', '6').amendedBy(ertmp('Enhanced Audio')),
  'The signature, and metadata blocks of which the first describes the stream.',
  { signature: text('fLaC.', { label: 'signature' }) },
);

const BLOCK_TYPES: ValueNames = {
  0: 'STREAMINFO',
  1: 'PADDING',
  2: 'APPLICATION',
  3: 'SEEKTABLE',
  4: 'VORBIS_COMMENT',
  5: 'CUESHEET',
  6: 'PICTURE',
};

export const FlacMetadataBlock = structure(
  'media.flacMetadataBlock',
  'metadata block (FLAC)',
  codec('flac', '8.1'),
  'A block of what is known about the sound.',
  {
    last: uint(1, 'Whether it is the last block before the sound.', { label: 'last' }),
    blockType: uint(7, 'What the block is about.', { label: 'block type', values: BLOCK_TYPES }),
    length: uint(24, 'Bytes that follow.', { label: 'size', unit: 'bytes' }),
    data: bytes(0, 'What the block says.', { label: 'data' }),
    minimumBlockSize: uint(16, 'Samples in the shortest block but the last.', {
      label: 'minimum block size',
      see: codec('flac', '8.2'),
    }),
    maximumBlockSize: uint(16, 'Samples in the longest block.', {
      label: 'maximum block size',
      see: codec('flac', '8.2'),
    }),
    minimumFrameSize: uint(24, 'Bytes of the smallest frame; 0 when not known.', {
      label: 'minimum frame size',
      unit: 'bytes',
      see: codec('flac', '8.2'),
    }),
    maximumFrameSize: uint(24, 'Bytes of the largest frame; 0 when not known.', {
      label: 'maximum frame size',
      unit: 'bytes',
      see: codec('flac', '8.2'),
    }),
    sampleRate: uint(20, 'Samples a second.', {
      label: 'sample rate',
      unit: 'Hz',
      see: codec('flac', '8.2'),
    }),
    channelsMinus1: uint(3, 'Channels, less one.', {
      label: 'channels − 1',
      see: codec('flac', '8.2'),
    }),
    bitsPerSampleMinus1: uint(5, 'Bits of a sample, less one.', {
      label: 'bits per sample − 1',
      see: codec('flac', '8.2'),
    }),
    totalSamples: uint(36, 'Samples of the whole; 0 when not known.', {
      label: 'total samples',
      see: codec('flac', '8.2'),
    }),
    md5: bytes(16, 'Checksum of the sound before it was encoded.', {
      label: 'MD5',
      see: codec('flac', '8.2'),
    }),
  },
);

const HEAD = ['last', 'blockType', 'length'] as const;
const STREAM_INFO = [
  'minimumBlockSize',
  'maximumBlockSize',
  'minimumFrameSize',
  'maximumFrameSize',
  'sampleRate',
  'channelsMinus1',
  'bitsPerSampleMinus1',
  'totalSamples',
] as const;

/** What the first metadata block says: its numbers by field. */
export type FlacStreamInfo = Readonly<Record<(typeof STREAM_INFO)[number], number>> & {
  readonly md5: Uint8Array;
};

/** A metadata block. */
export type FlacBlock = Readonly<Record<(typeof HEAD)[number], number>> & {
  readonly streamInfo?: FlacStreamInfo;
  /** What is not taken apart; shorter than `length` when cut off. */
  readonly data: Uint8Array;
};

/** "fLaC" as a number. */
const SIGNATURE = 0x664c6143;
const STREAM_INFO_LENGTH = 34;

/** The layout of the header (RFC 9639 §6, §8) up to the position `end`; undefined where there is none. */
export function flacHeader(
  w: Wire,
  end: number,
  given: readonly FlacBlock[] | undefined,
): FlacBlock[] | undefined {
  const left = (): number => (w.writing ? Infinity : end - w.position);
  if (!w.writing && (left() < 4 || w.peek(4) !== SIGNATURE)) {
    w.note(FLAC_HEAD);
    return undefined;
  }
  const f = w.open(FlacHeader);
  w.text(f.signature, 4, 'fLaC');
  const blocks: FlacBlock[] = [];
  let last = false;
  while (w.writing ? blocks.length < given!.length : !last && left() >= 4) {
    w.item(blocks.length);
    const block = metadataBlock(w, left, given?.[blocks.length]);
    blocks.push(block);
    last = block.last === 1;
  }
  if (!w.writing && blocks.length === 0) w.note(FLAC_HEAD);
  w.close();
  return blocks;
}

/**
 * The layout of STREAMINFO alone, without signature and block header, as FFmpeg 8 sends it: undefined where
 * the `end` is not just as far away as it is long.
 */
export function bareStreamInfo(
  w: Wire,
  end: number,
  given: FlacStreamInfo | undefined,
): FlacStreamInfo | undefined {
  const bare = end - w.position === STREAM_INFO_LENGTH && w.peek(4) !== SIGNATURE;
  if (w.writing ? !given : !bare) return undefined;
  const f = w.open(FlacMetadataBlock);
  const info = streamInformation(w, f, given);
  w.close();
  w.note(FLAC_BARE);
  return info;
}

function streamInformation(
  w: Wire,
  f: typeof FlacMetadataBlock.fields,
  given: FlacStreamInfo | undefined,
): FlacStreamInfo {
  const numbers = inOrder(w, f, STREAM_INFO, given);
  return { ...numbers, md5: w.bytes(f.md5, 16, given?.md5 ?? NO_BYTES) };
}

function metadataBlock(w: Wire, left: () => number, given: FlacBlock | undefined): FlacBlock {
  const f = w.open(FlacMetadataBlock);
  const head = inOrder(w, f, HEAD, given);
  const there = Math.min(head.length, left());
  if (there < head.length) w.note(FLAC_HEAD);
  let streamInfo: FlacStreamInfo | undefined;
  const whole = head.blockType === 0 && there >= STREAM_INFO_LENGTH;
  if (w.writing ? given?.streamInfo : whole)
    streamInfo = streamInformation(w, f, given?.streamInfo);
  const size = w.writing ? given!.data.length : there - (streamInfo ? STREAM_INFO_LENGTH : 0);
  const data = size > 0 ? w.bytes(f.data, size, given?.data ?? NO_BYTES) : NO_BYTES;
  w.close();
  return { ...head, ...(streamInfo && { streamInfo }), data };
}

export const FlacFrame = structure(
  'media.flacFrame',
  'frame (FLAC)',
  codec('flac', '9.1'),
  'Four bytes that say how many samples there are and how, then the sound.',
  {
    syncCode: uint(15, 'Where a frame begins: 0x7FFC.', { label: 'sync code', format: 'hex' }),
    blockingStrategy: uint(1, 'Whether all blocks are of one size.', {
      label: 'blocking strategy',
      values: { 0: 'fixed', 1: 'variable' },
    }),
    blockSize: uint(4, 'Samples in the block, from a table.', { label: 'block size bits' }),
    sampleRate: uint(4, 'Samples a second, from a table.', {
      label: 'sample rate bits',
      values: {
        0: 'as in STREAMINFO',
        1: '88200 Hz',
        2: '176400 Hz',
        3: '192000 Hz',
        4: '8000 Hz',
        5: '16000 Hz',
        6: '22050 Hz',
        7: '24000 Hz',
        8: '32000 Hz',
        9: '44100 Hz',
        10: '48000 Hz',
        11: '96000 Hz',
        12: 'kHz, follow in 8 bits',
        13: 'Hz, follow in 16 bits',
        14: 'tens of Hz, follow in 16 bits',
        15: 'forbidden',
      },
    }),
    channels: uint(4, 'Channels, less one; 8 to 10 are stereo told by differences.', {
      label: 'channels bits',
      values: {
        0: 'mono',
        1: 'stereo',
        8: 'left and side',
        9: 'side and right',
        10: 'mid and side',
      },
    }),
    bitDepth: uint(3, 'Bits of a sample, from a table.', {
      label: 'bit depth bits',
      values: {
        0: 'as in STREAMINFO',
        1: '8 bit',
        2: '12 bit',
        4: '16 bit',
        5: '20 bit',
        6: '24 bit',
        7: '32 bit',
      },
    }),
    reserved: uint(1, 'Zero.', { label: 'reserved' }),
    data: bytes(0, 'Number of the frame, the sound, and checksums.', { label: 'frame data' }),
  },
);

const FRAME = [
  'syncCode',
  'blockingStrategy',
  'blockSize',
  'sampleRate',
  'channels',
  'bitDepth',
  'reserved',
] as const;

/** The begin of a frame: its numbers by field, and what follows. */
export type FlacFrameStart = Readonly<Record<(typeof FRAME)[number], number>> & {
  readonly data: Uint8Array;
};

/** The layout of a frame (RFC 9639 §9.1) up to the position `end`; undefined where none begins. */
export function flacFrame(
  w: Wire,
  end: number,
  given: FlacFrameStart | undefined,
): FlacFrameStart | undefined {
  if (!w.writing && (end - w.position < 4 || (w.peek(2) & 0xfffe) !== 0xfff8)) return undefined;
  const f = w.open(FlacFrame);
  const head = inOrder(w, f, FRAME, given);
  const length = w.writing ? given!.data.length : end - w.position;
  const data = length > 0 ? w.bytes(f.data, length, given?.data ?? NO_BYTES) : NO_BYTES;
  w.close();
  return { ...head, data };
}
