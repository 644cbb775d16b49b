import { describe, expect, it } from 'vitest';
import { GrowingSource } from './growing-source.ts';

describe('GrowingSource', () => {
  it('reads ranges across blocks, and no further than there are bytes', () => {
    const source = new GrowingSource();
    source.add(new Uint8Array([0, 1, 2]));
    source.add(new Uint8Array([3]));
    source.add(new Uint8Array([4, 5, 6, 7]));
    expect(source.size).toBe(8);
    expect([...source.read(1, 6)]).toEqual([1, 2, 3, 4, 5]);
    expect([...source.read(3, 4)]).toEqual([3]);
    expect([...source.read(6, 99)]).toEqual([6, 7]);
    expect([...source.read(8, 9)]).toEqual([]);
  });
});
