import type { Direction } from '../bytes/units.ts';
import { FIRST_CHUNK, FIRST_FLIGHT, isChunk, isVersion, startsWith } from './evidence.ts';

/** Which side sent some bytes, by themselves, and how that is known. */
export interface Side {
  /** 0: the client did. */
  readonly direction: Direction;
  /** Whether something was said that only this side says; else it is a guess. */
  readonly sure: boolean;
  /** A sentence without its full stop, to go after "taken for the client’s". */
  readonly why: string;
}

/** Bytes of the beginning that are looked at. */
export const SIDE_BYTES = 16_384;

/** What only one side says (RTMP 1.0 §7.2, and what programs add); the first of them found decides. */
const CLIENT_WORDS = [
  ...['connect', 'createStream', 'publish', 'play', 'play2', 'deleteStream', 'pause', 'seek'],
  ...['releaseStream', 'FCPublish', 'FCUnpublish', 'FCSubscribe', '_checkbw', 'getStreamLength'],
  '@setDataFrame',
];
const SERVER_WORDS = ['_result', '_error', 'onStatus', 'onBWDone', 'onFCPublish', 'onFCSubscribe'];

/** Says whose bytes these are, from what is said in them: there is no packet to ask. */
export function sideOf(bytes: Uint8Array): Side {
  const greets = beginsWithHandshake(bytes);
  const from = greets ? FIRST_CHUNK : 0;
  const end = Math.min(bytes.length, SIDE_BYTES);
  for (let at = from; at < end; at++) {
    if (bytes[at] !== 2 || bytes[at + 1] !== 0) continue;
    const client = wordAt(bytes, at, CLIENT_WORDS);
    if (client !== undefined)
      return {
        direction: 0,
        sure: true,
        why: `they have the command ${client}, which clients send`,
      };
    const server = wordAt(bytes, at, SERVER_WORDS);
    if (server !== undefined)
      return { direction: 1, sure: true, why: `they have ${server}, which servers send` };
  }
  if (greets && bytes.length <= FIRST_FLIGHT)
    return {
      direction: 0,
      sure: false,
      why: 'they are a version and 1536 bytes and no more, as a client sends that gets no answer',
    };
  const type = greets && isChunk(bytes, FIRST_CHUNK) ? bytes[FIRST_CHUNK + 7] : undefined;
  if (type === 5 || type === 6)
    return {
      direction: 1,
      sure: false,
      why: 'the first message is one that servers begin with, although clients may',
    };
  return {
    direction: 0,
    sure: false,
    why: 'nothing in them says whose they are, and most dumps are of a publisher',
  };
}

/** Whether these bytes begin as C0 and C1, or S0 and S1, do; a chunk on chunk stream 3 begins with the same byte. */
export function beginsWithHandshake(bytes: Uint8Array): boolean {
  return isVersion(bytes[0]) && bytes.length >= FIRST_FLIGHT && !isChunk(bytes, 0);
}

/** An AMF0 string at `at` that is one of these words. */
function wordAt(bytes: Uint8Array, at: number, words: readonly string[]): string | undefined {
  const length = bytes[at + 2];
  return words.find((word) => word.length === length && startsWith(bytes, word, at + 3));
}
