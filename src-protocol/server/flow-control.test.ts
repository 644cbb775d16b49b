import { describe, expect, it } from 'vitest';
import { FlowControl, WINDOW } from './flow-control.ts';

const STEP = 1_000_000_000;

describe('acknowledgements', () => {
  it('are due after a window of our own where the client states none', () => {
    const flow = new FlowControl();
    expect(flow.receive(WINDOW - 1)).toBeUndefined();
    expect(flow.receive(1)).toBe(WINDOW);
    expect(flow.receive(WINDOW)).toBe(2 * WINDOW);
  });

  it('count on over 4 GiB, modulo 2³²', () => {
    const flow = new FlowControl();
    const told = Array.from({ length: 5 }, () => flow.receive(STEP));
    expect(told).toEqual([STEP, 2 * STEP, 3 * STEP, 4 * STEP, (5 * STEP) % 2 ** 32]);
  });

  it('of the client are understood over the wrap', () => {
    const flow = new FlowControl();
    for (let sent = STEP; sent <= 5 * STEP; sent += STEP) {
      flow.send(STEP);
      flow.acknowledge((sent - 100) % 2 ** 32);
      expect(flow.unacknowledged).toBe(100);
    }
    // More than was sent cannot have come.
    flow.acknowledge((5 * STEP + 5000) % 2 ** 32);
    expect(flow.unacknowledged).toBe(0);
  });
});

describe('Set Peer Bandwidth', () => {
  it('is answered with a window where it changes one: Hard sets, Soft lowers, Dynamic does nothing', () => {
    const flow = new FlowControl();
    expect(flow.limit(1000, 2)).toBeUndefined();
    expect(flow.limit(WINDOW + 1, 1)).toBeUndefined();
    expect(flow.limit(1000, 1)).toBe(1000);
    expect(flow.limit(5000, 0)).toBe(5000);
    expect(flow.limit(5000, 0)).toBeUndefined();
    expect(flow.limit(0, 0)).toBeUndefined();
  });
});
