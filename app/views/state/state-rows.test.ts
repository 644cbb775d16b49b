import { describe, expect, test } from 'vitest';
import type { StateEntry } from '../../../src-protocol/session/state-entry.ts';
import { countChanges, difference, stateGroups } from './state-rows.ts';

const entry = (
  path: string,
  value: StateEntry['value'],
  group = 'client to server',
): StateEntry => ({
  path,
  group,
  id: path,
  value,
});
const before = [
  entry('chunkSize', 128),
  entry('bytes', 100),
  entry('transaction.1', 'connect', 'session'),
];
const after = [
  { ...entry('chunkSize', 4096), setBy: 'up@3193' as const },
  entry('bytes', 100),
  entry('stream.1', 'publish', 'session'),
];

describe('stateGroups', () => {
  test('shows only what differs, with both values and who set it', () => {
    const groups = stateGroups(before, after, false);
    expect(groups).toEqual([
      {
        name: 'client to server',
        rows: [
          {
            path: 'chunkSize',
            id: 'chunkSize',
            change: 'changed',
            before: 128,
            after: 4096,
            setBy: 'up@3193',
          },
        ],
      },
      {
        name: 'session',
        rows: [
          expect.objectContaining({ path: 'stream.1', change: 'added', after: 'publish' }),
          expect.objectContaining({ path: 'transaction.1', change: 'removed', before: 'connect' }),
        ],
      },
    ]);
    expect(countChanges(groups)).toBe(3);
  });

  test('shows everything when asked, and counts the same', () => {
    const groups = stateGroups(before, after, true);
    expect(groups[0]?.rows.map((row) => row.change)).toEqual(['changed', 'same']);
    expect(countChanges(groups)).toBe(3);
  });

  test('nothing differs from itself, bytes and NaN included', () => {
    const list = [entry('a', NaN), entry('b', new Uint8Array([1, 2]))];
    const again = [entry('a', NaN), entry('b', new Uint8Array([1, 2]))];
    expect(stateGroups(list, again, false)).toEqual([]);
  });
});

test('the difference of numbers is signed, other values have none', () => {
  const row = stateGroups(before, after, false)[0]!.rows[0]!;
  expect(difference(row)).toBe(3968);
  expect(difference({ ...row, before: 4096, after: 128 })).toBe(-3968);
  expect(difference({ ...row, before: 'a', after: 'b' })).toBeUndefined();
});
