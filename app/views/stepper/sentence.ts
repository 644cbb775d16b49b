import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { count, counted } from '../../format/numbers.ts';
import { offsetTime } from '../../format/times.ts';
import type { TimeUnit } from '../../state/settings.ts';
import type {
  ChunkRowView,
  ConnectionSummary,
  MessageRowView,
  RecordRef,
} from '../../worker/protocol.ts';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';
import { typeName } from '../marks/message-family.ts';
import { handshakePacketAt } from '../overview/handshake-packets.ts';

/** Where a record is: what it is counted among, and its row. */
export interface Place {
  readonly record: RecordRef;
  readonly connection: ConnectionSummary;
  /** Rows before it in its table (of this direction only, when `inDirection`). */
  readonly position: number | undefined;
  readonly inDirection: boolean;
  readonly chunk?: ChunkRowView | undefined;
  readonly message?: MessageRowView | undefined;
}

/** `chunk 124 of 20 481 · up@3351 · +0.394 s` */
export function positionText(place: Place, timeUnit: TimeUnit = 'seconds') {
  const { record, connection, position, inDirection, chunk, message } = place;
  const parts: string[] = [];
  if (record.kind === 'handshake') {
    parts.push(`handshake ${handshakePacketAt(record.direction, record.at) ?? ''}`.trim());
  } else if (record.kind === 'segment') {
    parts.push('TCP segment');
  } else {
    const counts = inDirection ? connection.directions[record.direction] : connection;
    const total = record.kind === 'chunk' ? counts.chunks : counts.messages;
    parts.push(
      position === undefined
        ? record.kind
        : `${record.kind} ${count(position + 1)} of ${count(total)}`,
    );
  }
  parts.push(addressOf(record.direction, record.at));
  // A dump has no clock.
  const since = (chunk?.time ?? message?.time ?? NaN) - connection.start;
  if (Number.isFinite(since)) parts.push(offsetTime(since, timeUnit));
  return parts.join(' · ');
}

/** The same for ears, with what a glance at the row would tell. */
export function placeSentence(place: Place, mask: (text: string) => string): string {
  const { record, position, chunk, message } = place;
  const way = DIRECTION_WORDS[record.direction];
  if (record.kind === 'handshake')
    return `Handshake ${handshakePacketAt(record.direction, record.at) ?? 'packet'}, ${way}.`;
  if (record.kind === 'segment')
    return `TCP segment at ${addressOf(record.direction, record.at)}, ${way}.`;
  const number = position === undefined ? '' : ` ${position + 1}`;
  if (record.kind === 'chunk' && chunk) {
    const { fmt, chunkStreamId, payloadLength, messageOffset, messageLength, complete } = chunk;
    const ends = messageOffset + payloadLength >= messageLength && complete;
    const what = mask(chunk.summary) || typeName(chunk.messageTypeId);
    return `Chunk${number}, ${way}, type ${fmt}, chunk stream ${chunkStreamId}, ${counted(payloadLength, 'byte')}, ${ends ? 'completes' : 'part of'} ${what}.`;
  }
  if (record.kind === 'message' && message) {
    const { messageType, length, chunks, complete } = message;
    return `Message${number}, ${way}, ${messageType}, ${counted(length, 'byte')} in ${counted(chunks, 'chunk')}${complete ? '' : ', incomplete'}: ${mask(message.summary)}.`;
  }
  return `${record.kind === 'chunk' ? 'Chunk' : 'Message'}${number}, ${way}.`;
}
