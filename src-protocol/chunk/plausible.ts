import type { ChunkHeader } from './chunk-header.ts';
import type { ChunkStream } from './chunk-stream.ts';

/** Message types that exist (§5.4, §7.1, and type 7 of the 2009 draft is not among them). */
export const KNOWN_MESSAGE_TYPES: ReadonlySet<number> = new Set([
  1, 2, 3, 4, 5, 6, 8, 9, 15, 16, 17, 18, 19, 20, 22,
]);

/** More than any protocol control or user control message has: 44 bytes are the most that was ever seen. */
const LONGEST_CONTROL = 1024;

/** More than the first message of a chunk stream has that begins with type 1: librtmp does so, with short ones. */
const LONGEST_FIRST_OF_TYPE_1 = 1 << 20;

/**
 * Whether these bytes can be a header at all. Types 2 and 3 need something to inherit; an unknown
 * type together with an impossible message stream ID is no header but other bytes. The sooner other
 * bytes are told from headers, the less is read wrongly.
 */
export function isPlausible(h: ChunkHeader, stream: ChunkStream): boolean {
  if (h.fmt >= 2) return stream.known;
  const type = h.messageTypeId;
  if (type <= 6 && h.messageLength > LONGEST_CONTROL) return false;
  // Zeros, as in a stretch of a file that was never written, would make thousands of empty messages.
  if (type === 0 && h.messageLength === 0) return false;
  if (h.fmt === 0) return isMessageStreamId(h.messageStreamId, KNOWN_MESSAGE_TYPES.has(type));
  if (!stream.known && !stream.uncertain && h.messageLength > LONGEST_FIRST_OF_TYPE_1) return false;
  return KNOWN_MESSAGE_TYPES.has(type) || (stream.known && stream.messageTypeId === type);
}

/** Whether it could be a message stream ID: small, or small when read most significant byte first. */
function isMessageStreamId(value: number, typeIsKnown: boolean): boolean {
  if (value <= 0xffff) return true;
  return typeIsKnown && (value <= 0xffffff || (value & 0xffff) === 0);
}
