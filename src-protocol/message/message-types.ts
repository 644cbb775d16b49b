import { MESSAGE_TYPES } from '../dictionary/message-types.ts';

export { MESSAGE_TYPES };

/** The name of a message type, such as `AMF0 command`; `type 23` where no document has one. */
export function messageTypeName(messageTypeId: number): string {
  return MESSAGE_TYPES[messageTypeId]?.name ?? `type ${messageTypeId}`;
}

/** The type of an Aggregate (§7.1.6): several messages in one. */
export const AGGREGATE = 22;

/** The type of User Control messages (§6.2). */
export const USER_CONTROL = 4;

/** A type that only the draft of 2009 has, between edge and origin servers. */
export const EDGE_SERVER_CONTROL = 7;

/** Whether a document describes the type. */
export function isKnownMessageType(messageTypeId: number): boolean {
  return messageTypeId in MESSAGE_TYPES;
}

/** Command messages: AMF0 (20) and AMF3 (17). */
export function isCommand(messageTypeId: number): boolean {
  return messageTypeId === 20 || messageTypeId === 17;
}

/** Data messages: AMF0 (18) and AMF3 (15). */
export function isData(messageTypeId: number): boolean {
  return messageTypeId === 18 || messageTypeId === 15;
}

/** Audio (8) and video (9). */
export function isMedia(messageTypeId: number): boolean {
  return messageTypeId === 8 || messageTypeId === 9;
}

/** The protocol control messages of §5.4: 1, 2, 3, 5 and 6. User Control (4) is not one of them. */
export function isProtocolControl(messageTypeId: number): boolean {
  return messageTypeId >= 1 && messageTypeId <= 6 && messageTypeId !== 4;
}
