import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../../../src-protocol/inspect/inspection.ts';
import { answer } from '../../worker/answers.ts';
import type { ConnectionQuestion, Questions } from '../../worker/protocol.ts';
import type { Axis, AxisSpan } from '../../worker/timeline/timeline-types.ts';
import { View } from '../../worker/view.ts';
import { areaCondition } from './area-summary.tsx';
import { laneCondition } from './lane-condition.ts';
import { NOTES_LANE } from './note-marks.ts';

type Ask = <Q extends ConnectionQuestion>(
  question: Q,
  what: Omit<Questions[Q]['ask'], 'connection'>,
) => Questions[Q]['answer'];

function open(path: string): Ask {
  const bytes = new Uint8Array(
    readFileSync(new URL(`../../../corpus/captures/${path}`, import.meta.url)),
  );
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  const connection = inspection.connections.find(({ session }) => session)!;
  const view = new View(connection, connection.session!, () => new MemorySource(bytes));
  return ((question, what) =>
    answer(view, question, { connection: connection.number, ...what }).value) as Ask;
}

/** Rows of chunks that a filter leaves. */
function hits(ask: Ask, filter: string): number {
  for (;;) {
    const { done, problem, hits } = ask('filter', { level: 'chunks', filter });
    expect(problem).toBeUndefined();
    if (done) return hits;
  }
}

describe('The filter of an area', () => {
  const areas: readonly [Axis, AxisSpan][] = [
    ['time', { from: 0.25, to: 1.75 }],
    ['bytes', { from: 500, to: 90_000 }],
    ['index', { from: 3, to: 120 }],
  ];
  for (const path of [
    'real/04f-obs29-publish-nginx.pcap',
    'synthetic/s03-interleaved-chunks-128.pcap',
  ])
    for (const [axis, span] of areas)
      it(`leaves what the area counts: ${axis}, ${path}`, () => {
        const ask = open(path);
        const columns = { exponent: 0, first: 0, columns: 1 };
        const { lanes } = ask('timeline', { axis, ...columns });
        const ofOne = lanes.filter(({ kind }) => kind !== 'problems');
        expect(ofOne.length).toBeGreaterThan(3);
        let inLanes = 0;
        for (const lane of [undefined, ...ofOne]) {
          const sum = ask('sum', { axis, span, ...(lane && { lane: lane.key }) });
          const condition = areaCondition(axis, span, sum, lane);
          expect(condition === undefined).toBe(sum.chunks === 0);
          if (condition !== undefined) expect(hits(ask, condition)).toBe(sum.chunks);
          if (lane?.kind === 'stream') inLanes += sum.chunks;
        }
        expect(inLanes).toBe(ask('sum', { axis, span }).chunks);
      });

  it('of notes there is none', () => {
    expect(laneCondition(NOTES_LANE)).toBeUndefined();
  });
});
