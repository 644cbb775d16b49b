import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Direction, DIRECTIONS } from '../src-protocol/bytes/units.ts';
import {
  chunkStreamIdOf,
  directionOf,
  fmtOf,
  headerLengthOf,
  isCut,
} from '../src-protocol/chunk/chunk-table.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import { COMPLETE } from '../src-protocol/message/message-table.ts';
import { exercise, fingerprint, spread } from './exercise.ts';
import { handshake, noise, session } from './fixture.ts';
import { CORPUS, corpusFile, inspect } from './inspect-file.ts';
import { bytesOf } from './network/build-packets.ts';

/** Random but the same every time, so that what fails today fails tomorrow. */
const SEED = 20_240_702;

const capture = (path: string): Uint8Array => corpusFile(`captures/${path}`);

/** The file in pieces of these lengths, over and over. */
function inspectInPieces(bytes: Uint8Array, lengths: readonly number[]): Inspection {
  const inspection = new Inspection();
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length]!;
    inspection.push(bytes.subarray(at, at + length));
    at += length;
  }
  inspection.end();
  return inspection;
}

describe('any cut of the file gives the same tables', () => {
  it.each(['edge/c_csid.pcap', 'edge/c_loss.pcap', 'edge/c_ext_cont_absent.pcap'])(
    '%s, byte by byte',
    (path) => {
      const bytes = capture(path);
      expect(fingerprint(inspectInPieces(bytes, [1]))).toEqual(fingerprint(inspect(bytes)));
    },
  );

  it.each([
    'edge/c_ooo.pcap',
    'synthetic/s09-exttimestamp-repeated-on-type3.pcap',
    'real/07m-npm-rtmp-client-sharedobject-csid-over-63-nms2.pcap',
    'real/05-ertmp2-ffmpeg8-flac-nginx.pcap',
    'variants/v07-pcapng-ns-comments-unknown-blocks.pcapng',
    'variants/v20-snaplen-100.pcap',
    'variants/v30-midstream.pcap',
  ])('%s, random pieces', (path) => {
    const bytes = capture(path);
    const whole = fingerprint(inspect(bytes, bytes.length));
    const pieces = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(pieces, (lengths) => {
        expect(fingerprint(inspectInPieces(bytes, lengths))).toEqual(whole);
      }),
      { numRuns: 4, seed: SEED },
    );
  });

  it('a raw dump, random pieces', () => {
    const bytes = corpusFile('raw/socat-publish.c2s.bin');
    const whole = inspect(bytes, bytes.length);
    expect(whole.connections[0]!.session!.messages.length).toBeGreaterThan(100);
    // Segments of a dump are the pieces it was read in, so these differ.
    const withoutSegments = (inspection: Inspection): object =>
      Object.fromEntries(
        Object.entries(fingerprint(inspection)).filter(([name]) => !name.includes('segment')),
      );
    for (const lengths of [[1000], [1, 4097], [77, 1, 9000]])
      expect(withoutSegments(inspectInPieces(bytes, lengths))).toEqual(withoutSegments(whole));
  });
});

/** What a chunk is, leaving out what later bytes may still change. */
function chunkFacts({ session: s }: Connection, row: number): unknown[] {
  const { column } = s!.chunks;
  const packed = column.header.get(row);
  return [
    column.offset.get(row),
    directionOf(packed),
    chunkStreamIdOf(packed),
    fmtOf(packed),
    headerLengthOf(packed),
    column.messageOffset.get(row),
    column.message.get(row),
    column.previousOnStream.get(row),
    s!.chunkSegments.get(row),
  ];
}

function messageFacts({ session: s }: Connection, row: number): unknown[] {
  const { column } = s!.messages;
  const facts = [
    column.firstChunk.get(row),
    column.timestamp.get(row),
    column.timestampDelta.get(row),
    column.messageTypeId.get(row),
    column.messageStreamId.get(row),
    column.length.get(row),
  ];
  const complete = (column.marks.get(row) & COMPLETE) !== 0;
  const whole = [column.lastChunk.get(row), column.chunks.get(row), column.received.get(row)];
  return complete ? [...facts, ...whole] : facts;
}

