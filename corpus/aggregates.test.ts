import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../src-protocol/inspect/connection-summary.ts';
import type { MessageRowView } from '../src-protocol/inspect/rows.ts';
import { expectFullCoverage } from '../src-protocol/wire/coverage.test-support.ts';
import { walk } from '../src-protocol/wire/field-tree.ts';
import { audio, be24, noise, type Part, session, type0, type3, video } from './fixture.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';
import { be32, bytesOf } from './network/build-packets.ts';

/** A part as §7.1.6 lays it out, with its back pointer. */
function part(type: number, time: number, body: Uint8Array, backPointer = body.length + 11): Part {
  const times = [...be24(time % 2 ** 24), Math.floor(time / 2 ** 24)];
  return bytesOf(type, be24(body.length), times, 0, 0, 0, body, be32(backPointer));
}

/** A message cut into chunks of 128 bytes, with something between its chunks. */
function inChunks(
  header: { chunkStreamId: number; timestamp: number; type: number },
  body: Uint8Array,
  between: (at: number) => Part = () => [],
): Uint8Array {
  const parts: Part[] = [type0({ ...header, length: body.length }), body.subarray(0, 128)];
  for (let at = 128; at < body.length; at += 128)
    parts.push(between(at), type3(header.chunkStreamId), body.subarray(at, at + 128));
  return bytesOf(...parts);
}

function read(bytes: Uint8Array) {
  const connection = inspect(bytes).connections[0]!;
  const { rows, describer } = look(connection, bytes);
  const all = Array.from({ length: connection.session!.messages.length }, (_, row) =>
    rows.message(row),
  );
  const parts = all.filter(({ aggregate }) => aggregate !== undefined);
  return { connection, session: connection.session!, describer, all, parts };
}

const short = ({ timestamp, messageTypeId, length, chunks }: MessageRowView): number[] => [
  timestamp,
  messageTypeId,
  length,
  chunks,
];

