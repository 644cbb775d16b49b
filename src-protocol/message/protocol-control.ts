import { errata, practice, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';
import { uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { AGGREGATE_DIAGNOSTICS, AGGREGATE_STRUCTURES } from './aggregate.ts';
import { SHARED_OBJECT_DIAGNOSTICS, SHARED_OBJECT_STRUCTURES } from './shared-object.ts';
import { noteLength, USER_CONTROL_DIAGNOSTICS, USER_CONTROL_STRUCTURES } from './user-control.ts';

export const SetChunkSize = structure(
  'message.setChunkSize',
  'Set Chunk Size',
  rtmp('5.4.1'),
  'From the next chunk on, its sender puts up to this many payload bytes into a chunk. The other direction is not touched.',
  {
    zero: uint(1, 'Always 0, so that the size is never taken for negative.', { label: '0' }),
    chunkSize: uint(
      31,
      'The largest number of payload bytes in a chunk: 1 or more, and 128 until the first of these messages.',
      {
        unit: 'bytes',
        practice: 'More than 16,777,215 is the same as that, since no message is longer.',
      },
    ),
  },
);

export const AbortMessage = structure(
  'message.abortMessage',
  'Abort Message',
  rtmp('5.4.2').amendedBy(errata('6')),
  'The rest of a message that has begun will not come; what came of it is to be thrown away.',
  {
    chunkStreamId: uint(32, 'The chunk stream whose unfinished message is given up.', {
      label: 'chunk stream id',
      errata:
        'Only the one message under way on that chunk stream is given up, nothing is closed; its timestamp still counts as the base of the next delta.',
      practice:
        'Many receivers ignore this message: nginx-rtmp, SRS, Node-Media-Server and librtmp among them. Hardly anybody sends it.',
    }),
  },
);

export const Acknowledgement = structure(
  'message.acknowledgement',
  'Acknowledgement',
  rtmp('5.4.3'),
  'Sent each time a window’s worth of bytes has been received, so that the sender knows how much is still under way. Most senders never look at it.',
  {
    sequenceNumber: uint(32, 'All bytes received so far; starts again at 0 after 2³².', {
      unit: 'bytes',
      practice: 'Programs differ on whether the 3,073 bytes of the handshake count.',
    }),
  },
);

export const WindowAcknowledgementSize = structure(
  'message.windowAcknowledgementSize',
  'Window Acknowledgement Size',
  rtmp('5.4.4'),
  'Tells the other side how often to acknowledge what it receives: once for each window of bytes. Each direction has a window of its own.',
  {
    windowSize: uint(
      32,
      'Bytes from one Acknowledgement to the next. The receiver of this message counts what reaches it, and reports when so much more has come.',
      {
        label: 'Acknowledgement Window size',
        unit: 'bytes',
      },
    ),
  },
);

export const SetPeerBandwidth = structure(
  'message.setPeerBandwidth',
  'Set Peer Bandwidth',
  rtmp('5.4.5'),
  'Asks the other side to send no more than this without an Acknowledgement.',
  {
    windowSize: uint(32, 'The most bytes that may be on the way unacknowledged.', {
      label: 'Acknowledgement Window size',
      unit: 'bytes',
    }),
    limitType: uint(8, 'How binding the limit is.', {
      values: {
        0: { name: 'Hard', text: 'This limit holds.' },
        1: { name: 'Soft', text: 'The smaller of this and the present limit holds.' },
        2: { name: 'Dynamic', text: 'Hard if the limit before was hard; otherwise to be ignored.' },
      },
    }),
  },
);

export const ZERO_BIT = diagnostic(
  'message.set-chunk-size-zero-bit',
  'error',
  rtmp('5.4.1'),
  'The first bit of a chunk size must be 0.',
);
export const CHUNK_SIZE_ZERO = diagnostic(
  'message.chunk-size-zero',
  'error',
  rtmp('5.4.1'),
  'A chunk carries at least one byte; a size of 0 can never be used.',
);
export const CHUNK_SIZE_SMALL = diagnostic(
  'message.chunk-size-small',
  'warning',
  rtmp('5.4.1'),
  'A chunk size should be 128 or more: below that, headers take up much of what is sent.',
  undefined,
  'SRS refuses less than 128.',
);
export const CHUNK_SIZE_LARGE = diagnostic(
  'message.chunk-size-large',
  'note',
  rtmp('5.4.1').amendedBy(practice('SRS, nginx-rtmp, gortmplib')),
  'A chunk size above 65,536 goes beyond what some receivers take.',
  'Above 16,777,215 it makes no difference: no message is longer. Large chunks also let audio wait behind video.',
  'SRS warns above 65,536; nginx-rtmp and gortmplib stop at 10 MiB. vdk and joy4 announce 128 MiB.',
);
export const LIMIT_TYPE_MISSING = diagnostic(
  'message.limit-type-missing',
  'warning',
  rtmp('5.4.5'),
  'This Set Peer Bandwidth has no limit type.',
  'Some receivers read only the window size and never miss it.',
);
export const LIMIT_TYPE_UNKNOWN = diagnostic(
  'message.limit-type-unknown',
  'warning',
  rtmp('5.4.5'),
  'The limit type is none of Hard (0), Soft (1) and Dynamic (2).',
);
export const WINDOW_ZERO = diagnostic(
  'message.window-zero',
  'error',
  rtmp('5.4.4'),
  'A window of 0 bytes can never be kept.',
);

/**
 * The layout of Set Chunk Size (§5.4.1), in bytes of payload a chunk. Returns 0, which is no size, when
 * the first bit is set or the payload is short.
 */
export function setChunkSize(w: Wire, chunkSize: number): number {
  const f = w.open(SetChunkSize);
  const zero = w.uint(f.zero, 0);
  if (zero !== 0) w.note(ZERO_BIT);
  const size = w.uint(f.chunkSize, chunkSize);
  if (!w.short) noteSize(w, size);
  w.close();
  noteLength(w);
  return zero === 0 ? size : 0;
}

function noteSize(w: Wire, size: number): void {
  if (size === 0) w.note(CHUNK_SIZE_ZERO);
  else if (size < 128) w.note(CHUNK_SIZE_SMALL);
  else if (size > 65_536) w.note(CHUNK_SIZE_LARGE);
}

/** The layout of Abort Message (§5.4.2): the chunk stream whose message is given up. */
export function abortMessage(w: Wire, chunkStreamId: number): number {
  const f = w.open(AbortMessage);
  const id = w.uint(f.chunkStreamId, chunkStreamId);
  w.close();
  noteLength(w);
  return id;
}

/** The layout of Acknowledgement (§5.4.3): bytes received so far, modulo 2³². */
export function acknowledgement(w: Wire, sequenceNumber: number): number {
  const f = w.open(Acknowledgement);
  const number = w.uint(f.sequenceNumber, sequenceNumber);
  w.close();
  noteLength(w);
  return number;
}

/** The layout of Window Acknowledgement Size (§5.4.4), in bytes. */
export function windowAcknowledgementSize(w: Wire, windowSize: number): number {
  const f = w.open(WindowAcknowledgementSize);
  const size = w.uint(f.windowSize, windowSize);
  if (size === 0 && !w.short) w.note(WINDOW_ZERO);
  w.close();
  noteLength(w);
  return size;
}

/** A Set Peer Bandwidth message. */
export interface PeerBandwidth {
  /** Bytes. */
  readonly windowSize: number;
  /** 0 Hard, 1 Soft, 2 Dynamic; undefined when the sender left it out. */
  readonly limitType: number | undefined;
}

/** The layout of Set Peer Bandwidth (§5.4.5). */
export function setPeerBandwidth(w: Wire, message?: PeerBandwidth): PeerBandwidth {
  const f = w.open(SetPeerBandwidth);
  const windowSize = w.uint(f.windowSize, message?.windowSize ?? 0);
  let limitType: number | undefined;
  if (w.writing ? message?.limitType !== undefined : w.remaining > 0) {
    limitType = w.uint(f.limitType, message?.limitType ?? 0);
    if (limitType > 2) w.note(LIMIT_TYPE_UNKNOWN);
  } else if (!w.short) w.note(LIMIT_TYPE_MISSING);
  w.close();
  noteLength(w);
  return { windowSize, limitType };
}

/** What can be wrong inside the messages of this folder (assembly has its own list). */
export const MESSAGE_DIAGNOSTICS = [
  ZERO_BIT,
  CHUNK_SIZE_ZERO,
  CHUNK_SIZE_SMALL,
  CHUNK_SIZE_LARGE,
  LIMIT_TYPE_MISSING,
  LIMIT_TYPE_UNKNOWN,
  WINDOW_ZERO,
  ...USER_CONTROL_DIAGNOSTICS,
  ...AGGREGATE_DIAGNOSTICS,
  ...SHARED_OBJECT_DIAGNOSTICS,
] as const;

/** The structures of the messages of this folder, for the dictionary. */
export const CONTROL_STRUCTURES = [
  SetChunkSize,
  AbortMessage,
  Acknowledgement,
  WindowAcknowledgementSize,
  SetPeerBandwidth,
  ...USER_CONTROL_STRUCTURES,
  ...AGGREGATE_STRUCTURES,
  ...SHARED_OBJECT_STRUCTURES,
] as const;
