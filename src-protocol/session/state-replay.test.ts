import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ChunkSizes } from '../inspect/inspection-options.ts';
import { Inspection } from '../inspect/inspection.ts';
import { stateEntries } from './state-entries.ts';

function opened(path = 'synthetic/s08-chunk-size-changes.pcap', chunkSizes?: ChunkSizes) {
  const bytes = new Uint8Array(
    readFileSync(new URL(`../../corpus/captures/${path}`, import.meta.url)),
  );
  const inspection = new Inspection({ chunkSizes });
  inspection.push(bytes);
  inspection.end();
  return inspection.connections.find(({ session }) => session)!.session!;
}

it('is the same with snapshots made ahead of time and without', () => {
  const ahead = opened();
  const fresh = opened();
  let made = 0;
  while (ahead.state.prepare()) made++;
  expect(ahead.chunks.length).toBeGreaterThan(5000);
  expect(made).toBe(Math.ceil(ahead.chunks.length / 1024) - 1);
  expect(ahead.state.prepare()).toBe(false);
  for (const row of [0, 1, 1023, 1024, 1025, 4000, ahead.chunks.length - 1, ahead.chunks.length])
    expect(ahead.state.before(row)).toEqual(fresh.state.before(row));
});

const MIDSTREAM = 'variants/v30-midstream.pcap';

it('has the chunk size that was inferred, from the first chunk on that is read with it', () => {
  const { state, chunks } = opened(MIDSTREAM);
  const inferred = { value: 4096, by: { direction: 0, at: 951 }, assumed: 'inferred' };
  for (const row of [0, 1, chunks.length])
    expect(state.before(row).directions[0].chunkSize).toEqual(inferred);
  expect(state.after(0).directions[0].chunkSize).toEqual(inferred);
  expect(state.before(0).directions[1].chunkSize).toEqual({ value: 128 });
  expect(stateEntries(state.before(0))[0]).toMatchObject({
    path: 'client.chunkSize',
    value: 4096,
    setBy: 'up@951',
    assumed: 'inferred',
  });
});

it('has the chunk size that somebody gave', () => {
  const { state } = opened(MIDSTREAM, [4096, undefined]);
  expect(state.before(0).directions[0].chunkSize).toEqual({ value: 4096, assumed: 'given' });
});
