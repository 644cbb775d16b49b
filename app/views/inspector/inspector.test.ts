import { describe, expect, test } from 'vitest';
import { mapDown, type Piece } from '../../../src-protocol/bytes/piece-map.ts';
import { rtmp } from '../../../src-protocol/dictionary/citation.ts';
import { bytes, type Field, text, uint } from '../../../src-protocol/dictionary/field.ts';
import { structure } from '../../../src-protocol/dictionary/structure.ts';
import type { FieldNode } from '../../../src-protocol/wire/field-tree.ts';
import { FieldTracer } from '../../../src-protocol/wire/field-tracer.ts';
import { NO_BYTES } from '../../../src-protocol/wire/wire.ts';
import type { BytesAnswer, Described } from '../../worker/protocol.ts';
import { ByteRegions, mapUp, toMessage, toStream } from './byte-regions.ts';
import { cutAt } from './cut.ts';
import { fieldItems, itemRanges, openAtFirst, type Words } from './field-items.ts';
import { FieldPlaces } from './field-places.ts';
import { hiddenBytes, hiddenFields } from './hidden-bytes.ts';
import { StreamBytes, WINDOW } from './stream-bytes.ts';

const Chunk = structure('chunk', 'chunk', rtmp('5.3.1'), 'A chunk.', {
  data: bytes(0, 'Its data.', { label: 'chunk data' }),
});
const Header = structure('chunk.basicHeader', 'basic header', rtmp('5.3.1.1'), 'A header.', {
  fmt: uint(2, 'The form.', { label: 'fmt', values: { 0: 'type 0', 3: 'type 3' } }),
  id: uint(6, 'The chunk stream.', { label: 'cs id' }),
});
const Message = structure('message', 'a message', rtmp('6'), 'A message.', {
  length: uint(8, 'Bytes of the name.', { unit: 'bytes' }),
  name: text('The name.', { label: 'name' }),
});
const fields = [Chunk, Header, Message].flatMap((one) => Object.values<Field>(one.fields));
const words: Words = {
  field: (id) => fields.find((field) => field.id === id),
  structure: (id) => [Chunk, Header, Message].find((one) => one.id === id),
};

/**
 * A message of 7 bytes in chunks of 4, at 100 of the stream, and a byte of somebody else between them:
 *
 * ```
 * 100 101 102 103 104 105 106 107 108 109 110
 *  03  05   h   e   l  ff  c3   l   o   !
 *  header 0 message .......  header  message
 * ```
 */
const stream = [0x03, 6, 0x68, 0x65, 0x6c, 0xff, 0xc3, 0x6c, 0x6f, 0x21];
const pieces: Piece[] = [
  { upper: 0, lower: 101, length: 4 },
  { upper: 4, lower: 107, length: 3 },
];

function lower(node: FieldNode, under: readonly Piece[]): FieldNode {
  node.ranges = node.end > node.start ? mapDown(under, node) : [];
  for (const child of node.children ?? []) lower(child, under);
  return node;
}

function chunk(at: number, length: number): FieldNode {
  const tracer = new FieldTracer(Chunk, Uint8Array.from(stream.slice(at - 100, at - 100 + length)));
  const f = tracer.open(Header);
  tracer.uint(f.fmt, 0);
  tracer.uint(f.id, 0);
  tracer.close();
  tracer.bytes(Chunk.fields.data, length - 1, NO_BYTES);
  return lower(tracer.finish(), [{ upper: 0, lower: at, length }]);
}

function message(): FieldNode {
  const payload = pieces.flatMap(({ lower: at, length }) =>
    stream.slice(at - 100, at - 100 + length),
  );
  const tracer = new FieldTracer(Message, Uint8Array.from(payload));
  const { length, name } = Message.fields;
  tracer.text(name, tracer.uint(length, 0), '');
  return lower(tracer.finish(), pieces);
}

const record = { connection: 0, direction: 0, kind: 'message', at: 100 } as const;
const described: Described = {
  record,
  address: 'up@100',
  headers: [chunk(100, 5), chunk(106, 4)],
  headersOmitted: 0,
  body: message(),
  pieces,
  start: 100,
  end: 110,
  segments: [
    { packet: 7, start: 40, end: 104 },
    { packet: 9, start: 104, end: 106 },
    { packet: 10, start: 106, end: 150 },
  ],
};
const items = fieldItems(described, words);
const places = new FieldPlaces(items);

