import { describe, expect, it } from 'vitest';
import { MemorySource } from '../bytes/byte-source.ts';
import { Inspection } from '../inspect/inspection.ts';
import { readStream } from '../inspect/stream-bytes.ts';
import { pcapngStart } from './pcapng-writer.ts';
import { type RecordedEnd, RecordedConnection } from './recorded-connection.ts';

const v4 = (last: number, port: number): RecordedEnd => ({
  address: Uint8Array.of(127, 0, 0, last),
  port,
});
const v6 = (last: number, port: number): RecordedEnd => ({
  address: Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? last : 0)),
  port,
});
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7) & 255);

/** A file with one connection: 100 001 bytes up, 5000 down. */
function file(client: RecordedEnd, server: RecordedEnd): Uint8Array {
  const connection = new RecordedConnection(client, server);
  const blocks = [
    pcapngStart('RTMP Inspector'),
    ...connection.opened(1_700_000_000.000001),
    ...connection.data(0, noise(100_001), 1_700_000_000.5),
    ...connection.data(1, noise(5000), 1_700_000_001.25),
    ...connection.closed(0, 1_700_000_002),
    ...connection.closed(1, 1_700_000_002, true),
  ];
  const bytes = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  return bytes;
}

describe('RecordedConnection', () => {
  it.each([
    ['IPv4', v4(1, 50000), v4(2, 1935), '127.0.0.1:50000', '127.0.0.2:1935'],
    ['IPv6', v6(1, 50000), v6(2, 1935), '[::1]:50000', '[::2]:1935'],
    ['both', v4(1, 50000), v6(2, 1935), '[::ffff:127.0.0.1]:50000', '[::2]:1935'],
  ])('writes what the inspector reads back, over %s', (_, client, server, from, to) => {
    const bytes = file(client, server);
    const inspection = new Inspection();
    inspection.push(bytes);
    inspection.end();
    expect(inspection.notes).toEqual([]);
    const [connection] = inspection.connections;
    expect(connection).toMatchObject({ client: from, server: to, missing: [0, 0] });
    expect(connection!.start).toBeCloseTo(1_700_000_000.000001, 6);
    const source = new MemorySource(bytes);
    const up = readStream(source, connection!.segmentsOf(0), 0, 200_000).bytes.subarray(0, 100_001);
    expect(Buffer.compare(up, noise(100_001))).toBe(0);
    expect(connection!.bytes).toEqual([100_001, 5000]);
  });
});
