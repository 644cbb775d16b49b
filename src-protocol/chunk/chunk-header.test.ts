import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes/hex.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { expectFullCoverage } from '../wire/coverage.test-support.ts';
import {
  Chunk,
  chunkBasicHeader,
  chunkHeader,
  type ChunkHeader,
  emptyChunkHeader,
  EXTENDED,
  smallestBasicHeader,
} from './chunk-header.ts';
import { ChunkStream, ChunkStreams } from './chunk-stream.ts';

interface BasicHeaderVector {
  csid: number;
  fmt: number;
  form: 1 | 2 | 3;
  hex: string;
}

const { basic_headers: vectors } = JSON.parse(
  readFileSync(new URL('../../corpus/vectors/chunks.json', import.meta.url), 'utf8'),
) as { basic_headers: BasicHeaderVector[] };

describe('§5.3.1.1 chunk basic header', () => {
  it.each(vectors)('$hex is fmt $fmt, chunk stream $csid in $form bytes', (vector) => {
    const header = emptyChunkHeader();
    const bytes = fromHex(vector.hex)!;
    const reader = new WireReader(bytes);
    const notes: string[] = [];
    reader.onNote = ({ code }) => notes.push(code);
    chunkBasicHeader(reader, header);
    expect(header).toMatchObject({
      fmt: vector.fmt,
      chunkStreamId: vector.csid,
      basicHeaderLength: vector.form,
    });
    expect(reader.position).toBe(bytes.length);
    const isLong = smallestBasicHeader(vector.csid) < vector.form;
    expect(notes).toEqual(isLong ? ['chunk.basic-header-not-smallest'] : []);

    const writer = new WireWriter();
    chunkBasicHeader(writer, header);
    expect(toHex(writer.toBytes())).toBe(vector.hex);
  });

  it.each([
    [2, 1],
    [63, 1],
    [64, 2],
    [319, 2],
    [320, 3],
    [65599, 3],
  ])('needs for chunk stream %d a basic header of %d bytes', (chunkStreamId, length) => {
    expect(smallestBasicHeader(chunkStreamId)).toBe(length);
  });
});

/** A chunk stream as headers of types 1 to 3 find it. */
function streamWith(values: Partial<ChunkStream>): ChunkStreams {
  const streams = new ChunkStreams();
  streams.set(Object.assign(new ChunkStream(4), { known: true, ...values }));
  return streams;
}

function readHeader(hex: string, streams: ChunkStreams): ChunkHeader & { length: number } {
  const reader = new WireReader(fromHex(hex));
  const header = emptyChunkHeader();
  chunkHeader(reader, header, streams);
  expect(reader.short).toBe(false);
  return { ...header, length: reader.position };
}

describe('§5.3.1.2 chunk message header', () => {
  const past = { messageLength: 5, messageTypeId: 8, messageStreamId: 7, timestampDelta: 20 };

  it('type 0 has 11 bytes, and its message stream ID least significant byte first', () => {
    expect(readHeader('04 0003e8 000020 08 39300000', new ChunkStreams())).toMatchObject({
      length: 12,
      timestampField: 1000,
      messageLength: 32,
      messageTypeId: 8,
      messageStreamId: 12345,
      hasExtendedTimestamp: false,
    });
  });

  it('type 1 has 7 bytes and inherits the message stream ID', () => {
    expect(readHeader('44 000014 000030 09', streamWith(past))).toMatchObject({
      length: 8,
      timestampField: 20,
      messageLength: 48,
      messageTypeId: 9,
      messageStreamId: 7,
    });
  });

  it('type 2 has 3 bytes and inherits length, type and message stream ID', () => {
    expect(readHeader('84 000021', streamWith(past))).toMatchObject({
      length: 4,
      timestampField: 33,
      messageLength: 5,
      messageTypeId: 8,
      messageStreamId: 7,
    });
  });

  it('type 3 has none and inherits everything', () => {
    expect(readHeader('c4', streamWith(past))).toMatchObject({
      length: 1,
      messageLength: 5,
      messageTypeId: 8,
      messageStreamId: 7,
    });
  });
});

