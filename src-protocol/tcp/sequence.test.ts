import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OLDEST, aheadOf, sequenceAdd, sequenceDifference } from './sequence.ts';

describe('sequence numbers', () => {
  it('count modulo 2³² (RFC 9293 §3.4)', () => {
    expect(sequenceDifference(2, 0xfffffffe)).toBe(4);
    expect(sequenceDifference(0xfffffffe, 2)).toBe(-4);
    expect(sequenceAdd(0xfffffffe, 4)).toBe(2);
    expect(sequenceAdd(2, -4)).toBe(0xfffffffe);
  });

  it('come back from adding', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.integer(), (sequence, count) => {
        expect(sequenceDifference(sequenceAdd(sequence, count), sequence)).toBe(count);
      }),
    );
  });

  it('are far ahead rather than very old', () => {
    expect(aheadOf(100, 200)).toBe(-100);
    expect(aheadOf(0, OLDEST)).toBe(-OLDEST);
    expect(aheadOf(0, OLDEST + 1)).toBe(2 ** 32 - OLDEST - 1);
    expect(aheadOf(3_000_000_000, 0)).toBe(3_000_000_000);
  });
});