/** Captures in stream order, so that what is known of the beginning cannot change with the end. */
const IN_ORDER = [
  'edge/c_interleave.pcap',
  'edge/c_ext_cont.pcap',
  'edge/c_rpc.pcap',
  'edge/c_ertmp.pcap',
  'synthetic/s07-abort-message.pcap',
  'synthetic/s10-user-control-and-protocol-control.pcap',
  'synthetic/s11-amf3-commands.pcap',
  'real/07m-npm-rtmp-client-sharedobject-csid-over-63-nms2.pcap',
];

describe('a file that ends too early', () => {
  it.each(IN_ORDER)('%s: what is read is the beginning of the whole', (path) => {
    const bytes = capture(path);
    const [whole] = inspect(bytes).connections;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        const part = bytes.subarray(0, length);
        const inspection = inspect(part);
        exercise(inspection, part, 3);
        // Between two records nothing tells that more should come.
        if (!endsBetweenRecords(bytes, length)) expect(tellsTheEnd(inspection)).toBe(true);
        const [connection] = inspection.connections;
        if (!connection?.session) return;
        for (let row = 0; row < connection.session.chunks.length; row++)
          expect(chunkFacts(connection, row)).toEqual(chunkFacts(whole!, row));
        const { marks } = connection.session.messages.column;
        for (let row = 0; row < connection.session.messages.length; row++) {
          const facts = messageFacts(connection, row);
          expect(messageFacts(whole!, row).slice(0, facts.length)).toEqual(facts);
          if ((marks.get(row) & COMPLETE) !== 0)
            expect(whole!.session!.messages.column.marks.get(row) & COMPLETE).toBe(COMPLETE);
        }
      }),
      { numRuns: 15, seed: SEED },
    );
  });
});

/** Whether a little-endian pcap file has a record that ends at `length` (or nothing but its header). */
function endsBetweenRecords(bytes: Uint8Array, length: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 24;
  while (at < length) at += 16 + view.getUint32(at + 8, true);
  return at === length;
}

/** Whether the file's end is told with a place, or the file is told to be none at all. */
function tellsTheEnd({ notes, capture: { format } }: Inspection): boolean {
  return notes.length > 0 || format === undefined || format === 'unknown';
}

describe('a file with one byte that is wrong', () => {
  it.each([
    ...IN_ORDER,
    'edge/c_loss.pcap',
    'edge/c_ooo.pcap',
    'edge/c_ext_cont_absent.pcap',
    'edge/c_midcap_cs4096.pcap',
    'synthetic/s09-exttimestamp-repeated-on-type3.pcap',
  ])('%s: nothing throws, and every record is explained to the last bit', (path) => {
    const original = capture(path);
    // The handshake's random bytes are most of a small file, and the least interesting.
    const place = fc.oneof(
      fc.integer({ min: 0, max: original.length - 1 }),
      fc.integer({ min: Math.min(6700, original.length - 100), max: original.length - 1 }),
    );
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = original.slice();
        bytes[at]! ^= flip;
        exercise(inspect(bytes), bytes, 12);
      }),
      { numRuns: 20, seed: SEED },
    );
  });
});

const all = ['edge', 'synthetic', 'real', 'variants', 'traps'].flatMap((folder) =>
  readdirSync(join(CORPUS, 'captures', folder))
    .filter((name) => /\.pcap(ng)?$/.test(name))
    .map((name) => `${folder}/${name}`),
);

describe('every record is explained to the last bit, within its own bytes', () => {
  it.each(all)('%s', (path) => {
    const bytes = capture(path);
    exercise(inspect(bytes), bytes, bytes.length < 50_000 ? 1000 : 40);
  });
});

