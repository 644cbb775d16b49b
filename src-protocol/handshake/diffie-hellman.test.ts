import { describe, expect, it } from 'vitest';
import { isPublicKey } from './diffie-hellman.ts';

/** 128 bytes of a number that is small, or that is the prime less something small. */
const small = (value: number): Uint8Array => new Uint8Array(128).fill(value, 127);

const PRIME = Uint8Array.from(
  (
    'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74' +
    '020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437' +
    '4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed' +
    'ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff'
  ).match(/../g)!,
  (byte) => parseInt(byte, 16),
);
const below = (less: number): Uint8Array => {
  const key = PRIME.slice();
  key[127]! -= less;
  return key;
};

describe('public keys of RTMPE', () => {
  it.each([
    ['0', small(0), false],
    ['1', small(1), false],
    ['2', small(2), true],
    ['the prime less 2', below(2), true],
    ['the prime less 1', below(1), false],
    ['the prime', PRIME, false],
    ['more than the prime', new Uint8Array(128).fill(255), false],
    ['one with a leading zero', new Uint8Array(128).fill(7, 1), true],
  ])('%s', (_, key, valid) => {
    expect(isPublicKey(key)).toBe(valid);
  });
});
