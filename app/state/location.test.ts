import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLocation, type Location, parseLocation, sameSource } from './location.ts';
import { VIEWS } from './store.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const size = fc.integer({ min: 0, max: 999_999_999_999_999 });
const location = fc.record(
  {
    source: fc.oneof(
      fc.record({ kind: fc.constant('sample' as const), id: text }),
      fc.record({ kind: fc.constant('file' as const), name: text, size }),
      fc.record({ kind: fc.constant('live' as const), id: fc.integer({ min: 0, max: 9999 }) }),
    ),
    connection: fc.integer({ min: 0, max: 999_999_999 }),
    view: fc.constantFrom(...VIEWS),
    at: fc.tuple(fc.constantFrom('up', 'down'), size).map(([way, at]) => `${way}@${at}` as const),
    field: text,
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
    expect(formatLocation({ view: 'chunks' })).toBe('');
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
    expect(parseLocation('#/s/x/c1/ladder/c2/chunks?at=sideways@3&lens=wire&field=a.b')).toEqual({
      location: {
        source: { kind: 'sample', id: 'x' },
        connection: 1,
        view: 'chunks',
        field: 'a.b',
      },
      dropped: ['ladder', 'c2', 'at=sideways@3', 'lens=wire'],
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
  expect(sameSource({ kind: 'sample', id: 'a' }, file)).toBe(false);
  expect(sameSource(undefined, undefined)).toBe(true);
  expect(sameSource(undefined, file)).toBe(false);
});
