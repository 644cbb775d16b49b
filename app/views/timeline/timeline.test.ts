import { describe, expect, test } from 'vitest';
import type {
  ChunkBox,
  Lane,
  MessageBox,
  TimelineAnswer,
  TimelineAsk,
} from '../../worker/timeline/timeline-types.ts';
import { barsOf, sumLane } from './bins.ts';
import { cursorOf, nextByte } from './byte-cursor.ts';
import { canvasAction } from './canvas-keys.ts';
import { crumbsAfter } from './crumbs.ts';
import { bytesInView, detailOf, inView, isOneMoment } from './detail.ts';
import { hitTest } from './hit.ts';
import {
  ALL_LANES,
  DIRECTION_GAP,
  FOLDED_HEIGHT,
  LANE_HEIGHT,
  laneAt,
  layOut,
  moved,
  scrollTo,
  shownLanes,
  THIN_HEIGHT,
} from './lane-layout.ts';
import { movedSpan } from './minimap.tsx';
import { byteSpan } from './paint-strip.ts';
import { PictureSource } from './picture-source.ts';
import { fieldText, placeText, readPlace, stretchText } from './place-text.ts';
import { AXIS_HEIGHT, type Scene } from './scene.ts';
import { secondsLabel, ticksOf } from './ticks.ts';
import { toldByte, toldHit, toldPicture } from './told.ts';
import {
  around,
  covers,
  keep,
  pan,
  placeAt,
  reveal,
  SHORTEST,
  spanOf,
  wanted,
  wantedWhole,
  xOf,
  zoom,
} from './viewport.ts';

describe('viewport', () => {
  test('zooming keeps the place under the pointer where it is', () => {
    const span = { from: 10, to: 20 };
    const closer = zoom(span, 0.5, 12, 'time', 64);
    expect(closer).toEqual({ from: 11, to: 16 });
    expect(xOf(12, closer, 500)).toBe(xOf(12, span, 500));
  });

  test('never leaves the session, nor goes below the shortest', () => {
    expect(zoom({ from: 1, to: 11 }, 100, 5, 'time', 64)).toEqual({ from: 0, to: 64 });
    const closest = zoom({ from: 1, to: 1.00004 }, 0.01, 1, 'time', 64);
    expect(closest.to - closest.from).toBeCloseTo(SHORTEST.time, 12);
    expect(zoom({ from: 4, to: 6 }, 0.01, 5, 'bytes', 64)).toEqual({ from: 4.5, to: 5.5 });
    expect(pan({ from: 60, to: 63 }, 10, 64)).toEqual({ from: 61, to: 64 });
    expect(pan({ from: 1, to: 3 }, -10, 64)).toEqual({ from: 0, to: 2 });
    expect(keep({ from: -5, to: 70 }, 64)).toEqual({ from: 0, to: 64 });
  });

  test('moves only for what is out of view', () => {
    const span = { from: 10, to: 20 };
    expect(reveal(span, { from: 15, to: 90 }, 64)).toBe(span);
    expect(reveal(span, { from: 40, to: 40 }, 64)).toEqual({ from: 35, to: 45 });
    expect(reveal(span, { from: 40, to: 60 }, 64)).toEqual({ from: 39.5, to: 49.5 });
    expect(around({ from: 10, to: 20 }, 'bytes', 64)).toEqual({ from: 9.2, to: 20.8 });
  });

  test('pixels and places are each other’s inverse', () => {
    const span = { from: 3, to: 67 };
    expect(placeAt(xOf(17.25, span, 640), span, 640)).toBe(17.25);
  });
});

