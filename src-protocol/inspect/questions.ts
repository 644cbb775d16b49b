import { counted } from '../bytes/counted.ts';
import { smallestBasicHeader } from '../chunk/chunk-header.ts';
import type { ChunkRow } from '../chunk/chunk-table.ts';
import { type Citation, rtmp } from '../dictionary/citation.ts';
import { isKnownMessageType, messageTypeName } from '../message/message-types.ts';
import type { ChunkStreamState } from '../session/session-state.ts';
import type { ChunkRowView, Rows } from './rows.ts';
import type { RtmpSession } from './rtmp-session.ts';

/** What a question can be about. */
export const TOPICS = ['fmt', 'continues', 'header-length', 'timestamp', 'chunks', 'type'] as const;
/** What a question is about. */
export type Topic = (typeof TOPICS)[number];

/** A question that a capture answers by itself, to predict before the value is shown. */
export interface RecordQuestion {
  readonly topic: Topic;
  readonly question: string;
  /** Different texts, in an order that does not give the answer away. */
  readonly options: readonly string[];
  /** Index into `options`. */
  readonly answer: number;
  /** Why, from the decoded values. */
  readonly reason: string;
}

/** What is known of a chunk, and of its chunk stream before it. */
export interface ChunkFacts {
  readonly chunk: ChunkRowView;
  /** The chunk size in force. */
  readonly chunkSize: number;
  /** What the chunk stream remembered; undefined when this is its first chunk, or the capture begins later. */
  readonly past: ChunkStreamState | undefined;
  /** Chunks of its message. */
  readonly chunks: number;
}

interface Facts extends ChunkFacts {
  readonly starts: boolean;
  /** Milliseconds from the message before on its chunk stream to this one. */
  readonly delta: number;
}

/** Where what a question is about is written. */
export const TOPIC_SECTIONS: Readonly<Record<Topic, Citation>> = {
  fmt: rtmp('5.3.1.2'),
  continues: rtmp('5.3.1.2.4'),
  'header-length': rtmp('5.3.1'),
  timestamp: rtmp('5.3.1.2.5'),
  chunks: rtmp('5.3'),
  type: rtmp('6.1.1'),
};

/** Every question that can be asked about a chunk: made from what was decoded, so any capture has some (RTMP 1.0 §5.3). */
export function questionsAbout(rows: Rows, session: RtmpSession, row: ChunkRow): RecordQuestion[] {
  const chunk = rows.chunk(row);
  const before = session.state.before(row).directions[chunk.direction];
  return questionsFrom({
    chunk,
    chunkSize: before.chunkSize.value,
    past: before.chunkStreams.get(chunk.chunkStreamId),
    chunks: session.messages.column.chunks.get(chunk.message),
  });
}

/** The same, for those who know the facts and have no tables. */
export function questionsFrom(known: ChunkFacts): RecordQuestion[] {
  const { chunk, past } = known;
  const facts: Facts = {
    ...known,
    starts: chunk.messageAddress === chunk.address,
    delta: (chunk.timestamp - (past?.timestamp ?? 0) + 2 ** 32) % 2 ** 32,
  };
  const all = [
    fmtQuestion(facts),
    continuesQuestion(facts),
    headerLengthQuestion(facts),
    timestampQuestion(facts),
    chunksQuestion(facts),
    typeQuestion(facts),
  ];
  return all.filter((one) => one !== undefined);
}

/** §5.3.1.2: which of the four headers does the sender take? */
function fmtQuestion({ chunk, starts, past, delta }: Facts): RecordQuestion | undefined {
  const { fmt } = chunk;
  // Of a time that goes backwards no delta can tell.
  if (!starts || !past?.messageLength || past.unfinished || delta > 0x7fffffff) return undefined;
  const now = `${counted(chunk.messageLength, 'byte')} of type ${chunk.messageTypeId} on message stream ${chunk.messageStreamId}`;
  const then = `${counted(past.messageLength, 'byte')} of type ${past.messageTypeId} on message stream ${past.messageStreamId}, with ${past.timestampDelta} ms as its timestamp or delta`;
  const same = {
    stream: chunk.messageStreamId === past.messageStreamId,
    shape: chunk.messageLength === past.messageLength && chunk.messageTypeId === past.messageTypeId,
    delta: delta === past.timestampDelta,
  };
  const shortest = !same.stream ? 0 : !same.shape ? 1 : !same.delta ? 2 : 3;
  const why = [
    'Another message stream: all of it has to be written, type 0.',
    'The message stream is the same, length or type is not: 7 bytes, type 1.',
    'Length and type are the same as well, the delta is not: 3 bytes, type 2.',
    'Nothing differs, the delta included: no message header at all, type 3.',
  ][shortest]!;
  const chose =
    shortest === fmt ? '' : ` This sender nevertheless chose type ${fmt}, which is allowed.`;
  return {
    topic: 'fmt',
    question: `Chunk stream ${chunk.chunkStreamId} last carried ${then}. The message now has ${now}, ${delta} ms later. What is the shortest header that can say so?`,
    options: ['type 0', 'type 1', 'type 2', 'type 3'],
    answer: shortest,
    reason: why + chose,
  };
}