describe('§5.3.1.3 extended timestamp', () => {
  it.each([
    ['04 fffffe 000002 08 01000000', 12, false, 0xfffffe],
    ['04 ffffff 000002 08 01000000 00ffffff', 16, true, 0xffffff],
    ['04 ffffff 000002 08 01000000 01000000', 16, true, 0x1000000],
    ['04 ffffff 000002 08 01000000 ffffffff', 16, true, 0xffffffff],
  ])('%s', (hex, length, extended, timestamp) => {
    const header = readHeader(hex, new ChunkStreams());
    expect(header.length).toBe(length);
    expect(header.hasExtendedTimestamp).toBe(extended);
    expect(extended ? header.extendedTimestamp : header.timestampField).toBe(timestamp);
  });

  const extended = { hasExtendedTimestamp: true, extendedTimestamp: 0x01000000, messageLength: 9 };

  it('is repeated by type 3', () => {
    const header = readHeader('c4 01000000', streamWith(extended));
    expect(header).toMatchObject({ length: 5, hasExtendedTimestamp: true });
  });

  it('is payload where four bytes differ from the value in force', () => {
    const header = readHeader('c4 01000001', streamWith(extended));
    expect(header).toMatchObject({ length: 1, hasExtendedTimestamp: false });
  });

  it('is the field where type 3 repeats the absolute time instead of the delta', () => {
    const header = readHeader('c4 02000000', streamWith({ ...extended, timestamp: 0x02000000 }));
    expect(header).toMatchObject({ length: 5, extendedTimestamp: 0x01000000 });
  });
});

const chunkStreamIdWithForm = fc.oneof(
  fc.record({ chunkStreamId: fc.integer({ min: 2, max: 63 }), basicHeaderLength: fc.constant(1) }),
  fc.record({
    chunkStreamId: fc.integer({ min: 64, max: 319 }),
    basicHeaderLength: fc.constantFrom(2, 3),
  }),
  fc.record({
    chunkStreamId: fc.integer({ min: 320, max: 65599 }),
    basicHeaderLength: fc.constant(3),
  }),
);
const time = fc.oneof(
  fc.integer({ min: 0, max: 0xffffff }),
  fc.constantFrom(0xfffffe, 0xffffff, 0x1000000, 0xffffffff),
  fc.integer({ min: EXTENDED, max: 0xffffffff }),
);

/** A header, with what its chunk stream remembers put in where its type leaves values out. */
const anyHeader = fc
  .record({
    ids: chunkStreamIdWithForm,
    fmt: fc.constantFrom(0, 1, 2, 3),
    time,
    messageLength: fc.integer({ min: 0, max: 0xffffff }),
    messageTypeId: fc.integer({ min: 0, max: 255 }),
    messageStreamId: fc.integer({ min: 0, max: 0xffffffff }),
    extendedBefore: fc.boolean(),
  })
  .map(({ ids, fmt, time: stated, extendedBefore, ...rest }) => {
    const extended = fmt === 3 ? extendedBefore : stated >= EXTENDED;
    const header: ChunkHeader = {
      ...ids,
      ...rest,
      fmt,
      timestampField: fmt === 3 ? 0 : extended ? EXTENDED : stated,
      hasExtendedTimestamp: extended,
      extendedTimestamp: extended ? Math.max(stated, EXTENDED) : 0,
    };
    return header;
  });

function streamsBefore(header: ChunkHeader): ChunkStreams {
  const streams = new ChunkStreams();
  const stream = new ChunkStream(header.chunkStreamId);
  const { messageLength, messageTypeId, messageStreamId } = header;
  Object.assign(stream, { known: true, messageLength, messageTypeId, messageStreamId });
  stream.hasExtendedTimestamp = header.hasExtendedTimestamp;
  stream.extendedTimestamp = header.extendedTimestamp;
  streams.set(stream);
  return streams;
}

describe('any header', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(anyHeader, (header) => {
        const writer = new WireWriter();
        chunkHeader(writer, { ...header }, streamsBefore(header));
        const bytes = writer.toBytes();
        const reader = new WireReader(bytes);
        const read = emptyChunkHeader();
        chunkHeader(reader, read, streamsBefore(header));
        expect(reader.position).toBe(bytes.length);
        expect(read).toEqual(header);
      }),
    );
  });

  it('is traced with every bit in one field', () => {
    fc.assert(
      fc.property(anyHeader, (header) => {
        const writer = new WireWriter();
        chunkHeader(writer, { ...header }, streamsBefore(header));
        const tracer = new FieldTracer(Chunk, writer.toBytes());
        const read = emptyChunkHeader();
        chunkHeader(tracer, read, streamsBefore(header));
        expectFullCoverage(tracer.finish());
        expect(read).toEqual(header);
      }),
    );
  });

  it('is not all there when any of its bytes is not', () => {
    fc.assert(
      fc.property(anyHeader, (header) => {
        const writer = new WireWriter();
        chunkHeader(writer, { ...header }, streamsBefore(header));
        const bytes = writer.toBytes();
        for (let length = 0; length < bytes.length; length++) {
          const reader = new WireReader(bytes, 0, length);
          chunkHeader(reader, emptyChunkHeader(), streamsBefore(header));
          expect(reader.short).toBe(true);
        }
      }),
    );
  });
});
