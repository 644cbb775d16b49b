import type { Citation } from '../dictionary/citation.ts';
import { bytes, computed, type Field, uint, type ValueNames } from '../dictionary/field.ts';
import { type Structure, structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { MODEX_UNKNOWN, NANO_INVALID, TAG_SHORT } from './diagnostics.ts';

/** The packet type that says a modifier comes first, for audio and video alike. */
export const MODEX = 7;

/** The fields of a packet modifier. Audio and video have one structure each: their packet types differ. */
export type ModExStructure = Structure<
  Record<
    | 'dataSize'
    | 'dataSize16'
    | 'data'
    | 'modExType'
    | 'packetType'
    | 'size'
    | 'timestampOffsetNano',
    Field
  >
>;

/** Declares the packet modifier of audio or video. */
export function modExStructure(id: string, see: Citation, packetTypes: ValueNames): ModExStructure {
  return structure(id, 'ModEx', see, 'A modifier of the packet that follows.', {
    dataSize: uint(8, 'Size of the data, less one. 255 says that the size follows in 16 bits.', {
      label: 'modExDataSize − 1',
      unit: 'bytes',
    }),
    dataSize16: uint(16, 'Size of the data, less one, when it did not fit 8 bits.', {
      label: 'modExDataSize − 1',
      unit: 'bytes',
    }),
    size: computed('How many bytes of data follow.', { label: 'modExDataSize', unit: 'bytes' }),
    data: bytes(0, 'What the modifier says.', { label: 'modExData' }),
    modExType: uint(4, 'Which modifier it is. Sent after its data.', {
      values: { 0: { name: 'TimestampOffsetNano', text: 'A time finer than milliseconds.' } },
    }),
    packetType: uint(4, 'The type of the packet that follows, or one more modifier.', {
      values: packetTypes,
    }),
    timestampOffsetNano: computed(
      'Nanoseconds to add to the presentation time of this message; its timestamp stays as it is.',
      { unit: 'ns' },
    ),
  });
}

/** A packet modifier. */
export interface ModEx {
  readonly modExType: number;
  /** A view of the bytes read. */
  readonly data: Uint8Array;
  /** The packet type that follows. */
  readonly packetType: number;
  /** Whether the size was sent in 16 bits. */
  readonly wide: boolean;
  /** Only for TimestampOffsetNano with a valid value. */
  readonly timestampOffsetNano?: number;
}

const TIMESTAMP_OFFSET_NANO = 0;
const ESCAPE = 0xff;

/** The layout of a packet modifier (Enhanced RTMP, "Enhanced Video"). */
export function modEx(w: Wire, declared: ModExStructure, given: ModEx | undefined): ModEx {
  const f = w.open(declared);
  const before = given?.data ?? NO_BYTES;
  // 256 bytes and more have no other form than the wide one.
  const first = w.uint(f.dataSize, given?.wide ? ESCAPE : Math.min(before.length - 1, ESCAPE));
  const wide = first === ESCAPE;
  const size = (wide ? w.uint(f.dataSize16, before.length - 1) : first) + 1;
  w.calculated(f.size, size, `${size - 1} + 1`);
  const data = w.bytes(f.data, size, before);
  const modExType = w.uint(f.modExType, given?.modExType ?? 0);
  if (!w.short && modExType !== TIMESTAMP_OFFSET_NANO) w.note(MODEX_UNKNOWN);
  const packetType = w.uint(f.packetType, given?.packetType ?? 0);
  const result = { modExType, data, packetType, wide };
  if (w.short) w.note(TAG_SHORT);
  else if (modExType === TIMESTAMP_OFFSET_NANO) {
    const nano = data.length < 3 ? -1 : data[0]! * 65536 + data[1]! * 256 + data[2]!;
    if (nano >= 0) w.calculated(f.timestampOffsetNano, nano, 'the first three bytes of modExData');
    if (nano < 0 || nano > 999_999) w.note(NANO_INVALID);
    w.close();
    return nano < 0 || nano > 999_999 ? result : { ...result, timestampOffsetNano: nano };
  }
  w.close();
  return result;
}
