import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowIndex } from './row-index.ts';

it('is the list of rows, however they are asked for', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 200 });
  const places = fc.array(fc.integer({ min: 0, max: 199 }), { maxLength: 50 });
  fc.assert(
    fc.property(steps, places, (steps, places) => {
      const index = new RowIndex();
      const rows: number[] = [];
      for (const step of steps) rows.push((rows.at(-1) ?? -1) + step);
      for (const row of rows) index.push(row);
      expect(index.length).toBe(rows.length);
      expect(rows.map((_, place) => index.get(place))).toEqual(rows);
      for (const place of places)
        if (place < rows.length) expect(index.get(place)).toBe(rows[place]);
      for (const wanted of places)
        expect(index.lastAtMost(wanted, (row) => row)).toBe(
          rows.findLastIndex((row) => row <= wanted),
        );
    }),
  );
});

it('takes next to nothing where rows follow one another', () => {
  const index = new RowIndex();
  for (let row = 0; row < 100_000; row++) index.push(row);
  expect(index.byteLength).toBeLessThan(1000);
  expect(new RowIndex().lastAtMost(5, (row) => row)).toBe(-1);
});
