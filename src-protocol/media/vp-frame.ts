import { codec } from '../dictionary/citation.ts';
import { bytes, computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { inOrder } from './in-order.ts';

export const Vp8Frame = structure(
  'media.vp8Frame',
  'frame (VP8)',
  codec('vp8', '9.1'),
  'Three bytes that say what the frame is; for a key frame also its size.',
  {
    partSizeLow: uint(3, 'The low bits of the size of the first partition.', {
      label: 'first_part_size, low bits',
    }),
    showFrame: uint(1, 'Whether it is shown, or only kept for others.', { label: 'show_frame' }),
    version: uint(3, 'Which filters are used.', { label: 'version' }),
    interFrame: uint(1, 'Whether other frames are needed.', {
      label: 'frame type',
      values: { 0: 'key frame', 1: 'inter frame' },
    }),
    partSizeHigh: uint(16, 'The high bits of the size of the first partition.', {
      label: 'first_part_size, high bits',
      littleEndian: true,
    }),
    firstPartSize: computed('Bytes of the first partition.', {
      label: 'first_part_size',
      unit: 'bytes',
    }),
    startCode: uint(24, '9d 01 2a, in every key frame.', { label: 'start code', format: 'hex' }),
    widthCode: uint(16, 'Fourteen bits of width and two of scaling.', {
      label: 'horizontal_size_code',
      littleEndian: true,
    }),
    width: computed('Pixels in a row.', { label: 'width' }),
    heightCode: uint(16, 'Fourteen bits of height and two of scaling.', {
      label: 'vertical_size_code',
      littleEndian: true,
    }),
    height: computed('Rows of pixels.', { label: 'height' }),
    data: bytes(0, 'The picture.', { label: 'frame data' }),
  },
);

export const Vp9Frame = structure(
  'media.vp9Frame',
  'frame (VP9)',
  codec('vp9', '6.2'),
  'The first bits say what the frame is; a key frame of profile 0 also tells colours and size here.',
  {
    frameMarker: uint(2, 'Always 2.', { label: 'frame_marker' }),
    profileLowBit: uint(1, 'The low bit of the profile.', { label: 'profile_low_bit' }),
    profileHighBit: uint(1, 'The high bit of the profile.', { label: 'profile_high_bit' }),
    showExistingFrame: uint(1, 'Set: a frame sent before is shown now.', {
      label: 'show_existing_frame',
    }),
    frameToShow: uint(3, 'Which one.', { label: 'frame_to_show_map_idx' }),
    frameType: uint(1, 'Whether other frames are needed.', {
      label: 'frame_type',
      values: { 0: 'key frame', 1: 'inter frame' },
    }),
    showFrame: uint(1, 'Whether it is shown, or only kept for others.', { label: 'show_frame' }),
    errorResilientMode: uint(1, 'Whether lost frames do less harm.', {
      label: 'error_resilient_mode',
    }),
    syncCode: uint(24, '49 83 42, in every key frame.', {
      label: 'frame_sync_code',
      format: 'hex',
    }),
    colorSpace: uint(3, 'Which colours.', {
      label: 'color_space',
      values: {
        0: 'unknown',
        1: 'BT.601',
        2: 'BT.709',
        3: 'SMPTE 170M',
        4: 'SMPTE 240M',
        5: 'BT.2020',
        6: 'reserved',
        7: 'sRGB',
      },
    }),
    colorRange: uint(1, 'Which numbers are black and white.', {
      label: 'color_range',
      values: { 0: 'limited range', 1: 'full range' },
    }),
    frameWidthMinus1: uint(16, 'Pixels in a row, less one.', { label: 'frame_width_minus_1' }),
    frameHeightMinus1: uint(16, 'Rows of pixels, less one.', { label: 'frame_height_minus_1' }),
    headerBits: uint(4, 'More of the header, packed bit by bit.', { label: 'uncompressed header' }),
    data: bytes(0, 'The rest of the header, and the picture.', { label: 'frame data' }),
  },
);

const VP8_HEAD = ['partSizeLow', 'showFrame', 'version', 'interFrame', 'partSizeHigh'] as const;
const VP8_KEY = ['startCode', 'widthCode', 'heightCode'] as const;
const VP9_HEAD = ['frameMarker', 'profileLowBit', 'profileHighBit', 'showExistingFrame'] as const;
const VP9_KIND = ['frameType', 'showFrame', 'errorResilientMode'] as const;
const VP9_KEY = [
  'syncCode',
  'colorSpace',
  'colorRange',
  'frameWidthMinus1',
  'frameHeightMinus1',
  'headerBits',
] as const;

/** The numbers at the start of a VP8 or VP9 frame, by field, and what follows them. */
export interface VpFrame {
  readonly numbers: Readonly<Partial<Record<string, number>>>;
  /** A view of the bytes read. */
  readonly data: Uint8Array;
}

/** The layout of a VP8 frame (RFC 6386 §9.1) up to the position `end`; undefined when it is too short. */
export function vp8Frame(w: Wire, end: number, given: VpFrame | undefined): VpFrame | undefined {
  const left = (): number => end - w.position;
  if (!w.writing && left() < 3) return undefined;
  const f = w.open(Vp8Frame);
  const head = inOrder(w, f, VP8_HEAD, given?.numbers);
  const size = head.partSizeHigh * 8 + head.partSizeLow;
  w.calculated(f.firstPartSize, size, `${head.partSizeHigh} × 8 + ${head.partSizeLow}`);
  let numbers: VpFrame['numbers'] = head;
  const key = head.interFrame === 0;
  if (key && (w.writing ? given?.numbers['startCode'] !== undefined : left() >= 7)) {
    const size = inOrder(w, f, VP8_KEY, given?.numbers);
    w.calculated(f.width, size.widthCode & 0x3fff, 'the low fourteen bits');
    w.calculated(f.height, size.heightCode & 0x3fff, 'the low fourteen bits');
    numbers = { ...head, ...size };
  }
  return rest(w, f.data, left(), numbers, given);
}

/** The layout of a VP9 frame (§6.2) up to the position `end`; undefined when it is too short or of profile 3. */
export function vp9Frame(w: Wire, end: number, given: VpFrame | undefined): VpFrame | undefined {
  const left = (): number => end - w.position;
  // Profile 3 has one bit more, and with it no field ends on a byte.
  if (!w.writing && (left() < 1 || (w.peek(1) & 0x30) === 0x30)) return undefined;
  const f = w.open(Vp9Frame);
  let numbers: VpFrame['numbers'] = inOrder(w, f, VP9_HEAD, given?.numbers);
  if (numbers['showExistingFrame'] === 1) {
    numbers = { ...numbers, ...inOrder(w, f, ['frameToShow'], given?.numbers) };
    return rest(w, f.data, left(), numbers, given);
  }
  const kind = inOrder(w, f, VP9_KIND, given?.numbers);
  const plain = numbers['profileLowBit'] === 0 && numbers['profileHighBit'] === 0;
  numbers = { ...numbers, ...kind };
  const key = kind.frameType === 0 && plain;
  // Colour space 7 (sRGB) is not for profile 0.
  if (key && (w.writing ? given?.numbers['syncCode'] !== undefined : left() >= 8))
    numbers = { ...numbers, ...inOrder(w, f, VP9_KEY, given?.numbers) };
  return rest(w, f.data, left(), numbers, given);
}

function rest(
  w: Wire,
  field: (typeof Vp8Frame.fields)['data'],
  left: number,
  numbers: VpFrame['numbers'],
  given: VpFrame | undefined,
): VpFrame {
  const length = w.writing ? given!.data.length : left;
  const data = length > 0 ? w.bytes(field, length, given?.data ?? NO_BYTES) : NO_BYTES;
  w.close();
  return { numbers, data };
}
