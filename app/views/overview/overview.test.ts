import { describe, expect, it } from 'vitest';
import type { MessageRowView } from '../../worker/protocol.ts';
import type { StoryTurn } from '../../worker/session-questions.ts';
import { adviceText, endingText, outcomeText, stoppedText } from './course-text.ts';
import { explainedShare } from './explained-share.ts';
import { familyRates, rateRows } from './rate-series.ts';
import { roleOf } from './role.ts';
import { storyMarkdown } from './story-text.ts';
import { windowSteps } from './window-steps.ts';

describe('rates', () => {
  const series = [
    { direction: 0, messageTypeId: 8, bytes: Float64Array.of(125, 250) },
    { direction: 0, messageTypeId: 1, bytes: Float64Array.of(10, 0) },
    { direction: 0, messageTypeId: 5, bytes: Float64Array.of(15, 0) },
    { direction: 1, messageTypeId: 8, bytes: Float64Array.of(0, 0) },
  ] as const;

  it('join types to families, in thousand bits a second', () => {
    const rates = familyRates({ series, width: 0.5 });
    expect(rates.map(({ label }) => label)).toEqual(['→ audio', '→ protocol control', '← audio']);
    expect([...rates[0]!.values]).toEqual([2, 4]);
    expect(rates[0]).toMatchObject({ peak: 4, mean: 3, bytes: 375 });
    expect([...rates[1]!.values]).toEqual([0.4, 0]);
    // The answer stays as it came: React may look at it again.
    expect([...series[1].bytes]).toEqual([10, 0]);
  });

  it('become rows that cover the whole time', () => {
    const rates = familyRates({
      series: [{ direction: 0, messageTypeId: 9, bytes: Float64Array.of(125, 375, 250) }],
      width: 1,
    });
    expect(rateRows(rates, 1, 2)).toEqual([
      { from: 0, to: 2, rates: [2] },
      { from: 2, to: 3, rates: [2] },
    ]);
  });
});

it('the window of each moment is the last that was asked for', () => {
  const windows = [
    { time: 101, size: 5, at: 0 },
    { time: 103, size: 9, at: 1 },
  ];
  expect(windowSteps(windows, 100, [0, 1, 2, 3, 4])).toEqual([0, 5, 5, 9, 9]);
});

it('a hundred per cent is said only when nothing is left', () => {
  const one = { bytes: 1_000_000, missing: 0, notDecoded: 0 };
  expect(explainedShare([one, one])).toBe('100 %');
  expect(explainedShare([one, { ...one, notDecoded: 1 }])).toBe('99.99 %');
  expect(explainedShare([{ bytes: 10, missing: 10, notDecoded: 0 }])).toBe('–');
});

it('a role is guessed from what streams are used for', () => {
  const stream = (role: 'publish' | 'play') => ({ name: 'key', role, messageStreamId: 1 });
  expect(roleOf({ streams: [] })).toBe('no stream seen');
  expect(roleOf({ streams: [stream('publish')] })).toBe('publishes');
  expect(roleOf({ streams: [stream('play'), stream('publish')] })).toBe('publishes and plays');
});

it('the conversation is a numbered list in Markdown, with round trips and without keys', () => {
  const turn = (number: number, message: Partial<MessageRowView>, more: Partial<StoryTurn>) =>
    ({ number, message: { time: 100 + number, direction: 0, ...message }, ...more }) as StoryTurn;
  const turns = [
    turn(
      0,
      { summary: "publish('secret')", transactionId: 5, address: 'up@1' },
      { answeredBy: 1, roundTrip: 0.044 },
    ),
    turn(
      1,
      { summary: 'onStatus `x`', transactionId: 0, address: 'down@2', direction: 1 },
      { answers: 0 },
    ),
  ];
  expect(storyMarkdown(turns, 100, (text) => text.replace('secret', '•'))).toBe(
    [
      "1. 0.000 s client: `publish('•')`, transaction 5, answered by 2 after 44 ms (up@1)",
      "2. 1.000 s server: `onStatus 'x'`, answers 1 after 44 ms (down@2)",
      '',
    ].join('\n'),
  );
});

describe('how it went', () => {
  it('says what became of a step', () => {
    expect(outcomeText({ name: 'connect', outcome: 'done', seconds: 0.044 })).toBe(
      'accepted after 44 ms',
    );
    expect(outcomeText({ name: 'connect', outcome: 'done', seconds: NaN })).toBe('accepted');
    expect(outcomeText({ name: 'handshake', outcome: 'unanswered', sent: [1537, 0] })).toBe(
      'not complete: the client sent 1537 of 3073 bytes, the server sent nothing',
    );
    expect(outcomeText({ name: 'media', outcome: 'missing' })).toBe('none came');
    expect(outcomeText({ name: 'publish', outcome: 'pending', message: 4 })).toBe(
      'not answered so far',
    );
  });

  it('says in a few words where it came to nothing', () => {
    expect(stoppedText({ name: 'connect', outcome: 'unanswered' })).toBe('connect not answered');
    expect(
      stoppedText({ name: 'publish', outcome: 'refused', status: 'NetStream.Publish.BadName' }),
    ).toBe('publish refused: NetStream.Publish.BadName');
    expect(stoppedText({ name: 'media', outcome: 'missing' })).toBe('no audio or video');
  });

  it('says who ended it', () => {
    expect(endingText({ how: 'fin', by: 1, time: 10.042 }, 10)).toBe(
      'The server closed the connection (FIN) after 42 ms.',
    );
    expect(endingText({ how: 'open', time: 12 }, 10)).toContain('still open');
  });

  it('has advice where an answer is missing, and none where it says it all', () => {
    const live = { app: 'live', transport: 'rtmp' } as const;
    expect(adviceText({ name: 'connect', outcome: 'unanswered' }, live)).toContain('“live”');
    expect(adviceText({ name: 'publish', outcome: 'refused' }, live)).toBeUndefined();
    const silent = { name: 'handshake', outcome: 'unanswered', sent: [1537, 0] } as const;
    expect(adviceText(silent, live)).toContain('does not answer in RTMP');
    expect(adviceText(silent, { app: '', transport: 'rtmpe' })).toContain(
      'rtmp:// in place of rtmpe://',
    );
  });
});
