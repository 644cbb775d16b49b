import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READ_AS } from '../../src-protocol/inspect/read-as.ts';
import {
  formatLocation,
  type Location,
  parseLocation,
  sameReading,
  sameSource,
} from './location.ts';
import { VIEWS } from './store.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const size = fc.integer({ min: 0, max: 999_999_999_999_999 });
const location = fc.record(
  {
    source: fc.oneof(
      fc.record({ kind: fc.constant('sample' as const), id: text }),
      fc.record({ kind: fc.constant('live' as const), id: fc.integer({ min: 0, max: 9999 }) }),
      fc.record(
        {
          kind: fc.constant('file' as const),
          name: text,
          size,
          crc: fc.stringMatching(/^[0-9a-f]{8}$/),
        },
        { requiredKeys: ['kind', 'name', 'size'] },
      ),
    ),
    reading: fc.oneof(
      fc.record({ as: fc.constantFrom(...READ_AS) }),
      fc.record({ force: fc.integer({ min: 0, max: 999_999_999 }) }),
    ),
    connection: fc.integer({ min: 0, max: 999_999_999 }),
    view: fc.constantFrom(...VIEWS),
    at: fc.tuple(fc.constantFrom('up', 'down'), size).map(([way, at]) => `${way}@${at}` as const),
    field: text,
    axis: fc.constantFrom('bytes' as const, 'index' as const, 'time' as const),
    window: fc
      .tuple(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 1, max: 2 ** 30 }))
      .map(([from, length]) => ({ from: from / 512, to: (from + length) / 512 })),
    filter: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    filterMode: fc.constantFrom('dim' as const, 'find' as const),
    times: fc.constantFrom('absolute' as const, 'delta' as const),
    columns: fc.constant({ chunks: [{ id: 'number' }, { id: 'time', size: 120 }] }),
    sorts: fc.constantFrom({ chunks: { by: 'len' } }, { messages: { by: 'ts', descending: true } }),
  },
  { requiredKeys: ['source'] },
) as fc.Arbitrary<Location>;

describe('the address bar', () => {
  it('reads like a path', () => {
    expect(
      formatLocation({
        source: { kind: 'sample', id: 'obs-publish' },
        connection: 0,
        view: 'timeline',
        at: 'up@3351',
        field: 'chunk.basicHeader.fmt',
      }),
    ).toBe('#/s/obs-publish/c0/timeline?at=up@3351&field=chunk.basicHeader.fmt');
    expect(
      formatLocation({
        source: { kind: 'file', name: 'a b~c.pcap', size: 12 },
        at: 'up@1',
        kind: 'message',
      }),
    ).toBe('#/f/a%20b%7Ec.pcap~12?at=up@1&kind=message');
    expect(
      formatLocation({ source: { kind: 'file', name: 'a.pcap', size: 12, crc: 'cbf43926' } }),
    ).toBe('#/f/a.pcap~12~cbf43926');
    expect(formatLocation({ view: 'chunks' })).toBe('');
    expect(
      formatLocation({
        source: { kind: 'sample', id: 'a' },
        filter: 'type:command -csid:3 amf.app:/a+b/',
        filterMode: 'dim',
        columns: { messages: [{ id: 'time', size: 90 }, { id: 'type' }] },
      }),
    ).toBe('#/s/a?q=type:command+-csid:3+amf.app:/a%2Bb/&mode=dim&cols.messages=time:90,type');
  });

  it('holds what somebody said the bytes are', () => {
    const source = { kind: 'file', name: 'dump.bin', size: 12 } as const;
    expect(formatLocation({ source, reading: { as: 'server' }, at: 'down@1' })).toBe(
      '#/f/dump.bin~12?as=server&at=down@1',
    );
    expect(formatLocation({ source, reading: { force: 3 } })).toBe('#/f/dump.bin~12?as=rtmp:3');
    expect(parseLocation('#/f/dump.bin~12?as=mp4&as=rtmp:x&as=rtmp')).toEqual({
      location: { source },
      dropped: ['as=mp4', 'as=rtmp:x', 'as=rtmp'],
    });
    expect(sameReading(undefined, {})).toBe(true);
    expect(sameReading({ as: 'client' }, { as: 'server' })).toBe(false);
    expect(sameReading({ force: 0 }, {})).toBe(false);
  });

  it('holds the stretch of the timeline', () => {
    const source = { kind: 'sample', id: 'x' } as const;
    const place = { source, connection: 0, view: 'timeline', axis: 'bytes' } as const;
    const window = { from: 0.25, to: 1024 };
    expect(formatLocation({ ...place, window })).toBe('#/s/x/c0/timeline?axis=bytes&win=0.25,1024');
    expect(parseLocation('#/s/x/c0?axis=sideways&win=4,3&win=1e3,2')).toEqual({
      location: { source, connection: 0 },
      dropped: ['axis=sideways', 'win=4,3', 'win=1e3,2'],
    });
  });

  it('comes back as it went', () => {
    fc.assert(
      fc.property(location, (value) => {
        expect(parseLocation(formatLocation(value))).toEqual({ location: value, dropped: [] });
      }),
    );
  });

  it('never fails', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        const { location } = parseLocation(hash);
        expect(parseLocation(formatLocation(location)).dropped).toEqual([]);
      }),
    );
  });

  it('drops unknown parts one by one and keeps the rest', () => {
    expect(parseLocation('#/s/x/c1/cinema/c2/chunks?at=sideways@3&lens=wire&field=a.b')).toEqual({
      location: {
        source: { kind: 'sample', id: 'x' },
        connection: 1,
        view: 'chunks',
        field: 'a.b',
      },
      dropped: ['cinema', 'c2', 'at=sideways@3', 'lens=wire'],
    });
    expect(parseLocation('#/u/https:')).toEqual({ location: {}, dropped: ['/u/https:'] });
    expect(parseLocation('#/s/%E0%A4%A')).toMatchObject({ location: {} });
    expect(parseLocation('')).toEqual({ location: {}, dropped: [] });
  });
});

it('knows the same capture again', () => {
  const file = { kind: 'file', name: 'a', size: 1 } as const;
  expect(sameSource(file, { ...file })).toBe(true);
  expect(sameSource(file, { ...file, size: 2 })).toBe(false);
  // A link of an older version does not know the bytes; one that does is not about others.
  expect(sameSource(file, { ...file, crc: 'cbf43926' })).toBe(true);
  expect(sameSource({ ...file, crc: '00000000' }, { ...file, crc: 'cbf43926' })).toBe(false);
  expect(sameSource({ kind: 'sample', id: 'a' }, file)).toBe(false);
  expect(sameSource(undefined, undefined)).toBe(true);
  expect(sameSource(undefined, file)).toBe(false);
});
