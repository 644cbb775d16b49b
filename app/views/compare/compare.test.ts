import { expect, it } from 'vitest';
import type { FieldItem, FieldItems } from '../inspector/field-items.ts';
import { compareFields } from './compare.ts';

function items(values: Record<string, string>): FieldItems {
  const byKey = new Map(
    Object.entries(values).map(([key, value]) => {
      const node = { id: key, path: key, start: 0, end: 8, ranges: [] };
      const item = { key, text: key, value, node, part: 'body', parent: undefined, children: [] };
      return [key, item as FieldItem];
    }),
  );
  return { roots: [...byKey.values()], byKey };
}

it('tells what is the same, changed, added and removed', () => {
  const before = items({ name: '"play"', id: '4', start: '0', end: '9' });
  const after = items({ name: '"play"', id: '5', end: '9', reset: 'true' });
  expect(
    compareFields(before, after).map(({ key, difference, ...rest }) => [
      key,
      difference,
      rest.before,
      rest.after,
    ]),
  ).toEqual([
    ['name', 'same', '"play"', '"play"'],
    ['id', 'changed', '4', '5'],
    ['start', 'removed', '0', undefined],
    ['end', 'same', '9', '9'],
    ['reset', 'added', undefined, 'true'],
  ]);
});

it('finds nothing in a message and itself', () => {
  const one = items({ a: '1', b: '2' });
  expect(compareFields(one, one).every(({ difference }) => difference === 'same')).toBe(true);
});
