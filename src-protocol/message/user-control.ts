import { practice, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';
import { bytes, type NamedValue, uint } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';

/** The events of a User Control message by number (§7.1.7), and those only programs know. */
export const USER_CONTROL_EVENTS: Readonly<Record<number, NamedValue>> = {
  0: { name: 'Stream Begin', text: 'The stream can be used now. For stream 0: after connect.' },
  1: { name: 'Stream EOF', text: 'Playback of the stream is over.' },
  2: { name: 'StreamDry', text: 'No data came for the stream for a while.' },
  3: { name: 'SetBuffer Length', text: 'How many milliseconds the client means to buffer.' },
  4: { name: 'StreamIs Recorded', text: 'The stream is a recording.' },
  6: { name: 'PingRequest', text: 'Are you there? The answer repeats the timestamp.' },
  7: { name: 'PingResponse', text: 'Yes, with the timestamp of the request.' },
  26: {
    name: 'SWF verification request',
    text: 'Prove which SWF file you are. No document describes it.',
    section: practice('librtmp'),
  },
  27: {
    name: 'SWF verification response',
    text: 'Size and hash of the SWF file, keyed with the handshake.',
    section: practice('librtmp'),
  },
  31: {
    name: 'Buffer Empty',
    text: 'The server has sent what the client asked to buffer of a recording.',
    section: practice('librtmp'),
  },
  32: {
    name: 'Buffer Ready',
    text: 'The server has data again.',
    section: practice('librtmp'),
  },
  34: { name: 'Flow Sync', text: 'Belongs to RTMFP.', section: practice('rtmfp-cpp') },
  41: { name: 'Set Keepalive Timers', text: 'Belongs to RTMFP.', section: practice('rtmfp-cpp') },
};

/** The name of an event, such as `Stream Begin`; `event 8` where none is known. */
export function userControlEventName(eventType: number): string {
  return USER_CONTROL_EVENTS[eventType]?.name ?? `event ${eventType}`;
}

export const UserControl = structure(
  'message.userControl',
  'User Control Message',
  rtmp('6.2'),
  'An event, in two bytes, and the data that event calls for. Sent on message stream 0 and chunk stream 2.',
  {
    eventType: uint(16, 'Which event. It also decides what follows.', {
      see: rtmp('7.1.7'),
      values: USER_CONTROL_EVENTS,
    }),
    streamId: uint(32, 'The message stream that the event is about. Big-endian here.', {
      label: 'stream ID',
      see: rtmp('7.1.7'),
    }),
    bufferLength: uint(32, 'How much the client means to buffer before it shows anything.', {
      see: rtmp('7.1.7'),
      unit: 'ms',
    }),
    timestamp: uint(
      32,
      'The server’s own clock when it asked. The answer carries the same number back.',
      {
        see: rtmp('7.1.7'),
        unit: 'ms',
      },
    ),
    swfVerificationType: uint(8, 'The kind of verification; only 1 is known to programs.', {
      see: practice('librtmp'),
    }),
    eventData: bytes(0, 'Data this decoder knows nothing about.', { see: rtmp('6.2') }),
  },
);

export const SwfVerification = structure(
  'message.swfVerification',
  'SWF verification',
  practice('librtmp'),
  'What the client says about the SWF file it runs: its size, and a hash keyed with the end of S1.',
  {
    first: uint(8, 'Always 1.', { label: 'type' }),
    second: uint(8, 'Always 1.', { label: 'version' }),
    size: uint(32, 'Size of the unpacked SWF file.', { unit: 'bytes' }),
    sizeAgain: uint(32, 'The same size once more.', { unit: 'bytes' }),
    hash: bytes(
      32,
      'HMAC-SHA256 of the file’s SHA-256 hash, with the last 32 bytes of S1 as the key.',
      {
        label: 'HMAC',
      },
    ),
  },
);

export const CONTROL_SHORT = diagnostic(
  'message.control-short',
  'error',
  rtmp('5.4'),
  'The message is too short for what its type calls for.',
);
export const CONTROL_LONG = diagnostic(
  'message.control-long',
  'warning',
  rtmp('5.4'),
  'The message is longer than its type calls for; what is left over has no meaning.',
);
export const EVENT_UNKNOWN = diagnostic(
  'message.user-control-unknown',
  'note',
  rtmp('7.1.7'),
  'No document knows this event. Receivers should ignore it; a few close the connection.',
);
export const EVENT_OF_RTMFP = diagnostic(
  'message.user-control-rtmfp',
  'note',
  rtmp('7.1.7'),
  'This event belongs to RTMFP and means nothing over TCP.',
);

/** What is wrong with control messages in general and events in particular. */
export const USER_CONTROL_DIAGNOSTICS = [
  CONTROL_SHORT,
  CONTROL_LONG,
  EVENT_UNKNOWN,
  EVENT_OF_RTMFP,
] as const;

/** A User Control message. Which of the optional members are there follows from `eventType`. */
export interface UserControlMessage {
  readonly eventType: number;
  readonly messageStreamId?: number;
  /** Milliseconds. */
  readonly bufferLength?: number;
  /** Milliseconds, of the clock of who asked. */
  readonly timestamp?: number;
  readonly swfVerificationType?: number;
  readonly swfVerification?: SwfVerificationData;
  /** Data of an event this decoder does not know: a view of the bytes read. */
  readonly eventData?: Uint8Array;
}

export interface SwfVerificationData {
  readonly first: number;
  readonly second: number;
  readonly size: number;
  readonly sizeAgain: number;
  readonly hash: Uint8Array;
}

/** The layout of a User Control message (§6.2, §7.1.7). */
export function userControl(w: Wire, message?: UserControlMessage): UserControlMessage {
  const f = w.open(UserControl);
  const eventType = w.uint(f.eventType, message?.eventType ?? 0);
  const data = eventData(w, f, eventType, message);
  w.close();
  noteLength(w);
  return { eventType, ...data };
}

function eventData(
  w: Wire,
  f: typeof UserControl.fields,
  eventType: number,
  message: UserControlMessage | undefined,
): Omit<UserControlMessage, 'eventType'> {
  switch (eventType) {
    case 3: {
      const messageStreamId = w.uint(f.streamId, message?.messageStreamId ?? 0);
      return { messageStreamId, bufferLength: w.uint(f.bufferLength, message?.bufferLength ?? 0) };
    }
    case 0:
    case 1:
    case 2:
    case 4:
    case 31:
    case 32:
      return { messageStreamId: w.uint(f.streamId, message?.messageStreamId ?? 0) };
    case 6:
    case 7:
      return { timestamp: w.uint(f.timestamp, message?.timestamp ?? 0) };
    case 26:
      return {
        swfVerificationType: w.uint(f.swfVerificationType, message?.swfVerificationType ?? 1),
      };
    case 27:
      return { swfVerification: swfVerification(w, message?.swfVerification) };
    default: {
      if (!w.short) w.note(eventType === 34 || eventType === 41 ? EVENT_OF_RTMFP : EVENT_UNKNOWN);
      const given = message?.eventData ?? NO_BYTES;
      const length = w.writing ? given.length : w.remaining;
      return { eventData: length > 0 ? w.bytes(f.eventData, length, given) : NO_BYTES };
    }
  }
}

function swfVerification(w: Wire, data: SwfVerificationData | undefined): SwfVerificationData {
  const f = w.open(SwfVerification);
  const result = {
    first: w.uint(f.first, data?.first ?? 1),
    second: w.uint(f.second, data?.second ?? 1),
    size: w.uint(f.size, data?.size ?? 0),
    sizeAgain: w.uint(f.sizeAgain, data?.sizeAgain ?? 0),
    hash: w.bytes(f.hash, 32, data?.hash ?? NO_BYTES),
  };
  w.close();
  return result;
}

/** Notes a message that ended inside a field or goes on after the last one. */
export function noteLength(w: Wire): void {
  if (w.short) w.note(CONTROL_SHORT);
  else if (!w.writing && w.remaining > 0) w.note(CONTROL_LONG);
}

/** The structures of User Control messages. */
export const USER_CONTROL_STRUCTURES = [UserControl, SwfVerification] as const;