describe('what is asked for', () => {
  test('bins of a power of two, 2 to 4 pixels wide, some three times the view', () => {
    const ask = wanted({ from: 20, to: 24 }, 1024, 'time');
    expect(ask).toEqual({ exponent: -6, first: 1280 - 256, columns: 768 });
    const pixels = (2 ** ask.exponent / 4) * 1024;
    expect(pixels).toBe(4);
    expect(spanOf(ask)).toEqual({ from: 16, to: 28 });
  });

  test('the same question after a small movement', () => {
    const a = wanted({ from: 20.5, to: 24.5 }, 1000, 'time');
    expect(wanted({ from: 20.7, to: 24.7 }, 1000, 'time')).toEqual(a);
  });

  test('covers the view, wherever it is, and never too much', () => {
    for (const axis of ['time', 'bytes', 'index'] as const)
      for (const length of [1, 3, 1000, 12_345_678])
        for (const from of [0, 0.3, 17, 5e6]) {
          const span = { from, to: from + length };
          const ask = wanted(span, 1500, axis);
          expect(covers(spanOf(ask), span)).toBe(true);
          expect(ask.columns).toBeLessThanOrEqual(6000);
          if (axis !== 'time') expect(ask.exponent).toBeGreaterThanOrEqual(0);
        }
  });

  test('all of it in 500 to 1000 bins', () => {
    expect(wantedWhole(64, 'time')).toEqual({ exponent: -3, first: 0, columns: 513 });
    expect(wantedWhole(10_000_000, 'index')).toEqual({ exponent: 14, first: 0, columns: 612 });
    expect(wantedWhole(5, 'bytes')).toEqual({ exponent: 0, first: 0, columns: 6 });
  });
});

const LANES: Lane[] = [
  { key: 'problems', kind: 'problems', role: 'problems' },
  { key: 'control', kind: 'control', role: 'protocol control' },
  { key: 'tcp:0', kind: 'segments', direction: 0, role: 'TCP segments' },
  { key: '1:3', kind: 'stream', direction: 1, chunkStreamId: 3, role: 'commands' },
  { key: '0:4', kind: 'stream', direction: 0, chunkStreamId: 4, role: 'audio' },
  { key: '0:3', kind: 'stream', direction: 0, chunkStreamId: 3, role: 'commands' },
];
const keys = (places: readonly { lane: Lane }[]): string[] => places.map(({ lane }) => lane.key);

describe('lanes', () => {
  test('what is of both directions first, then the client’s, then the server’s', () => {
    const { scrolled, pinned, scrolledHeight } = layOut(LANES, ALL_LANES, 600);
    expect(keys(scrolled)).toEqual(['problems', 'control', 'tcp:0', '0:3', '0:4', '1:3']);
    expect(pinned).toEqual([]);
    expect(scrolled.map(({ index }) => index)).toEqual([0, 1, 2, 5, 4, 3]);
    expect(scrolledHeight).toBe(3 * THIN_HEIGHT + 3 * LANE_HEIGHT + 2 * DIRECTION_GAP);
  });

  test('fold, filter, move', () => {
    const folded = layOut(LANES, { ...ALL_LANES, folded: new Set(['0:3']) }, 600);
    expect(folded.scrolled.find(({ lane }) => lane.key === '0:3')?.height).toBe(FOLDED_HEIGHT);
    const found = layOut(LANES, { ...ALL_LANES, filter: 'Server To' }, 600);
    expect(keys(found.scrolled)).toEqual(['1:3']);
    const commands = layOut(LANES, { ...ALL_LANES, filter: 'commands' }, 600);
    expect(keys(commands.scrolled)).toEqual(['0:3', '1:3']);
    const order = moved(LANES, [], '1:3', -1);
    expect(order).toEqual(['problems', 'control', 'tcp:0', '0:3', '1:3', '0:4']);
    expect(keys(layOut(LANES, { ...ALL_LANES, order }, 600).scrolled)).toEqual(order);
    expect(moved(LANES, order, 'problems', -1)).toEqual(order);
  });

  test('pinned lanes stay at the top, in a third of the room at most', () => {
    const choices = { ...ALL_LANES, pinned: new Set(['0:4', '1:3', '0:3']) };
    const { pinned, scrolled, pinnedHeight } = layOut(LANES, choices, 240);
    expect(keys(pinned)).toEqual(['0:3', '0:4']);
    expect(pinnedHeight).toBe(2 * LANE_HEIGHT);
    expect(keys(scrolled)).toContain('1:3');
  });

  test('are found by pixel, and scrolled into view', () => {
    const layout = layOut(LANES, { ...ALL_LANES, pinned: new Set(['problems']) }, 300);
    const shown = shownLanes(layout, 24, 300, 20);
    expect(laneAt(shown, 25)?.lane.key).toBe('problems');
    // The lane of control is scrolled away, and part of the gap below it.
    const top = 24 + THIN_HEIGHT + THIN_HEIGHT + DIRECTION_GAP - 20;
    expect(laneAt(shown, top)?.lane.key).toBe('tcp:0');
    expect(laneAt(shown, top - 1)).toBeUndefined();
    expect(laneAt(shown, 10)).toBeUndefined();
    expect(scrollTo(layout, 'control', 100, 20)).toBe(0);
    expect(scrollTo(layout, '1:3', 100, 0)).toBe(layout.scrolledHeight - (100 - THIN_HEIGHT));
    expect(scrollTo(layout, 'problems', 100, 7)).toBe(7);
  });
});