describe('the state at any point', () => {
  it.each([
    'synthetic/s08-chunk-size-changes.pcap',
    'synthetic/s07-abort-message.pcap',
    'synthetic/s09-exttimestamp-repeated-on-type3.pcap',
    'real/07a-port8080-chunk128-ackwindow20000-ffmpeg-nginx.pcap',
    'real/04a-ffmpeg-publish-play-nms2.7.4.pcap',
  ])('%s: forwards, backwards and by jumps', (path) => {
    const bytes = capture(path);
    const { connections } = inspect(bytes);
    const again = inspect(bytes).connections;
    for (const connection of connections) {
      const { chunks, state } = connection.session!;
      const places = spread(chunks.length, 25).reverse();
      const forwards = places.map((row) => state.before(row));
      for (const [i, row] of [...places.entries()].reverse())
        expect(state.before(row)).toEqual(forwards[i]);
      const fresh = again[connection.number]!.session!.state;
      const shuffled = places.map((_, i) => (i * 7) % places.length);
      for (const i of shuffled) expect(fresh.before(places[i]!)).toEqual(forwards[i]);
      for (const row of places) expect(state.after(row)).toEqual(fresh.before(row + 1));
    }
  });

  it.each([
    'synthetic/s08-chunk-size-changes.pcap',
    'edge/c_scs60000.pcap',
    'real/04f-obs29-publish-nginx.pcap',
    'real/03g-gst-rtmp2sink-mp3-audio-only-chunk60000-nginx.pcap',
  ])('%s: chunks are as long as the chunk size then in force lets them be', (path) => {
    const bytes = capture(path);
    for (const { session: s } of inspect(bytes).connections) {
      const { chunks, messages, state } = s!;
      let before = state.before(0);
      for (let row = 0; row < chunks.length; row++) {
        const packed = chunks.column.header.get(row);
        const { chunkSize } = before.directions[directionOf(packed)];
        const message = chunks.column.message.get(row);
        const left = messages.column.length.get(message) - chunks.column.messageOffset.get(row);
        if (!isCut(packed))
          expect(chunks.column.payloadLength.get(row)).toBe(Math.min(chunkSize.value, left));
        before = state.after(row, before);
      }
      for (const direction of DIRECTIONS)
        expect(before.directions[direction].chunkSize.value).toBe(s!.chunkSize(direction));
    }
  });

  it('the last state has what the last chunk of each direction left', () => {
    const [connection] = inspect(capture('real/01c-ffmpeg-publish-nginx-2s.pcapng')).connections;
    const { chunks, state } = connection!.session!;
    const end = state.before(chunks.length);
    for (const direction of DIRECTIONS)
      expect(end.directions[direction].bytes).toBe(connection!.bytes[direction]);
  });
});

const bytes = fc.uint8Array({ maxLength: 4000, size: 'max' });

describe('any bytes at all', () => {
  it('as a file', () => {
    fc.assert(
      fc.property(bytes, (file) => exercise(inspect(file), file, 20)),
      { numRuns: 40, seed: SEED },
    );
  });

  it.each([
    ['pcap', 'edge/c_rpc.pcap', 24],
    ['pcapng', 'variants/v06-pcapng-big-endian.pcapng', 28],
  ])('behind the header of a %s file', (_, path, length) => {
    const header = capture(path).subarray(0, length);
    fc.assert(
      fc.property(bytes, (rest) => {
        const file = bytesOf(header, rest);
        exercise(inspect(file), file, 20);
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  it.each<[string, Direction]>([
    ['a client’s', 0],
    ['a server’s', 1],
  ])('behind %s handshake, as a raw dump', (_, direction) => {
    const greeting = handshake();
    const head = direction === 0 ? greeting.client : greeting.server;
    fc.assert(
      fc.property(bytes, (rest) => {
        const file = bytesOf(head, rest);
        exercise(inspect(file), file, 20);
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  it('behind a handshake, in packets', () => {
    fc.assert(
      fc.property(bytes, bytes, (up, down) => {
        const file = session([up], [down]);
        exercise(inspect(file), file, 20);
      }),
      { numRuns: 12, seed: SEED },
    );
  });

  it('that are a quarter of a megabyte of nothing', () => {
    const greeting = handshake();
    for (const rest of [
      new Uint8Array(1 << 18),
      noise(1 << 18, 1),
      new Uint8Array(1 << 18).fill(255),
    ]) {
      const file = bytesOf(greeting.client, rest);
      exercise(inspect(file), file, 20);
    }
  });
});

it('the folders these tests walk are there', () => {
  expect(all.length).toBeGreaterThan(70);
  expect(existsSync(join(CORPUS, 'raw'))).toBe(true);
});
