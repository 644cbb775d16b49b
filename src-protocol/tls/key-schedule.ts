import { expand } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha384 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { toUtf8 } from '../bytes/text.ts';
import type { CipherSuite } from './cipher-suite.ts';

const HASHES = { sha256, sha384 };

/** What protects the records of one direction. */
export interface TrafficKeys {
  readonly key: Uint8Array;
  /** Twelve bytes; of GCM in TLS 1.2 the first four, as the others are in each record. */
  readonly iv: Uint8Array;
}

/** HKDF-Expand-Label (RFC 8446 §7.1) without a context. */
function expandLabel(
  { hash }: CipherSuite,
  secret: Uint8Array,
  label: string,
  length: number,
): Uint8Array {
  const name = toUtf8(`tls13 ${label}`);
  const info = Uint8Array.of(length >> 8, length & 255, name.length, ...name, 0);
  return expand(HASHES[hash], secret, info, length);
}

/** The keys that a traffic secret of TLS 1.3 gives (RFC 8446 §7.3). */
export function trafficKeys(suite: CipherSuite, secret: Uint8Array): TrafficKeys {
  return {
    key: expandLabel(suite, secret, 'key', suite.keyLength),
    iv: expandLabel(suite, secret, 'iv', 12),
  };
}

/** The secret after a KeyUpdate (RFC 8446 §7.2). */
export function nextTrafficSecret(suite: CipherSuite, secret: Uint8Array): Uint8Array {
  return expandLabel(suite, secret, 'traffic upd', HASHES[suite.hash].outputLen);
}

/** The keys of both directions, client first, that a master secret of TLS 1.2 gives (RFC 5246 §6.3). */
export function keysOfMaster(
  suite: CipherSuite,
  master: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): readonly [TrafficKeys, TrafficKeys] {
  const { keyLength } = suite;
  const ivLength = suite.cipher === 'gcm' ? 4 : 12;
  const seed = concatBytes(toUtf8('key expansion'), serverRandom, clientRandom);
  const block = pseudoRandom(suite, master, seed, 2 * (keyLength + ivLength));
  const keysOf = (direction: 0 | 1): TrafficKeys => {
    const key = direction * keyLength;
    const iv = 2 * keyLength + direction * ivLength;
    return { key: block.slice(key, key + keyLength), iv: block.slice(iv, iv + ivLength) };
  };
  return [keysOf(0), keysOf(1)];
}

/** P_hash (RFC 5246 §5): HMACs of a chain of HMACs, until there are enough bytes. */
function pseudoRandom(
  { hash }: CipherSuite,
  secret: Uint8Array,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const output = new Uint8Array(length);
  let chain = seed;
  for (let at = 0; at < length;) {
    chain = hmac(HASHES[hash], secret, chain);
    const part = hmac(HASHES[hash], secret, concatBytes(chain, seed)).subarray(0, length - at);
    output.set(part, at);
    at += part.length;
  }
  return output;
}
