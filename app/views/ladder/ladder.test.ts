import { describe, expect, it } from 'vitest';
import type { MessageRowView } from '../../worker/protocol.ts';
import { lanesOf } from './brackets.tsx';
import { ladderSentence, mediaCounts } from './ladder-sentence.ts';
import { ladderState, openRuns, setOpen } from './ladder-state.ts';

const PLAIN: MessageRowView = {
  row: 1,
  direction: 0,
  offset: 3089,
  address: 'up@3089',
  time: 100.394,
  packet: 20,
  chunkStreamId: 3,
  timestamp: 0,
  messageTypeId: 20,
  messageType: 'AMF0 command',
  messageStreamId: 0,
  length: 225,
  received: 225,
  chunks: 2,
  firstChunk: 1,
  complete: true,
  summary: '',
};
const CONNECT = { ...PLAIN, command: 'connect', transactionId: 1, summary: "connect('live')" };
const RECORD = { connection: 0, direction: 0, kind: 'message', at: 3089 } as const;
const telling = { start: 100, mask: (text: string) => text.replaceAll('secret', '••••••') };
const told = (message: Partial<MessageRowView>, more: { roundTrip?: number } = {}) =>
  ladderSentence(
    {
      index: 0,
      kind: 'message',
      time: 100.394,
      message: { ...CONNECT, ...message },
      record: RECORD,
      inRun: false,
      ...more,
    },
    telling,
  );

describe('a row of the ladder as it is read aloud', () => {
  it('says who, what, when, and how much', () => {
    expect(told({})).toBe(
      "Client to server, command connect('live'), transaction 1, 0.394 s, 225 bytes in 2 chunks",
    );
  });

  it('says what an answer answers after, and what is wrong', () => {
    expect(
      told(
        { direction: 1, summary: '_result', command: '_result', complete: false, finding: 'error' },
        { roundTrip: 0.044 },
      ),
    ).toBe(
      'Server to client, command _result, transaction 1, 0.394 s, 225 bytes in 2 chunks, incomplete, answers after 44 ms, with an error',
    );
  });

  it('hides names of streams', () => {
    expect(told({ command: 'publish', transactionId: 0, summary: "publish('secret')" })).toBe(
      "Client to server, command publish('••••••'), 0.394 s, 225 bytes in 2 chunks",
    );
  });

  it('names the type once', () => {
    const row = { index: 0, kind: 'message', time: NaN, record: RECORD, inRun: false } as const;
    const size = {
      ...PLAIN,
      messageType: 'Set Chunk Size',
      summary: 'Set Chunk Size 4096',
      length: 4,
      chunks: 1,
    };
    expect(ladderSentence({ ...row, message: size }, telling)).toBe(
      'Client to server, Set Chunk Size 4096, time unknown, 4 bytes in 1 chunk',
    );
  });

  it('counts a folded run, and tells a pause', () => {
    const run = {
      index: 3,
      kind: 'run',
      time: 101,
      until: 107,
      direction: 0,
      record: RECORD,
      first: 9,
      count: 2046,
      audio: 1204,
      video: 842,
      bytes: 1_200_000,
      open: false,
      lasts: 0,
    } as const;
    expect(ladderSentence(run, telling)).toBe(
      'Client to server, 842 video and 1\u202f204 audio messages, from 1.000 s for 6.00 s, 1.2 MB',
    );
    expect(mediaCounts({ count: 3, audio: 0, video: 0 })).toBe('3 aggregate messages');
    expect(ladderSentence({ index: 4, kind: 'idle', time: 107, until: 112 }, telling)).toBe(
      'Nothing for 5.00 s',
    );
  });
});

describe('brackets', () => {
  const bracket = (from: number, to: number) => ({ from, to, asker: 0, roundTrip: 0 }) as const;
  const lanes = (...brackets: ReturnType<typeof bracket>[]) =>
    lanesOf(brackets).map(({ lane }) => lane);

  it('share a lane when one ends before the other begins', () => {
    expect(lanes(bracket(0, 3), bracket(4, 5))).toEqual([0, 0]);
  });

  it('stand side by side when they overlap, as long as there is room', () => {
    expect(lanes(bracket(0, 9), bracket(1, 8), bracket(2, 7), bracket(3, 6))).toEqual([0, 1, 2, 2]);
  });
});

describe('unfolded runs', () => {
  it('belong to the connection they were unfolded in', () => {
    setOpen('a', 5, true);
    setOpen('a', 9, true);
    expect(openRuns(ladderState.getState(), 'a')).toEqual([5, 9]);
    expect(openRuns(ladderState.getState(), 'b')).toEqual([]);
    setOpen('a', 5, false);
    expect(openRuns(ladderState.getState(), 'a')).toEqual([9]);
    setOpen('b', 1, true);
    expect(openRuns(ladderState.getState(), 'a')).toEqual([]);
  });
});