/** Two lanes of 8 bins of one second. */
const answer: TimelineAnswer = {
  axis: 'time',
  exponent: 0,
  first: 0,
  columns: 8,
  length: 8,
  lanes: [LANES[0]!, LANES[4]!],
  counts: Uint32Array.of(0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 2, 1, 0, 0, 0, 4),
  bytes: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 20, 50, 0, 0, 0, 7),
  types: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 8, 9, 0, 0, 0, 8),
  findings: Uint8Array.of(0, 0, 3, 1, 0, 2, 0, 0, 0, 0, 3, 1, 0, 2, 0, 0),
};

describe('bins to pixels', () => {
  test('a column that is wide enough is a bar of its own', () => {
    const bars = barsOf(answer, 1, { from: 0, to: 8 }, 80);
    expect(bars.map(({ x, width, count, type }) => [x, width, count, type])).toEqual([
      [0, 10, 1, 20],
      [20, 10, 2, 8],
      [30, 10, 1, 9],
      [50, 10, 0, 0],
      [70, 10, 4, 8],
    ]);
  });

  test('columns that fall together add up, and no problem is lost', () => {
    const bars = barsOf(answer, 1, { from: 0, to: 8 }, 4);
    expect(bars[0]).toMatchObject({ count: 4, bytes: 80, type: 9, finding: 3 });
    expect(bars[1]).toMatchObject({ count: 4, bytes: 7, type: 8, finding: 2 });
    for (const width of [1, 2, 3, 5, 9, 33])
      expect(
        Math.max(...barsOf(answer, 1, { from: 0, to: 8 }, width).map((bar) => bar.finding)),
      ).toBe(3);
  });

  test('only what is in view, and what was answered', () => {
    expect(barsOf(answer, 1, { from: 2, to: 4 }, 100).map((bar) => bar.count)).toEqual([2, 1]);
    const later = { ...answer, first: 100 };
    expect(barsOf(later, 1, { from: 2, to: 4 }, 100)).toEqual([]);
    expect(barsOf(later, 1, { from: 100, to: 104 }, 100).map((bar) => bar.x)).toEqual([0, 50, 75]);
    expect(sumLane(answer, 1, { from: 2, to: 4 })).toEqual({ count: 3, bytes: 70, finding: 3 });
  });
});

function chunk(row: number, from: number, to: number, more: Partial<ChunkBox> = {}): ChunkBox {
  return {
    lane: 1,
    row,
    message: 0,
    messageTypeId: 8,
    from,
    to,
    direction: 0,
    offset: 3073 + from,
    fmt: 3,
    headerLength: 1,
    payloadLength: to - from - 1,
    messageOffset: 0,
    finding: 0,
    ...more,
  };
}
const strip = { start: 0, bytes: new Uint8Array(20), missing: [], hidden: [] };
const message: MessageBox = {
  lane: 1,
  row: 0,
  from: 0,
  to: 40,
  messageTypeId: 8,
  length: 38,
  chunks: 2,
  finding: 0,
  ref: { connection: 0, kind: 'message', direction: 0, at: 3073 },
  summary: 'AAC frame',
};
const bytes: TimelineAnswer = {
  ...answer,
  axis: 'bytes',
  columns: 0,
  length: 40,
  messages: [message],
  chunks: [
    chunk(0, 0, 20, { strip, headerLength: 12, payloadLength: 8 }),
    chunk(1, 20, 40, { strip }),
  ],
};

