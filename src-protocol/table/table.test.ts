import { describe, expect, it } from 'vitest';
import { BLOCK_ROWS } from './block-plan.ts';
import { NO_ROW } from './column.ts';
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

  it('keeps whole numbers beyond 2³² in six bytes, and the largest of those that need more', () => {
    const table = new Table({ offset: 'u48' });
    const values = [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 12_345, 2 ** 48 - 1];
    for (const offset of values) table.push({ offset });
    expect(values.map((_, row) => table.row(row).offset)).toEqual(values);
    expect(table.bytesPerRow).toBe(6);
    table.push({ offset: 2 ** 52 });
    expect(table.row(values.length).offset).toBe(2 ** 48 - 1);
  });

  it('keeps links to rows before, near and far, in two bytes', () => {
    const table = new Table({ before: 'link' });
    const leads = (row: number): number => {
      if (row === 0) return NO_ROW;
      return row % 1000 === 7 ? 0 : row - 1;
    };
    for (let row = 0; row < 150_000; row++) table.push({ before: leads(row) });
    for (let row = 0; row < 150_000; row += 1) expect(table.row(row).before).toBe(leads(row));
    expect(table.bytesPerRow).toBe(2);
    // Of 150 rows that lead to the first one, 84 are far.
    expect(table.byteLength).toBe(10 * BLOCK_ROWS * 2 + 84 * 16);
  });
});
