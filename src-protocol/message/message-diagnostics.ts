import { practice, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';

export const SET_CHUNK_SIZE_INVALID = diagnostic(
  'message.set-chunk-size-invalid',
  'error',
  rtmp('5.4.1'),
  'This Set Chunk Size does not hold a usable size; the size before it stays in force.',
  'The payload is 4 bytes, the first bit is 0, and the size is at least 1.',
);

export const ABORT_OF_NOTHING = diagnostic(
  'message.abort-of-nothing',
  'warning',
  rtmp('5.4.2'),
  'This Abort Message names a chunk stream on which no message is unfinished.',
  'It has no effect.',
);

export const CONTROL_ON_OTHER_CHUNK_STREAM = diagnostic(
  'message.control-chunk-stream',
  'error',
  rtmp('5.4'),
  'A protocol control message is sent on another chunk stream than 2.',
  'It is read all the same. Some clients close the connection over it.',
);

export const CONTROL_ON_OTHER_MESSAGE_STREAM = diagnostic(
  'message.control-message-stream',
  'error',
  rtmp('5.4'),
  'A protocol control message is sent on another message stream than 0.',
);

export const USER_CONTROL_CHUNK_STREAM = diagnostic(
  'message.user-control-chunk-stream',
  'warning',
  rtmp('6.2'),
  'A User Control message should be sent on chunk stream 2.',
  'It is read all the same.',
);

export const USER_CONTROL_MESSAGE_STREAM = diagnostic(
  'message.user-control-message-stream',
  'warning',
  rtmp('6.2'),
  'A User Control message should be sent on message stream 0; which stream it is about stands inside.',
);

export const MESSAGE_TYPE_UNKNOWN = diagnostic(
  'message.type-unknown',
  'warning',
  rtmp('7.1'),
  'No document knows this message type.',
  'Either a private extension, or the first sign that the chunk stream was lost before this message.',
);

export const MESSAGE_UNFINISHED = diagnostic(
  'message.unfinished',
  'note',
  practice('RTMP Inspector'),
  'The capture ends before this message is complete.',
);

export const MESSAGE_DAMAGED = diagnostic(
  'message.damaged',
  'note',
  practice('RTMP Inspector'),
  'Bytes of this message are missing in the capture, or lie in a stretch that could not be read.',
  'What came of it is shown. The first problem before it tells where the bytes went.',
);

export const MESSAGE_TYPE_OF_DRAFT = diagnostic(
  'message.type-of-draft',
  'note',
  practice('the 2009 draft of RTMP'),
  'Only the draft of 2009 has this type: for control between edge and origin servers.',
  'Its layout was never published, so the payload is shown as it is.',
);

/** The diagnostics of message assembly, for the dictionary. */
export const ASSEMBLY_DIAGNOSTICS = [
  SET_CHUNK_SIZE_INVALID,
  ABORT_OF_NOTHING,
  CONTROL_ON_OTHER_CHUNK_STREAM,
  CONTROL_ON_OTHER_MESSAGE_STREAM,
  USER_CONTROL_CHUNK_STREAM,
  USER_CONTROL_MESSAGE_STREAM,
  MESSAGE_TYPE_UNKNOWN,
  MESSAGE_TYPE_OF_DRAFT,
  MESSAGE_UNFINISHED,
  MESSAGE_DAMAGED,
];
