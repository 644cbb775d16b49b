import { isTlsRecord } from './client-hello.ts';
import type { Detection, Pair } from './detection.ts';
import {
  FIRST_CHUNK,
  FIRST_FLIGHT,
  hasZeroField,
  isChunk,
  isTpkt,
  isVersion,
  saysConnect,
} from './evidence.ts';
import { isHttpAnswer } from './http-start.ts';

/** Bytes after which a side that would have said `connect` has said it. */
const CONNECT_SEEN_BY = FIRST_CHUNK + 112;

/**
 * How far a side is with its version byte and 1536 bytes: none yet, none at all, begun with something
 * else, still coming, broken off, all there.
 */
type Stage = 'awaited' | 'silent' | 'other' | 'short' | 'cut' | 'whole';

/**
 * RTMP and RTMPE, by their handshake. One byte in sixty passes for a version, so something else has to
 * agree: the other side's version, the zero field, a client that stops after exactly 1537 bytes, a
 * first chunk at 3073, or the port. `oriented` says that a SYN told the sides apart.
 *
 * Returns 'more' while bytes that could decide are to come, undefined when RTMP does not begin here.
 */
export function detectRtmp(
  first: Pair<Uint8Array>,
  done: Pair<boolean>,
  oriented: boolean,
  hint: boolean,
): Detection | 'more' | undefined {
  const client = stage(first[0], done[0], oriented && hint);
  const server = stage(first[1], done[1], false);
  if (!oriented) return detectUnoriented(first, done, client, server);
  switch (client) {
    case 'awaited':
    case 'short':
      return 'more';
    case 'other':
      return undefined;
    case 'silent':
      return serverAlone(first[1], server, hint);
    case 'cut':
      return brokenOff(first, server, hint);
    case 'whole':
      return isVersion(first[0][0])
        ? wholeClient(first, server, hint)
        : oddVersion(first[0][0]!, first[1], server);
  }
}

function stage(bytes: Uint8Array, isAll: boolean, anyVersion: boolean): Stage {
  const version = bytes[0];
  if (version === undefined) return isAll ? 'silent' : 'awaited';
  // On RTMP's own port a client may ask for a version nobody knows; 22 would be TLS.
  if (!isVersion(version) && !(anyVersion && version < 32 && version !== 22)) return 'other';
  if (isTpkt(bytes, isAll)) return 'other';
  if (bytes.length >= FIRST_FLIGHT) return 'whole';
  return isAll ? 'cut' : 'short';
}

function isBegun(stage: Stage): boolean {
  return stage === 'short' || stage === 'cut' || stage === 'whole';
}

function wholeClient(
  first: Pair<Uint8Array>,
  server: Stage,
  hint: boolean,
): Detection | 'more' | undefined {
  const [up, down] = first;
  if (isBegun(server))
    return handshake(
      down[0]!,
      true,
      'Both sides begin as the handshake of RTMP does: a version, then 1536 bytes',
    );
  const zero = up[0] === 3 && hasZeroField(up);
  if (zero && server === 'awaited')
    return handshake(
      3,
      true,
      'The client begins as the handshake of RTMP does: version 3, a time, zero, random bytes',
    );
  if (server === 'awaited') return 'more';
  const exact = up.length === FIRST_FLIGHT;
  const chunk = isChunk(up, FIRST_CHUNK);
  if (!zero && !exact && !chunk && !hint) return undefined;
  const begin = 'The client begins as the handshake of RTMP does';
  if (server === 'silent')
    return handshake(up[0]!, zero || exact || chunk, `${begin}; of the server there is nothing`);
  return handshake(up[0]!, false, `${begin}, but the server ${reply(down)}`);
}

/** What a server says that does not say S0. */
function reply(bytes: Uint8Array): string {
  if (isHttpAnswer(bytes)) return 'answers in HTTP';
  if (isTlsRecord(bytes)) return 'answers in TLS, as if RTMPS had been meant';
  return 'answers with something else than S0';
}

