import { amf0, amf3, errata, practice } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';

export const VALUE_CUT = diagnostic(
  'amf.value-cut',
  'error',
  amf0('2'),
  'The payload ends in the middle of this value.',
  'Either the message is not all there, or a length or count before this place is wrong.',
);
export const VALUE_TOO_DEEP = diagnostic(
  'amf.too-deep',
  'warning',
  practice('RTMP Inspector'),
  'Values are nested more than 64 levels deep; from here on the bytes are shown as they are.',
  'No real sender nests like this. The bound protects the decoder.',
);
export const NOT_UTF8 = diagnostic(
  'amf.not-utf8',
  'warning',
  amf0('1.3.1'),
  'This text has bytes that are not UTF-8 (or the marks an earlier bad conversion left).',
  'Stream names typed on some Windows systems arrive in the local code page.',
);
export const ZERO_IN_TEXT = diagnostic(
  'amf.zero-in-text',
  'warning',
  amf0('1.3.1'),
  'This text has a zero byte in it. It is allowed, but programs written in C take it for the end.',
  'Two receivers may see two different names here.',
);
export const UNKNOWN_MARKER = diagnostic(
  'amf0.unknown-marker',
  'error',
  amf0('2.1'),
  'No AMF0 type has this marker, so where the next value begins is unknown.',
  'Often the sign of a wrong length earlier in the message, or of a message put together wrongly.',
);
export const INT64_MARKER = diagnostic(
  'amf0.int64-marker',
  'warning',
  practice('Wireshark'),
  'Marker 0x22 is outside the specification; one dissector takes it for a 64-bit integer.',
);
export const RESERVED_MARKER = diagnostic(
  'amf0.reserved-marker',
  'warning',
  amf0('2.1'),
  'This marker is reserved and should never be sent.',
);
export const MISPLACED_END = diagnostic(
  'amf0.misplaced-object-end',
  'error',
  amf0('2.11'),
  'An object end marker stands where a value should begin.',
  'It only has a meaning after an empty property name.',
);
export const OBJECT_END_MISSING = diagnostic(
  'amf0.object-end-missing',
  'error',
  amf0('2.11'),
  'The list of properties is not closed by an empty name and the object end marker.',
  'Readers that insist on the three bytes 00 00 09 give up here.',
);
export const EMPTY_NAME = diagnostic(
  'amf0.empty-name',
  'note',
  amf0('2.5'),
  'A property has an empty name. Only together with the object end marker does that end the list.',
);
export const DUPLICATE_NAME = diagnostic(
  'amf0.duplicate-name',
  'note',
  amf0('2.5'),
  'A property of this name came before in the same list; receivers differ in which one they keep.',
);
export const BOOLEAN_BYTE = diagnostic(
  'amf0.boolean-byte',
  'note',
  amf0('2.3'),
  'The byte of this Boolean is neither 0 nor 1. It counts as true.',
);
export const BAD_REFERENCE = diagnostic(
  'amf0.bad-reference',
  'error',
  amf0('2.9'),
  'This reference points to an object that has not begun in this message.',
);
export const ECMA_COUNT = diagnostic(
  'amf0.ecma-count',
  'note',
  amf0('2.10'),
  'The declared count is not the number of properties that follow.',
  'Harmless: the end marker decides. A reader that trusts the count fails.',
);
export const ARRAY_COUNT = diagnostic(
  'amf0.array-count',
  'error',
  amf0('2.12'),
  'The array declares more values than there are bytes left.',
);
export const TIME_ZONE = diagnostic(
  'amf0.time-zone',
  'note',
  amf0('2.13'),
  'The time zone is reserved and should be 0; the moment is told by the number alone.',
);
export const U29_TOO_LONG = diagnostic(
  'amf3.u29-too-long',
  'note',
  amf3('1.3.1'),
  'This number takes more bytes than it needs.',
);
export const AMF3_UNKNOWN_MARKER = diagnostic(
  'amf3.unknown-marker',
  'error',
  amf3('3.1'),
  'No AMF3 type has this marker, so where the next value begins is unknown.',
);
export const AMF3_BAD_REFERENCE = diagnostic(
  'amf3.bad-reference',
  'error',
  amf3('2.2'),
  'This reference points past the end of its table.',
);
export const AMF3_KEPT_TABLES = diagnostic(
  'amf3.kept-tables',
  'warning',
  errata('7.2'),
  'This reference points to an entry of an earlier AMF3 value of the same message.',
  'Each switch to AMF3 is best read with empty tables; this sender seems to keep them.',
);
export const AMF3_COUNT = diagnostic(
  'amf3.count',
  'error',
  amf3('3'),
  'The count or length is larger than the bytes left.',
);
export const EXTERNALIZABLE = diagnostic(
  'amf3.externalizable',
  'warning',
  amf3('3.12'),
  'This class writes its own bytes in a way only the class knows; the rest is shown as it is.',
  'Nothing tells how many bytes there are, so nothing behind them can be read.',
  'Known are ArrayCollection, ArrayList and ObjectProxy of Flex, and its small messages DSA, DSK and DSC.',
);
export const FIXED_BYTE = diagnostic(
  'amf3.flag-byte',
  'note',
  amf3('3.15'),
  'This flag byte is neither 0 nor 1.',
);

/** Everything the AMF layouts can complain about. */
export const AMF_DIAGNOSTICS = [
  VALUE_CUT,
  VALUE_TOO_DEEP,
  NOT_UTF8,
  ZERO_IN_TEXT,
  UNKNOWN_MARKER,
  INT64_MARKER,
  RESERVED_MARKER,
  MISPLACED_END,
  OBJECT_END_MISSING,
  EMPTY_NAME,
  DUPLICATE_NAME,
  BOOLEAN_BYTE,
  BAD_REFERENCE,
  ECMA_COUNT,
  ARRAY_COUNT,
  TIME_ZONE,
  U29_TOO_LONG,
  AMF3_UNKNOWN_MARKER,
  AMF3_BAD_REFERENCE,
  AMF3_KEPT_TABLES,
  AMF3_COUNT,
  EXTERNALIZABLE,
  FIXED_BYTE,
] as const;
