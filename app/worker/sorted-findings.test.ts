import { describe, expect, it } from 'vitest';
import { asking, captureView } from './view.test-support.ts';

describe('sorted findings', () => {
  const view = captureView('variants/v27-one-segment-lost.pcap');
  const ask = asking(view);
  const rows = (by: string, descending = false, severities?: ['note']) =>
    ask('findings', {
      from: 0,
      count: 100,
      sort: { by, descending },
      ...(severities && { severities }),
    }).rows;

  it('come by severity, the gravest first, equal ones in the order of the capture', () => {
    const captured = ask('findings', { from: 0, count: 100 }).rows;
    const sorted = rows('severity');
    expect(sorted.map(({ severity }) => severity)).toEqual(
      ['error', 'warning', 'note'].flatMap((one) =>
        captured.map(({ severity }) => severity).filter((severity) => severity === one),
      ),
    );
    const notes = captured.filter(({ severity }) => severity === 'note').map(({ row }) => row);
    expect(sorted.slice(-notes.length).map(({ row }) => row)).toEqual(notes);
    expect(rows('severity', true)[0]!.severity).toBe('note');
  });

  it('come by address, one direction after the other, and within a choice', () => {
    const offsets = rows('address', true)
      .filter(({ direction }) => direction === 0)
      .map(({ address }) => Number(address.split('@')[1]));
    expect(offsets.length).toBeGreaterThan(1);
    expect(offsets).toEqual([...offsets].sort((a, b) => b - a));
    const chosen = rows('time', true, ['note']);
    expect(chosen.every(({ severity }) => severity === 'note')).toBe(true);
    expect(chosen[0]!.time).toBeGreaterThanOrEqual(chosen.at(-1)!.time);
  });

  it('stay as captured where there is no such column', () => {
    const captured = ask('findings', { from: 0, count: 100 }).rows;
    expect(rows('constructor')).toEqual(captured);
  });
});
