import type { Direction } from '../bytes/units.ts';
import { directionOf } from '../chunk/chunk-table.ts';
import { COMPLETE, type MessageRow, STREAM_ID_UNCERTAIN } from '../message/message-table.ts';
import type { MediaTrack } from '../session/media-tracks.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** Audio and video that one side sends on one message stream. */
export interface MediaStream {
  readonly direction: Direction;
  readonly messageStreamId: number;
  /**
   * Messages whose message stream ID is not known, since they inherit it from a header before the capture, belong to
   * it: no other stream of this direction is known.
   */
  readonly takesUnknown: boolean;
}

/** A stream, and what is known of it. */
export interface MediaStreamSummary extends MediaStream {
  /** What publish or play called it; absent where that is not in the capture. */
  readonly name?: string;
  readonly role?: 'publish' | 'play';
  /** Audio and video messages. */
  readonly messages: number;
  /** Whether there are audio and video messages, whole or not. */
  readonly audio: boolean;
  readonly video: boolean;
  /** Timestamp of the first frame, milliseconds: that of the first message where there is no frame. */
  readonly base: number;
}

/** The streams of a session that carry audio or video, in the order in which they begin. */
export function mediaStreams(
  session: RtmpSession,
  tracks: readonly MediaTrack[],
): MediaStreamSummary[] {
  const { column } = session.messages;
  const isUnknown = ({ firstMessage }: MediaTrack): boolean =>
    (column.marks.get(firstMessage) & STREAM_ID_UNCERTAIN) !== 0;
  const inOrder = [...tracks].sort((a, b) => a.firstMessage - b.firstMessage);
  const groups = new Map<string, MediaTrack[]>();
  const only = ([0, 1] as const).map((direction) => {
    const known = inOrder.filter((track) => track.direction === direction && !isUnknown(track));
    const ids = new Set(known.map(({ messageStreamId }) => messageStreamId));
    return ids.size === 1 ? [...ids][0] : undefined;
  });
  for (const track of inOrder) {
    // What is not known belongs to the one stream that is.
    const own = isUnknown(track) ? only[track.direction] : undefined;
    const key = `${track.direction} ${own ?? track.messageStreamId}`;
    groups.set(key, [...(groups.get(key) ?? []), track]);
  }
  return [...groups].map(([key, group]) => {
    const [direction, messageStreamId] = key.split(' ').map(Number) as [Direction, number];
    const begin = Math.min(
      ...group.map(({ firstFrame, firstMessage }) => firstFrame ?? firstMessage),
    );
    return {
      direction,
      messageStreamId,
      takesUnknown: only[direction] === messageStreamId || group.some(isUnknown),
      ...nameOf(session, direction, messageStreamId),
      messages: group.reduce((sum, { messages }) => sum + messages, 0),
      audio: group.some(({ kind }) => kind === 'audio'),
      video: group.some(({ kind }) => kind === 'video'),
      base: column.timestamp.get(begin),
    };
  });
}

/** Who publishes is heard by the server, who plays hears it. The last name counts: a stream may be used again. */
function nameOf(
  { ledger }: RtmpSession,
  direction: Direction,
  messageStreamId: number,
): Pick<MediaStreamSummary, 'name' | 'role'> {
  const role = direction === 0 ? 'publish' : 'play';
  const named = ledger.streams.findLast(
    (stream) => stream.role === role && stream.messageStreamId === messageStreamId,
  );
  return named ? { name: named.name, role } : {};
}

/** Whether a message belongs to a stream. */
export function isOfStream(
  { chunks, messages }: RtmpSession,
  { direction, messageStreamId, takesUnknown }: MediaStream,
  row: MessageRow,
): boolean {
  const { column } = messages;
  if (directionOf(chunks.column.header.get(column.firstChunk.get(row))) !== direction) return false;
  if ((column.marks.get(row) & STREAM_ID_UNCERTAIN) !== 0) return takesUnknown;
  return column.messageStreamId.get(row) === messageStreamId;
}

/** Whether a stream has a message of a type that is all there. */
export function hasWhole(
  session: RtmpSession,
  stream: MediaStream,
  messageTypeId: number,
): boolean {
  const { column, length } = session.messages;
  for (let row = 0; row < length; row++)
    if (
      column.messageTypeId.get(row) === messageTypeId &&
      (column.marks.get(row) & COMPLETE) !== 0 &&
      isOfStream(session, stream, row)
    )
      return true;
  return false;
}
