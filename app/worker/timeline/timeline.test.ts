import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../../../src-protocol/inspect/inspection.ts';
import { View } from '../view.ts';
import { BinPyramid } from './bin-pyramid.ts';
import { advanceTimeline, convert, extent, places, sum, timeline } from './timeline.ts';
import type { Axis, TimelineAnswer } from './timeline-types.ts';

function opened(path: string, cut = Infinity): View {
  const bytes = new Uint8Array(
    readFileSync(new URL(`../../../corpus/captures/${path}`, import.meta.url)),
  );
  const inspection = new Inspection();
  inspection.push(bytes.subarray(0, cut));
  if (cut === Infinity) inspection.end();
  const connection = inspection.connections.find(({ session }) => session)!;
  return new View(connection, connection.session!, () => new MemorySource(bytes));
}

/** The whole of an axis in about `columns` bins. */
function whole(view: View, axis: Axis, columns = 500): TimelineAnswer {
  const { length } = timeline(view, { connection: 0, axis, exponent: 0, first: 0, columns: 1 });
  const exponent = Math.ceil(Math.log2(length / columns));
  return timeline(view, { connection: 0, axis, exponent, first: 0, columns });
}

const total = (numbers: Iterable<number>): number =>
  [...numbers].reduce((sum, number) => sum + number, 0);

/** Counts, bytes and worst finding of the lanes of chunk streams. */
function streams(answer: TimelineAnswer) {
  const { lanes, columns, counts, bytes, findings } = answer;
  const mine = lanes.flatMap(({ kind }, lane) => (kind === 'stream' ? [lane] : []));
  const of = (array: Uint32Array | Float64Array | Uint8Array): number[] =>
    mine.flatMap((lane) => [...array.subarray(lane * columns, (lane + 1) * columns)]);
  return {
    chunks: total(of(counts)),
    bytes: total(of(bytes)),
    worst: Math.max(0, ...of(findings)),
  };
}

const publish = opened('real/04f-obs29-publish-nginx.pcap');
const lost = opened('variants/v27-one-segment-lost.pcap');
const interleaved = opened('synthetic/s03-interleaved-chunks-128.pcap');

describe('by turns', () => {
  for (const axis of ['time', 'bytes', 'index'] as const)
    it(`${axis}: a few rows at a time come to the same as all at once`, () => {
      const path = 'variants/v27-one-segment-lost.pcap';
      const ask = {
        connection: 0,
        axis,
        exponent: axis === 'time' ? -6 : 4,
        first: 0,
        columns: 400,
      };
      const slow = opened(path);
      let turns = 1;
      while (!advanceTimeline(slow, 'timeline', ask, 7)) turns++;
      expect(turns).toBeGreaterThan(10);
      expect(timeline(slow, ask)).toEqual(timeline(opened(path), ask));
    });

  it('a sum comes to the same, and is not kept', () => {
    const slow = opened('real/04f-obs29-publish-nginx.pcap');
    const ask = { connection: 0, axis: 'bytes' as const, span: { from: 100, to: 90_000 } };
    let turns = 1;
    while (!advanceTimeline(slow, 'sum', ask, 7)) turns++;
    expect(turns).toBeGreaterThan(20);
    expect(sum(slow, ask)).toEqual(sum(publish, ask));
    expect(advanceTimeline(slow, 'sum', ask, 7)).toBe(false);
  });

  it('asks no more of a question than it needs', () => {
    const view = opened('real/04f-obs29-publish-nginx.pcap');
    const { length } = view.session.chunks;
    expect(advanceTimeline(view, 'chunks', {}, 1)).toBe(true);
    // Where a record lies takes its place on three axes, and no bins.
    expect(advanceTimeline(view, 'extent', {}, length)).toBe(true);
    expect(advanceTimeline(view, 'timeline', { axis: 'time' }, length - 1)).toBe(false);
  });
});

describe('places', () => {
  it('are those of the records, in the order in which they were asked for', () => {
    const records = [40, 3, 17].map((row) => publish.chunkRef(row));
    for (const axis of ['time', 'bytes', 'index'] as const)
      expect(places(publish, { connection: 0, axis, records })).toEqual(
        records.map((record) => extent(publish, { record })![axis].from),
      );
    const handshake = [{ direction: 1 as const, at: 1 }];
    expect(places(publish, { connection: 0, axis: 'time', records: handshake })).toEqual([0]);
  });
});

