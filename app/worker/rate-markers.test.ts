import { expect, it } from 'vitest';
import { RateMarkers } from './rate-markers.ts';

const at = (offset: number) => ({
  text: `at ${offset}`,
  record: { connection: 0, direction: 0, kind: 'chunk', at: offset } as const,
});

it('shows the first of the worst problems of a bin, and counts them all', () => {
  const markers = new RateMarkers(1000, 1);
  markers.add('problem', 1000.1, () => at(1), 'warning');
  markers.add('problem', 1000.2, () => at(2), 'error');
  markers.add('problem', 1000.3, () => at(3), 'error');
  markers.add('problem', 1000.4, () => at(4), 'warning');
  markers.add('problem', 1001.5, () => at(5), 'warning');
  expect(markers.inOrder()).toEqual([
    { kind: 'problem', time: 1000.2, count: 4, severity: 'error', ...at(2) },
    { kind: 'problem', time: 1001.5, count: 1, severity: 'warning', ...at(5) },
  ]);
});

it('keeps kinds apart, makes only what is shown, and leaves out what has no place', () => {
  const markers = new RateMarkers(1000, 1);
  markers.add('command', 1000, () => at(1));
  markers.add('command', 1000.5, () => {
    throw new Error('is not shown');
  });
  markers.add('chunk size', 1000, () => at(2));
  markers.add('problem', 1000, () => ({ text: 'nowhere', record: undefined }), 'error');
  markers.add('problem', Infinity, () => at(3), 'error');
  expect(markers.inOrder()).toEqual([
    { kind: 'command', time: 1000, count: 2, ...at(1) },
    { kind: 'chunk size', time: 1000, count: 1, ...at(2) },
  ]);
});
