import { KNOWN_MESSAGE_TYPES } from './plausible.ts';
import type { ChunkHeader } from './chunk-header.ts';
import type { ChunkStream } from './chunk-stream.ts';

/** The first two payload bytes of the last message of each type, or 0: encoders rarely change them. */
export type Heads = Uint16Array;

/** More than this a single delta is not taken to be, when a header is searched for, in milliseconds. */
const LONGEST_DELTA = 60_000;
const LONGEST_MESSAGE = 8 * 1024 * 1024;
/** Evidence for a type 3 header where a message must go on: one byte that has to be this one. */
export const CONTINUES = 7;

/**
 * How much speaks for these bytes being a header, in bits: a header that random bytes pass for once in
 * 2ⁿ tries counts n. -1 when they cannot be one. `payload` is where the message's bytes begin.
 */
export function headerEvidence(
  h: ChunkHeader,
  stream: ChunkStream,
  bytes: Uint8Array,
  payload: number,
  heads: Heads,
): number {
  const type = h.messageTypeId;
  if (!KNOWN_MESSAGE_TYPES.has(type) || h.messageLength === 0) return -1;
  if (h.messageLength > LONGEST_MESSAGE) return -1;
  // Long basic headers are rare, and two bytes that look like one are not.
  let bits = stream.known ? 6 : h.chunkStreamId < 64 ? 1 : -7;
  if (h.fmt === 0) {
    if (h.messageStreamId > 1000) return -1;
    bits += h.messageStreamId === stream.messageStreamId || h.messageStreamId === 0 ? 28 : 22;
  } else if (h.fmt < 3) {
    const delta = h.hasExtendedTimestamp ? h.extendedTimestamp : h.timestampField;
    if (delta > LONGEST_DELTA) return -1;
    bits += delta <= 1000 ? 14 : 8;
  }
  if (h.fmt < 2) {
    bits += stream.known && stream.messageTypeId === type ? 8 : 4;
    bits += h.messageLength <= 0xffff ? 8 : h.messageLength <= 0xfffff ? 4 : 1;
  }
  const body = type <= 6 ? controlEvidence(h) : headEvidence(type, bytes, payload, heads);
  return body < 0 ? -1 : bits + body;
}

/** Protocol control and user control messages have fixed lengths, a chunk stream and no message stream (§5.4, §7.1.7). */
function controlEvidence(h: ChunkHeader): number {
  if (h.messageLength > 64 || h.chunkStreamId !== 2) return -1;
  if (h.fmt === 0 && h.messageStreamId !== 0) return -1;
  const { messageTypeId: type, messageLength: length } = h;
  if (type === 4 ? length < 6 : length !== (type === 6 ? 5 : 4)) return -1;
  // What is inherited proves nothing.
  if (h.fmt >= 2) return 0;
  return type === 4 ? 8 : 16;
}

function headEvidence(type: number, bytes: Uint8Array, at: number, heads: Heads): number {
  const first = bytes[at];
  if (first === undefined) return 0;
  const second = bytes[at + 1] ?? 0;
  const usual = heads[type]!;
  if (type === 8) {
    const format = first >>> 4;
    if (format === 12 || format === 13) return -1;
    if (usual === ((first << 8) | second)) return 14;
    return (first & 0xfe) === 0xae && second <= 1 ? 13 : usual >>> 8 === first ? 7 : 0;
  }
  if (type === 9) {
    const frame = (first >>> 4) & 7;
    if (frame < 1 || frame > 5) return -1;
    if (first >= 0x80) return (first & 15) <= 7 ? 3 : 0;
    const codec = first & 15;
    if (codec < 2 || codec > 13) return -1;
    if (codec === 7) return frame <= 2 && second <= 2 ? 12 : -1;
    return ((usual >>> 8) & 15) === codec ? 5 : 1;
  }
  if (type === 18 || type === 20) return first !== 2 ? -1 : second === 0 ? 14 : 6;
  return type === 15 || type === 17 ? (first === 0 ? 7 : 0) : 0;
}
