import { expect, it } from 'vitest';
import type { RecordRef } from './protocol.ts';
import { RateMarkers } from './rate-markers.ts';

const record: RecordRef = { connection: 0, direction: 0, kind: 'chunk', at: 3073 };
const made = (text: string, of: RecordRef | undefined = record) => ({ text, record: of });

it('shows the gravest problem of a bin, the first of them, and counts all', () => {
  const markers = new RateMarkers(1000, 1);
  markers.add('problem', 1000.1, () => made('a.warning'), 'warning');
  markers.add('problem', 1000.2, () => made('first.error'), 'error');
  markers.add('problem', 1000.3, () => made('second.error'), 'error');
  markers.add('problem', 1000.4, () => made('b.warning'), 'warning');
  markers.add('problem', 1001.4, () => made('c.warning'), 'warning');
  expect(markers.inOrder()).toEqual([
    { kind: 'problem', time: 1000.2, count: 4, text: 'first.error', severity: 'error', record },
    { kind: 'problem', time: 1001.4, count: 1, text: 'c.warning', severity: 'warning', record },
  ]);
});

it('keeps the first of other kinds, apart from problems of the same bin, and what it can lead to', () => {
  const markers = new RateMarkers(1000, 1);
  markers.add('command', 1000.5, () => made('connect'));
  markers.add('command', 1000.6, () => made('publish'));
  markers.add('problem', 1000.1, () => made('a.warning'), 'warning');
  markers.add('problem', 1000.7, () => ({ text: 'nowhere', record: undefined }), 'error');
  markers.add('command', NaN, () => made('of a dump'));
  expect(markers.inOrder()).toMatchObject([
    { kind: 'problem', text: 'a.warning', count: 2 },
    { kind: 'command', text: 'connect', count: 2 },
  ]);
});
