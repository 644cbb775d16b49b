import { expect, it } from 'vitest';
import { loadFilters, named, remembered, saveFilters, unnamed } from './kept-filters.ts';

const NOTHING = { history: [], named: [] };

it('Filters are kept once, newest first, and not without end', () => {
  let kept = remembered(remembered(remembered(NOTHING, 'a'), 'b'), 'a');
  expect(kept.history).toEqual(['a', 'b']);
  for (let n = 0; n < 30; n++) kept = remembered(kept, `csid:${n}`);
  expect(kept.history).toHaveLength(20);
  expect(remembered(NOTHING, '')).toBe(NOTHING);
});

it('A name has one filter, until it is deleted', () => {
  const kept = named(named(NOTHING, ' large ', 'len:>1'), 'large', 'len:>2');
  expect(kept.named).toEqual([{ name: 'large', filter: 'len:>2' }]);
  expect(unnamed(kept, 'large').named).toEqual([]);
});

it('Storage may hold anything, or be closed', () => {
  const holding = (text: string) => () => ({ getItem: () => text });
  expect(loadFilters(holding('{"history":["key"],"named":7}'))).toEqual({
    history: ['key'],
    named: [],
  });
  expect(loadFilters(holding('nonsense'))).toEqual(NOTHING);
  const closed = (): never => {
    throw new Error('blocked');
  };
  expect(loadFilters(closed)).toEqual(NOTHING);
  expect(() => {
    saveFilters(closed, NOTHING);
  }).not.toThrow();
});