describe('level of detail', () => {
  test('follows the pixels per byte, chunk and message', () => {
    const all = { from: 0, to: 40 };
    expect(detailOf(bytes, all, 40 * 7)).toBe('bytes');
    expect(detailOf(bytes, all, 40 * 7 - 1)).toBe('chunks');
    expect(detailOf(bytes, all, 17)).toBe('messages');
    expect(detailOf(bytes, all, 3)).toBe('bins');
    expect(detailOf({ ...bytes, chunks: undefined } as never, all, 1000)).toBe('messages');
    expect(detailOf({ ...bytes, axis: 'time' }, all, 10_000)).toBe('chunks');
    expect(detailOf(answer, all, 10_000)).toBe('bins');
  });

  test('what ends where the view begins is not in it, a moment is', () => {
    const found = inView([chunk(0, 0, 20), chunk(1, 20, 40), chunk(2, 20, 20)], {
      from: 20,
      to: 30,
    });
    expect(found.map(({ row }) => row)).toEqual([1, 2]);
    expect(bytesInView(bytes.chunks!, { from: 10, to: 30 })).toBe(20);
  });

  test('time has no more to tell when everything came at one moment', () => {
    const at = (...times: number[]): TimelineAnswer => ({
      ...answer,
      chunks: times.map((time, row) => chunk(row, time, time)),
    });
    const view = { from: 1, to: 1.01 };
    expect(isOneMoment(at(1.005, 1.005, 3), view)).toBe(true);
    expect(isOneMoment(at(1.005, 1.006), view)).toBe(false);
    expect(isOneMoment(at(3), view)).toBe(false);
    expect(isOneMoment({ ...at(1.005), axis: 'bytes' }, view)).toBe(false);
  });
});

describe('bytes', () => {
  const selected = {
    record: { connection: 0, kind: 'chunk', direction: 0, at: 3073 } as const,
    lane: '0:4',
    time: { from: 0, to: 0 },
    bytes: { from: 0, to: 20 },
    index: { from: 0, to: 1 },
  };

  test('each has its place, in whatever unit the chunk has a length', () => {
    expect(byteSpan(bytes.chunks![1]!, 3)).toEqual({ from: 23, to: 24 });
    expect(byteSpan(chunk(1, 1, 2, { headerLength: 1, payloadLength: 7 }), 4)).toEqual({
      from: 1.5,
      to: 1.625,
    });
  });

  test('the cursor goes from chunk to chunk on the wire, and no further', () => {
    const first = cursorOf(bytes, undefined, selected)!;
    expect(first).toMatchObject({ number: 0, span: { from: 0, to: 1 } });
    const last = cursorOf(bytes, { row: 0, number: 19 }, selected)!;
    const next = nextByte(bytes, last, 1)!;
    expect(next).toMatchObject({ number: 0, span: { from: 20, to: 21 } });
    expect(nextByte(bytes, next, -1)).toEqual(last);
    expect(nextByte(bytes, first, -1)).toBeUndefined();
    // Another record was selected: its own first byte is meant.
    expect(cursorOf(bytes, { row: 1, number: 5 }, selected)).toEqual(first);
  });

  test('are told with address, value and part', () => {
    const box = chunk(0, 0, 20, {
      headerLength: 12,
      payloadLength: 8,
      strip: {
        start: 10,
        bytes: Uint8Array.of(1, 2, 0xab, 4),
        missing: [{ start: 1, end: 2 }],
        hidden: [{ start: 3, end: 4 }],
      },
    });
    expect(toldByte(box, 10)).toBe('up@3083, 0x01, byte 11 of 12 of the chunk header');
    expect(toldByte(box, 11)).toBe(
      'up@3084, not in the capture, byte 12 of 12 of the chunk header',
    );
    expect(toldByte(box, 12)).toBe('up@3085, 0xab, byte 0 of the message');
    expect(toldByte(box, 13)).toBe('up@3086, hidden, byte 1 of the message');
  });
});

describe('what is hit', () => {
  const layout = layOut(answer.lanes, ALL_LANES, 600);
  const scene = (shown: TimelineAnswer, span = { from: 0, to: 40 }): Scene =>
    ({
      answer: shown,
      span,
      detail: detailOf(shown, span, 400),
      lanes: shownLanes(layout, AXIS_HEIGHT, 600, 0),
      label: 100,
      plot: 400,
    }) as unknown as Scene;
  const inLane = AXIS_HEIGHT + THIN_HEIGHT + DIRECTION_GAP + 10;

  test('names, boxes and bytes', () => {
    expect(hitTest(scene(bytes), 20, inLane)).toMatchObject({ lane: { lane: { key: '0:4' } } });
    expect(hitTest(scene(bytes), 20, inLane)?.at).toBeUndefined();
    const hit = hitTest(scene(bytes), 100 + 235, inLane)!;
    expect(hit).toMatchObject({ at: 23.5, chunk: { row: 1 }, message: { row: 0 }, byte: 3 });
    expect(toldHit(hit, 'bytes', 40, (text) => text)).toBe(
      'byte 23 · → 4 audio · up@3096, 0x00, byte 2 of the message',
    );
    expect(hitTest(scene(bytes), 200, 400)).toBeUndefined();
  });

  test('bars and problems', () => {
    const seconds = { from: 0, to: 8 };
    const bar = hitTest(scene(answer, seconds), 100 + 120, inLane)!;
    expect(bar.bar).toMatchObject({ count: 2, bytes: 20 });
    expect(toldHit(bar, 'time', 8, (text) => text)).toBe('2.40 s · → 4 audio · 2 chunks, 20 bytes');
    const mark = {
      at: 2.5,
      severity: 3,
      code: 'tcp.gap',
      address: 'up@9',
      record: undefined,
    } as const;
    const problem = hitTest(
      scene({ ...answer, marks: [mark] }, seconds),
      100 + 127,
      AXIS_HEIGHT + 5,
    )!;
    expect(toldHit(problem, 'time', 8, (text) => text)).toBe('2.54 s · problems · tcp.gap at up@9');
  });

  test('the picture in a sentence', () => {
    expect(toldPicture(answer, { from: 0, to: 8 }, 'bins', 8)).toBe(
      'Timeline, all 8.00 s, showing sums: 1 chunk stream, 8 chunks, 3 problems.',
    );
  });
});

