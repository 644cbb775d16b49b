import { fromHex } from '../bytes/hex.ts';

/** The prime of the exchange in RTMPE: the 1024-bit group of RFC 2409 §6.2. The generator is 2. */
const PRIME = fromHex(
  'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74' +
    '020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437' +
    '4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed' +
    'ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff',
)!;

/**
 * Whether 128 bytes, highest first, are a number from 2 to the prime less 2, as a public key of the exchange
 * must be. Only compared: nothing here computes a secret.
 */
export function isPublicKey(key: Uint8Array): boolean {
  const last = key.length - 1;
  const small = key.subarray(0, last).every((byte) => byte === 0) && key[last]! < 2;
  if (small) return false;
  for (let i = 0; i <= last; i++) {
    // The prime ends in ff, so the prime less one differs from it in the last byte alone.
    const bound = i === last ? PRIME[i]! - 1 : PRIME[i]!;
    if (key[i]! !== bound) return key[i]! < bound;
  }
  return false;
}
