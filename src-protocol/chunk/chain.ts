import { WireReader } from '../wire/wire-reader.ts';
import { chunkHeader, type ChunkHeader, emptyChunkHeader } from './chunk-header.ts';
import { type ChunkStream, ChunkStreams } from './chunk-stream.ts';
import { CONTINUES, headerEvidence } from './header-evidence.ts';

/** Headers that follow one another from a place, and how much they prove together. */
export interface Chain {
  /** Evidence of the first header alone, and of all of them, in bits. */
  first: number;
  bits: number;
  headers: number;
  /** Headers that stand where the chunk size says that a message goes on: they prove the size. */
  continuations: number;
  /** The longest payload of a chunk behind which a header was found: the size is at least this. */
  piece: number;
  /** A later header names the chunk stream of the first one, too. */
  again: boolean;
  /** Where the first message ends; -1 when the chain did not come so far. */
  messageEnd: number;
  /** The bytes ended before anything spoke against the place. */
  reachedEnd: boolean;
  /** The last chunk ends with the last byte. */
  exact: boolean;
  /** A header that cannot be one. */
  broken: boolean;
}

/** What a chain may take for granted. */
export interface ChainStart {
  /** Where the first header lies. */
  readonly at: number;
  readonly chunkSize: number;
  /** What chunk streams remember. */
  readonly known: ChunkStreams;
  /** Nothing was missed: what they remember is right, unfinished messages included. */
  readonly exact: boolean;
  /** Continuing chunks that prove the chunk size; a chain with fewer goes on. One, where nothing is said. */
  readonly continuations?: number;
  /** A chunk stream that is this far in its message. */
  readonly within?: { readonly chunkStreamId: number; readonly received: number };
}

/** Enough to stop at, once the chunk size is proved, too. */
const ENOUGH = 120;
const MOST_HEADERS = 64;

const wire = new WireReader();
const header = emptyChunkHeader();
/** What the chain that is followed believes of chunk streams; there are as many chains as places to try. */
const streams = new ChunkStreams();

/** Follows headers for as long as they make sense, until there is enough evidence. */
export function follow(bytes: Uint8Array, start: ChainStart): Chain {
  const chain: Chain = {
    first: 0,
    bits: 0,
    headers: 0,
    continuations: 0,
    piece: 0,
    again: false,
    messageEnd: -1,
    reachedEnd: false,
    exact: false,
    broken: false,
  };
  streams.clear();
  if (start.within) {
    const stream = adopt(start.within.chunkStreamId, start);
    stream.unfinished = true;
    stream.received = start.within.received;
  }
  let { at, chunkSize: size } = start;
  const proof = start.continuations ?? 1;
  let firstStream: ChunkStream | undefined;
  while (chain.headers < MOST_HEADERS) {
    if (chain.bits >= ENOUGH && chain.continuations >= proof) break;
    const h = readHeader(bytes, at, start);
    if (h === undefined) {
      chain.reachedEnd = true;
      chain.exact = at === bytes.length;
      break;
    }
    const stream = streams.get(h.chunkStreamId);
    const body = at + wire.position;
    const evidence = evidenceOf(h, stream, bytes, body, start);
    if (evidence < 0) {
      chain.broken = true;
      break;
    }
    const goesOn = stream.unfinished;
    if (goesOn) chain.continuations++;
    // A message whose beginning was missed: how long this piece is cannot be told from here.
    else if (h.fmt === 3 && stream.uncertain && chain.headers > 0) {
      chain.bits += evidence;
      break;
    }
    if (!stream.take(h, ignore)) stream.unfinished = true;
    if (h.fmt < 2) stream.uncertain = false;
    const payload = Math.min(size, stream.messageLength - stream.received);
    if (chain.headers === 0) {
      chain.first = evidence;
      firstStream = stream;
    } else {
      chain.piece = Math.max(chain.piece, lastPiece);
      if (stream === firstStream) chain.again = true;
    }
    lastPiece = payload;
    chain.bits += evidence;
    chain.headers++;
    at = body + payload;
    if (h.messageTypeId === 1 && payload === 4) size = announced(bytes, body) || size;
    stream.received += payload;
    if (stream.received < stream.messageLength) continue;
    stream.unfinished = false;
    if (stream === firstStream && chain.messageEnd < 0) chain.messageEnd = at;
  }
  return chain;
}

/** Payload of the chunk read last, in one chain; chains are followed one at a time. */
let lastPiece = 0;

function ignore(): void {
  // Candidates are judged, not reported.
}

function readHeader(bytes: Uint8Array, at: number, start: ChainStart): ChunkHeader | undefined {
  if (at >= bytes.length) return undefined;
  const id = idAt(bytes, at);
  if (id >= 0) adopt(id, start);
  wire.start(bytes, at, bytes.length);
  chunkHeader(wire, header, streams);
  return wire.short ? undefined : header;
}

function evidenceOf(
  h: ChunkHeader,
  stream: ChunkStream,
  bytes: Uint8Array,
  body: number,
  { known }: ChainStart,
): number {
  if (stream.unfinished) return h.fmt === 3 ? CONTINUES : -1;
  if (h.fmt >= 2 && !stream.known) return -1;
  return headerEvidence(h, stream, bytes, body, known.heads);
}

/** The chunk size a Set Chunk Size announces, or 0. */
function announced(bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) return 0;
  const [a, b, c, d] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!];
  return ((a << 24) | (b << 16) | (c << 8) | d) & 0x7fffffff;
}

/** The chunk stream ID of the basic header at `at`; -1 when it is cut off. */
export function idAt(bytes: Uint8Array, at: number): number {
  const form = bytes[at]! & 63;
  if (form > 1) return form;
  const [low, high] = [bytes[at + 1], form === 1 ? bytes[at + 2] : 0];
  return low === undefined || high === undefined ? -1 : 64 + low + 256 * high;
}

/** Lets a chain use, and change, a copy of what a chunk stream remembers. */
function adopt(id: number, start: ChainStart): ChunkStream {
  const there = streams.find(id);
  if (there) return there;
  const past = start.known.find(id);
  const stream = streams.get(id);
  stream.uncertain = !start.exact || past === undefined || past.uncertain;
  if (!past) return stream;
  stream.known = past.known;
  stream.messageLength = past.messageLength;
  stream.messageTypeId = past.messageTypeId;
  stream.messageStreamId = past.messageStreamId;
  stream.hasExtendedTimestamp = past.hasExtendedTimestamp;
  stream.extendedTimestamp = past.extendedTimestamp;
  if (!start.exact) return stream;
  stream.unfinished = past.unfinished;
  stream.received = past.received;
  return stream;
}
