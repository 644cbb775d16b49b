import { describe, expect, it } from 'vitest';
import { covered, starred } from './hidden-keys.ts';

const place = { sample: '', connection: 0, at: 'up@0' } as const;
const group = (hex: readonly string[], omitted = 0) =>
  ({ hex, omitted, part: 'payload', fields: [{ label: 'x', text: '', place }] }) as const;

describe('stream keys in what is shared', () => {
  it('become stars where bytes are needed', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5);
    expect([...starred(bytes, 100, [{ start: 101 * 8, end: 103 * 8 }])]).toEqual([1, 42, 42, 4, 5]);
    expect([...starred(bytes, 100, [{ start: 0, end: 101 * 8 }])]).toEqual([42, 2, 3, 4, 5]);
    expect([...bytes]).toEqual([1, 2, 3, 4, 5]);
  });

  it('are covered in hexadecimal, behind bytes that are left out as well', () => {
    const groups = [group(['61', '62']), group(['63', '64', '65', '66'], 10), group(['67'])];
    const hidden = [
      { start: 101 * 8, end: 103 * 8 },
      { start: 115 * 8, end: 117 * 8 },
    ];
    expect(covered(groups, 100, hidden).map(({ hex }) => hex.join(' '))).toEqual([
      '61 ••',
      '•• 64 65 ••',
      '••',
    ]);
  });
});
