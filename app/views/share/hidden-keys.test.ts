import { describe, expect, it } from 'vitest';
import { starred } from './hidden-keys.ts';

describe('stream keys in what is shared', () => {
  it('become stars where bytes are needed', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5);
    expect([...starred(bytes, 100, [{ start: 101 * 8, end: 103 * 8 }])]).toEqual([1, 42, 42, 4, 5]);
    expect([...starred(bytes, 100, [{ start: 0, end: 101 * 8 }])]).toEqual([42, 2, 3, 4, 5]);
    expect([...bytes]).toEqual([1, 2, 3, 4, 5]);
  });
});