describe('parts of Aggregates', () => {
  it('are rows of their own: what the program that made them put in', () => {
    const { describer, parts, all } = read(
      corpusFile('captures/synthetic/s05-aggregate-messages.pcap'),
    );
    const truth = JSON.parse(readFileSync(join(CORPUS, 'truth/parts-of-s05.json'), 'utf8')) as {
      type: number;
      ts: number;
      len: number;
      sha: string;
    }[][];
    const found = parts.map((row) => ({
      type: row.messageTypeId,
      ts: row.timestamp,
      len: row.length,
      sha: createHash('sha1').update(describer.payload(row.row)).digest('hex').slice(0, 12),
    }));
    expect(found).toEqual(truth.flat());
    const aggregates = all.filter(({ messageTypeId }) => messageTypeId === 22);
    expect(
      aggregates.map(({ row }) => parts.filter((one) => one.aggregate === row).length),
    ).toEqual(truth.map((list) => list.length));
    expect(parts.every(({ messageStreamId, complete }) => complete && messageStreamId === 1)).toBe(
      true,
    );
    expect(parts[0]!.summary).toBe('AVC sequence header');
  });

  it('do not count as messages of the connection', () => {
    const { connection, all, parts } = read(
      corpusFile('captures/synthetic/s05-aggregate-messages.pcap'),
    );
    const summary = summaryOf(connection);
    const [up, down] = summary.directions;
    expect(up.messages + down.messages).toBe(all.length - parts.length);
    expect(summary.messages).toBe(all.length - parts.length);
  });

  const body = bytesOf(
    part(8, 500, audio(22)),
    part(9, 520, video(300)),
    part(8, 0x1000001, audio(10)),
  );

  it('lie where their bytes lie, between chunk headers and other messages', () => {
    const other = (at: number): Part =>
      at === 256
        ? [...type0({ chunkStreamId: 5, timestamp: 7, length: 22, type: 8 }), ...audio(22)]
        : [];
    const bytes = session([inChunks({ chunkStreamId: 4, timestamp: 1000, type: 22 }, body, other)]);
    const { all, parts, describer, session: decoded } = read(bytes);
    // Type 5 began before the Aggregate was complete.
    expect(all.map(({ messageTypeId }) => messageTypeId)).toEqual([22, 8, 8, 9, 8]);
    expect(parts.map(short)).toEqual([
      [1000, 8, 22, 1],
      [1020, 9, 300, 3],
      [1000 + 0x1000001 - 500, 8, 10, 1],
    ]);
    // A header of 12 bytes, then the parts; the third begins behind two type 3 headers and the other message.
    expect(parts.map(({ offset }) => offset)).toEqual([
      3073 + 12,
      3073 + 12 + 37,
      3073 + 12 + 37 + 315 + 2 + 34,
    ]);
    for (const { row, offset } of parts) {
      const described = describer.message(row);
      expectFullCoverage(described.body);
      expect(described.start).toBe(offset);
      expect(described.body.start).toBe(0);
      walk(described.body, ({ ranges }) => {
        for (const { start, end } of ranges)
          expect(start >= described.start * 8 && end <= described.end * 8).toBe(true);
      });
      expect(described.pieces[0]).toMatchObject({ upper: 0, lower: offset });
      expect(decoded.messageOffsetOf(row)).toBe(offset);
      expect(decoded.parts.at(0, offset)).toBe(row);
    }
    expect(decoded.parts.at(0, 3073)).toBeUndefined();
    expect(describer.payload(parts[1]!.row)).toEqual(video(300));
  });

  it('show in their own tree what they show in that of the Aggregate', () => {
    const bytes = session([inChunks({ chunkStreamId: 4, timestamp: 1000, type: 22 }, body)]);
    const { describer, parts } = read(bytes);
    const whole = new Map<number, unknown>();
    walk(describer.message(0).body, ({ id, ranges, value, how }) => {
      if (id === 'message.aggregatePart.renormalisedTimestamp') whole.set(whole.size, [value, how]);
      else if (value !== undefined && ranges.length > 0)
        whole.set(-ranges[0]!.start - whole.size * 1e-6, value);
    });
    const times: unknown[] = [];
    for (const { row } of parts)
      walk(describer.message(row).body, ({ id, value, how }) => {
        if (id === 'message.aggregatePart.renormalisedTimestamp') times.push([value, how]);
      });
    expect(times).toEqual([
      [1000, '500 + 500'],
      [1020, '520 + 500'],
      [0x1000001 + 500, `16777217 + 500`],
    ]);
    expect([...whole.values()].filter((value) => Array.isArray(value))).toEqual(times);
  });

  it('are gathered whole, however long the Aggregate is', () => {
    const long = bytesOf(...Array.from({ length: 30 }, (_, i) => part(9, i * 40, video(9000, i))));
    expect(long.length).toBeGreaterThan(256 * 1024);
    const { parts } = read(session([inChunks({ chunkStreamId: 6, timestamp: 0, type: 22 }, long)]));
    expect(parts.map(({ timestamp }) => timestamp)).toEqual(
      Array.from({ length: 30 }, (_, i) => i * 40),
    );
  });

  it('that came are there when the Aggregate is cut off', () => {
    const cut = inChunks({ chunkStreamId: 4, timestamp: 0, type: 22 }, body).subarray(0, 200);
    const { parts, all } = read(session([cut]));
    expect(all[0]!.complete).toBe(false);
    expect(parts.map(({ length, complete }) => [length, complete])).toEqual([
      [22, true],
      [300, false],
    ]);
  });

  it('and what is wrong with them is found', () => {
    const wrong = bytesOf(part(8, 0, audio(5), 99), part(20, 0, audio(5)), noise(7, 1));
    const { session: decoded } = read(
      session([inChunks({ chunkStreamId: 4, timestamp: 0, type: 22 }, wrong)]),
    );
    const { findings } = decoded;
    const codes = Array.from(
      { length: findings.table.length },
      (_, row) => findings.diagnosticOf(row).code,
    );
    expect(codes.filter((code) => code.startsWith('message.'))).toEqual([
      'message.aggregate-back-pointer',
      'message.aggregate-type',
      'message.aggregate-short',
    ]);
  });
});
