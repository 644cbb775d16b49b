import { type Address, addressOf } from '../../../src-protocol/bytes/address.ts';
import { senderOf } from '../../../src-protocol/bytes/units.ts';
import type { ChunkStreamState } from '../../../src-protocol/session/session-state.ts';
import type { StateEntry } from '../../../src-protocol/session/state-entry.ts';
import { formatInline, MOST_INLINE } from '../../embed/inline-bytes.ts';
import type { BytesAnswer, Described } from '../../worker/protocol.ts';
import { chunkSizeIn, chunkStreamIn } from '../state/remembered.ts';

/** What of a record goes into a link: its chunks as they were sent, or the message's payload alone. */
export type InlinePart = 'chunks' | 'payload';

/** A record's bytes as parameters of a link. */
export interface InlineRecord {
  readonly query: string;
  readonly bytes: number;
  /** Bytes of the record for which there is no room. */
  readonly omitted: number;
}

/** Bytes of C0 and C1, or S0 and S1 (RTMP 1.0 §5.2). */
const FIRST_PACKETS = 1 + 1536;

/** Where the bytes begin that a link to this record has to carry: of a handshake, at the version. */
export function inlineStart({ record, start }: Described): number {
  return record.kind === 'handshake' ? 0 : start;
}

/** Where they end: a handshake is told by all of its first two packets. */
export function inlineEnd({ record, end }: Described): number {
  return record.kind === 'handshake' ? Math.max(end, FIRST_PACKETS) : end;
}

/**
 * A record's bytes for a link, with what is needed to decode them: the chunk size, and what the chunk
 * streams in it remember. `read` begins at `inlineStart`, with the bytes of stream keys already hidden.
 */
export function inlineRecord(
  described: Described,
  before: readonly StateEntry[],
  read: BytesAnswer,
  part: InlinePart,
): InlineRecord {
  const { record, pieces, message } = described;
  const end = inlineEnd(described);
  const payload = part === 'payload' && message !== undefined;
  const whole = payload ? gathered(pieces, read) : read.bytes.subarray(0, end - read.start);
  const bytes = whole.subarray(0, MOST_INLINE);
  const length = payload ? message.length : end - read.start;
  const from: Address = addressOf(record.direction, read.start);
  const sender = senderOf(record.direction);
  const about = payload
    ? { payloadType: message.messageTypeId }
    : { from, ...memoryOf(before, sender, read) };
  return {
    query: formatInline(bytes, about),
    bytes: bytes.length,
    omitted: Math.max(0, length - bytes.length),
  };
}

/** A payload, put together from its chunks as far as they were read. */
function gathered(pieces: Described['pieces'], { start, bytes }: BytesAnswer): Uint8Array {
  const parts = pieces
    .map(({ lower, length }) => bytes.subarray(lower - start, lower - start + length))
    .filter(({ length }) => length > 0);
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What a decoder has to know to go on from there. */
export function memoryOf(
  before: readonly StateEntry[],
  sender: 'client' | 'server',
  { chunks }: BytesAnswer,
): { chunkSize: number | undefined; memories: ChunkStreamState[] } {
  const ids = [...new Set(chunks.map(({ chunkStreamId }) => chunkStreamId))];
  return {
    chunkSize: chunkSizeIn(before, sender),
    memories: ids.flatMap((id) => chunkStreamIn(before, sender, id) ?? []),
  };
}
