import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toHex } from '../bytes/hex.ts';
import {
  DIGEST_BYTES,
  digestFor,
  digestPlace,
  findDigest,
  isSigned,
  PACKET_BYTES,
  PLAYER_KEY,
  SERVER_KEY,
  signatureFor,
  type DigestLayout,
} from './digest.ts';

const corpus = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../corpus/handshake/${name}`, import.meta.url)));
const first = (name: string): Uint8Array => corpus(name).subarray(1, 1537);
const second = (name: string): Uint8Array => corpus(name).subarray(1537);

describe('digests', () => {
  it('has keys of 30, 36, 62 and 68 bytes', () => {
    expect(PLAYER_KEY.digestKey).toHaveLength(30);
    expect(SERVER_KEY.digestKey).toHaveLength(36);
    expect(PLAYER_KEY.signatureKey).toHaveLength(62);
    expect(SERVER_KEY.signatureKey).toHaveLength(68);
  });

  it.each([
    ['digest-first.c2s', 'digest-first', 640, 792, 'e60ea7b55ece0ce3348cd04be822e2f7'],
    ['digest-first.s2c', 'digest-first', 622, 820, 'a7a6d00290cb35472e957fe6bfd9effb'],
    ['key-first.c2s', 'key-first', 1340, 483, '433c72d9ef7c7853bc06467a4534c563'],
    ['key-first.s2c', 'key-first', 1444, 139, '9e0e4110068542cb6fb036c438f8c55f'],
    ['rtmpe-type-6.c2s', 'key-first', 1097, 546, ''],
    ['rtmpe-type-6.s2c', 'key-first', 1201, 579, ''],
  ])('finds the one in %s', (file, layout, digestOffset, keyOffset, starts) => {
    const found = findDigest(first(file), file.endsWith('c2s') ? PLAYER_KEY : SERVER_KEY)!;
    expect(found).toMatchObject({ layout, digestOffset, keyOffset });
    expect(toHex(found.digest).startsWith(starts)).toBe(true);
    expect(findDigest(first(file), file.endsWith('c2s') ? SERVER_KEY : PLAYER_KEY)).toBeUndefined();
  });

  it.each(['digest-first', 'key-first', 'librtmp-digest'])(
    'checks the signatures of %s',
    (name) => {
      const c1 = findDigest(first(`${name}.c2s`), PLAYER_KEY)!;
      const s1 = findDigest(first(`${name}.s2c`), SERVER_KEY)!;
      expect(isSigned(second(`${name}.s2c`), c1.digest, SERVER_KEY)).toBe(true);
      expect(isSigned(second(`${name}.c2s`), s1.digest, PLAYER_KEY)).toBe(true);
      expect(isSigned(second(`${name}.c2s`), s1.digest, SERVER_KEY)).toBe(false);
    },
  );

  it('computes the signatures known for digest-first', () => {
    const c1 = findDigest(first('digest-first.c2s'), PLAYER_KEY)!;
    const s1 = findDigest(first('digest-first.s2c'), SERVER_KEY)!;
    const s2 = signatureFor(second('digest-first.s2c'), c1.digest, SERVER_KEY);
    const c2 = signatureFor(second('digest-first.c2s'), s1.digest, PLAYER_KEY);
    expect(toHex(s2)).toBe('876b2bb0eb6c5e70355084ec25a6485f07d6511482189873d246581c45c8a457');
    expect(toHex(c2)).toBe('6605a915aa56267aa8706f18e4bd6588653c3ac9c51656a2e1e5e1e44c01147e');
  });

  it('finds nothing in plain, altered or short packets', () => {
    expect(findDigest(first('simple.c2s'), PLAYER_KEY)).toBeUndefined();
    const altered = first('digest-first.c2s').slice();
    altered[1535]! ^= 1;
    expect(findDigest(altered, PLAYER_KEY)).toBeUndefined();
    expect(findDigest(first('digest-first.c2s').subarray(0, 1000), PLAYER_KEY)).toBeUndefined();
  });

  // The sums reach 0 and 727 (modulo 728); four bytes of 255 make 1020. Nothing may overrun its block.
  it.each([
    ['digest-first', [0, 0, 0, 0], 12],
    ['digest-first', [255, 255, 217, 0], 739],
    ['digest-first', [255, 255, 255, 255], 304],
    ['key-first', [0, 0, 0, 0], 776],
    ['key-first', [255, 255, 217, 0], 1503],
  ] satisfies [DigestLayout, number[], number][])(
    'places a digest at the extremes of %s: %j',
    (layout, four, digestOffset) => {
      const packet = new Uint8Array(PACKET_BYTES);
      packet.set(four, layout === 'digest-first' ? 8 : 772);
      const place = digestPlace(packet, layout);
      expect(place.digestOffset).toBe(digestOffset);
      packet.set(digestFor(packet, place, PLAYER_KEY), digestOffset);
      expect(findDigest(packet, PLAYER_KEY)).toMatchObject({ layout, digestOffset });
      expect(digestOffset + DIGEST_BYTES).toBeLessThanOrEqual(PACKET_BYTES);
    },
  );
});
