import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Unfolded } from './unfolded.ts';

it('Lines and rows of a table with unfolded rows find each other', () => {
  const open = fc.uniqueArray(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 5 })), {
    selector: ([row]) => row,
    maxLength: 8,
  });
  fc.assert(
    fc.property(open, (pairs) => {
      const lines = new Map(pairs);
      const expected = Array.from({ length: 31 }, (_, row) => [
        { row },
        ...Array.from({ length: lines.get(row) ?? 0 }, (_, under) => ({ row, under })),
      ]).flat();
      const unfolded = new Unfolded(lines);
      expect(unfolded.total(31)).toBe(expected.length);
      expect(expected.map((_, line) => unfolded.at(line))).toEqual(expected);
      for (let row = 0; row <= 30; row++) expect(expected[unfolded.lineOf(row)]).toEqual({ row });
    }),
  );
});
