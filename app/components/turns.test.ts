import { beforeEach, describe, expect, test, vi } from 'vitest';
import { takeTurn } from './turns.ts';

const frames: (() => void)[] = [];
const drawn: string[] = [];

/** The next frame, and the timers that were waiting for it. */
function frame(): void {
  for (const callback of frames.splice(0)) callback();
  vi.runAllTimers();
}

const turn = (name: string, rank = 0): (() => void) => takeTurn(rank, () => drawn.push(name));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  drawn.length = 0;
  return () => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  };
});

describe('Parts that wait for their turn', () => {
  test('are drawn after a frame, one at a time', () => {
    const over = [turn('table'), turn('inspector')];
    expect(drawn).toEqual([]);
    frame();
    frame();
    expect(drawn).toEqual(['table']);
    over[0]!();
    expect(drawn).toEqual(['table']);
    frame();
    expect(drawn).toEqual(['table', 'inspector']);
    over[1]!();
  });

  test('go by rank, whoever asked first', () => {
    const over = [turn('strip', 3), turn('bytes', 1), turn('fields', 1), turn('table', 0)];
    for (const at of [3, 1, 2, 0]) {
      frame();
      over[at]!();
    }
    expect(drawn).toEqual(['table', 'bytes', 'fields', 'strip']);
  });

  test('hold nobody up when they are not wanted any more', () => {
    const over = [turn('gone'), turn('closed'), turn('left')];
    over[0]!();
    frame();
    over[1]!();
    frame();
    expect(drawn).toEqual(['closed', 'left']);
    over[2]!();
  });
});
