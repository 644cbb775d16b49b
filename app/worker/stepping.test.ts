import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { addressOf } from '../../src-protocol/bytes/address.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { otherHalf, lastChunkOf, seekPacket } from './other-half.ts';
import { answer } from './answers.ts';
import type { RecordRef, Scope, StepUnit } from './protocol.ts';
import { View } from './view.ts';

function opened(path: string): View {
  const bytes = new Uint8Array(
    readFileSync(new URL(`../../corpus/captures/${path}`, import.meta.url)),
  );
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  const connection = inspection.connections.find(({ session }) => session)!;
  return new View(connection, connection.session!, () => new MemorySource(bytes));
}

const VIEWS = [
  'real/02b-ffmpeg-publish-and-play-nginx-3s.pcap',
  'synthetic/s03-interleaved-chunks-128.pcap',
  'synthetic/s05-aggregate-messages.pcap',
  'synthetic/s07-abort-message.pcap',
  'variants/v22-reordered.pcap',
  'variants/v27-one-segment-lost.pcap',
  'variants/v30-midstream.pcap',
  'edge/c_rpc.pcap',
].map((path) => ({ path, view: opened(path) }));

const UNITS: readonly StepUnit[] = ['chunk', 'message', 'command', 'control', 'segment', 'problem'];
const SCOPES: readonly Scope[] = [
  'both',
  'direction',
  'chunk-stream',
  'message-stream',
  'transaction',
  'filter',
];
/** What the scope of the filter's result is tried with; it leaves something of every capture above. */
const FILTER = 'fmt:0..1 || type:command';

const state = (view: View, record: RecordRef) => answer(view, 'state', { record }).value;
const named = (record: RecordRef | undefined) =>
  record && `${record.kind} ${addressOf(record.direction, record.at)}`;