describe('bins', () => {
  it('add up to the same at every level, and grow without losing anything', () => {
    const pyramid = new BinPyramid(0);
    for (let at = 0; at < 300_000; at += 3) pyramid.add(at % 2, at, 2, at === 150_000 ? 3 : 0);
    expect(pyramid.exponent).toBeGreaterThan(1);
    for (const exponent of [0, 3, 9].map((steps) => pyramid.exponent + steps)) {
      const level = pyramid.level(exponent)!;
      expect(total(level.flatMap(({ counts }) => [...counts]))).toBe(100_000);
      expect(total(level.flatMap(({ bytes }) => [...bytes]))).toBe(200_000);
      const [even] = level;
      const bin = Math.floor(150_000 / 2 ** exponent);
      expect(even!.findings[bin]).toBe(3);
      expect(total(even!.findings)).toBe(3);
    }
    expect(pyramid.level(pyramid.exponent - 1)).toBeUndefined();
  });

  it('raise a finding and count nothing', () => {
    const pyramid = new BinPyramid(0);
    pyramid.add(0, 5, 10, 0);
    pyramid.raise(0, 5, 2);
    pyramid.raise(0, 4, 1);
    const [only] = pyramid.level(0)!;
    expect([...only!.counts.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 1, 0, 0]);
    expect([...only!.findings.subarray(0, 8)]).toEqual([0, 0, 0, 0, 1, 2, 0, 0]);
  });
});

describe('every axis', () => {
  for (const axis of ['time', 'bytes', 'index'] as const)
    it(`${axis}: has every chunk and byte once, whatever the resolution`, () => {
      for (const view of [publish, lost, interleaved]) {
        const { chunks } = view.session;
        const all = sum(view, { connection: 0, axis, span: { from: 0, to: Infinity } });
        expect(all.chunks).toBe(chunks.length);
        for (const columns of [1, 7, 500, 8000]) {
          const { chunks: count, bytes } = streams(whole(view, axis, columns));
          expect(count).toBe(chunks.length);
          expect(bytes).toBe(all.bytes);
        }
      }
    });

  it('bins below the finest are counted from the rows, with the same sums', () => {
    const coarse = timeline(publish, {
      connection: 0,
      axis: 'time',
      exponent: -4,
      first: 0,
      columns: 8,
    });
    const fine = timeline(publish, {
      connection: 0,
      axis: 'time',
      exponent: -14,
      first: 0,
      columns: 8192,
    });
    expect(streams(fine)).toEqual(streams(coarse));
  });
});

describe('problems', () => {
  it('are in every resolution, in their lane and in the lane of problems', () => {
    for (const axis of ['time', 'bytes', 'index'] as const)
      for (const columns of [1, 3, 100, 4000]) {
        const answer = whole(lost, axis, columns);
        const [problems] = answer.lanes;
        expect(problems?.kind).toBe('problems');
        const findings = lost.session.findings.table.length;
        expect(total(answer.counts.subarray(0, columns))).toBe(findings);
        expect(Math.max(...answer.findings.subarray(0, columns))).toBe(2);
        expect(streams(answer).worst).toBe(1);
      }
  });

  it('are marked one by one when they are few', () => {
    const { marks } = whole(lost, 'bytes');
    expect(marks).toHaveLength(lost.session.findings.table.length);
    expect(marks?.every(({ record }) => record !== undefined)).toBe(true);
  });
});

