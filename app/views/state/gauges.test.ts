import { expect, it } from 'vitest';
import type { StateEntry } from '../../../src-protocol/session/state-entry.ts';
import { gaugesOf } from './gauges.ts';

const entry = (
  path: string,
  value: StateEntry['value'],
  more: Partial<StateEntry> = {},
): StateEntry => ({ path, group: '', id: path, value, ...more });

it('measures bytes since the last Acknowledgement against the window', () => {
  const state = [
    entry('client.windowAcknowledgementSize', 2_500_000),
    entry('client.bytes', 1_304_812),
    entry('client.acknowledged', 100_000),
    entry('server.bytes', 70_000),
  ];
  expect(gaugesOf(state)).toEqual([
    {
      id: 'client.window',
      label: 'client to server, since the last Acknowledgement',
      value: 1_204_812,
      most: 2_500_000,
      text: '1\u202f204\u202f812 of 2\u202f500\u202f000 bytes; the server has to acknowledge in 1\u202f295\u202f188 bytes',
    },
  ]);
  const late = [entry('server.windowAcknowledgementSize', 10), entry('server.bytes', 25)];
  expect(gaugesOf(late)[0]!.text).toBe('25 of 10 bytes; 15 bytes overdue from the client');
  const byOne = [entry('server.windowAcknowledgementSize', 10), entry('server.bytes', 11)];
  expect(gaugesOf(byOne)[0]!.text).toBe('11 of 10 bytes; 1 byte overdue from the client');
});

it('shows each message under way, and none that is not', () => {
  const state = [
    entry('server.chunkStream.6.messageLength', 225),
    entry('server.chunkStream.6.assembled', '128 of 225', {
      group: 'server to client, chunk stream 6',
      amount: 128,
    }),
    entry('client.chunkStream.3.messageLength', 225),
    entry('client.chunkStream.3.assembled', 'nothing under way'),
  ];
  expect(gaugesOf(state)).toMatchObject([
    { label: 'server to client, chunk stream 6', value: 128, most: 225 },
  ]);
});
