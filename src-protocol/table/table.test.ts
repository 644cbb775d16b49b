import { describe, expect, it } from 'vitest';
import { Table } from './table.ts';

describe('Table', () => {
  it('keeps values across the growth of blocks', () => {
    const table = new Table({ offset: 'f64', length: 'u32', fmt: 'u8' });
    for (let i = 0; i < 200_000; i++) table.push({ offset: i * 2 ** 33, length: i, fmt: i & 255 });
    for (const row of [0, 31, 32, 33, 63, 64, 65_535, 65_536, 131_071, 131_072, 199_999])
      expect(table.row(row)).toEqual({ offset: row * 2 ** 33, length: row, fmt: row & 255 });
    expect(table.bytesPerRow).toBe(13);
    expect(table.block(199_998, 10).length).toEqual(new Uint32Array([199_998, 199_999]));
  });
});
