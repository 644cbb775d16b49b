import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { answer } from './answers.ts';
import type { ConnectionQuestion, ExportFormat, Questions } from './protocol.ts';
import { View } from './view.ts';

const bytes = new Uint8Array(
  readFileSync(
    new URL('../../corpus/captures/synthetic/s03-interleaved-chunks-128.pcap', import.meta.url),
  ),
);
const inspection = new Inspection();
inspection.push(bytes);
inspection.end();
const [connection] = inspection.connections;
const view = new View(connection!, connection!.session!, () => new MemorySource(bytes));

function ask<Q extends ConnectionQuestion>(question: Q, what: Questions[Q]['ask']) {
  return answer(view, question, what).value as Questions[Q]['answer'];
}

function exported(format: ExportFormat, filter: string, from = 0): string[] {
  while (!ask('filter', { connection: 0, level: 'chunks', filter }).done);
  const { text } = ask('exportChunks', { connection: 0, filter, from, format });
  return text.split('\n').slice(0, -1);
}

it('writes the chunks of a stretch, and no others, as the command line does', () => {
  const lines = exported('ndjson', 'chunk:3..5').map(
    (line) => JSON.parse(line) as Record<string, unknown>,
  );
  const { rows } = ask('chunks', { connection: 0, from: 2, count: 3 });
  expect(lines.map(({ chunk, address, time }) => ({ chunk, address, time }))).toEqual(
    rows.map(({ row, address, time }) => ({ chunk: row, address, time })),
  );
  expect(lines[0]).toMatchObject({
    connection: 0,
    sender: rows[0]!.direction ? 'server' : 'client',
  });
});

it('writes the same values under names, once', () => {
  const [names, ...lines] = exported('csv', 'chunk:3..5').map((line) => line.split(','));
  const [first] = exported('ndjson', 'chunk:3..5');
  const record = JSON.parse(first!) as Record<string, string | number | boolean | null>;
  expect(lines).toHaveLength(3);
  names!.forEach((name, at) => expect(lines[0]![at]).toBe(String(record[name] ?? '')));
  expect(exported('csv', 'chunk:3..5', 2)).toHaveLength(1);
});
