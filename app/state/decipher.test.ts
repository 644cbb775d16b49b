import { expect, it } from 'vitest';
import { nameOfPlain } from './decipher.ts';

it.each([
  ['session.pcapng', 'session-deciphered.pcapng'],
  ['session.pcapng.gz', 'session-deciphered.pcapng'],
  ['session', 'session-deciphered.pcapng'],
  ['a.c2s + a.s2c', 'a.c2s + a.s2c-deciphered.pcapng'],
])('the plain bytes of %s are called %s', (name, plain) => {
  expect(nameOfPlain(name)).toBe(plain);
});
