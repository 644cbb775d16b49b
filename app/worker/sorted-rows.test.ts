import { describe, expect, it } from 'vitest';
import type { Level, Sort } from './protocol.ts';
import { asking, captureView } from './view.test-support.ts';

const ask = asking(captureView('real/04f-obs29-publish-nginx.pcap'));

function rowsOf(level: Level, sort: Sort | undefined, filter?: string) {
  if (filter !== undefined) while (!ask('filter', { connection: 0, level, filter }).done);
  const through = { ...(filter !== undefined && { filter }), ...(sort && { sort }) };
  return ask(level, { connection: 0, from: 0, count: 5000, ...through }).rows;
}

describe('Rows in another order', () => {
  it('are all there, the smallest or the largest first, equal ones as captured', () => {
    const plain = rowsOf('messages', undefined) as { row: number; length: number }[];
    for (const descending of [false, true]) {
      const sorted = rowsOf('messages', { by: 'len', descending }) as typeof plain;
      const way = descending ? -1 : 1;
      const wanted = [...plain].sort((a, b) => way * (a.length - b.length) || a.row - b.row);
      expect(sorted.map(({ row }) => row)).toEqual(wanted.map(({ row }) => row));
    }
  });

  it('keep the filter, and a record is found where it stands now', () => {
    const filter = 'type:video';
    const sort = { by: 'ts', descending: true };
    const sorted = rowsOf('chunks', sort, filter) as { offset: number; direction: 0 | 1 }[];
    expect(sorted.length).toBe(rowsOf('chunks', undefined, filter).length);
    const { direction, offset: at } = sorted[3]!;
    const record = { connection: 0, kind: 'chunk', direction, at } as const;
    expect(ask('place', { connection: 0, level: 'chunks', record, filter, sort })).toBe(3);
  });

  it('have those without a value last, and texts by their letters', () => {
    const names = (rowsOf('commands', { by: 'cmd' }, '') as { command?: string }[]).map(
      ({ command }) => command!,
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    const ids = rowsOf('messages', { by: 'txid', descending: true }) as {
      transactionId?: number;
    }[];
    const first = ids.findIndex(({ transactionId }) => transactionId === undefined);
    expect(first).toBeGreaterThan(0);
    expect(ids.slice(first).every(({ transactionId }) => transactionId === undefined)).toBe(true);
  });

  it('are segments, too, and stay as captured for a field they have not', () => {
    const lengths = (rowsOf('segments', { by: 'len' }) as { length: number }[]).map(
      ({ length }) => length,
    );
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    const plain = rowsOf('segments', undefined);
    expect(rowsOf('segments', { by: 'constructor' })).toEqual(plain);
  });
});
