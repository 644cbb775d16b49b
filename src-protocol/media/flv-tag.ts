import { flv } from '../dictionary/citation.ts';
import { type Diagnostic, diagnostic } from '../dictionary/diagnostic.ts';
import { bytes, computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';

/** FLV 10.1, Annex E.4.1: a tag of an FLV file, with the number behind it that leads backwards. */
export const FlvTag = structure(
  'flv.tag',
  'FLV tag',
  flv('E.4.1'),
  'One message in a file: a header of eleven bytes, the data, and the size of both once more behind it.',
  {
    reserved: uint(2, 'Reserved; 0.'),
    filter: uint(1, 'Whether the data is encrypted.', { values: { 0: 'no', 1: 'encrypted' } }),
    tagType: uint(5, 'What the data is; the numbers are those of RTMP message types.', {
      values: { 8: 'audio', 9: 'video', 18: 'script data' },
    }),
    dataSize: uint(24, 'Bytes of data.', { unit: 'bytes' }),
    timestamp: uint(24, 'The low 24 bits of the time, which begins with 0 at the first tag.', {
      unit: 'ms',
    }),
    timestampExtended: uint(8, 'The high 8 bits of the time.'),
    wholeTimestamp: computed('The time, from both fields.', { unit: 'ms' }),
    streamId: uint(24, 'Always 0.', { label: 'stream ID' }),
    data: bytes(0, 'The payload, laid out as in an RTMP message of the same type.'),
    previousTagSize: uint(32, 'The size of the tag before this number, for reading backwards.', {
      unit: 'bytes',
      see: flv('E.3'),
    }),
  },
);

export const FLV_BACK_POINTER = diagnostic(
  'flv.back-pointer',
  'warning',
  flv('E.3'),
  'The number behind this tag is not its size.',
  'Players do not mind; programs that read backwards, or cut and join files, do.',
);
export const FLV_STREAM_ID = diagnostic(
  'flv.stream-id',
  'note',
  flv('E.4.1'),
  'The stream ID of this tag is not 0.',
);
export const FLV_TAG_TYPE = diagnostic(
  'flv.tag-type',
  'error',
  flv('E.4.1'),
  'There is no tag of this type: the file is damaged here, or something else begins.',
);
export const FLV_CUT = diagnostic(
  'flv.cut',
  'warning',
  flv('E.4.1'),
  'The file ends inside this tag.',
  'The recording was stopped, or the copy is incomplete.',
);

/** What can be wrong with an FLV file. */
export const FLV_DIAGNOSTICS: readonly Diagnostic[] = [
  FLV_BACK_POINTER,
  FLV_STREAM_ID,
  FLV_TAG_TYPE,
  FLV_CUT,
];

/** Bytes of the header of a tag, and of the number behind it. */
export const FLV_TAG_HEADER = 11;
export const FLV_BACK_POINTER_BYTES = 4;

/** What the header of a tag says. */
export interface FlvTagHeader {
  readonly tagType: number;
  readonly dataSize: number;
  /** Milliseconds, 32 bits. */
  readonly timestamp: number;
  readonly streamId: number;
}

/** A tag that is to be written. */
export interface FlvTagData extends FlvTagHeader {
  readonly data: Uint8Array;
}

/** The layout of a tag's header. */
export function flvTagHeader(w: Wire, given?: FlvTagHeader): FlvTagHeader {
  const f = w.open(FlvTag);
  w.uint(f.reserved, 0);
  w.uint(f.filter, 0);
  const tagType = w.uint(f.tagType, given?.tagType ?? 0);
  if (!isTagType(tagType)) w.note(FLV_TAG_TYPE);
  const dataSize = w.uint(f.dataSize, given?.dataSize ?? 0);
  const time = given?.timestamp ?? 0;
  const low = w.uint(f.timestamp, time % 2 ** 24);
  const high = w.uint(f.timestampExtended, Math.floor(time / 2 ** 24));
  const timestamp = high * 2 ** 24 + low;
  w.calculated(f.wholeTimestamp, timestamp, `${high} × 2²⁴ + ${low}`);
  const streamId = w.uint(f.streamId, given?.streamId ?? 0);
  if (streamId !== 0) w.note(FLV_STREAM_ID);
  w.close();
  return { tagType, dataSize, timestamp, streamId };
}

/** The layout of a whole tag, and of the number behind it if that is there. */
export function flvTag(w: Wire, given?: FlvTagData): FlvTagHeader {
  const header = flvTagHeader(w, given);
  const { fields } = FlvTag;
  const there = Math.min(header.dataSize, w.remaining);
  if (there > 0) w.bytes(fields.data, there, given?.data ?? NO_BYTES);
  if (there < header.dataSize) w.note(FLV_CUT);
  else if (w.remaining >= FLV_BACK_POINTER_BYTES) {
    const size = w.uint(fields.previousTagSize, FLV_TAG_HEADER + there);
    if (size !== FLV_TAG_HEADER + header.dataSize) w.note(FLV_BACK_POINTER);
  }
  return header;
}

/** Audio, video and script data. */
export function isTagType(type: number): boolean {
  return type === 8 || type === 9 || type === 18;
}
