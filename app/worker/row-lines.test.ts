import { describe, expect, it } from 'vitest';
import type { ExportFormat, ExportLevel } from './protocol.ts';
import { rowLines, withoutTexts } from './row-lines.ts';
import { asking, captureView } from './view.test-support.ts';

const ask = asking(captureView('synthetic/s03-interleaved-chunks-128.pcap'));

type Saved = Record<string, string | number | boolean | string[] | null>;

function exported(
  level: ExportLevel,
  format: ExportFormat,
  filter: string,
  { from = 0, hide = [] as string[] } = {},
): string[] {
  while (!ask('filter', { connection: 0, level, filter }).done);
  const what = { connection: 0, level, filter, from, format, hide, instead: '…' };
  return ask('exportRows', what).text.split('\n').slice(0, -1);
}

function records(level: ExportLevel, filter: string, hide: string[] = []): Saved[] {
  return exported(level, 'ndjson', filter, { hide }).map((line) => JSON.parse(line) as Saved);
}

describe('Rows of a table as a file', () => {
  it('are the chunks of a stretch, and no others, as the command line writes them', () => {
    const lines = records('chunks', 'chunk:3..5');
    const { rows } = ask('chunks', { connection: 0, from: 2, count: 3 });
    expect(lines.map(({ chunk, address, time }) => ({ chunk, address, time }))).toEqual(
      rows.map(({ row, address, time }) => ({ chunk: row, address, time })),
    );
    expect(lines[0]).toMatchObject({
      connection: 0,
      sender: rows[0]!.direction ? 'server' : 'client',
    });
  });

  it('are messages that begin there, and segments that carry bytes of it', () => {
    const { rows } = ask('messages', { connection: 0, from: 0, count: 2 });
    const messages = records('messages', 'chunk:1..2');
    expect(messages.map(({ address }) => address)).toEqual(rows.map(({ address }) => address));
    const [segment] = records('segments', 'chunk:1');
    expect(segment).toMatchObject({
      address: ask('chunks', { connection: 0, from: 0, count: 1 }).rows[0]!.address,
      kinds: [],
    });
    expect(segment!['packet']).toBeGreaterThan(0);
  });

  it('have the same values under names, once', () => {
    for (const level of ['chunks', 'messages', 'segments'] as const) {
      const [names, ...lines] = exported(level, 'csv', 'chunk:3..5');
      const [first] = records(level, 'chunk:3..5');
      expect(Object.keys(first!).filter((key) => !names!.split(',').includes(key))).toEqual([]);
      expect(lines.length).toBe(records(level, 'chunk:3..5').length);
    }
    const [names, line] = exported('chunks', 'csv', 'chunk:3').map((one) => one.split(','));
    const [record] = records('chunks', 'chunk:3');
    names!.forEach((name, at) => expect(line![at]).toBe(String(record![name] ?? '')));
    expect(exported('chunks', 'csv', 'chunk:3..5', { from: 2 })).toHaveLength(1);
  });

  it('hide what must not be shown', () => {
    const [open] = records('messages', 'cmd:connect');
    const word = /'(\w+)'/.exec(open!['summary'] as string)![1]!;
    const [hidden] = records('messages', 'cmd:connect', [word]);
    expect(hidden!['summary']).toBe((open!['summary'] as string).replaceAll(word, '…'));
    expect(withoutTexts({ length: 3, text: 'a key' }, ['key'], '…')).toEqual({
      length: 3,
      text: 'a …',
    });
  });

  it('quote what has to be quoted, and are no formulas', () => {
    const row = { summary: 'say "a", then', command: '=1+1', transactionId: -1 };
    expect(rowLines([row], 'messages', 'csv', false).replace(/^,*|,*\n$/g, '')).toBe(
      `"say ""a"", then",'=1+1,-1`,
    );
  });
});
