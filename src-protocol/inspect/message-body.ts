import { bytes } from '../dictionary/field.ts';
import { rtmp } from '../dictionary/citation.ts';
import { structure } from '../dictionary/structure.ts';
import { commandMessage } from '../command/command.ts';
import { dataMessage } from '../command/data-message.ts';
import { audioTag } from '../media/audio-tag.ts';
import { videoTag } from '../media/video-tag.ts';
import { aggregate } from '../message/aggregate.ts';
import type { MessageRow } from '../message/message-table.ts';
import {
  abortMessage,
  acknowledgement,
  setChunkSize,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from '../message/protocol-control.ts';
import { isData } from '../message/message-types.ts';
import { sharedObject } from '../message/shared-object.ts';
import { userControl } from '../message/user-control.ts';
import type { FieldNode } from '../wire/field-tree.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** §6.1: a message's payload, whatever its type. */
export const Message = structure(
  'message',
  'RTMP message',
  rtmp('6.1'),
  'What the chunks of one message add up to: a payload whose meaning its type tells.',
  { payload: bytes(0, 'A payload of a type that no document describes.', { see: rtmp('6.1.2') }) },
);

/** What a part of an Aggregate holds, by the procedure of its type. */
function partBody(w: Wire, messageTypeId: number): void {
  if (messageTypeId === 8) audioTag(w);
  else if (messageTypeId === 9) videoTag(w);
  else if (isData(messageTypeId)) dataMessage(w, messageTypeId);
}

/** Explains a message's payload with the procedure of its type; every bit is claimed, if only as unexplained. */
export function messageBody(session: RtmpSession, row: MessageRow, payload: Uint8Array): FieldNode {
  const tracer = new FieldTracer(Message, payload);
  const { column } = session.messages;
  const type = column.messageTypeId.get(row);
  switch (type) {
    case 1:
      setChunkSize(tracer, 0);
      break;
    case 2:
      abortMessage(tracer, 0);
      break;
    case 3:
      acknowledgement(tracer, 0);
      break;
    case 4:
      userControl(tracer);
      break;
    case 5:
      windowAcknowledgementSize(tracer, 0);
      break;
    case 6:
      setPeerBandwidth(tracer);
      break;
    case 8:
      audioTag(tracer);
      break;
    case 9:
      videoTag(tracer);
      break;
    case 15:
    case 18:
      dataMessage(tracer, type);
      break;
    case 16:
    case 19:
      sharedObject(tracer, type);
      break;
    case 17:
    case 20:
      commandMessage(tracer, type, undefined, session.ledger.commandOf(row)?.answers?.name);
      break;
    case 22:
      aggregate(tracer, column.timestamp.get(row), [], partBody);
      break;
    default:
      tracer.bytes(Message.fields.payload, payload.length, NO_BYTES);
  }
  return tracer.finish();
}
