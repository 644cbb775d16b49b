import { expect, it } from 'vitest';
import { nextSort, reasonAgainstSort } from './use-sort.ts';

it('goes from the smallest first to the largest first and back to the capture', () => {
  const once = nextSort(undefined, 'len');
  const twice = nextSort(once, 'len');
  expect([once, twice, nextSort(twice, 'len')]).toEqual([
    { by: 'len' },
    { by: 'len', descending: true },
    undefined,
  ]);
  expect(nextSort(twice, 'ts')).toEqual({ by: 'ts' });
});

it('says up to how many rows there are other orders', () => {
  expect(reasonAgainstSort(200_000)).toBeUndefined();
  expect(reasonAgainstSort(200_001)).toContain('A filter makes them fewer.');
});
