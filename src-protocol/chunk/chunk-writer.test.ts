import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes/hex.ts';
import { ChunkWriter, type MessageToWrite } from './chunk-writer.ts';
import { EncodedOnce } from './encoded-once.ts';
import { Collector, type ReadMessage } from './collect.test-support.ts';

const message = (
  timestamp: number,
  length = 10,
  more: Partial<MessageToWrite> = {},
): MessageToWrite => ({
  chunkStreamId: 4,
  timestamp,
  messageTypeId: 8,
  messageStreamId: 1,
  payload: Uint8Array.from({ length }, (_, i) => i % 256),
  ...more,
});

describe('§5.3.1.2 the smallest header that says the same', () => {
  it('is 0, 2, 3 for equal messages at equal distances, never 3 right after 0', () => {
    const writer = new ChunkWriter();
    const bytes = [40, 80, 120, 160].map((time) => writer.message(message(time)));
    expect(bytes.map((chunk) => chunk[0]! >> 6)).toEqual([0, 2, 3, 3]);
  });

  it.each([
    ['another length: type 1', message(60, 11), 1],
    ['another type: type 1', message(60, 10, { messageTypeId: 9 }), 1],
    ['another message stream: type 0', message(60, 10, { messageStreamId: 2 }), 0],
    ['time goes back: type 0', message(39), 0],
    ['another chunk stream: type 0', message(60, 10, { chunkStreamId: 5 }), 0],
  ])('%s', (_, next, fmt) => {
    const writer = new ChunkWriter();
    writer.message(message(40));
    expect(writer.message(next)[0]! >> 6).toBe(fmt);
  });

  it('writes the examples of §5.3.2 to the byte', () => {
    const { streams } = JSON.parse(
      readFileSync(new URL('../../corpus/vectors/chunks.json', import.meta.url), 'utf8'),
    ) as {
      streams: {
        id: string;
        hex: string;
        messages: {
          csid: number;
          type: number;
          stream_id: number;
          timestamp: number;
          payload: string;
        }[];
      }[];
    };
    for (const id of ['example-1', 'example-2']) {
      const example = streams.find((stream) => stream.id === id)!;
      const writer = new ChunkWriter();
      const written = example.messages.map(({ csid, type, stream_id, timestamp, payload }) =>
        toHex(
          writer.message({
            chunkStreamId: csid,
            timestamp,
            messageTypeId: type,
            messageStreamId: stream_id,
            payload: fromHex(payload)!,
          }),
        ),
      );
      expect(written.join('')).toBe(example.hex);
    }
  });
});

const anyMessage = fc.record({
  chunkStreamId: fc.constantFrom(2, 3, 63, 64, 319, 320, 65599),
  timestamp: fc.oneof(
    fc.integer({ min: 0, max: 100_000 }),
    fc.constantFrom(0xfffffe, 0xffffff, 0x1000000, 0xfffffff0),
  ),
  messageTypeId: fc.constantFrom(3, 8, 9, 18, 20),
  messageStreamId: fc.constantFrom(0, 1, 12345),
  payload: fc.uint8Array({ maxLength: 400 }),
});

const asRead = ({ payload, ...values }: MessageToWrite): ReadMessage => ({
  chunkStreamId: values.chunkStreamId,
  timestamp: values.timestamp,
  messageTypeId: values.messageTypeId,
  messageStreamId: values.messageStreamId,
  payload: toHex(payload),
});

const joined = (chunks: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));

describe('what is written is read', () => {
  it('one message after the other, with any chunk size, in any cut', () => {
    fc.assert(
      fc.property(
        fc.array(anyMessage, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 50 }),
        (messages, chunkSize, cut) => {
          const writer = new ChunkWriter();
          writer.chunkSize = chunkSize;
          const bytes = joined(messages.map((one) => writer.message(one)));
          const read = new Collector();
          read.reader.chunkSize = chunkSize;
          read.read(bytes, cut);
          expect(read.messages).toEqual(messages.map(asRead));
          expect(read.notes).toEqual([]);
          const total = read.chunks.reduce((sum, c) => sum + c.headerLength + c.payloadLength, 0);
          expect(total).toBe(bytes.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('chunks of different chunk streams in any order between each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 2, maxLength: 5 }),
        fc.infiniteStream(fc.nat(1000)),
        (payloads, picks) => {
          const writer = new ChunkWriter();
          writer.chunkSize = 50;
          const messages = payloads.map((payload, i) =>
            message(10 * i, 0, { chunkStreamId: 3 + i, payload }),
          );
          const queues = messages.map((one) => writer.chunks(one));
          const order: Uint8Array[] = [];
          const left = () => queues.filter((queue) => queue.length > 0);
          for (let open = left(); open.length > 0; open = left())
            order.push(open[picks.next().value! % open.length]!.shift()!);
          const read = new Collector();
          read.reader.chunkSize = 50;
          read.read(joined(order), 7);
          const byId = (a: ReadMessage, b: ReadMessage) => a.chunkStreamId - b.chunkStreamId;
          expect(read.messages.sort(byId)).toEqual(messages.map(asRead));
          expect(read.notes).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 2, 3])('a first chunk of type %d when asked for', (fmt) => {
    const writer = new ChunkWriter();
    const bytes = joined([
      writer.message(message(1000)),
      writer.message(message(1040, 10, { fmt: 1 })),
      writer.message(message(1080, 10, { fmt })),
    ]);
    const read = new Collector().read(bytes);
    expect(read.chunks.at(-1)!.fmt).toBe(fmt);
    expect(read.messages.map(({ timestamp }) => timestamp)).toEqual([1000, 1040, 1080]);
  });

  it('careful: only types 0 and 1 begin a message, and a jump back in time begins anew', () => {
    const writer = new ChunkWriter('careful');
    const times = [0xfffff0, 0xfffff5, 40, 40, 0x1000000 + 40, 0x1000000 + 41];
    const read = new Collector().read(joined(times.map((time) => writer.message(message(time)))));
    expect(read.messages.map(({ timestamp }) => timestamp)).toEqual(times);
    const starts = read.chunks.filter(({ startsMessage }) => startsMessage);
    expect(starts.map(({ fmt }) => fmt)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(read.notes).toEqual([]);
  });

  it('a message for many is made once where headers come out the same, and right where they do not', () => {
    const early = new ChunkWriter('careful');
    const late = new ChunkWriter('careful');
    const apart = [new ChunkWriter('careful'), new ChunkWriter('careful')] as const;
    const sent: [Uint8Array, Uint8Array][] = [];
    for (const time of [0, 40, 80]) {
      const one = message(time, 300);
      const many = { ...one, encoded: new EncodedOnce() };
      const first = early.message(many);
      expect(first).toEqual(apart[0].message(one));
      if (time === 0) continue;
      const second = late.message(many);
      expect(second).toEqual(apart[1].message(one));
      sent.push([first, second]);
    }
    // The one who came late begins with an absolute time; from then on both are sent the same bytes.
    expect(sent.map(([first, second]) => first === second)).toEqual([false, true]);
  });
});