/** §5.3.1.2.4: a type 3 header says nothing; what does it do? */
function continuesQuestion({ chunk, starts, past }: Facts): RecordQuestion | undefined {
  if (chunk.fmt !== 3 || !past) return undefined;
  const missing = past.messageLength - (past.unfinished ? past.received : past.messageLength);
  return {
    topic: 'continues',
    question: `This chunk has type 3. Does it go on with a message, or does it begin a new one? Chunk stream ${chunk.chunkStreamId} has received ${past.unfinished ? past.received : past.messageLength} of the ${counted(past.messageLength, 'byte')} of its last message.`,
    options: ['It goes on with the message', 'It begins a new message'],
    answer: starts ? 1 : 0,
    reason: starts
      ? 'The last message is whole, so a new one begins, with the length, type and delta of the last.'
      : `${counted(missing, 'byte is', 'bytes are')} still missing, so what follows belongs to it.`,
  };
}

/** §5.3.1: basic header, message header, extended timestamp. */
function headerLengthQuestion({ chunk }: Facts): RecordQuestion | undefined {
  const { chunkStreamId, fmt, hasExtendedTimestamp, headerLength } = chunk;
  const basic = smallestBasicHeader(chunkStreamId);
  const message = [11, 7, 3, 0][fmt]!;
  const extended = hasExtendedTimestamp ? ' + 4 of the extended timestamp' : '';
  // Not every sender takes the smallest basic header, or has the extended timestamp where it should be.
  if (basic + message + (hasExtendedTimestamp ? 4 : 0) !== headerLength) return undefined;
  const lengths = [1, 4, 8, 12, headerLength, basic + message];
  return {
    topic: 'header-length',
    question: `A chunk of type ${fmt} on chunk stream ${chunkStreamId}${hasExtendedTimestamp ? ', with an extended timestamp' : ''}: how many bytes is its header?`,
    ...options(lengths, headerLength, (length) => String(length)),
    reason: `${basic} of the basic header + ${message} of the message header${extended} = ${headerLength}.`,
  };
}

/** §5.3.1.2.1 to §5.3.1.2.4: absolute, or a delta. */
function timestampQuestion({ chunk, starts, past, delta }: Facts): RecordQuestion | undefined {
  const { fmt } = chunk;
  if (!starts || fmt === 0 || !past || delta === 0 || delta > chunk.timestamp) return undefined;
  const before = chunk.timestamp - delta;
  const said = fmt === 3 ? `repeats the delta, ${delta}` : `says ${delta}`;
  return {
    topic: 'timestamp',
    question: `The message before this one on chunk stream ${chunk.chunkStreamId} was at ${before} ms. This header, of type ${fmt}, ${said}. When is this message?`,
    ...options(
      [chunk.timestamp, delta, before, before + 2 * delta],
      chunk.timestamp,
      (time) => `at ${time} ms`,
    ),
    reason: `Types 1, 2 and 3 carry a difference: ${before} + ${delta} = ${chunk.timestamp} ms.`,
  };
}

/** §5.3: a message is cut at the chunk size. */
function chunksQuestion({ chunk, starts, chunkSize, chunks }: Facts): RecordQuestion | undefined {
  const needed = Math.max(1, Math.ceil(chunk.messageLength / chunkSize));
  if (!starts || needed !== chunks) return undefined;
  const last = chunk.messageLength - (needed - 1) * chunkSize;
  return {
    topic: 'chunks',
    question: `A message of ${counted(chunk.messageLength, 'byte')}, and chunks that hold ${chunkSize} at most. How many chunks does it take?`,
    ...options([needed, needed + 1, Math.max(1, needed - 1), needed + 2], needed, String),
    reason:
      needed === 1
        ? `It fits into one: ${chunk.messageLength} is not more than ${chunkSize}.`
        : `${counted(needed - 1, 'full chunk')} of ${counted(chunkSize, 'byte')}, and one with the last ${last}.`,
  };
}

/** §6.1.1, §7.1: what the message type ID says. */
function typeQuestion({ chunk, starts }: Facts): RecordQuestion | undefined {
  const { messageTypeId: type } = chunk;
  if (!starts || !isKnownMessageType(type)) return undefined;
  const others = [1, 4, 5, 8, 9, 18, 20].filter((one) => one !== type);
  const first = others.findIndex((one) => one > type);
  const from = Math.max(0, Math.min(others.length - 3, first < 0 ? others.length : first - 1));
  return {
    topic: 'type',
    question: `The message type ID is 0x${type.toString(16).padStart(2, '0')}. What is in the message?`,
    ...options([type, ...others.slice(from, from + 3)], type, messageTypeName),
    reason: `0x${type.toString(16).padStart(2, '0')} is ${type}: ${messageTypeName(type)}.`,
  };
}

/** Options in the order of their numbers, each once. */
function options(
  numbers: readonly number[],
  right: number,
  text: (number: number) => string,
): { options: string[]; answer: number } {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b).slice(0, 5);
  const kept = sorted.includes(right) ? sorted : [...sorted.slice(0, 4), right];
  return { options: kept.map(text), answer: kept.indexOf(right) };
}
