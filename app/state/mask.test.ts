import { expect, it } from 'vitest';
import type { ConnectionSummary } from '../worker/protocol.ts';
import { MASK, maskKeys, streamKeys } from './mask.ts';

const connection = (app: string, ...names: string[]) =>
  ({
    app,
    streams: names.map((name) => ({ name, role: 'publish', messageStreamId: 1 })),
  }) as unknown as ConnectionSummary;

it('hides stream names wherever they stand', () => {
  const keys = streamKeys(connection('live', 'key0', 'key0?token=abc'));
  expect(maskKeys("publish('key0?token=abc', 'live')", keys)).toBe(`publish('${MASK}', 'live')`);
  expect(maskKeys("FCPublish('key0')", keys)).toBe(`FCPublish('${MASK}')`);
});

it('leaves the application alone when the stream is called the same', () => {
  expect(streamKeys(connection('live', 'live'))).toEqual([]);
  expect(streamKeys(undefined)).toEqual([]);
});
