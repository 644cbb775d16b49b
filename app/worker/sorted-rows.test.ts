import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { answer } from './answers.ts';
import type { ConnectionQuestion, Level, Questions, Sort } from './protocol.ts';
import { View } from './view.ts';

const bytes = new Uint8Array(
  readFileSync(new URL('../../corpus/captures/real/04f-obs29-publish-nginx.pcap', import.meta.url)),
);
const inspection = new Inspection();
inspection.push(bytes);
inspection.end();
const [connection] = inspection.connections;
const view = new View(connection!, connection!.session!, () => new MemorySource(bytes));

function ask<Q extends ConnectionQuestion>(question: Q, what: Questions[Q]['ask']) {
  return answer(view, question, what).value as Questions[Q]['answer'];
}

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