describe('records of a window', () => {
  it('on the axis of bytes, chunks follow each other without gap or overlap', () => {
    const { chunks } = whole(interleaved, 'bytes');
    expect(chunks).toHaveLength(interleaved.session.chunks.length);
    let at = 0;
    for (const chunk of chunks!) {
      expect(chunk.from).toBe(at);
      at = chunk.to;
      expect(chunk.to - chunk.from).toBe(chunk.headerLength + chunk.payloadLength);
    }
  });

  it('bytes come with few chunks, and are those of the file', () => {
    const first = timeline(publish, {
      connection: 0,
      axis: 'bytes',
      exponent: 0,
      first: 0,
      columns: 300,
    });
    const [chunk] = first.chunks!;
    // A Set Chunk Size of 4096 on chunk stream 2: type 0, 12 bytes of header.
    expect([...chunk!.strip!.bytes]).toEqual([2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 16, 0]);
    const middle = timeline(publish, {
      connection: 0,
      axis: 'bytes',
      exponent: 0,
      first: 12,
      columns: 4,
    });
    expect(middle.chunks).toHaveLength(1);
    expect(middle.chunks![0]!.strip).toMatchObject({
      start: 12,
      bytes: Uint8Array.of(0, 0, 16, 0),
    });
    expect(whole(publish, 'time').chunks?.[0]?.strip).toBeUndefined();
  });

  it('arrows lead from a command to its reply, and from a size to the first chunk that has it', () => {
    const { arrows, lanes } = timeline(publish, {
      connection: 0,
      axis: 'index',
      exponent: 0,
      first: 0,
      columns: 30,
    });
    const connect = arrows?.find(({ text }) => text === 'reply to connect');
    expect(connect).toMatchObject({
      kind: 'reply',
      cause: { at: 3089 },
      effect: { at: 3122, direction: 1 },
    });
    expect(lanes[connect!.toLane]).toMatchObject({
      direction: 1,
      chunkStreamId: 3,
      role: 'commands',
    });
    const size = arrows?.find(({ text }) => text === 'first chunk with chunk size 4096');
    expect(size).toMatchObject({
      cause: { at: 3073 },
      effect: { at: 3089, kind: 'chunk' },
      from: 0,
      to: 1,
    });
  });

  it('segments lie under the chunks that they brought', () => {
    const { segments, length } = whole(publish, 'bytes', 4000);
    const answer =
      segments ??
      timeline(publish, { connection: 0, axis: 'bytes', exponent: 0, first: 0, columns: 4000 })
        .segments!;
    expect(answer.length).toBeGreaterThan(3);
    for (const { from, to } of answer) {
      expect(to).toBeGreaterThanOrEqual(from);
      expect(to).toBeLessThanOrEqual(length);
    }
  });
});

describe('from axis to axis', () => {
  it('a record has a place on each', () => {
    const record = { connection: 0, kind: 'chunk', direction: 0, at: 3089 } as const;
    const found = extent(publish, { record })!;
    expect(found).toMatchObject({
      lane: '0:3',
      index: { from: 1, to: 2 },
      bytes: { from: 16, to: 217 },
    });
    expect(found.time.from).toBeCloseTo(0.043, 3);
  });

  it('a stretch becomes that of the same chunks', () => {
    const span = { from: 16, to: 217 };
    expect(convert(publish, { connection: 0, axis: 'bytes', span, to: 'index' })).toMatchObject({
      from: 1,
      to: 2,
    });
    expect(
      convert(publish, { connection: 0, axis: 'index', span: { from: 1, to: 2 }, to: 'bytes' }),
    ).toMatchObject(span);
    const time = convert(publish, {
      connection: 0,
      axis: 'index',
      span: { from: 1, to: 2 },
      to: 'time',
    });
    expect(time.from).toBe(time.to);
  });
});

it('a capture that is still being read comes to the same as one read at once', () => {
  const path = 'real/04f-obs29-publish-nginx.pcap';
  const bytes = new Uint8Array(
    readFileSync(new URL(`../../../corpus/captures/${path}`, import.meta.url)),
  );
  const inspection = new Inspection();
  let view: View | undefined;
  for (let at = 0; at < bytes.length; at += 50_000) {
    inspection.push(bytes.subarray(at, at + 50_000));
    const connection = inspection.connections.find(({ session }) => session);
    if (!connection) continue;
    view ??= new View(connection, connection.session!, () => new MemorySource(bytes));
    for (const axis of ['time', 'bytes', 'index'] as const) whole(view, axis, 300);
  }
  inspection.end();
  for (const axis of ['time', 'bytes', 'index'] as const) {
    const { lanes, ...now } = whole(view!, axis, 300);
    const { lanes: ofWhole, ...atOnce } = whole(publish, axis, 300);
    expect(new Set(lanes.map(({ key }) => key))).toMatchObject(
      new Set(ofWhole.map(({ key }) => key)),
    );
    expect(now.counts).toEqual(atOnce.counts);
    expect(now.findings).toEqual(atOnce.findings);
    expect(now.messages?.length).toBe(atOnce.messages?.length);
  }
});
