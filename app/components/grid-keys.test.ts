import { expect, it } from 'vitest';
import { moveInGrid } from './grid-keys.ts';

const SIZE = { rows: 10_000_000, columns: 12, page: 30 };
const move = (key: string, ctrlKey = false, from = { row: 100, column: 3 }) =>
  moveInGrid(from, { key, ctrlKey, metaKey: false }, SIZE);

it('moves by cell, page, row ends and table ends', () => {
  expect(move('ArrowDown')).toEqual({ row: 101, column: 3 });
  expect(move('ArrowUp')).toEqual({ row: 99, column: 3 });
  expect(move('ArrowRight')).toEqual({ row: 100, column: 4 });
  expect(move('ArrowLeft')).toEqual({ row: 100, column: 2 });
  expect(move('PageDown')).toEqual({ row: 129, column: 3 });
  expect(move('PageUp')).toEqual({ row: 71, column: 3 });
  expect(move('Home')).toEqual({ row: 100, column: 0 });
  expect(move('End')).toEqual({ row: 100, column: 11 });
  expect(move('Home', true)).toEqual({ row: 0, column: 0 });
  expect(move('End', true)).toEqual({ row: 9_999_999, column: 11 });
});

it('stops at the edges, and leaves other keys alone', () => {
  expect(move('ArrowUp', false, { row: 0, column: 0 })).toEqual({ row: 0, column: 0 });
  expect(move('PageDown', false, { row: 9_999_990, column: 0 })).toEqual({
    row: 9_999_999,
    column: 0,
  });
  expect(move('a')).toBeUndefined();
  expect(move('Tab')).toBeUndefined();
});
