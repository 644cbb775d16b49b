import { bytes } from '../dictionary/field.ts';
import { rtmp } from '../dictionary/citation.ts';
import { structure } from '../dictionary/structure.ts';
import { commandMessage } from '../command/command.ts';
import { dataMessage } from '../command/data-message.ts';
import { audioTag } from '../media/audio-tag.ts';
import type { VideoContext } from '../media/video-body.ts';
import { videoTag } from '../media/video-tag.ts';
import { aggregate, aggregatePart, type AggregatePartBody } from '../message/aggregate.ts';
import {
  abortMessage,
  acknowledgement,
  setChunkSize,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from '../message/protocol-control.ts';
import { sharedObject } from '../message/shared-object.ts';
import { userControl } from '../message/user-control.ts';
import type { FieldNode } from '../wire/field-tree.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';

/** §6.1: a message's payload, whatever its type. */
export const Message = structure(
  'message',
  'RTMP message',
  rtmp('6.1'),
  'What the chunks of one message add up to: a payload whose meaning its type tells. The chunk headers in between are gone.',
  {
    payload: bytes(0, 'A payload of a type that no document describes, shown as it is.', {
      see: rtmp('6.1.2'),
      practice:
        'Seen when a reader has lost its place; FFmpeg fed with another format than FLV also makes such messages.',
    }),
  },
);

/** What a payload's meaning depends on beside its bytes. */
export interface MessageFacts {
  readonly messageTypeId: number;
  /** Absolute, milliseconds. */
  readonly timestamp: number;
  /** Name of the command that a `_result` or `_error` answers. */
  readonly answers: string | undefined;
  /** What the frames of a video message depend on, from sequence headers before it. */
  readonly video?: VideoContext;
  /** Bytes at the end of the payload that the capture does not have. */
  readonly missing?: number;
}

/** Explains a message's payload with the procedure of its type; every bit is claimed, if only as unexplained. */
export function messageBody(facts: MessageFacts, payload: Uint8Array): FieldNode {
  const tracer = new FieldTracer(Message, payload);
  if (facts.messageTypeId === 22) aggregate(tracer, facts.timestamp, [], partBodies(facts.video));
  else if (!layOut(tracer, facts)) tracer.bytes(Message.fields.payload, payload.length, NO_BYTES);
  return tracer.finish();
}

/** Explains one part of an Aggregate, `[position, position + size)` of its payload. */
export function aggregatePartBody(
  timestamp: number,
  payload: Uint8Array,
  position: number,
  size: number,
  video?: VideoContext,
): FieldNode {
  const tracer = new FieldTracer(Message, payload, position, position + size);
  const first = aggregatePart(new WireReader(payload), timestamp, undefined);
  const shift = position === 0 ? undefined : timestamp - first.timestamp;
  aggregatePart(tracer, timestamp, shift, undefined, partBodies(video));
  return tracer.finish();
}

/** An Aggregate inside an Aggregate stays a run of bytes: nobody sends it, and it has no bottom. */
function partBodies(video: VideoContext | undefined): AggregatePartBody {
  return (w, messageTypeId, timestamp) => {
    layOut(w, { messageTypeId, timestamp, answers: undefined, ...(video && { video }) });
  };
}

/** Runs the procedure of a message type; false when there is none. */
function layOut(w: Wire, { messageTypeId, answers, video, missing = 0 }: MessageFacts): boolean {
  switch (messageTypeId) {
    case 1:
      setChunkSize(w, 0);
      return true;
    case 2:
      abortMessage(w, 0);
      return true;
    case 3:
      acknowledgement(w, 0);
      return true;
    case 4:
      userControl(w);
      return true;
    case 5:
      windowAcknowledgementSize(w, 0);
      return true;
    case 6:
      setPeerBandwidth(w);
      return true;
    case 8:
      audioTag(w);
      return true;
    case 9:
      videoTag(w, undefined, { ...video, missing });
      return true;
    case 15:
    case 18:
      dataMessage(w, messageTypeId);
      return true;
    case 16:
    case 19:
      sharedObject(w, messageTypeId);
      return true;
    case 17:
    case 20:
      commandMessage(w, messageTypeId, undefined, answers);
      return true;
    default:
      return false;
  }
}
