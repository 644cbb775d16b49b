import { describe, expect, test } from 'vitest';
import type { Lane, TimelineAnswer } from '../../worker/protocol.ts';
import { barsOf, sumLane } from './bins.ts';
import { DIRECTION_GAP, heightOf, LANE_HEIGHT, laneAt, placeLanes } from './lane-layout.ts';
import { secondsLabel, ticksOf } from './ticks.ts';
import { limitsOf, pan, reveal, SHORTEST, timeAt, wanted, xOf, zoom } from './viewport.ts';

const limits = { from: 1000, to: 1064 };

describe('viewport', () => {
  test('zooming keeps the time under the pointer where it is', () => {
    const span = { from: 1010, to: 1020 };
    const closer = zoom(span, 0.5, 1012, limits);
    expect(closer).toEqual({ from: 1011, to: 1016 });
    expect(xOf(1012, closer, 500)).toBeCloseTo(xOf(1012, span, 500));
  });

  test('never leaves the connection, nor goes below the shortest', () => {
    expect(zoom({ from: 1001, to: 1011 }, 100, 1005, limits)).toEqual(limits);
    const closest = zoom({ from: 1001, to: 1001 + SHORTEST * 2 }, 0.01, 1001, limits);
    expect(closest.to - closest.from).toBeCloseTo(SHORTEST, 7);
    expect(pan({ from: 1060, to: 1063 }, 10, limits)).toEqual({ from: 1061, to: 1064 });
    expect(pan({ from: 1001, to: 1003 }, -10, limits)).toEqual({ from: 1000, to: 1002 });
  });

  test('moves only for what is out of view', () => {
    const span = { from: 1010, to: 1020 };
    expect(reveal(span, 1015, limits)).toBe(span);
    expect(reveal(span, 1040, limits)).toEqual({ from: 1035, to: 1045 });
  });

  test('a single moment still has some width', () => {
    expect(limitsOf(5, 5, 1)).toEqual({ from: 5, to: 5.001 });
  });

  test('without a clock, chunks are counted', () => {
    expect(limitsOf(NaN, NaN, 40)).toEqual({ from: 0, to: 40 });
    const ticks = ticksOf({ from: 0, to: 40 }, undefined, 500);
    expect(ticks.map((tick) => tick.label)).toEqual(['#1', '#11', '#21', '#31', '#41']);
  });

  test('pixels and times are each other’s inverse', () => {
    expect(timeAt(xOf(1017.3, limits, 640), limits, 640)).toBeCloseTo(1017.3);
  });
});

describe('what is asked for', () => {
  test('all of it: a column is two pixels', () => {
    expect(wanted(limits, 1024, limits)).toEqual({ ...limits, columns: 512 });
  });

  test('covers the view, and is the same after a small movement', () => {
    const a = wanted({ from: 1020, to: 1024 }, 1000, limits);
    expect(a.from).toBeLessThanOrEqual(1020);
    expect(a.to).toBeGreaterThanOrEqual(1024);
    expect(wanted({ from: 1020.1, to: 1023.9 }, 1010, limits).columns).toBeGreaterThan(0);
    expect(wanted({ from: 1020.2, to: 1024 }, 1000, limits).from).toBeLessThanOrEqual(1020.2);
    const b = wanted({ from: 1020.5, to: 1024.5 }, 1000, limits);
    expect(b.from).toBe(a.from);
  });

  test('never asks for more than the worker should answer', () => {
    expect(wanted({ from: 1020, to: 1020.00002 }, 8000, limits).columns).toBeLessThanOrEqual(4096);
  });
});

const lanes: Lane[] = [
  { direction: 1, chunkStreamId: 3, role: 'commands' },
  { direction: 0, chunkStreamId: 4, role: 'audio' },
  { direction: 0, chunkStreamId: 3, role: 'commands' },
];

describe('lanes', () => {
  test('client to server first, a gap between directions', () => {
    const places = placeLanes(lanes);
    expect(places.map(({ index, top }) => [index, top])).toEqual([
      [2, 0],
      [1, LANE_HEIGHT],
      [0, 2 * LANE_HEIGHT + DIRECTION_GAP],
    ]);
    expect(heightOf(places)).toBe(3 * LANE_HEIGHT + DIRECTION_GAP);
    expect(laneAt(places, LANE_HEIGHT + 1)?.index).toBe(1);
    expect(laneAt(places, 2 * LANE_HEIGHT + 1)).toBeUndefined();
    expect(heightOf([])).toBe(0);
  });
});

/** One lane of 8 columns over 8 seconds. */
const answer: TimelineAnswer = {
  from: 1000,
  to: 1008,
  columns: 8,
  lanes: [lanes[0]!],
  counts: Uint32Array.of(1, 0, 2, 1, 0, 0, 0, 4),
  bytes: Float64Array.of(10, 0, 20, 50, 0, 0, 0, 7),
  types: Uint8Array.of(20, 0, 8, 9, 0, 0, 0, 8),
  findings: Uint8Array.of(0, 0, 3, 1, 0, 2, 0, 0),
};

describe('bins to pixels', () => {
  test('a column that is wide enough is a bar of its own', () => {
    const bars = barsOf(answer, 0, { from: 1000, to: 1008 }, 80);
    expect(bars.map(({ x, width, count, type }) => [x, width, count, type])).toEqual([
      [0, 10, 1, 20],
      [20, 10, 2, 8],
      [30, 10, 1, 9],
      [50, 10, 0, 0],
      [70, 10, 4, 8],
    ]);
  });

  test('columns that fall together add up, and no problem is lost', () => {
    const bars = barsOf(answer, 0, { from: 1000, to: 1008 }, 4);
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(8);
    expect(bars.reduce((sum, bar) => sum + bar.bytes, 0)).toBe(87);
    expect(Math.max(...bars.map((bar) => bar.finding))).toBe(3);
    expect(bars[0]).toMatchObject({ count: 4, bytes: 80, type: 9, finding: 3 });
    expect(bars[1]).toMatchObject({ count: 4, bytes: 7, type: 8, finding: 2 });
  });

  test('only what is in view', () => {
    const bars = barsOf(answer, 0, { from: 1002, to: 1004 }, 100);
    expect(bars.map((bar) => bar.count)).toEqual([2, 1]);
    expect(sumLane(answer, 0, { from: 1002, to: 1004 })).toEqual({
      chunks: 3,
      bytes: 70,
      finding: 3,
      findings: 2,
    });
  });
});

describe('axis', () => {
  test('marks stand at round times after the start', () => {
    const ticks = ticksOf({ from: 1000.3, to: 1004.2 }, 1000, 500);
    expect(ticks.map((tick) => tick.label)).toEqual(['1 s', '2 s', '3 s', '4 s']);
    expect(ticks[0]?.time).toBe(1001);
  });

  test.each([
    [0.25, 0.05, '0.25 s'],
    [0.0004, 0.0001, '0.4 ms'],
    [0.00042, 0.00001, '0.42 ms'],
    [90, 10, '90 s'],
    [150, 10, '02:30'],
    [3725, 60, '1:02:05'],
  ])('%d s in steps of %d is %s', (seconds, step, label) => {
    expect(secondsLabel(seconds, step)).toBe(label);
  });
});
