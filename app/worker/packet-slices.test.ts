import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { CaptureReader } from '../../src-protocol/capture/capture-reader.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { answer } from './answers.ts';
import type { ConnectionQuestion, Questions } from './protocol.ts';
import { View } from './view.ts';

const CORPUS = new URL('../../corpus/captures/', import.meta.url);

function bytesOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, CORPUS)));
}

function viewsOf(bytes: Uint8Array): View[] {
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  return inspection.connections.flatMap((one) =>
    one.session ? [new View(one, one.session, () => new MemorySource(bytes))] : [],
  );
}

function sliced(view: View, filter: string, hide: string[] = []) {
  const ask = <Q extends ConnectionQuestion>(question: Q, what: Questions[Q]['ask']) =>
    answer(view, question, what).value as Questions[Q]['answer'];
  const { number: connection } = view.connection;
  while (!ask('filter', { connection, level: 'segments', filter }).done);
  const pieces: Uint8Array[] = [];
  for (let from = 0; ;) {
    const part = ask('slicePackets', { connection, filter, from, hide });
    pieces.push(part.bytes);
    if (part.done) return { ...part, bytes: new Uint8Array(Buffer.concat(pieces)) };
    from = part.next;
  }
}

/** What the chunks of a connection are, in the order of the capture. */
function chunksOf({ session, rows }: View): unknown[] {
  return Array.from({ length: session.chunks.length }, (_, row) => {
    const { address, fmt, chunkStreamId, payloadLength, timestamp, complete } = rows.chunk(row);
    return { address, fmt, chunkStreamId, payloadLength, timestamp, complete };
  });
}

function packetsIn(bytes: Uint8Array): string[] {
  const packets: string[] = [];
  const reader = new CaptureReader(
    ({ bytes: block, start, end, time, originalLength, linkType }) =>
      packets.push(
        [
          Math.round(time * 1e6),
          originalLength,
          linkType,
          Buffer.from(block.subarray(start, end)).toString('base64'),
        ].join(' '),
      ),
    () => undefined,
  );
  reader.push(bytes);
  reader.end();
  return packets;
}

const CAPTURES = ['real', 'synthetic', 'edge'].flatMap((folder) =>
  readdirSync(new URL(folder, CORPUS))
    .filter((name) => /\.(pcap|pcapng)$/.test(name))
    .map((name) => `${folder}/${name}`),
);

describe('The packets of a connection', () => {
  it.each(CAPTURES)('give the same chunks again: %s', (path) => {
    const bytes = bytesOf(path);
    const original = packetsIn(bytes);
    for (const view of viewsOf(bytes)) {
      if (view.session.chunks.length === 0) continue;
      const slice = sliced(view, '-chunk:0');
      const packets = packetsIn(slice.bytes);
      expect(packets).toHaveLength(slice.packets);
      // Each is one of the capture's, as it was.
      expect(packets.filter((packet) => !original.includes(packet))).toEqual([]);
      const [again] = viewsOf(slice.bytes);
      expect(chunksOf(again!)).toEqual(chunksOf(view));
    }
  });
});

describe('The packets of an area', () => {
  const path = 'real/04f-obs29-publish-nginx.pcap';
  const [view] = viewsOf(bytesOf(path)) as [View];

  it('are those with bytes of its chunks', () => {
    const { rows } = view;
    const slice = sliced(view, 'chunk:100..120');
    const [again] = viewsOf(slice.bytes);
    const sizes = new Set(
      chunksOf(again!).map((one) => (one as { payloadLength: number }).payloadLength),
    );
    const wanted = Array.from({ length: 21 }, (_, at) => rows.chunk(99 + at));
    expect(wanted.filter(({ payloadLength }) => !sizes.has(payloadLength))).toEqual([]);
    expect(slice.packets).toBeGreaterThan(0);
    expect(slice.packets).toBeLessThan(packetsIn(bytesOf(path)).length / 4);
  });

  it('are not given away while they carry a text that is hidden', () => {
    expect(sliced(view, 'cmd:connect', ['live'])).toMatchObject({ hidden: true, packets: 0 });
    expect(sliced(view, 'type:video', ['live']).hidden).toBeUndefined();
  });

  it('are none where nothing matches', () => {
    expect(sliced(view, 'csid:60')).toMatchObject({ packets: 0, done: true });
  });
});