describe('field items', () => {
  test('a message is its chunk headers and itself', () => {
    expect(items.roots.map((item) => [item.text, item.value])).toEqual([
      ['Chunk headers', '2 chunks'],
      ['a message', undefined],
    ]);
    expect(items.roots[0]?.children.map((item) => item.key)).toEqual(['chunk', 'chunk~2']);
  });

  test('keys are unique, and the first chunk keeps the plain paths', () => {
    expect(items.byKey.get('chunk.basicHeader.fmt')?.value).toBe('0');
    expect(items.byKey.get('chunk.basicHeader.fmt')?.valueName).toBe('type 0');
    expect(items.byKey.get('chunk.basicHeader.fmt~2')?.value).toBe('3');
    expect(items.byKey.size).toBe(1 + 2 * 5 + 3);
  });

  test('values are masked where they are shown', () => {
    const mask = (value: string): string => value.replace('hello!', '••••••');
    const hidden = fieldItems(described, { ...words, mask });
    expect(hidden.byKey.get('message.name')?.value).toBe('"••••••"');
  });

  test('bytes that begin with what is masked are not shown as digits either', () => {
    const { body, ...rest } = described;
    expect(body).toBeDefined();
    const one: Described = { ...rest, headers: [described.headers[1]!] };
    const value = (hide: string): string | undefined =>
      fieldItems(one, { ...words, mask: (text) => text.replace(hide, '••••••') }).byKey.get(
        'chunk.data',
      )?.value;
    const shown = value('nothing of it');
    expect(shown).toMatch(/^[0-9a-f ]+$/);
    expect(value('o!')).toBe('3 bytes, a stream key among them');
  });

  test('a chunk is its own tree, without a heading', () => {
    const { body, ...rest } = described;
    expect(body).toBeDefined();
    const one = fieldItems({ ...rest, headers: [described.headers[0]!] }, words);
    expect(one.roots.map((item) => item.key)).toEqual(['chunk']);
  });

  test('later chunks are closed at first', () => {
    expect(openAtFirst(items.byKey.get('chunk')!)).toBe(true);
    expect(openAtFirst(items.byKey.get('chunk~2')!)).toBe(false);
    expect(openAtFirst(items.byKey.get('message.name')!)).toBe(false);
  });

  test('the heading covers the headers and not the data', () => {
    expect(itemRanges(items.roots[0]!)).toEqual([
      { start: 800, end: 808 },
      { start: 848, end: 856 },
    ]);
  });
});

describe('the field at a bit', () => {
  test('bits of one byte belong to different fields', () => {
    expect(places.at(800)?.key).toBe('chunk.basicHeader.fmt');
    expect(places.at(802)?.key).toBe('chunk.basicHeader.id');
    expect(places.inByte(100).map(({ item, bits }) => [item.key, bits.end - bits.start])).toEqual([
      ['chunk.basicHeader.fmt', 2],
      ['chunk.basicHeader.id', 6],
    ]);
  });

  test('the header inside a text is the header’s, the text on both sides is the text’s', () => {
    expect(places.pick(104, undefined, false)?.key).toBe('message.name');
    expect(places.pick(106, undefined, false)?.key).toBe('chunk.basicHeader.fmt~2');
    expect(places.pick(107, undefined, false)?.key).toBe('message.name');
    expect(items.byKey.get('message.name')?.node?.ranges).toEqual([
      { start: 816, end: 840 },
      { start: 856, end: 880 },
    ]);
  });

  test('another chunk’s byte is nobody’s', () => {
    expect(places.pick(105, undefined, false)).toBeUndefined();
    expect(places.inByte(105)).toEqual([]);
  });

  test('the same byte again goes on to the next field in it', () => {
    const first = places.pick(100, undefined, false)?.key;
    const second = places.pick(100, first, true)?.key;
    expect([first, second]).toEqual(['chunk.basicHeader.fmt', 'chunk.basicHeader.id']);
    expect(places.pick(100, second, true)?.key).toBe(first);
    expect(places.pick(100, second, false)?.key).toBe(second);
  });

  test('every leaf is found at its own bits', () => {
    for (const item of items.byKey.values()) {
      if (item.children.length > 0 || item.key.includes('chunk.data')) continue;
      for (const { start, end } of itemRanges(item)) {
        expect(places.at(start)).toBe(item);
        expect(places.at(end - 1)).toBe(item);
      }
    }
  });
});

describe('headers and values that are in each other’s way', () => {
  const at = (key: string) => cutAt(described, items, items.byKey.get(key)!);

  test('the header inside a text names the text', () => {
    const cut = { kind: 'header', value: 'name' };
    expect(at('chunk.basicHeader.fmt~2')).toEqual(cut);
    expect(at('chunk~2')).toEqual(cut);
  });

  test('the text names the place where something else begins', () => {
    expect(at('message.name')).toEqual({ kind: 'value', value: 'name', stray: 'up@105' });
  });

  test('neither the first header, nor data, nor a whole value, nor the message is said to be cut', () => {
    for (const key of ['chunk.basicHeader.fmt', 'chunk.data~2', 'message.length', 'headers'])
      expect(at(key)).toBeUndefined();
    expect(cutAt(described, items, items.roots[1]!)).toBeUndefined();
  });

  test('a header between two values names neither', () => {
    const between = [
      { upper: 0, lower: 101, length: 1 },
      { upper: 1, lower: 107, length: 6 },
    ];
    const apart = { ...described, pieces: between };
    expect(cutAt(apart, items, items.byKey.get('chunk.basicHeader.fmt~2')!)).toEqual({
      kind: 'header',
      value: undefined,
    });
  });

  test('a chunk by itself says where its message began', () => {
    const { body, ...rest } = described;
    expect(body).toBeDefined();
    const one = (messageOffset: number): Described => ({
      ...rest,
      headers: [described.headers[1]!],
      chunk: { messageOffset, messageAddress: 'up@100' } as unknown as NonNullable<
        Described['chunk']
      >,
    });
    const fmt = (chunk: Described) => {
      const own = fieldItems(chunk, words);
      return cutAt(chunk, own, own.byKey.get('chunk.basicHeader.fmt')!);
    };
    expect(fmt(one(4))).toEqual({ kind: 'header', message: 'up@100' });
    expect(fmt(one(0))).toBeUndefined();
  });
});

