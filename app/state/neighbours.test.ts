import { expect, test, vi } from 'vitest';
import type { Questions, RecordRef } from '../worker/protocol.ts';

const asked = vi.hoisted(() => [] as unknown[]);

vi.mock('../worker/client.ts', () => ({
  ask: (question: string, ask: Questions['step']['ask']) => {
    asked.push(ask);
    if (question !== 'step') throw new Error('Only steps are looked for.');
    const at = ask.from!.at + 100 * ask.by;
    return Promise.resolve(at < 0 ? undefined : { ...ask.from!, at });
  },
}));

const { foreseeNeighbours, likelySteps, startNeighbours } = await import('./neighbours.ts');
const { inspector } = await import('./store.ts');

const frames: (() => void)[] = [];
vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
startNeighbours();

const record = (at: number): RecordRef => ({ connection: 0, direction: 0, kind: 'chunk', at });

test('What is shown of a record is asked about the records before and after it, once that one is on the screen', async () => {
  const foreseen: number[] = [];
  const stop = foreseeNeighbours(({ at }) => foreseen.push(at));

  // Nothing is foreseen while the capture is being read: what comes next may still change.
  inspector.setState({ connection: 0, selection: record(0), done: false, openedAt: 1 });
  expect(frames).toEqual([]);

  inspector.setState({ done: true });
  inspector.setState({ selection: record(100) });
  expect([frames.length, asked.length]).toEqual([1, 0]);
  frames.splice(0).forEach((frame) => frame());
  await vi.waitFor(() => expect(foreseen).toEqual([200, 0]), { interval: 1 });

  // There is nothing before the first record, and steps are of the kind that was taken last.
  likelySteps('message', 'direction');
  inspector.setState({ selection: record(0) });
  frames.splice(0).forEach((frame) => frame());
  await vi.waitFor(() => expect(asked).toHaveLength(4), { interval: 1 });
  expect(asked.at(-1)).toMatchObject({ unit: 'message', scope: 'direction', by: -1 });
  await vi.waitFor(() => expect(foreseen).toEqual([200, 0, 100]), { interval: 1 });
  stop();
});