describe('answers', () => {
  const asks = (...exponents: number[]): TimelineAsk[] =>
    exponents.map((exponent) => ({
      connection: 0,
      axis: 'bytes',
      exponent,
      first: 0,
      columns: 40,
    }));
  const source = () => {
    const asked: { ask: TimelineAsk; answer: () => void }[] = [];
    const made = new PictureSource(
      (ask) =>
        new Promise((resolve) =>
          asked.push({ ask, answer: () => resolve({ ...bytes, ...ask, length: 1000 }) }),
        ),
    );
    return { made, asked };
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve));

  test('of many wishes only the last is asked, and the coarse one stays until the fine one comes', async () => {
    const { made, asked } = source();
    made.want(asks(5), 1);
    made.want(asks(4), 1);
    made.want(asks(0, 5), 1);
    expect(asked.map(({ ask }) => ask.exponent)).toEqual([5]);
    asked[0]!.answer();
    await settle();
    expect(made.best('bytes', { from: 3, to: 30 })?.exponent).toBe(5);
    expect(asked.map(({ ask }) => ask.exponent)).toEqual([5, 0]);
    asked[1]!.answer();
    await settle();
    expect(made.best('bytes', { from: 3, to: 30 })?.exponent).toBe(0);
    // Beyond what the fine one covers.
    expect(made.best('bytes', { from: 3, to: 900 })?.exponent).toBe(5);
    expect(made.best('time', { from: 0, to: 1 })).toBeUndefined();
    expect(made.waiting).toBe(false);
  });

  test('the same question is asked again when the capture has grown', async () => {
    const { made, asked } = source();
    for (const edition of [1, 1, 2]) {
      made.want(asks(3), edition);
      asked.at(-1)?.answer();
      await settle();
    }
    expect(asked).toHaveLength(2);
  });

  test('a failure is told, and not asked for again and again', async () => {
    let times = 0;
    const made = new PictureSource(() => {
      times++;
      return Promise.reject(new Error('The worker is gone.'));
    });
    made.want(asks(1), 1);
    await settle();
    expect([times, made.error, made.waiting]).toEqual([1, 'The worker is gone.', false]);
  });
});

describe('crumbs', () => {
  const at = (from: number, to: number) => ({ axis: 'time', span: { from, to } }) as const;

  test('are left where it is worth going back', () => {
    const all = { axis: 'time', span: undefined } as const;
    let crumbs = crumbsAfter([], all, at(10, 20), 100);
    expect(crumbs).toEqual([]);
    crumbs = crumbsAfter(crumbs, at(10, 20), at(11, 12), 100);
    expect(crumbs).toEqual([at(10, 20)]);
    crumbs = crumbsAfter(crumbs, at(11, 12), at(11.2, 11.3), 100);
    expect(crumbs).toEqual([at(10, 20), at(11, 12)]);
    expect(crumbsAfter(crumbs, at(11.2, 11.3), at(14, 15), 100)).toEqual([at(10, 20)]);
    expect(crumbsAfter(crumbs, at(11.2, 11.3), all, 100)).toEqual([]);
  });

  test('zooming in small steps leaves one for each eighth', () => {
    let crumbs: ReturnType<typeof crumbsAfter> = [];
    let before: { axis: 'time'; span: { from: number; to: number } | undefined } = {
      axis: 'time',
      span: undefined,
    };
    for (let length = 50; length > 0.5; length /= 2) {
      const after = { axis: 'time', span: { from: 0, to: length } } as const;
      crumbs = crumbsAfter(crumbs, before, after, 100);
      before = after;
    }
    expect(crumbs.map(({ span }) => span?.to)).toEqual([25, 6.25, 1.5625]);
  });
});

