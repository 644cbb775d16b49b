import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../bytes/address.ts';
import { MemorySource } from '../bytes/byte-source.ts';
import { directionOf } from '../chunk/chunk-table.ts';
import { walk } from '../wire/field-tree.ts';
import { decoderSteps } from './decoder-steps.ts';
import { Describer } from './describe.ts';
import { Inspection } from './inspection.ts';

function opened(path: string) {
  const bytes = new Uint8Array(
    readFileSync(new URL(`../../corpus/captures/${path}`, import.meta.url)),
  );
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  const connection = inspection.connections.find(({ session }) => session)!;
  const session = connection.session!;
  const describer = new Describer(connection, session, () => new MemorySource(bytes));
  const steps = (row: number) => decoderSteps(session, row, describer.chunk(row).tree);
  const rowAt = (address: string) =>
    Array.from({ length: session.chunks.length }, (_, row) => row).find(
      (row) =>
        addressOf(
          directionOf(session.chunks.column.header.get(row)),
          session.chunks.column.offset.get(row),
        ) === address,
    )!;
  return { session, describer, steps, rowAt };
}

describe('what the decoder did', () => {
  it('with the two chunks of a connect', () => {
    const { steps, rowAt } = opened('real/01c-ffmpeg-publish-nginx-2s.pcapng');
    const first = steps(rowAt('up@3073')).map(({ text }) => text);
    expect(first).toEqual([
      'Read 1 byte of basic header: fmt 0, chunk stream ID 3.',
      'Nothing is remembered of chunk stream 3: this is its first chunk.',
      'Read 11 bytes of message header: timestamp, length, type, message stream ID.',
      'Extended timestamp? No: 0 is below 0xffffff.',
      expect.stringMatching(/^No message is under way: a new one of \d+ bytes begins\.$/),
      'Time of the message: 0 ms, as this header states.',
      expect.stringMatching(
        /^Wanted: min\(chunk size 128, the one to begin with; \d+ to come\) = 128 bytes\.$/,
      ),
      'Read 128 bytes of data.',
      expect.stringMatching(/^128 of \d+ bytes have come: the message waits for more\.$/),
    ]);
    const second = steps(rowAt('up@3213'));
    expect(second.map(({ text }) => text)).toEqual([
      'Read 1 byte of basic header: fmt 3, chunk stream ID 3.',
      'Chunk stream 3 is known: its memory was left by the chunk at up@3073.',
      'Type 3 has no message header: everything is remembered from up@3073.',
      'Extended timestamp? No: the header before had none.',
      expect.stringContaining('this chunk goes on with it'),
      'The message keeps its time, 0 ms.',
      expect.stringContaining('min(chunk size 128'),
      expect.stringMatching(/^Read \d+ bytes of data\.$/),
      expect.stringMatching(/the message is complete\.$/),
      expect.stringContaining('Type 20 is AMF0 command: connect('),
      'Transaction 1 is open until it is answered.',
    ]);
    expect(second[1]!.from).toBe('up@3073');
    const set = steps(rowAt('up@3225')).at(-1)!;
    expect(set.text).toBe(
      'From the next chunk of this direction on, a chunk carries up to 4096 bytes.',
    );
  });

  it('with deltas, wide IDs and extended timestamps', () => {
    const wide = opened('synthetic/s01-csid-2byte-and-3byte.pcap');
    const texts = Array.from({ length: wide.session.chunks.length }, (_, row) =>
      wide
        .steps(row)
        .map(({ text }) => text)
        .join(' '),
    );
    expect(
      texts.some(
        (text) => text.includes('Read 2 bytes of basic header') && text.includes('136 + 64 = 200'),
      ),
    ).toBe(true);
    expect(texts.some((text) => text.includes('65535 + 64 = 65599'))).toBe(true);
    const deltas = opened('real/01c-ffmpeg-publish-nginx-2s.pcapng');
    const sums = Array.from({ length: 90 }, (_, row) =>
      deltas.steps(row).map(({ text }) => text),
    ).flat();
    expect(sums).toContainEqual(
      expect.stringMatching(
        /^Time of the message: \d+ \((?:up|down)@\d+\) \+ delta \d+ \(this header\) = \d+ ms\.$/,
      ),
    );
    const extended = opened('synthetic/s09-exttimestamp-repeated-on-type3.pcap');
    const all = Array.from({ length: extended.session.chunks.length }, (_, row) =>
      extended
        .steps(row)
        .map(({ text }) => text)
        .join(' '),
    );
    expect(all.some((text) => text.includes('Yes: the field is 0xffffff'))).toBe(true);
    expect(all.some((text) => text.includes('these 4 bytes repeat it'))).toBe(true);
  });

  it.each([
    'real/02b-ffmpeg-publish-and-play-nginx-3s.pcap',
    'synthetic/s03-interleaved-chunks-128.pcap',
    'synthetic/s07-abort-message.pcap',
    'synthetic/s08-chunk-size-changes.pcap',
    'variants/v27-one-segment-lost.pcap',
    'variants/v30-midstream.pcap',
    'edge/c_ext_cont_absent.pcap',
  ])('leads to fields that are there, and adds up, in %s', (path) => {
    const { session, describer, steps } = opened(path);
    const stride = Math.ceil(session.chunks.length / 150);
    for (let row = 0; row < session.chunks.length; row += stride) {
      const paths = new Set<string>();
      walk(describer.chunk(row).tree, (node) => paths.add(node.path));
      const told = steps(row);
      for (const { path: field, text } of told) {
        if (field !== undefined) expect(paths, text).toContain(field);
        expect(text).toMatch(/^[A-Z0-9].*\.$/s);
      }
      const payload = session.chunks.column.payloadLength.get(row);
      const read = told.find(({ text }) => /^Read \d+ bytes? of data/.test(text));
      if (read) expect(Number(/\d+/.exec(read.text)![0])).toBe(payload);
    }
  });
});
