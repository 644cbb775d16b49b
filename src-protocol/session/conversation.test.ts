import { describe, expect, it } from 'vitest';
import { MESSAGE_COLUMNS } from '../message/message-table.ts';
import { Table } from '../table/table.ts';
import type { LedgerCommand } from './command-ledger.ts';
import { Conversation } from './conversation.ts';
import type { SessionRows } from './session-rows.ts';

/** A session of commands alone, one message each, all on message stream 1. */
function conversationOf(...said: Omit<LedgerCommand, 'message' | 'transactionId'>[]): Conversation {
  const messages = new Table(MESSAGE_COLUMNS);
  const commands = said.map((one, message): LedgerCommand => {
    messages.push({
      firstChunk: message,
      lastChunk: message,
      timestamp: 0,
      timestampDelta: 0,
      messageTypeId: 20,
      messageStreamId: 1,
      length: 1,
      received: 1,
      chunks: 1,
      summary: 0,
      marks: 0,
    });
    return { ...one, message, transactionId: 0 };
  });
  const rows = { messages, ledger: { commands }, timeOf: (chunk: number) => chunk };
  const conversation = new Conversation(rows as unknown as SessionRows);
  conversation.advance();
  return conversation;
}

describe('a conversation', () => {
  const started = { direction: 1, name: 'onStatus', status: 'NetStream.Publish.Start' } as const;

  it('joins publish to the onStatus about it (RTMP 1.0 §7.2.2.6)', () => {
    const conversation = conversationOf({ direction: 0, name: 'publish' }, started);
    expect(conversation.turns).toMatchObject([{ answeredBy: 1 }, { answers: 0 }]);
    expect(conversation.roundTrip(0)).toBe(1);
  });

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'takes a command called %s for one that nothing answers',
    (name) => {
      const conversation = conversationOf({ direction: 0, name }, started);
      expect(conversation.turns.map((turn) => turn.name)).toEqual([name, 'onStatus']);
      expect(conversation.turns[1]!.answers).toBeUndefined();
    },
  );
});
