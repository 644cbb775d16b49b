import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ByteSource, MemorySource } from '../bytes/byte-source.ts';
import type { Direction } from '../bytes/units.ts';
import { directionOf } from '../chunk/chunk-table.ts';
import type { Connection } from './connection.ts';
import { Inspection } from './inspection.ts';
import type { Resumption } from './resumption.ts';
import { Rows } from './rows.ts';
import type { RtmpSession } from './rtmp-session.ts';
import { readStream } from './stream-bytes.ts';

const CAPTURES = join(process.cwd(), 'public/samples');

interface Whole {
  readonly connection: Connection;
  readonly session: RtmpSession;
  readonly source: ByteSource;
}

function whole(name: string): Whole {
  const bytes = readFileSync(join(CAPTURES, name));
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  const connection = inspection.connections[0]!;
  return { connection, session: connection.session!, source: new MemorySource(bytes) };
}

function resume(bytes: Uint8Array, direction: Direction, from: Resumption): Connection {
  const inspection = new Inspection({ as: direction === 0 ? 'client' : 'server', resume: from });
  inspection.push(bytes);
  inspection.end();
  return inspection.connections[0]!;
}

/** What a chunk says, in a line. */
function chunkLines(connection: Connection, direction: Direction, from: number): string[] {
  const session = connection.session!;
  const rows = new Rows(connection, session);
  return Array.from({ length: session.chunks.length }, (_, row) => row)
    .filter((row) => directionOf(session.chunks.column.header.get(row)) === direction)
    .filter((row) => session.chunks.column.offset.get(row) >= from)
    .map((row) => {
      const { address, fmt, chunkStreamId, headerLength, payloadLength } = rows.chunk(row);
      const { timestamp, messageLength, messageStreamId } = rows.chunk(row);
      return [
        address,
        `fmt ${fmt} cs ${chunkStreamId} ${headerLength}+${payloadLength}`,
        `t ${timestamp} of ${messageLength} ms ${messageStreamId}`,
      ].join(' ');
    });
}

describe('a session that goes on from a point that is known', () => {
  it.each([
    '04f-obs29-publish-nginx.pcap',
    's03-interleaved-chunks-128.pcap',
    's01-csid-2byte-and-3byte.pcap',
    's09-exttimestamp-repeated-on-type3.pcap',
  ])('has the chunks that the whole of %s has from there on', (name) => {
    const { connection, session, source } = whole(name);
    const chunks = session.chunks.length;
    const step = Math.max(1, Math.floor(chunks / 15));
    for (let row = 0; row < chunks; row += step) {
      const { offset, header } = session.chunks.column;
      const direction = directionOf(header.get(row));
      const at = offset.get(row);
      const { chunkSize, chunkStreams } = session.state.before(row).directions[direction];
      const from = { at, chunkSize: chunkSize.value, memories: [...chunkStreams.values()] };
      const end = Math.min(connection.bytes[direction], at + 6000);
      const { bytes } = readStream(source, connection.segmentsOf(direction), at, end);
      const resumed = resume(bytes, direction, from);
      const there = chunkLines(resumed, direction, at);
      // The last may be cut where the bytes end.
      expect(there.slice(0, -1)).toEqual(
        chunkLines(connection, direction, at).slice(0, there.length - 1),
      );
      expect(there.length).toBeGreaterThan(0);
    }
  });

  it('is in the middle of a message without making up its beginning', () => {
    const memory = {
      ...{ chunkStreamId: 4, timestamp: 40, timestampDelta: 20, messageLength: 200 },
      ...{ messageTypeId: 20, messageStreamId: 1, hasExtendedTimestamp: false },
      ...{ extendedTimestamp: 0, afterType0: false, received: 128, unfinished: true },
      ...{ timestampBy: 4000, timestampDeltaBy: undefined, messageLengthBy: undefined },
      messageStreamIdBy: undefined,
    };
    const bytes = Uint8Array.from([0xc4, ...new Array<number>(72).fill(7), 0x44, 0, 0, 5]);
    const connection = resume(Uint8Array.from([...bytes, 0, 0, 2, 9, 0xaf, 1]), 0, {
      at: 4139,
      chunkSize: 128,
      memories: [memory],
    });
    expect(chunkLines(connection, 0, 0)).toEqual([
      'up@4139 fmt 3 cs 4 1+72 t 40 of 200 ms 1',
      'up@4212 fmt 1 cs 4 8+2 t 45 of 2 ms 1',
    ]);
    const first = new Rows(connection, connection.session!).message(0);
    expect(first.summary).toContain('beginning is missing');
  });

  it('finds out the chunk size where it is not given', () => {
    const { connection, source } = whole('04f-obs29-publish-nginx.pcap');
    const { bytes } = readStream(source, connection.segmentsOf(0), 3089, 3290);
    const resumed = resume(bytes, 0, { at: 3089, memories: [] });
    expect(chunkLines(resumed, 0, 0)).toEqual(['up@3089 fmt 0 cs 3 12+189 t 0 of 189 ms 0']);
  });
});
