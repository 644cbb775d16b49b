import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digestFor, digestPlace, PLAYER_KEY } from './digest.ts';
import { HandshakeReader } from './handshake-reader.ts';
import { handshakeVerdict, type HandshakeVerdict } from './handshake-verdict.ts';

const corpus = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../corpus/handshake/${name}`, import.meta.url)));

function reader(bytes: Uint8Array | undefined): HandshakeReader | undefined {
  if (!bytes) return undefined;
  const reader = new HandshakeReader();
  reader.push(bytes, 0, bytes.length);
  reader.end();
  return reader;
}

function judge(up: Uint8Array | undefined, down: Uint8Array | undefined): HandshakeVerdict {
  return handshakeVerdict(reader(up), reader(down));
}

const codes = (verdict: HandshakeVerdict): string[] =>
  verdict.remarks.map((remark) => `${remark.packet} ${remark.diagnostic.code.slice(10)}`);

/** `bytes` with some of them replaced. */
function altered(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

describe('the verdict over both sides', () => {
  it('calls an exact echo simple, with nothing to say', () => {
    const verdict = judge(corpus('simple.c2s'), corpus('simple.s2c'));
    expect(verdict).toMatchObject({ kind: 'simple', c0: 3, s0: 3, encrypted: false });
    expect(verdict).toMatchObject({ s2Echoes: true, c2Echoes: true });
    expect(verdict.s2Signature).toBeUndefined();
    expect(verdict.notes).toEqual([]);
  });

  it.each([
    ['digest-first', 'digest-first', 640, 622],
    ['key-first', 'key-first', 1340, 1444],
  ])('sees digests and signatures on both sides of %s', (name, layout, c1, s1) => {
    const verdict = judge(corpus(`${name}.c2s`), corpus(`${name}.s2c`));
    expect(verdict.kind).toBe('digest');
    expect(verdict.c1Digest).toMatchObject({ layout, digestOffset: c1 });
    expect(verdict.s1Digest).toMatchObject({ layout, digestOffset: s1 });
    expect(verdict).toMatchObject({ s2Signature: 'valid', c2Signature: 'valid', s2Echoes: false });
    expect(verdict.notes).toEqual([]);
  });

  it('verifies what librtmp and rtmpsrv signed', () => {
    const verdict = judge(corpus('librtmp-digest.c2s'), corpus('librtmp-digest.s2c'));
    expect(verdict).toMatchObject({ kind: 'digest', s2Signature: 'valid', c2Signature: 'valid' });
    expect(codes(verdict)).toEqual([]);
  });

  it('keeps to C1 when the server only echoes', () => {
    const name = 'ffmpeg-to-echoing-server';
    const verdict = judge(corpus(`${name}.c2s`), corpus(`${name}.s2c`));
    expect(verdict).toMatchObject({ kind: 'digest', s2Echoes: true });
    expect(verdict.s1Digest).toBeUndefined();
    expect(verdict.s2Signature).toBeUndefined();
    expect(codes(verdict)).toContain('S1 digest-missing-in-s1');
  });

  it('names RTMPE, and leaves enciphered signatures alone', () => {
    const name = 'librtmp-rtmpe-type-8';
    const verdict = judge(corpus(`${name}.c2s`), corpus(`${name}.s2c`));
    expect(verdict).toMatchObject({ kind: 'digest', c0: 6, s0: 8, encrypted: true });
    expect(verdict).toMatchObject({ s2Signature: 'enciphered', c2Signature: 'enciphered' });
    expect(codes(verdict)).toEqual([
      'S0 encrypted',
      'C1 rtmpe-key',
      'S1 rtmpe-key',
      'S2 signature-enciphered',
      'C2 signature-enciphered',
    ]);
    const six = judge(corpus('rtmpe-type-6.c2s'), corpus('rtmpe-type-6.s2c'));
    expect(six).toMatchObject({ encrypted: true, s2Signature: 'valid', c2Signature: 'valid' });
  });

  it('takes S0 = 3 for a refusal of RTMPE', () => {
    const refused = judge(corpus('rtmpe-type-6.c2s'), corpus('simple.s2c'));
    expect(refused.encrypted).toBe(false);
    const alone = judge(corpus('rtmpe-type-6.c2s'), undefined);
    expect(alone).toMatchObject({ encrypted: true, c0: 6, kind: 'digest' });
  });

  it.each([
    [0, 'C0 version'],
    [4, 'C0 version'],
    [80, 'C0 version'],
  ])('rejects version %d', (version, code) => {
    const verdict = judge(altered(corpus('simple.c2s'), 0, version), corpus('simple.s2c'));
    expect(codes(verdict)).toEqual([code]);
  });

  it('wants the version asked for, or 3', () => {
    const verdict = judge(corpus('simple.c2s'), altered(corpus('simple.s2c'), 0, 6));
    expect(codes(verdict)).toEqual(['S0 encrypted', 'S0 version-answer']);
  });

  it('says when an echo differs, and when only its time does', () => {
    const down = corpus('simple.s2c');
    const flipped = corpus('simple.c2s').slice();
    flipped[3000]! ^= 255;
    expect(codes(judge(flipped, down))).toEqual(['C2 echo-differs']);
    const late = altered(corpus('simple.c2s'), 1537, 9, 9, 9, 9);
    expect(codes(judge(late, down))).toEqual(['C2 echo-time-differs']);
  });

  it('reads a version without a digest as what it is', () => {
    const up = altered(corpus('simple.c2s'), 5, 9, 0, 124, 2);
    const down = altered(corpus('simple.s2c'), 5, 3, 5, 1, 1);
    const verdict = judge(up, down);
    expect(verdict.kind).toBe('simple');
    expect(codes(verdict)).toEqual(['C1 digest-not-found', 'S1 zero-not-zero']);
  });

  it('finds a digest behind a version of zero too', () => {
    const up = altered(corpus('digest-first.c2s'), 5, 0, 0, 0, 0);
    const c1 = up.subarray(1, 1537);
    c1.set(digestFor(c1, digestPlace(c1, 'digest-first'), PLAYER_KEY), 640);
    expect(judge(up, undefined)).toMatchObject({ kind: 'digest', c0: 3 });
  });

  it('tells a wrong signature from a missing one', () => {
    const down = corpus('digest-first.s2c').slice();
    down[3072]! ^= 1;
    const wrong = judge(corpus('digest-first.c2s'), down);
    expect(wrong.s2Signature).toBe('wrong');
    expect(codes(wrong)).toEqual(['S2 signature-wrong']);
    const up = corpus('digest-first.c2s').slice();
    up.set(corpus('digest-first.s2c').subarray(1, 1537), 1537);
    const echoed = judge(up, corpus('digest-first.s2c'));
    expect(echoed).toMatchObject({ c2Signature: 'absent', c2Echoes: true });
    expect(codes(echoed)).toEqual(['C2 signature-missing-in-c2']);
  });

  it('notices a server that returns the client’s digest as its own', () => {
    const up = corpus('digest-first.c2s');
    const down = altered(corpus('digest-first.s2c'), 1, ...up.subarray(1, 1537));
    expect(codes(judge(up, down))).toContain('S1 digest-other-key');
  });

  it('notices random bytes that are not', () => {
    const up = corpus('simple.c2s').slice().fill(0, 9, 1537);
    expect(codes(judge(up, undefined))).toEqual(['C1 random-constant']);
  });

  it('makes do with one direction', () => {
    const client = judge(corpus('digest-first.c2s'), undefined);
    expect(client).toMatchObject({ kind: 'digest', c2Signature: 'unchecked' });
    const server = judge(undefined, corpus('digest-first.s2c'));
    expect(server).toMatchObject({ kind: 'digest', s2Signature: 'unchecked' });
    expect(codes(server)).toEqual(['S2 signature-not-checked']);
    expect(judge(undefined, corpus('simple.s2c')).kind).toBe('unknown');
    expect(judge(corpus('simple.c2s'), undefined).kind).toBe('simple');
    expect(judge(undefined, undefined)).toMatchObject({ kind: 'none', encrypted: false });
    expect(handshakeVerdict(new HandshakeReader(), new HandshakeReader()).kind).toBe('none');
  });

  it('says what is cut and what is missing', () => {
    const cut = judge(corpus('simple.c2s').subarray(0, 700), undefined);
    expect(cut.kind).toBe('unknown');
    expect(codes(cut)).toEqual(['C1 truncated']);
    const holed = new HandshakeReader();
    holed.push(corpus('simple.c2s'), 0, 60);
    holed.skip(1477);
    holed.push(corpus('simple.c2s'), 1537, 3073);
    const verdict = handshakeVerdict(holed, reader(corpus('simple.s2c')));
    expect(codes(verdict)).toEqual(['C1 not-captured']);
    expect(verdict.s2Echoes).toBeUndefined();
    expect(verdict.c2Echoes).toBe(true);
  });
});
