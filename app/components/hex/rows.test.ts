import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  characterOf,
  columnsFor,
  coverOf,
  cursorMove,
  rowCount,
  rowText,
} from './rows.ts';

describe('rows', () => {
  test('the last row may be short', () => {
    expect(rowCount(100, 116, 16)).toBe(1);
    expect(rowCount(100, 117, 16)).toBe(2);
    expect(rowCount(100, 100, 16)).toBe(0);
  });

  test('columns follow the width', () => {
    expect(columnsFor(700, 7.2, 5)).toBe(16);
    expect(columnsFor(400, 7.2, 5)).toBe(8);
    expect(columnsFor(200, 7.2, 5)).toBe(4);
  });

  test('a row is read as digits, with what cannot be shown and the texts in it', () => {
    expect(rowText([0x00, 0x04, 0x6c, 0x69, 0x76, 0x65, 0x00])).toBe(
      '00 04 6c 69 76 65 00; text: live',
    );
    expect(rowText([0x02, -1, -1, -2, undefined])).toBe('02 2 bytes missing hidden not read yet');
    expect(rowText([0x20, 0x20, 0x20])).toBe('20 20 20');
  });

  test('bytes outside printable ASCII are dots', () => {
    expect([0x41, 0x20, 0x7f, 0x00, 0xc3].map(characterOf)).toEqual(['A', ' ', '·', '·', '·']);
  });
});

describe('ranges to bytes', () => {
  const cut = [
    { start: 80, end: 96 },
    { start: 104, end: 112 },
  ];

  test('a field cut by a header covers both sides and not the header', () => {
    expect([9, 10, 11, 12, 13, 14].map((at) => coverOf(cut, at))).toEqual([
      'none',
      'whole',
      'whole',
      'none',
      'whole',
      'none',
    ]);
    expect(bytesOf(cut, 0, 100)).toEqual([10, 11, 13]);
  });

  test('some bits of a byte are a part', () => {
    expect(coverOf([{ start: 80, end: 82 }], 10)).toBe('part');
    expect(bytesOf([{ start: 82, end: 88 }], 0, 100)).toEqual([10]);
  });

  test('two ranges in one byte name it once', () => {
    const split = [
      { start: 80, end: 82 },
      { start: 84, end: 88 },
    ];
    expect(bytesOf(split, 0, 100)).toEqual([10]);
    expect(coverOf(split, 10)).toBe('part');
  });

  test('is clipped to what is in view', () => {
    expect(bytesOf([{ start: 0, end: 8e9 }], 5, 8)).toEqual([5, 6, 7]);
  });
});

describe('cursor', () => {
  const space = { start: 100, end: 140, columns: 16, page: 2, control: false };
  test.each([
    [100, 'ArrowLeft', 100],
    [100, 'ArrowRight', 101],
    [139, 'ArrowRight', 139],
    [105, 'ArrowUp', 105],
    [121, 'ArrowUp', 105],
    [121, 'ArrowDown', 137],
    [130, 'ArrowDown', 139],
    [120, 'Home', 116],
    [117, 'End', 131],
    [133, 'End', 139],
  ])('%i %s → %i', (at, key, to) => {
    expect(cursorMove(at, key, space)).toBe(to);
  });

  test('control goes to the ends', () => {
    expect(cursorMove(120, 'Home', { ...space, control: true })).toBe(100);
    expect(cursorMove(120, 'End', { ...space, control: true })).toBe(139);
  });

  test('other keys are not taken', () => {
    expect(cursorMove(120, '.', space)).toBeUndefined();
  });
});
