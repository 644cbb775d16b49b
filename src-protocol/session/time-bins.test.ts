import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeBins } from './time-bins.ts';

describe('TimeBins', () => {
  it('puts values where they belong, and joins neighbours when time outgrows the bins', () => {
    const bins = new TimeBins(100, 'sum');
    bins.add(7, 100, 1);
    bins.add(7, 100.5, 2);
    bins.add(7, 103.9, 4);
    expect(bins.widthFor(4)).toBe(1);
    expect([...bins.read(7, 4)]).toEqual([3, 0, 0, 4]);
  });

  it('keeps the largest where it is asked to', () => {
    const bins = new TimeBins(0, 'max');
    for (const value of [5, 9, 3]) bins.add(0, 0.1, value);
    bins.add(0, 7.9, 2);
    expect([...bins.read(0, 2, 4)]).toEqual([9, 2]);
  });

  it('leaves out what has no time, and counts what is early into the first bin', () => {
    const bins = new TimeBins(10, 'sum');
    bins.add(0, NaN, 1);
    expect(bins.length).toBe(0);
    bins.add(0, 9, 1);
    expect([...bins.read(0, 1)]).toEqual([1]);
  });

  it('gives series of one length, whichever came late', () => {
    const bins = new TimeBins(0, 'sum');
    bins.add(0, 0, 1);
    bins.add(1, 5, 1);
    expect(bins.read(0, 16)).toHaveLength(bins.read(1, 16).length);
    expect(bins.read(9, 16)).toHaveLength(bins.read(1, 16).length);
  });

  it('loses nothing, whatever the times', () => {
    const value = fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(value), fc.integer({ min: 1, max: 64 }), (values, most) => {
        const bins = new TimeBins(0, 'sum');
        for (const [time, amount] of values) bins.add(0, time, amount);
        const read = bins.read(0, most);
        expect(read.length).toBeLessThanOrEqual(most);
        const sum = values.reduce((total, [, amount]) => total + amount, 0);
        expect(read.reduce((total, amount) => total + amount, 0)).toBe(sum);
      }),
      { numRuns: 50 },
    );
  });
});