describe('words', () => {
  test('marks of the axis stand at round places', () => {
    expect(ticksOf('time', { from: 0.3, to: 4.2 }, 500).map(({ label }) => label)).toEqual([
      '1 s',
      '2 s',
      '3 s',
      '4 s',
    ]);
    expect(ticksOf('index', { from: 0, to: 40 }, 500).map(({ label }) => label)).toEqual([
      '#1',
      '#11',
      '#21',
      '#31',
      '#41',
    ]);
    expect(ticksOf('bytes', { from: 0, to: 3 }, 500).map(({ label }) => label)).toEqual([
      '0 B',
      '1 B',
      '2 B',
      '3 B',
    ]);
    expect(ticksOf('bytes', { from: 0, to: 4000 }, 400).map(({ label }) => label)).toEqual([
      '0 bytes',
      '1 kB',
      '2 kB',
      '3 kB',
      '4 kB',
    ]);
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

  test('places and stretches', () => {
    expect(placeText('time', 12.03456, 10)).toBe('12.0 s');
    expect(placeText('time', 12.03456, 0.001)).toBe('12.03456 s');
    expect(placeText('index', 0.5, 4)).toBe('chunk #1');
    expect(stretchText('bytes', { from: 0, to: 4096 }, 4096)).toBe('all 4.1 kB');
    expect(stretchText('index', { from: 3, to: 5 }, 100)).toBe('2 chunks from chunk #4');
  });

  test('what is typed comes back as it was written', () => {
    expect(readPlace('time', '12.5 s', 60)).toBe(12.5);
    expect(readPlace('bytes', '4\u202f096', 10_000)).toBe(4096);
    expect(readPlace('index', '#124', 1000)).toBe(123);
    expect(readPlace('index', fieldText('index', 123, 10), 1000)).toBe(123);
    expect(readPlace('time', '900', 60)).toBe(60);
    expect(readPlace('time', 'noon', 60)).toBe('Seconds such as 12.5, please.');
    expect(readPlace('index', '0', 60)).toBe('Chunks are counted from 1.');
    expect(readPlace('bytes', '-1', 60)).toBe('The session begins at 0.');
  });
});

describe('keys', () => {
  const press = (key: string, more: object = {}) => ({
    key,
    code: '',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  });

  test('letters by their place on the keyboard, signs by what they are', () => {
    expect(canvasAction(press('z', { code: 'KeyW' }), true)).toBe('zoom-in');
    expect(canvasAction(press('q', { code: 'KeyA' }), true)).toBe('left');
    expect(canvasAction(press('+', { shiftKey: true }), true)).toBe('zoom-in');
    expect(canvasAction(press('ArrowRight', { shiftKey: true }), true)).toBe('extend-next');
    expect(canvasAction(press('f'), true)).toBe('centre');
  });

  test('no letter does anything when single keys are off', () => {
    for (const code of ['KeyW', 'KeyA', 'KeyS', 'KeyD', 'KeyF', 'KeyV'])
      expect(canvasAction(press(code.slice(3).toLowerCase(), { code }), false)).toBeUndefined();
    expect(canvasAction(press('ArrowLeft'), false)).toBe('previous');
    expect(canvasAction(press('d', { code: 'KeyD', ctrlKey: true }), true)).toBeUndefined();
  });
});

test('the ends of the minimap’s window never pass each other', () => {
  const span = { from: 10, to: 20 };
  expect(movedSpan(span, 'start', 5, 'time', 64)).toEqual({ from: 15, to: 20 });
  expect(movedSpan(span, 'start', 50, 'bytes', 64)).toEqual({ from: 19, to: 20 });
  expect(movedSpan(span, 'end', -50, 'bytes', 64)).toEqual({ from: 10, to: 11 });
  expect(movedSpan(span, 'end', 500, 'bytes', 64)).toEqual({ from: 10, to: 64 });
  expect(movedSpan(span, 'window', -50, 'bytes', 64)).toEqual({ from: 0, to: 10 });
});
