import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANDSHAKE_BYTES, HandshakeReader } from './handshake-reader.ts';

const stream = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7) & 255);

describe('HandshakeReader', () => {
  it('takes 3073 bytes whatever the cut, and leaves the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1600 }), { maxLength: 40 }), (cuts) => {
        const reader = new HandshakeReader();
        let at = 0;
        let taken = 0;
        for (const cut of [...cuts, 4000]) {
          const end = Math.min(at + cut, stream.length);
          taken += reader.push(stream, at, end);
          at = end;
        }
        expect(taken).toBe(HANDSHAKE_BYTES);
        expect(reader.done).toBe(true);
        expect(reader.version).toBe(0);
        expect(reader.packet(1)).toEqual(stream.subarray(1, 1537));
        expect(reader.packet(2)).toEqual(stream.subarray(1537, 3073));
      }),
      { numRuns: 30 },
    );
  });

  it('gives a packet only when it is whole', () => {
    const reader = new HandshakeReader();
    expect(reader.version).toBeUndefined();
    reader.push(stream, 0, 1);
    expect(reader.version).toBe(0);
    reader.push(stream, 1, 1536);
    expect(reader.packet(1)).toBeUndefined();
    reader.end();
    expect([0, 1, 2].map((n) => reader.isTruncated(n as 0 | 1 | 2))).toEqual([false, true, false]);
    reader.push(stream, 1536, 1537);
    expect(reader.packet(1)).toHaveLength(1536);
    expect(reader.isTruncated(1)).toBe(false);
  });

  it('counts missing bytes and knows whose they are', () => {
    const reader = new HandshakeReader();
    reader.push(stream, 0, 100);
    expect(reader.skip(500)).toBe(500);
    expect(reader.skip(37)).toBe(37);
    reader.push(stream, 637, 3000);
    expect(reader.skip(5000)).toBe(73);
    expect(reader.done).toBe(true);
    expect(reader.version).toBe(0);
    expect(reader.packet(1)).toBeUndefined();
    expect([0, 1, 2].map((n) => reader.hasMissing(n as 0 | 1 | 2))).toEqual([false, true, true]);
  });

  it('has no version when the first byte is missing', () => {
    const reader = new HandshakeReader();
    reader.skip(1);
    expect(reader.version).toBeUndefined();
    expect(reader.hasMissing(0)).toBe(true);
  });
});
