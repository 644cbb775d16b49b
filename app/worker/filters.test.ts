import { describe, expect, it } from 'vitest';
import { corpusFile } from '../../corpus/inspect-file.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import type { Level, RecordRef } from './protocol.ts';
import { type Ask, asking, captureView, viewIn } from './view.test-support.ts';

const open = (path: string): Ask => asking(captureView(path));

/** Asks until the filter has gone through all rows. */
function run(ask: Ask, level: Level, filter: string) {
  for (;;) {
    const progress = ask('filter', { level, filter });
    if (progress.done) return progress;
  }
}

const record = (at: number, kind: RecordRef['kind'] = 'chunk'): RecordRef => ({
  connection: 0,
  direction: 0,
  kind,
  at,
});

describe('A filter in the worker', () => {
  const ask = open('real/04f-obs29-publish-nginx.pcap');

  it('counts what matches, at every level', () => {
    expect(run(ask, 'messages', 'type:command')).toMatchObject({
      hits: 11,
      looked: 361,
      total: 361,
    });
    expect(run(ask, 'commands', '')).toMatchObject({ hits: 11 });
    expect(run(ask, 'commands', 'dir:up')).toMatchObject({ hits: 7 });
    expect(run(ask, 'chunks', 'type:command')).toMatchObject({ hits: 11 });
    // Several commands may share a segment.
    const { hits } = run(ask, 'segments', 'type:command');
    expect(hits).toBeGreaterThan(5);
    expect(hits).toBeLessThanOrEqual(11);
  });

  it('says what is wrong with it', () => {
    const { problem, hits } = run(ask, 'chunks', 'cisd:3');
    expect(problem).toMatchObject({ from: 0, to: 4, instead: 'csid' });
    expect(hits).toBe(0);
  });

  it('gives windows of what it found, or marks what it found among the rest', () => {
    run(ask, 'messages', 'cmd');
    const only = ask('messages', { from: 1, count: 2, filter: 'cmd' });
    expect(only.total).toBe(11);
    expect(only.rows.map(({ command }) => command)).toEqual(['_result', 'releaseStream']);
    const all = ask('messages', { from: 0, count: 5, mark: 'cmd' });
    expect(all.total).toBe(361);
    expect(all.rows.map(({ hit }) => hit)).toEqual([false, true, false, false, false]);
    const segments = ask('segments', { from: 0, count: 5000, filter: 'cmd:connect' });
    expect(segments.rows.map(({ packet }) => packet)).toEqual([20]);
  });

  it('tells commands with the other half of the call', () => {
    run(ask, 'commands', '');
    const { rows } = ask('commands', { from: 0, count: 3 });
    expect(rows.map(({ command, other }) => [command, other?.is, other?.name])).toEqual([
      ['connect', 'answer', '_result'],
      ['_result', 'call', 'connect'],
      ['releaseStream', undefined, undefined],
    ]);
    expect(rows[0]!.other!.after).toBeCloseTo(0.044, 3);
  });

  it('goes from hit to hit, forwards and back, and says when there is none', () => {
    run(ask, 'chunks', 'type:command');
    const step = (from: RecordRef | undefined, by: 1 | -1) =>
      ask('filterStep', { level: 'chunks', filter: 'type:command', from, by });
    expect(step(undefined, 1)).toMatchObject({ record: { at: 3089 }, place: 0, hits: 11 });
    expect(step(record(3073), 1)).toMatchObject({ record: { at: 3089 } });
    expect(step(record(3089), 1)).toMatchObject({ place: 1 });
    expect(step(record(3089), -1)).toBeUndefined();
    const last = step(undefined, -1)!;
    expect(last.place).toBe(10);
    expect(step(last.record, 1)).toBeUndefined();
    expect(ask('place', { level: 'chunks', record: last.record, filter: 'type:command' })).toBe(10);
    expect(ask('place', { level: 'chunks', record: record(3073), filter: 'type:command' })).toBe(
      undefined,
    );
    expect(ask('place', { level: 'chunks', record: record(3073) })).toBe(0);
  });

  it('counts values, in the words of filters', () => {
    const values = (field: string, filter = '') =>
      ask('values', { level: 'messages', field, filter }).values;
    expect(values('dir')).toEqual([
      { value: 'up', rows: 354 },
      { value: 'down', rows: 7 },
    ]);
    expect(values('type')[0]).toEqual({ value: 'audio', rows: 255 });
    expect(values('cmd', 'dir:up')).toContainEqual({ value: 'publish', rows: 1 });
    expect(values('amf.code')).toContainEqual({ value: 'NetConnection.Connect.Success', rows: 1 });
    expect(values('nothing')).toEqual([]);
  });

  it('shows a scrollbar where hits and problems are', () => {
    const lost = open('variants/v27-one-segment-lost.pcap');
    run(lost, 'chunks', 'gap');
    const { problems, hits } = lost('gutter', { level: 'chunks', parts: 50, mark: 'gap' });
    expect(problems.some((worst) => worst > 0)).toBe(true);
    expect([...hits].filter((hit) => hit === 1)).toHaveLength(1);
  });

  it('unfolds a message into its chunks', () => {
    const small = open('real/07a-port8080-chunk128-ackwindow20000-ffmpeg-nginx.pcap');
    run(small, 'messages', 'chunks:>5');
    const [message] = small('messages', { from: 0, count: 1, filter: 'chunks:>5' }).rows;
    const { rows, total } = small('messageChunks', { message: message!.row });
    expect(rows).toHaveLength(message!.chunks);
    expect(total).toBe(message!.chunks);
    expect(rows.reduce((sum, { payloadLength }) => sum + payloadLength, 0)).toBe(message!.length);
  });
});

it('A capture that grows is filtered as it grows, and ends with what a whole one has', () => {
  const path = 'real/07a-port8080-chunk128-ackwindow20000-ffmpeg-nginx.pcap';
  const bytes = corpusFile(`captures/${path}`);
  const whole = open(path);
  const filters: [Level, string][] = [
    ['messages', 'complete chunks:>3'],
    ['chunks', 'info:AVC len:>500'],
    ['commands', ''],
    ['segments', 'type:video'],
  ];
  const inspection = new Inspection();
  let ask: Ask | undefined;
  let before = 0;
  for (let at = 0; at < bytes.length; at += 3001) {
    inspection.push(bytes.subarray(at, at + 3001));
    if (!inspection.connections[0]?.session) continue;
    ask ??= asking(viewIn(inspection, bytes));
    for (const [level, filter] of filters) run(ask, level, filter);
    const { hits } = run(ask, 'messages', 'type:video');
    expect(hits).toBeGreaterThanOrEqual(before);
    before = hits;
  }
  inspection.end();
  for (const [level, filter] of filters)
    expect(run(ask!, level, filter)).toEqual(run(whole, level, filter));
});