describe('regions of the stream', () => {
  test('headers, payload and others are told apart', () => {
    const regions = new ByteRegions(described);
    const tones = stream.map((_, i) => regions.at(100 + i));
    expect(tones.map((tone) => tone[0]).join('')).toBe('hpppp' + 'o' + 'h' + 'ppp');
  });

  test('a handshake packet is all its own', () => {
    const regions = new ByteRegions({
      ...described,
      record: { ...record, kind: 'handshake' },
      pieces: [],
    });
    expect(regions.at(105)).toBe('payload');
    expect(regions.at(110)).toBe('other');
  });

  test('offsets go up and down', () => {
    expect([0, 3, 4, 6, 7].map((at) => toStream(pieces, at))).toEqual([
      101,
      104,
      107,
      109,
      undefined,
    ]);
    expect([100, 101, 105, 107].map((at) => toMessage(pieces, at))).toEqual([
      undefined,
      0,
      undefined,
      4,
    ]);
    expect(mapUp(pieces, items.byKey.get('message.name')!.node!.ranges)).toEqual([
      { start: 8, end: 56 },
    ]);
  });
});

describe('stream keys', () => {
  test('are hidden where their field lies, on both sides of the header', () => {
    expect(hiddenFields(items.roots, ['hello'])).toEqual([
      { start: 816, end: 840 },
      { start: 856, end: 880 },
    ]);
    expect(hiddenFields(items.roots, [])).toEqual([]);
  });

  test('are looked for in the bytes when no field tells', () => {
    const byteAt = (at: number): number | undefined => stream[at - 100];
    expect(hiddenBytes(byteAt, 100, 110, ['hel'])).toEqual([{ start: 816, end: 840 }]);
    expect(hiddenBytes(byteAt, 100, 110, ['hello'])).toEqual([]);
  });
});

describe('bytes of the stream', () => {
  const asked: number[] = [];
  const ask = ({ start, end }: { start: number; end: number }): Promise<BytesAnswer> => {
    asked.push(start);
    const length = Math.max(0, Math.min(end, 5000) - start);
    return Promise.resolve({
      start,
      bytes: Uint8Array.from({ length }, (_, i) => (start + i) % 256),
      missing: start === 0 ? [{ start: 10, end: 12 }] : [],
      segments: start === 0 ? [{ at: 20, packet: 3 }] : [],
      places: [],
      chunks: [],
    });
  };
  const read = new StreamBytes(0, 0, ask);

  test('come in windows, each asked for once', async () => {
    expect(read.at(5)).toBeUndefined();
    read.request(5, WINDOW + 5);
    read.request(5, 6);
    await Promise.resolve().then(() => undefined);
    expect(asked).toEqual([0, WINDOW]);
    expect(read.version()).toBe(2);
    expect([read.at(5), read.at(10), read.at(12), read.at(4999), read.at(5000)]).toEqual([
      5,
      -1,
      12,
      4999 % 256,
      undefined,
    ]);
    expect([read.missingIn(0, 20), read.missingIn(11, 5000), read.missingIn(12, 20)]).toEqual([
      2, 1, 0,
    ]);
    expect([read.segmentAt(20), read.segmentAt(21)]).toEqual([true, false]);
  });

  test('that are foreseen are here when they are wanted, and only then told of', async () => {
    const ahead = new StreamBytes(0, 0, ask);
    let told = 0;
    ahead.subscribe(() => told++);
    ahead.foresee(0, 1);
    await Promise.resolve().then(() => undefined);
    expect([ahead.at(5), told]).toEqual([5, 0]);
    ahead.request(0, 1);
    ahead.request(0, 1);
    expect(told).toBe(1);
    // Wanted while they are on their way, they are told of when they come.
    ahead.foresee(WINDOW, WINDOW + 1);
    ahead.request(WINDOW, WINDOW + 1);
    await Promise.resolve().then(() => undefined);
    expect(told).toBe(2);
    asked.splice(2);
  });

  test('are asked for again when the capture has grown, and shown meanwhile', () => {
    read.grown();
    expect(read.at(4999)).toBe(4999 % 256);
    read.request(WINDOW, WINDOW + 1);
    expect(asked).toEqual([0, WINDOW, WINDOW]);
  });
});
