import { describe, expect, it } from 'vitest';
import type { RatesAnswer } from '../../worker/session-questions.ts';
import { columnsOf, keyPlace } from './session-strip.tsx';

const record = { connection: 0, direction: 0, kind: 'chunk', at: 3073 } as const;
const rates: RatesAnswer = {
  start: 1000,
  width: 0.5,
  openWidth: 0.5,
  series: [
    { direction: 0, messageTypeId: 9, bytes: Float64Array.of(10, 0, 30, 5) },
    { direction: 0, messageTypeId: 8, bytes: Float64Array.of(20, 0, 1, 5) },
    { direction: 1, messageTypeId: 20, bytes: Float64Array.of(0, 7, 0, 0) },
  ],
  open: [new Float64Array(0), new Float64Array(0)],
  markers: [
    { kind: 'problem', time: 1001, count: 1, text: 'a.b', record, severity: 'error' },
    { kind: 'command', time: 1000, count: 1, text: 'connect', record },
  ],
};

describe('The session in a line', () => {
  it('adds up what falls together, by direction, and knows which type leads', () => {
    const { sides } = columnsOf(rates, [], 2, 200);
    expect(sides[0]).toMatchObject([
      { x: 24, bytes: 30, type: 8 },
      { x: 124, bytes: 31, type: 9 },
      { x: 174, bytes: 10, type: 9 },
    ]);
    expect(sides[1]).toMatchObject([{ x: 74, bytes: 7, type: 20 }]);
    // Narrower than its bins: nothing is lost.
    const [up] = columnsOf(rates, [], 2, 2).sides;
    expect(up).toMatchObject([{ x: 0, bytes: 71 }]);
  });

  it('has the problems and the notes, and no other marks', () => {
    const note = { kind: 'note', record, text: '', at: 0.5 } as const;
    expect(columnsOf(rates, [note], 2, 200)).toMatchObject({
      problems: [{ x: 100, finding: 3 }],
      notes: [{ x: 50, kind: 'note' }],
    });
  });

  it('paints the worst problem over its neighbours', () => {
    const problem = (time: number, severity: 'warning' | 'error') =>
      ({ kind: 'problem', time, count: 1, text: 'a.b', record, severity }) as const;
    const markers = [problem(1001, 'error'), problem(1001.01, 'warning')];
    const { problems } = columnsOf({ ...rates, markers }, [], 2, 200);
    expect(problems.map(({ finding }) => finding)).toEqual([2, 3]);
  });

  it('is moved through by key, and never left', () => {
    const key = (name: string, at: number) =>
      keyPlace({ key: name, ctrlKey: false, metaKey: false, altKey: false }, at, 100);
    expect(key('ArrowRight', 50)).toBe(50.5);
    expect(key('ArrowLeft', 0.2)).toBe(0);
    expect(key('PageUp', 95)).toBe(100);
    expect([key('Home', 50), key('End', 50)]).toEqual([0, 100]);
    expect(key('x', 50)).toBeUndefined();
  });
});
