import { errata, practice, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';

export const BASIC_HEADER_NOT_SMALLEST = diagnostic(
  'chunk.basic-header-not-smallest',
  'note',
  rtmp('5.3.1.1'),
  'This chunk stream ID would fit in a shorter basic header.',
  'Both forms mean the same chunk stream. Some receivers do not know the long form.',
);

export const EXTENDED_TIMESTAMP_MISSING = diagnostic(
  'chunk.extended-timestamp-missing',
  'warning',
  rtmp('5.3.1.3').amendedBy(errata('5.1')),
  'This type 3 chunk should repeat the extended timestamp and does not.',
  'Receivers that follow the text take four bytes of payload for the field and lose the stream. Known of older FFmpeg, librtmp and OBS.',
);

export const EXTENDED_TIMESTAMP_DIFFERS = diagnostic(
  'chunk.extended-timestamp-differs',
  'warning',
  errata('5.1'),
  'The extended timestamp of this type 3 chunk repeats another value than the header before it gave.',
  'It was read as the field because it is the absolute time of the message; a receiver that compares will take it for payload.',
);

export const EXTENDED_TIMESTAMP_NOT_NEEDED = diagnostic(
  'chunk.extended-timestamp-not-needed',
  'warning',
  rtmp('5.3.1.3'),
  'The extended timestamp is used for a value that fits in 24 bits.',
  'Receivers that remember the field by its value stop expecting it in type 3 chunks and lose the stream.',
);

export const FIRST_CHUNK_NOT_TYPE_0 = diagnostic(
  'chunk.first-not-type-0',
  'error',
  rtmp('5.3.1.2.1'),
  'The first chunk of this chunk stream is not of type 0.',
  'What it leaves out was never said; message stream ID and time are taken as 0. librtmp starts chunk streams with type 1.',
);

export const HEADER_IN_MESSAGE = diagnostic(
  'chunk.header-in-message',
  'warning',
  rtmp('5.3.1.2.4'),
  'A message goes on with a chunk that is not of type 3.',
  'It is read as a continuation, because length and type have not changed. Some receivers start a new message here.',
);

export const MESSAGE_ABANDONED = diagnostic(
  'chunk.message-abandoned',
  'error',
  rtmp('5.3.1.2'),
  'A new message begins on this chunk stream before the one before it was complete.',
  'The bytes of the unfinished message are dropped. An Abort Message should have said so.',
);

export const TYPE_3_AFTER_TYPE_0 = diagnostic(
  'chunk.type-3-after-type-0',
  'warning',
  rtmp('5.3.1.2.4'),
  'A type 3 chunk starts a message right after a type 0: by the text the timestamp of the type 0 counts as the delta.',
  'FFmpeg, SRS and librtmp read it so; nginx-rtmp, MediaMTX and xiu add 0. Their clocks part here, and further with each type 3 chunk that follows; it is said once for each type 0.',
);

export const DELTA_NEGATIVE = diagnostic(
  'chunk.delta-negative',
  'warning',
  rtmp('4'),
  'The timestamp delta is above 2³¹: time goes backwards in 32-bit arithmetic.',
  'Some receivers take it for a jump of weeks.',
);

export const MESSAGE_STREAM_ID_LARGE = diagnostic(
  'chunk.message-stream-id-large',
  'warning',
  errata('4.2'),
  'The message stream ID is above 16777215.',
  'It is probably written most significant byte first; this field is little-endian.',
);

export const CHUNK_STREAM_LOST = diagnostic(
  'chunk.lost',
  'error',
  rtmp('5.3'),
  'From here the bytes make no sense as chunks.',
  'The usual causes: a chunk size that was announced and not used (or the reverse), a missing extended timestamp, or bytes lost in the capture.',
);

export const CHUNK_STREAM_FOUND = diagnostic(
  'chunk.found-again',
  'note',
  practice('RTMP Inspector'),
  'From here the bytes make sense as chunks again.',
  'The place was found by candidates that agree over several headers. What comes before it could not be read; chunk streams seen first after it may miss inherited values.',
);

export const CHUNK_CUT = diagnostic(
  'chunk.cut',
  'note',
  practice('RTMP Inspector'),
  'The capture ends inside this chunk.',
);

export const CHUNK_SIZE_INFERRED = diagnostic(
  'chunk.size-inferred',
  'note',
  rtmp('5.4.1'),
  'The chunk size was not seen in the capture; it was inferred from where the next headers lie.',
);

/** Every diagnostic about chunks, for the dictionary. */
export const CHUNK_DIAGNOSTICS = [
  BASIC_HEADER_NOT_SMALLEST,
  EXTENDED_TIMESTAMP_MISSING,
  EXTENDED_TIMESTAMP_DIFFERS,
  EXTENDED_TIMESTAMP_NOT_NEEDED,
  FIRST_CHUNK_NOT_TYPE_0,
  HEADER_IN_MESSAGE,
  MESSAGE_ABANDONED,
  TYPE_3_AFTER_TYPE_0,
  DELTA_NEGATIVE,
  MESSAGE_STREAM_ID_LARGE,
  CHUNK_STREAM_LOST,
  CHUNK_STREAM_FOUND,
  CHUNK_CUT,
  CHUNK_SIZE_INFERRED,
];
