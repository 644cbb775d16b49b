import { type Address, parseAddress } from '../../src-protocol/bytes/address.ts';
import type { Direction, StreamOffset } from '../../src-protocol/bytes/units.ts';
import type { ChunkStreamState } from '../../src-protocol/session/session-state.ts';
import { formatMemory, parseMemory } from './memory-text.ts';

/** Longest bytes that a link may carry. */
export const MOST_INLINE = 4096;
/** Chunk streams that a link may say something of; nobody uses so many. */
const MOST_MEMORIES = 64;
/** Largest chunk size that can be announced (RTMP 1.0 §5.4.1). */
const LARGEST_CHUNK = 0x7fffffff;

/** What of a link is about bytes in it. */
export const INLINE_PARAMETERS = ['b64', 'from', 'chunk', 'past', 'type'] as const;

/** Bytes of a link, and what it says of them. All but the bytes may be left out, and is found out then. */
export interface InlineBytes {
  readonly bytes: Uint8Array;
  /** Whose stream they are of, and where in it they begin. */
  readonly from?: { readonly direction: Direction; readonly offset: StreamOffset };
  /** The chunk size in force where they begin. */
  readonly chunkSize?: number;
  /** What chunk streams remember where they begin. */
  readonly memories: readonly ChunkStreamState[];
  /** They are no chunks but the payload of one message, of this message type ID. */
  readonly payloadType?: number;
}

/** Reads what a link says of its bytes. A text says what is wrong. */
export function parseInline(parameters: URLSearchParams): InlineBytes | string {
  const bytes = fromBase64(parameters.get('b64') ?? '');
  if (typeof bytes === 'string') return bytes;
  if (bytes.length === 0) return 'The link carries no bytes.';
  const from = parameters.get('from');
  const place = from === null ? undefined : parseAddress(from);
  if (from !== null && !place)
    return `“from=${from}” does not say where the bytes begin. It should look like up@3351, or down@0.`;
  const chunkSize = wholeNumber(parameters.get('chunk'), LARGEST_CHUNK);
  if (chunkSize === 'wrong' || chunkSize === 0)
    return `“chunk=${parameters.get('chunk') ?? ''}” is no chunk size. It is a number of bytes from 1 on.`;
  const payloadType = wholeNumber(parameters.get('type'), 255);
  if (payloadType === 'wrong')
    return `“type=${parameters.get('type') ?? ''}” is no message type ID. It is a number from 0 to 255, such as 20.`;
  const texts = parameters.getAll('past');
  if (texts.length > MOST_MEMORIES)
    return `The link says what ${texts.length} chunk streams remember; it may for ${MOST_MEMORIES}.`;
  const memories: ChunkStreamState[] = [];
  for (const text of texts) {
    const memory = parseMemory(text);
    if (!memory)
      return `“past=${text}” is not what a chunk stream remembers. It should look like 4:t1200,d23,l372,y8,s1.`;
    memories.push(memory);
  }
  return {
    bytes,
    ...(place && { from: place }),
    ...(chunkSize !== undefined && { chunkSize }),
    memories,
    ...(payloadType !== undefined && { payloadType }),
  };
}

/** Writes bytes, and what is to be said of them, as parameters of a link. */
export function formatInline(
  bytes: Uint8Array,
  about:
    | { readonly payloadType: number }
    | {
        readonly from: Address;
        readonly chunkSize: number | undefined;
        readonly memories: readonly ChunkStreamState[];
      },
): string {
  const data = `b64=${toBase64(bytes)}`;
  if ('payloadType' in about) return `${data}&type=${about.payloadType}`;
  const { from, chunkSize, memories } = about;
  return [
    data,
    `from=${from}`,
    ...(chunkSize === undefined ? [] : [`chunk=${chunkSize}`]),
    ...memories.map((memory) => `past=${formatMemory(memory)}`),
  ].join('&');
}

function wholeNumber(text: string | null, most: number): number | undefined | 'wrong' {
  if (text === null) return undefined;
  return /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : 'wrong';
}

/** The alphabet that links can carry as it is (RFC 4648 §5), without padding. */
function toBase64(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const TOO_MANY = `The link carries more than ${MOST_INLINE} bytes, which is the most it may. Take a part of them, or the same place in a sample.`;

function fromBase64(text: string): Uint8Array | string {
  const letters = text.replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+');
  // Before anything is made of them: a link can be longer than memory is worth.
  if (letters.length > Math.ceil(MOST_INLINE / 3) * 4) return TOO_MANY;
  try {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return bytes.length > MOST_INLINE ? TOO_MANY : bytes;
  } catch {
    return 'The bytes in the link are not base64.';
  }
}
