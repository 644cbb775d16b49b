import { describe, expect, it } from 'vitest';
import { memoryForTables } from './device-memory.ts';

describe('memory for tables', () => {
  it('is an eighth of a device with little', () => {
    expect(memoryForTables(4)).toBe(512 * 2 ** 20);
    expect(memoryForTables(0.25)).toBe(32 * 2 ** 20);
  });

  it('is not bounded where there is plenty, or where the browser does not tell', () => {
    for (const told of [8, 32, undefined, null, '4', NaN, 0, -1])
      expect(memoryForTables(told)).toBeUndefined();
  });
});