function oddVersion(
  version: number,
  down: Uint8Array,
  server: Stage,
): Detection | 'more' | undefined {
  if (server === 'awaited') return 'more';
  if (!isBegun(server)) return undefined;
  return handshake(
    down[0]!,
    false,
    `The client asks for version ${version}, and the server begins with S0`,
  );
}

function brokenOff(
  first: Pair<Uint8Array>,
  server: Stage,
  hint: boolean,
): Detection | 'more' | undefined {
  const [up, down] = first;
  if (server === 'awaited' || server === 'short') return 'more';
  if (!isVersion(up[0])) return undefined;
  if (!hint && !hasZeroField(up) && server !== 'whole') return undefined;
  const version = isBegun(server) ? down[0]! : up[0]!;
  return handshake(
    version,
    false,
    `The handshake breaks off: of the client’s first 1537 bytes, ${up.length} ${up.length === 1 ? 'is' : 'are'} there`,
  );
}

function serverAlone(
  down: Uint8Array,
  server: Stage,
  hint: boolean,
): Detection | 'more' | undefined {
  if (server === 'awaited' || server === 'short') return 'more';
  if (server === 'other' || server === 'silent') return undefined;
  const proved = server === 'whole' && (hasZeroField(down) || isChunk(down, FIRST_CHUNK));
  if (!proved && !hint) return undefined;
  return handshake(
    down[0]!,
    proved,
    'Only what the server sent is there, and it begins as the handshake of RTMP does',
  );
}

/**
 * Without a SYN: the beginning may or may not be the beginning, and the client may be the other side.
 * `connect`, which only clients say, tells both; the port tells nothing here, since a capture that
 * starts in the middle has the same port.
 */
function detectUnoriented(
  first: Pair<Uint8Array>,
  done: Pair<boolean>,
  client: Stage,
  server: Stage,
): Detection | 'more' | undefined {
  const [up, down] = first;
  if (!isBegun(client) && !isBegun(server)) return undefined;
  // A chunk on chunk stream 3 begins with the byte that C0 is.
  if (isChunk(up, 0) || isChunk(down, 0)) return undefined;
  const words =
    'The start of the connection was not captured, but the bytes begin with a handshake, and the client’s “connect” follows';
  if (isBegun(client) && saysConnect(up))
    return handshake(isBegun(server) ? down[0]! : up[0]!, true, words);
  if (isBegun(server) && saysConnect(down))
    return { ...handshake(isBegun(client) ? up[0]! : down[0]!, true, words), swapped: true };
  if (isOpen(up, client, done[0]) || isOpen(down, server, done[1])) return 'more';
  const both = client === 'whole' && server === 'whole';
  const proved = first.some(
    (bytes) => isVersion(bytes[0]) && (hasZeroField(bytes) || isChunk(bytes, FIRST_CHUNK)),
  );
  if (!both && !proved) return undefined;
  const version = isBegun(server) ? down[0]! : up[0]!;
  return handshake(
    version,
    both,
    'The start of the connection was not captured, but the bytes begin with a handshake; which side is the client is a guess',
  );
}

/** Whether a side that looks like a handshake could still come to `connect`. */
function isOpen(bytes: Uint8Array, stage: Stage, isAll: boolean): boolean {
  return !isAll && stage !== 'other' && bytes.length < CONNECT_SEEN_BY;
}

/** The server's version decides, when it is there: it may refuse RTMPE by answering 3. */
function handshake(version: number, sure: boolean, why: string): Detection {
  if (version === 3 || !isVersion(version)) return { transport: 'rtmp', sure, why: `${why}.` };
  const rtmpe = `Version ${version} is RTMPE: what follows the handshake is enciphered.`;
  return { transport: 'rtmpe', sure, why: `${why}. ${rtmpe}` };
}
