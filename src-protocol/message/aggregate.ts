import { flv, practice, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';
import { bytes, computed, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { BoundedWire } from '../wire/bounded-wire.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { isData, isMedia, MESSAGE_TYPES } from './message-types.ts';

const ORDER = rtmp('7.1.6').amendedBy(flv('E.4.1'));

export const AggregatePart = structure(
  'message.aggregatePart',
  'sub-message of an Aggregate',
  ORDER,
  'One message inside another: a header like that of an FLV tag, the data, and a back pointer.',
  {
    messageType: uint(8, 'What the data is; media and data messages make sense here.', {
      values: MESSAGE_TYPES,
    }),
    payloadLength: uint(24, 'Bytes of data.', { unit: 'bytes' }),
    timestamp: uint(24, 'The low 24 bits of the time.', { unit: 'ms' }),
    timestampExtended: uint(8, 'The high 8 bits of the time, sent after the low ones as in FLV.', {
      practice:
        'The text of §7.1.6 can be read otherwise; every implementation read uses this order.',
    }),
    wholeTimestamp: computed('The time as sent, from both fields.', { unit: 'ms' }),
    renormalisedTimestamp: computed(
      'The time that counts: shifted by the difference between the Aggregate’s own time and that of its first part.',
      { label: 'timestamp, renormalised', unit: 'ms' },
    ),
    streamId: uint(
      24,
      'Means nothing: the Aggregate’s own message stream ID counts for all parts.',
      {
        label: 'stream ID',
      },
    ),
    data: bytes(0, 'The payload of the sub-message.'),
    backPointer: uint(
      32,
      'Size of this part with its header, so that the parts can be walked backwards.',
      {
        unit: 'bytes',
      },
    ),
  },
);

export const AGGREGATE_SHORT = diagnostic(
  'message.aggregate-short',
  'error',
  rtmp('7.1.6'),
  'The parts do not fill the Aggregate exactly: this one is cut off.',
);
export const BACK_POINTER_WRONG = diagnostic(
  'message.aggregate-back-pointer',
  'warning',
  rtmp('7.1.6'),
  'The back pointer is not the size of its part.',
);
export const BACK_POINTER_MISSING = diagnostic(
  'message.aggregate-back-pointer-missing',
  'note',
  rtmp('7.1.6'),
  'The last part has no back pointer.',
);
export const AGGREGATE_TYPE = diagnostic(
  'message.aggregate-type',
  'warning',
  rtmp('7.1.6'),
  'A part of this type makes no sense inside an Aggregate.',
);
export const AGGREGATE_TIME_ORDER = diagnostic(
  'message.aggregate-time-order',
  'warning',
  practice('RTMP Inspector'),
  'The time of the first part fits the Aggregate only when read as one 32-bit number, not in FLV order.',
  'Sent by the letter of §6.1. Receivers that read FLV order see a wild time.',
);

/** What can be wrong with an Aggregate. */
export const AGGREGATE_DIAGNOSTICS = [
  AGGREGATE_SHORT,
  BACK_POINTER_WRONG,
  BACK_POINTER_MISSING,
  AGGREGATE_TYPE,
  AGGREGATE_TIME_ORDER,
] as const;

/** One sub-message. */
export interface AggregateMessage {
  readonly messageTypeId: number;
  /** Declared bytes of data. */
  readonly length: number;
  /** As sent, milliseconds, all 32 bits. */
  readonly timestamp: number;
  /** Shifted to the time of the Aggregate, milliseconds, modulo 2³². */
  readonly renormalisedTimestamp: number;
  readonly messageStreamId: number;
  /** Position of the data in the Aggregate's payload. */
  readonly dataOffset: number;
  /** A view of the bytes read; shorter than `length` when cut off. */
  readonly data: Uint8Array;
  /** Undefined when it is not there. */
  readonly backPointer: number | undefined;
}

/** Bytes of a part's header. */
export const PART_HEADER_LENGTH = 11;

/**
 * Takes the data of a part apart: `w` holds just these bytes. What it leaves is shown as data. `timestamp`
 * is renormalised, milliseconds.
 */
export type AggregatePartBody = (w: Wire, messageTypeId: number, timestamp: number) => void;

/**
 * The layout of an Aggregate's payload (§7.1.6): parts to the end. `timestamp` is that of the Aggregate
 * message itself, milliseconds. A part of type 0 still counts as a part. With `body`, parts are explained
 * in place, and the `data` of the result is what `body` left of it.
 */
export function aggregate(
  w: Wire,
  timestamp: number,
  parts: readonly AggregateMessage[] = [],
  body?: AggregatePartBody,
): AggregateMessage[] {
  const result: AggregateMessage[] = [];
  let shift: number | undefined;
  while (w.writing ? result.length < parts.length : w.remaining >= PART_HEADER_LENGTH) {
    w.item(result.length);
    const part = aggregatePart(w, timestamp, shift, parts[result.length], body);
    shift ??= timestamp - part.timestamp;
    result.push(part);
  }
  // Bytes too few for a header; a cut back pointer has its own note.
  if (!w.writing && w.remaining > 0 && result.at(-1)?.backPointer !== undefined)
    w.note(AGGREGATE_SHORT);
  if (!w.writing && w.remaining > 0 && result.length === 0) w.note(AGGREGATE_SHORT);
  return result;
}

/**
 * The layout of one part. `shift` is what its time is moved by, milliseconds: the difference between the
 * Aggregate's `timestamp` and the time of the first part. Undefined for that first part.
 */
export function aggregatePart(
  w: Wire,
  timestamp: number,
  shift: number | undefined,
  given?: AggregateMessage,
  body?: AggregatePartBody,
): AggregateMessage {
  const f = w.open(AggregatePart);
  const messageTypeId = w.uint(f.messageType, given?.messageTypeId ?? 0);
  if (!isMedia(messageTypeId) && !isData(messageTypeId)) w.note(AGGREGATE_TYPE);
  const length = w.uint(f.payloadLength, given?.length ?? 0);
  const low = w.uint(f.timestamp, (given?.timestamp ?? 0) % 2 ** 24);
  const high = w.uint(f.timestampExtended, Math.floor((given?.timestamp ?? 0) / 2 ** 24));
  const time = high * 2 ** 24 + low;
  const moved = shift ?? timestamp - time;
  if (shift === undefined && isFarOff(moved) && low * 256 + high === timestamp)
    w.note(AGGREGATE_TIME_ORDER);
  const renormalised = modulo32(time + moved);
  w.calculated(f.wholeTimestamp, time, `${high} × 2²⁴ + ${low}`);
  w.calculated(
    f.renormalisedTimestamp,
    renormalised,
    `${time} ${moved < 0 ? '−' : '+'} ${Math.abs(moved)}`,
  );
  const messageStreamId = w.uint(f.streamId, given?.messageStreamId ?? 0);
  const dataOffset = w.position;
  const there = w.writing ? length : Math.min(length, w.remaining);
  const end = dataOffset + there;
  if (!w.writing && body && there > 0) body(new BoundedWire(w, there), messageTypeId, renormalised);
  const rest = w.writing ? there : end - w.position;
  const data = rest > 0 ? w.bytes(f.data, rest, given?.data ?? NO_BYTES) : NO_BYTES;
  if (there < length) w.note(AGGREGATE_SHORT);
  let backPointer: number | undefined;
  if (w.writing ? given!.backPointer !== undefined : w.remaining >= 4) {
    backPointer = w.uint(f.backPointer, given?.backPointer ?? 0);
    if (backPointer !== PART_HEADER_LENGTH + length) w.note(BACK_POINTER_WRONG);
  } else if (there === length) w.note(BACK_POINTER_MISSING);
  w.close();
  return {
    messageTypeId,
    length,
    timestamp: time,
    renormalisedTimestamp: renormalised,
    messageStreamId,
    dataOffset,
    data,
    backPointer,
  };
}

/** More than a minute: no encoder cuts an Aggregate that long. */
function isFarOff(shift: number): boolean {
  return Math.abs(shift) > 60_000;
}

function modulo32(time: number): number {
  return ((time % 2 ** 32) + 2 ** 32) % 2 ** 32;
}

/** The structures of Aggregates. */
export const AGGREGATE_STRUCTURES = [AggregatePart] as const;
