import { describe, expect, it } from 'vitest';
import type { Axis, AxisSpan } from '../../worker/timeline/timeline-types.ts';
import { type Ask, asking, captureView } from '../../worker/view.test-support.ts';
import { areaCondition } from './area-summary.tsx';
import { laneCondition } from './lane-condition.ts';
import { NOTES_LANE } from './note-marks.ts';

const open = (path: string): Ask => asking(captureView(path));

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
