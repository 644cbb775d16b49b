import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';

/**
 * The digest handshake: in no specification, the same in every program that has it. C1 and S1 hide an
 * HMAC-SHA256 of themselves among their random bytes, at a place that four of those bytes tell; S2 and
 * C2 end in a signature made from the other side's digest.
 *
 * ```
 *               0      4         8                    772                  1536
 * digest-first  | time | version | at, …digest…       | …key…, at          |
 * key-first     | time | version | …key…, at          | at, …digest…       |
 * ```
 *
 * Programs number the two layouts differently (librtmp's 0 is SRS's schema 1), so they have names here.
 */
export type DigestLayout = 'digest-first' | 'key-first';

/** Both layouts, the commoner first. */
export const DIGEST_LAYOUTS: readonly DigestLayout[] = ['digest-first', 'key-first'];

/** Bytes of C1, S1, C2 and S2. */
export const PACKET_BYTES = 1536;
/** Bytes of a digest and of a signature. */
export const DIGEST_BYTES = 32;
/** Bytes of the Diffie-Hellman public key that RTMPE keeps in C1 and S1; plain RTMP fills it with random. */
export const KEY_BYTES = 128;
/** Where the first of the two blocks starts, and how long each is: four offset bytes and 760 others. */
export const FIRST_BLOCK = 8;
export const BLOCK_BYTES = 764;
/** The sum of the offset bytes counts modulo the room there is: 760 less the digest, 760 less the key. */
export const DIGEST_ROOM = 728;
export const KEY_ROOM = 632;
/** Where the signature of C2 and S2 starts. */
export const SIGNATURE_OFFSET = PACKET_BYTES - DIGEST_BYTES;

const SUFFIX = fromHex('f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae')!;
const PLAYER_TEXT = toUtf8('Genuine Adobe Flash Player 001');
const SERVER_TEXT = toUtf8('Genuine Adobe Flash Media Server 001');

/** A side's two constant keys, which are public in every implementation. */
export interface HandshakeKey {
  readonly side: 'player' | 'server';
  /** For the digest in this side's C1 or S1: 30 or 36 bytes. */
  readonly digestKey: Uint8Array;
  /** For the signature in this side's C2 or S2: the same and 32 bytes more. */
  readonly signatureKey: Uint8Array;
}

export const PLAYER_KEY: HandshakeKey = handshakeKey('player', PLAYER_TEXT);
export const SERVER_KEY: HandshakeKey = handshakeKey('server', SERVER_TEXT);

/** Where digest and key lie in C1 or S1, in bytes from the packet's first. */
export interface DigestPlace {
  readonly layout: DigestLayout;
  /** 12 to 739, or 776 to 1503. */
  readonly digestOffset: number;
  /** 772 to 1403, or 8 to 639. */
  readonly keyOffset: number;
}

/** A digest that verified. */
export interface FoundDigest extends DigestPlace {
  readonly digest: Uint8Array;
  /** Whose key it verified with. */
  readonly side: HandshakeKey['side'];
}

/** Looks for a digest made with `key`, in either layout. `packet` is a whole C1 or S1. */
export function findDigest(packet: Uint8Array, key: HandshakeKey): FoundDigest | undefined {
  if (packet.length < PACKET_BYTES) return undefined;
  for (const layout of DIGEST_LAYOUTS) {
    const place = digestPlace(packet, layout);
    const digest = packet.slice(place.digestOffset, place.digestOffset + DIGEST_BYTES);
    if (sameBytes(digest, digestFor(packet, place, key)))
      return { ...place, digest, side: key.side };
  }
  return undefined;
}

/** Where digest and key would lie in `layout`, by the packet's own offset bytes. */
export function digestPlace(packet: Uint8Array, layout: DigestLayout): DigestPlace {
  const digestBlock = digestBlockStart(layout);
  const keyBlock = keyBlockStart(layout);
  return {
    layout,
    digestOffset: (sumOfFour(packet, digestBlock) % DIGEST_ROOM) + digestBlock + 4,
    keyOffset: (sumOfFour(packet, keyBlock + BLOCK_BYTES - 4) % KEY_ROOM) + keyBlock,
  };
}

/** The digest `packet` should carry at `place`: over all of its bytes but the digest's own. */
export function digestFor(packet: Uint8Array, place: DigestPlace, key: HandshakeKey): Uint8Array {
  return hmac
    .create(sha256, key.digestKey)
    .update(packet.subarray(0, place.digestOffset))
    .update(packet.subarray(place.digestOffset + DIGEST_BYTES, PACKET_BYTES))
    .digest();
}

/** The signature of a C2 or S2, from its first 1504 bytes and the digest the other side sent. */
export function signatureFor(
  packet: Uint8Array,
  peerDigest: Uint8Array,
  key: HandshakeKey,
): Uint8Array {
  const once = hmac(sha256, key.signatureKey, peerDigest);
  return hmac(sha256, once, packet.subarray(0, SIGNATURE_OFFSET));
}

/** Whether a whole C2 or S2 ends in the signature that `peerDigest` asks for. */
export function isSigned(packet: Uint8Array, peerDigest: Uint8Array, key: HandshakeKey): boolean {
  const signature = packet.subarray(SIGNATURE_OFFSET, PACKET_BYTES);
  return sameBytes(signature, signatureFor(packet, peerDigest, key));
}

/** Where the block with the digest starts. */
export function digestBlockStart(layout: DigestLayout): number {
  return layout === 'digest-first' ? FIRST_BLOCK : FIRST_BLOCK + BLOCK_BYTES;
}

/** Where the block with the key starts. */
export function keyBlockStart(layout: DigestLayout): number {
  return layout === 'digest-first' ? FIRST_BLOCK + BLOCK_BYTES : FIRST_BLOCK;
}

/** Whether two runs hold the same bytes. The values are on the wire already: no need for constant time. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

function sumOfFour(packet: Uint8Array, at: number): number {
  return packet[at]! + packet[at + 1]! + packet[at + 2]! + packet[at + 3]!;
}

function handshakeKey(side: HandshakeKey['side'], text: Uint8Array): HandshakeKey {
  const signatureKey = new Uint8Array(text.length + SUFFIX.length);
  signatureKey.set(text);
  signatureKey.set(SUFFIX, text.length);
  return { side, digestKey: text, signatureKey };
}