describe.each(VIEWS)('stepping in $path', ({ view }) => {
  const { connection } = view;
  const step = (
    from: RecordRef | undefined,
    unit: StepUnit,
    by: 1 | -1,
    scope: Scope = 'both',
    anchor = from,
  ) =>
    view.stepping.step({
      from,
      connection: connection.number,
      unit,
      by,
      scope,
      ...(anchor && { anchor }),
      ...(scope === 'filter' && { filter: FILTER }),
    });

  it('comes back to the same state, in every unit and scope', () => {
    const starts = fc.nat(Math.max(0, view.session.chunks.length - 1));
    fc.assert(
      fc.property(
        starts,
        fc.constantFrom(...UNITS),
        fc.constantFrom(...SCOPES),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom<1 | -1>(1, -1),
        (row, unit, scope, times, by) => {
          // The first step leads to a stop of the unit; from there on each has its way back.
          const anchor = view.chunkRef(row);
          const first = step(anchor, unit, by, scope);
          if (!first) return;
          const path = [first];
          while (path.length <= times) {
            const next = step(path.at(-1), unit, by, scope, anchor);
            if (!next) break;
            path.push(next);
          }
          const back = [path.at(-1)!];
          while (back.length < path.length)
            back.push(step(back.at(-1), unit, by === 1 ? -1 : 1, scope, anchor)!);
          expect(back.reverse().map(named)).toEqual(path.map(named));
          expect(state(view, back[0]!)).toEqual(state(view, first));
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(UNITS)('visits every %s from end to end, each once and the same both ways', (unit) => {
    const walk = (by: 1 | -1) => {
      const seen: string[] = [];
      for (let at = step(undefined, unit, by); at; at = step(at, unit, by)) {
        seen.push(named(at)!);
        expect(seen.length).toBeLessThan(20_000);
      }
      return seen;
    };
    const forwards = walk(1);
    expect(new Set(forwards).size).toBe(forwards.length);
    expect(walk(-1).reverse()).toEqual(forwards);
  });

  it.each(SCOPES)('tells of any chunk whether this scope leaves it: %s', (scope) => {
    const { number } = connection;
    const all = Array.from({ length: view.session.chunks.length }, (_, row) => view.chunkRef(row));
    for (const anchor of [all[1], all[all.length >> 1]]) {
      if (!anchor) continue;
      const walked = new Set<string>();
      for (const by of [1, -1] as const)
        for (
          let at = step(anchor, 'chunk', by, scope, anchor);
          at;
          at = step(at, 'chunk', by, scope, anchor)
        )
          walked.add(named(at)!);
      const around = { connection: number, scope, anchor, filter: FILTER };
      const told = view.stepping.inScope({ ...around, records: all });
      const left = all.filter((record, row) => told[row] && record.at !== anchor.at).map(named);
      const others = (name: string | undefined) =>
        !name!.startsWith('handshake') && !name!.endsWith(`@${anchor.at}`);
      expect(left.sort()).toEqual([...walked].filter(others).sort());
    }
  });

  it('goes over as many as the tables have', () => {
    const count = (unit: StepUnit) => {
      let found = 0;
      for (let at = step(undefined, unit, 1); at; at = step(at, unit, 1))
        if (at.kind !== 'handshake') found++;
      return found;
    };
    expect(count('chunk')).toBe(view.session.chunks.length);
    expect(count('message')).toBe(view.session.messages.length - view.session.parts.length);
    expect(count('segment')).toBe(
      connection.segmentsOf(0).length + connection.segmentsOf(1).length,
    );
  });

  it('keeps to its scope', () => {
    for (let row = 0; row < view.session.chunks.length; row += 37) {
      const from = view.chunkRef(row);
      const own = view.rows.chunk(row);
      const after = (scope: Scope) => {
        const to = step(from, 'chunk', 1, scope);
        return to && view.rows.chunk(view.chunkAt(to.direction, to.at)!);
      };
      const next = after('chunk-stream');
      if (next) {
        expect(next).toMatchObject({
          direction: own.direction,
          chunkStreamId: own.chunkStreamId,
        });
        expect(view.session.chunks.column.previousOnStream.get(next.row)).toBe(row);
      }
      expect(after('direction')?.direction ?? own.direction).toBe(own.direction);
      expect(after('message-stream')?.messageStreamId ?? own.messageStreamId).toBe(
        own.messageStreamId,
      );
    }
  });
});

describe('the result of a filter', () => {
  const { view } = VIEWS[0]!;
  const walk = (unit: StepUnit, filter: string) => {
    const found: RecordRef[] = [];
    let at: RecordRef | undefined;
    do {
      at = view.stepping.step({
        from: at,
        connection: view.connection.number,
        unit,
        by: 1,
        scope: 'filter',
        filter,
      });
      if (at) found.push(at);
    } while (at);
    return found;
  };

  it('has the stops that the filter’s rows are', () => {
    const wanted = Array.from({ length: view.session.messages.length }, (_, row) => row).filter(
      (row) => view.rows.message(row).messageTypeId === 8,
    );
    expect(wanted.length).toBeGreaterThan(20);
    expect(walk('message', 'type:audio')).toEqual(wanted.map((row) => view.messageRef(row)));
    expect(walk('chunk', 'type:audio && fmt:0').length).toBeLessThan(
      walk('chunk', 'type:audio').length,
    );
    expect(walk('control', 'type:audio')).toEqual([]);
  });

  it('is nothing when the filter cannot be read', () => {
    expect(walk('chunk', 'csid ==')).toEqual([]);
  });
});

describe('the other half', () => {
  const view = VIEWS[0]!.view;
  const at = (address: string, kind: 'chunk' | 'message' = 'message') => {
    const [way, offset] = address.split('@');
    return view.ref(kind, way === 'up' ? 0 : 1, Number(offset));
  };

  it('of a request is its reply, and of the reply the request', () => {
    const reply = otherHalf(view, at('up@3073'))!;
    expect(reply.kind).toBe('reply');
    expect(view.rows.summary(view.messageAt(1, reply.record.at)!)).toContain('_result');
    expect(otherHalf(view, reply.record)).toEqual({ kind: 'request', record: at('up@3073') });
    expect(
      view.stepping.step({
        from: at('up@3073'),
        connection: 0,
        unit: 'message',
        by: 1,
        scope: 'transaction',
      }),
    ).toEqual(reply.record);
  });

  it('of a Set Chunk Size is the first chunk read with it', () => {
    const set = view.rows;
    const row = Array.from({ length: view.session.messages.length }, (_, at) => at).find((at) =>
      set.summary(at).startsWith('Set Chunk Size'),
    )!;
    const record = view.messageRef(row);
    const first = otherHalf(view, record)!;
    expect(first.kind).toBe('first-chunk-of-size');
    const chunk = view.chunkAt(first.record.direction, first.record.at)!;
    const size = (which: number) =>
      view.session.state.before(which).directions[record.direction].chunkSize.value;
    expect(size(chunk)).not.toBe(size(view.session.messages.column.firstChunk.get(row)));
    if (otherHalf(view, first.record)!.kind === 'chunk-size-set')
      expect(otherHalf(view, first.record)!.record).toEqual(record);
  });

  it('of a header that leaves values out is the one that stated them', () => {
    let tried = 0;
    for (let row = 0; row < view.session.chunks.length; row++) {
      const chunk = view.rows.chunk(row);
      const half = otherHalf(view, view.chunkRef(row));
      if (half?.kind !== 'inherits-from') continue;
      tried++;
      const from = view.rows.chunk(view.chunkAt(chunk.direction, half.record.at)!);
      expect(from.chunkStreamId).toBe(chunk.chunkStreamId);
      expect(from.fmt).toBeLessThan(chunk.fmt === 1 ? 1 : 2);
      expect(from.row).toBeLessThan(row);
    }
    expect(tried).toBeGreaterThan(10);
  });

  it('a step out leads to the chunk that ends the message', () => {
    for (let row = 0; row < view.session.messages.length; row += 5) {
      const last = lastChunkOf(view, view.messageRef(row))!;
      const chunk = view.rows.chunk(view.chunkAt(last.direction, last.at)!);
      expect(chunk.message).toBe(row);
      expect(chunk.messageOffset + chunk.payloadLength).toBe(chunk.messageLength);
    }
  });

  it('a packet of the file leads to what begins in it', () => {
    const chunk = view.rows.chunk(7);
    const found = seekPacket(view, chunk.packet)!;
    expect(view.rows.chunk(view.chunkAt(found.direction, found.at)!).packet).toBe(chunk.packet);
    expect(seekPacket(view, 99_999_999)).toBeUndefined();
  });
});
