import { describe, expect, it } from 'vitest';
import { BLOCK, RowCache } from './row-cache.ts';

function setup(total: number) {
  const asked: number[] = [];
  let size = total;
  let edition = 0;
  let changes = 0;
  const waiting: (() => void)[] = [];
  const cache = new RowCache(
    (from, count) => {
      asked.push(from);
      const edited = edition;
      return new Promise<{ rows: string[]; total: number }>((resolve) =>
        waiting.push(() => {
          const length = Math.max(0, Math.min(count, size - from));
          const rows = Array.from({ length }, (_, at) => `${from + at}.${edited}`);
          resolve({ rows, total: size });
        }),
      );
    },
    () => changes++,
  );
  return {
    cache,
    asked,
    changes: () => changes,
    grow(to: number) {
      size = to;
      edition++;
    },
    async answer() {
      for (const go of waiting.splice(0)) go();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('RowCache', () => {
  it('asks for each block on the screen once', async () => {
    const { cache, asked, answer } = setup(1000);
    cache.show(100, 140);
    cache.show(101, 141);
    expect(asked).toEqual([0, BLOCK]);
    expect(cache.row(100)).toBeUndefined();
    await answer();
    expect(cache.row(100)).toBe('100.0');
    expect(cache.row(139)).toBe('139.0');
    expect(cache.total).toBe(1000);
    cache.show(100, 140);
    expect(asked).toHaveLength(2);
  });

  it('keeps showing the old rows while newer ones come', async () => {
    const { cache, asked, answer, grow } = setup(10);
    cache.show(0, 10);
    await answer();
    grow(20);
    cache.refresh();
    expect(asked).toEqual([0, 0]);
    expect(cache.row(3)).toBe('3.0');
    await answer();
    expect(cache.row(3)).toBe('3.1');
    expect(cache.row(19)).toBe('19.1');
  });

  it('forgets what was shown longest ago, never what is shown', async () => {
    const { cache, answer } = setup(BLOCK * 100);
    for (let block = 0; block < 100; block++) {
      cache.show(block * BLOCK, block * BLOCK + 1);
      await answer();
    }
    expect(cache.row(0)).toBeUndefined();
    expect(cache.row(99 * BLOCK)).toBe(`${99 * BLOCK}.0`);
  });

  it('asks for nothing when nothing is shown', () => {
    const { cache, asked } = setup(10);
    cache.show(0, 0);
    cache.refresh();
    expect(asked).toEqual([]);
  });
});
