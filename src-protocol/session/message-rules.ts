import type { Direction } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import {
  CONTROL_ON_OTHER_CHUNK_STREAM,
  CONTROL_ON_OTHER_MESSAGE_STREAM,
  MESSAGE_DAMAGED,
  MESSAGE_TYPE_OF_DRAFT,
  MESSAGE_TYPE_UNKNOWN,
  MESSAGE_UNFINISHED,
  USER_CONTROL_CHUNK_STREAM,
  USER_CONTROL_MESSAGE_STREAM,
} from '../message/message-diagnostics.ts';
import type { MessageEvent } from '../message/message-reader.ts';
import type { MessageRow } from '../message/message-table.ts';
import {
  EDGE_SERVER_CONTROL,
  isKnownMessageType,
  isProtocolControl,
  USER_CONTROL,
} from '../message/message-types.ts';

/** Rules about a message that need nothing but the message and where it came. */
export function checkMessage(
  event: MessageEvent,
  chunkStreamId: number,
  note: (diagnostic: Diagnostic, message: MessageRow, direction: Direction) => void,
): void {
  const say = (diagnostic: Diagnostic): void => {
    note(diagnostic, event.row, event.direction);
  };
  if (isProtocolControl(event.messageTypeId)) {
    if (chunkStreamId !== 2) say(CONTROL_ON_OTHER_CHUNK_STREAM);
    if (event.messageStreamId !== 0) say(CONTROL_ON_OTHER_MESSAGE_STREAM);
  } else if (event.messageTypeId === USER_CONTROL) {
    if (chunkStreamId !== 2) say(USER_CONTROL_CHUNK_STREAM);
    if (event.messageStreamId !== 0) say(USER_CONTROL_MESSAGE_STREAM);
  } else if (event.messageTypeId === EDGE_SERVER_CONTROL) say(MESSAGE_TYPE_OF_DRAFT);
  else if (!isKnownMessageType(event.messageTypeId)) say(MESSAGE_TYPE_UNKNOWN);
  if (!event.complete) say(event.damaged ? MESSAGE_DAMAGED : MESSAGE_UNFINISHED);
}
