import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Inspection } from '../inspect/inspection.ts';

function opened() {
  const bytes = new Uint8Array(
    readFileSync(
      new URL('../../corpus/captures/synthetic/s08-chunk-size-changes.pcap', import.meta.url),
    ),
  );
  const inspection = new Inspection();
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
