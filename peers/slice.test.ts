import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../app/worker/answers.ts';
import { View } from '../app/worker/view.ts';
import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';

const CAPTURE = join(import.meta.dirname, '../corpus/captures/real/04f-obs29-publish-nginx.pcap');

/** Each packet as tshark tells it. */
function packets(path: string): string[] {
  const fields = ['frame.time_epoch', 'frame.len', 'ip.src', 'tcp.seq_raw', 'tcp.len', 'tcp.flags'];
  const { stdout, stderr, status } = spawnSync(
    'tshark',
    ['-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  expect(status, stderr).toBe(0);
  return stdout.split('\n').filter(Boolean);
}

test('tshark reads a slice of a capture as the packets it was cut from', () => {
  const bytes = new Uint8Array(readFileSync(CAPTURE));
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  const [connection] = inspection.connections;
  const view = new View(connection!, connection!.session!, () => new MemorySource(bytes));
  const what = { connection: 0, filter: 'chunk:20..60' };
  const progress = answer(view, 'filter', { ...what, level: 'segments' }).value;
  expect(progress).toMatchObject({ done: true });
  const slice = answer(view, 'slicePackets', { ...what, from: 0, hide: [] }).value as {
    bytes: Uint8Array;
    packets: number;
  };

  const folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-'));
  try {
    const path = join(folder, 'slice.pcapng');
    writeFileSync(path, slice.bytes);
    const theirs = packets(path);
    expect(theirs.length).toBe(slice.packets);
    expect(theirs.length).toBeGreaterThan(10);
    const all = packets(CAPTURE);
    const first = all.indexOf(theirs[0]!);
    expect(first).toBeGreaterThan(0);
    expect(theirs.filter((packet) => !all.includes(packet))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
