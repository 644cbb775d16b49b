import { describe, expect, it } from 'vitest';
import { KeptMessages, MOST_KEPT_BYTES } from './kept-messages.ts';
import type { MediaRole } from './media-role.ts';

const role: MediaRole = { kind: 'video', codecs: [], capsEx: 0, isKeyFrame: false };
const message = (timestamp: number, length: number) => ({
  messageTypeId: 9,
  messageStreamId: 1,
  timestamp,
  payload: new Uint8Array(length).fill(timestamp),
});

describe('messages kept for who comes late', () => {
  it('are those since the key frame, with payloads of their own', () => {
    const kept = new KeptMessages();
    expect([kept.isEmpty, kept.timestamp, kept.list()]).toEqual([true, undefined, []]);
    const sent = [message(1, 100_000), message(2, 0), message(3, 70_000)];
    kept.restart(sent[0]!, role);
    for (const one of sent.slice(1)) kept.add(one, role);
    const list = kept.list();
    expect(list).toEqual(sent.map((one) => ({ ...one, role })));
    sent[2]!.payload.fill(9);
    kept.restart(message(4, 200_000), role);
    expect(list[2]!.payload).toEqual(new Uint8Array(70_000).fill(3));
    expect([kept.timestamp, kept.list().length]).toEqual([4, 1]);
  });

  it('are none where they would be more than is stated', () => {
    const kept = new KeptMessages();
    const large = message(1, MOST_KEPT_BYTES / 4);
    kept.restart(large, role);
    for (let i = 0; i < 3; i++) kept.add(large, role);
    expect(kept.list()).toHaveLength(4);
    kept.add(message(2, 1), role);
    expect(kept.isEmpty).toBe(true);
    kept.restart(message(3, 1), role);
    for (let i = 0; i < 4096; i++) kept.add(message(3, 1), role);
    expect(kept.isEmpty).toBe(true);
  });
});
