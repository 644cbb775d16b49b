import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HEIGHT, offsetToShow, ScaledScroll, STRETCH, stretchStart } from './scaled-scroll.ts';

describe('ScaledScroll', () => {
  it('is the plain thing while the table is not too high', () => {
    const scroll = new ScaledScroll(1000, 26, 500);
    expect(scroll.scaled).toBe(false);
    expect(scroll.height).toBe(26_000);
    expect(scroll.toOffset(123)).toBe(123);
    expect(scroll.toScrollTop(123)).toBe(123);
  });

  it('reaches the first and the last of ten million rows', () => {
    const scroll = new ScaledScroll(10_000_000, 26, 500);
    expect(scroll.height).toBe(MAX_HEIGHT);
    expect(scroll.toOffset(0)).toBe(0);
    expect(scroll.toOffset(MAX_HEIGHT - 500)).toBe(260_000_000 - 500);
    expect(scroll.toScrollTop(scroll.maxOffset)).toBe(MAX_HEIGHT - 500);
  });

  it('has a place on the scrollbar for every row, in order', () => {
    const rows = fc.integer({ min: 1, max: 50_000_000 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 100, max: 2000 }), fc.nat(), (count, viewport, nth) => {
        const scroll = new ScaledScroll(count, 26, viewport);
        const offset = scroll.clamp((nth % count) * 26);
        const top = scroll.toScrollTop(offset);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThanOrEqual(Math.max(0, scroll.height - viewport) + 1e-6);
        expect(Math.abs(scroll.toOffset(top) - offset)).toBeLessThan(0.01);
      }),
    );
  });

  it('stays in the table when there is less than a screen', () => {
    const scroll = new ScaledScroll(3, 26, 500);
    expect(scroll.maxOffset).toBe(0);
    expect(scroll.toOffset(40)).toBe(0);
    expect(scroll.toScrollTop(40)).toBe(0);
  });
});

it('scrolls no further than needed to show a row', () => {
  expect(offsetToShow(10, 26, 0, 520)).toBe(0);
  expect(offsetToShow(20, 26, 0, 520)).toBe(26);
  expect(offsetToShow(3, 26, 200, 520)).toBe(78);
  expect(offsetToShow(0, 26, 0, 10)).toBe(16);
});

it('puts every row well inside its stretch', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50_000_000 }), (row) => {
      const start = stretchStart(row);
      expect(start).toBeLessThanOrEqual(row);
      expect(row - start).toBeLessThan(STRETCH - 2000);
      if (start > 0) expect(row - start).toBeGreaterThanOrEqual(2000);
    }),
  );
});
