import { describe, expect, test } from 'vitest';
import { ancestorsOf, flatten, type TreeItem } from './flatten.ts';
import { treeMove, typeAhead } from './tree-keys.ts';

interface Item extends TreeItem<Item> {
  readonly key: string;
}
const item = (key: string, ...children: Item[]): Item => ({
  key,
  text: key,
  ...(children.length > 0 && { children }),
});
const roots = [item('a', item('a1', item('a1x')), item('a2')), item('b', item('b1'))];
const all = flatten(roots, new Set(['a', 'a1', 'b']));
const keys = (expanded: string[]) => flatten(roots, new Set(expanded)).map((row) => row.item.key);

describe('flatten', () => {
  test('shows what is open, in order', () => {
    expect(keys([])).toEqual(['a', 'b']);
    expect(keys(['a'])).toEqual(['a', 'a1', 'a2', 'b']);
    expect(keys(['a1'])).toEqual(['a', 'b']);
  });

  test('tells level, place and parent', () => {
    expect(all.map((row) => [row.item.key, row.level, row.place, row.setSize, row.parent])).toEqual(
      [
        ['a', 1, 1, 2, -1],
        ['a1', 2, 1, 2, 0],
        ['a1x', 3, 1, 1, 1],
        ['a2', 2, 2, 2, 0],
        ['b', 1, 2, 2, -1],
        ['b1', 2, 1, 1, 4],
      ],
    );
  });

  test('finds what is above an item', () => {
    expect(ancestorsOf(roots, 'a1x')).toEqual(['a', 'a1']);
    expect(ancestorsOf(roots, 'b')).toEqual([]);
    expect(ancestorsOf(roots, 'c')).toBeUndefined();
  });
});

describe('keys', () => {
  test('arrows stay inside', () => {
    expect(treeMove(all, 0, 'ArrowUp')).toEqual({ to: 0 });
    expect(treeMove(all, 5, 'ArrowDown')).toEqual({ to: 5 });
    expect(treeMove(all, 5, 'Home')).toEqual({ to: 0 });
    expect(treeMove(all, 0, 'End')).toEqual({ to: 5 });
  });

  test('right opens, then enters; left closes, then leaves', () => {
    const closed = flatten(roots, new Set<string>());
    expect(treeMove(closed, 0, 'ArrowRight')).toEqual({ expand: ['a'] });
    expect(treeMove(all, 0, 'ArrowRight')).toEqual({ to: 1 });
    expect(treeMove(all, 2, 'ArrowRight')).toEqual({ to: 2 });
    expect(treeMove(all, 1, 'ArrowLeft')).toEqual({ collapse: 'a1' });
    expect(treeMove(all, 2, 'ArrowLeft')).toEqual({ to: 1 });
  });

  test('the asterisk opens the siblings', () => {
    expect(treeMove(flatten(roots, new Set<string>()), 0, '*')).toEqual({ expand: ['a', 'b'] });
  });

  test('other keys are nobody’s business', () => {
    expect(treeMove(all, 0, '.')).toBeUndefined();
  });

  test('type-ahead goes round, and stays while a longer word fits', () => {
    expect(typeAhead(all, 0, 'a')).toBe(1);
    expect(typeAhead(all, 3, 'a')).toBe(0);
    expect(typeAhead(all, 1, 'a1')).toBe(1);
    expect(typeAhead(all, 0, 'z')).toBeUndefined();
  });
});
