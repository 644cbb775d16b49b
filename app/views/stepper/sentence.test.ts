import { expect, it } from 'vitest';
import type { ChunkRowView, ConnectionSummary, MessageRowView } from '../../worker/protocol.ts';
import { type Place, placeSentence, positionText } from './sentence.ts';

const connection = {
  start: 100,
  chunks: 20_481,
  messages: 900,
  directions: [{ chunks: 20_000, messages: 850 }, {}],
} as unknown as ConnectionSummary;

const chunk = {
  time: 100.394,
  fmt: 3,
  chunkStreamId: 3,
  payloadLength: 97,
  messageOffset: 128,
  messageLength: 225,
  messageTypeId: 20,
  complete: true,
  summary: "connect('live')",
} as ChunkRowView;

const place: Place = {
  record: { connection: 0, direction: 0, kind: 'chunk', at: 3351 },
  connection,
  position: 123,
  inDirection: false,
  chunk,
};
const same = (text: string) => text;

it('says where a chunk is', () => {
  expect(positionText(place)).toBe('chunk 124 of 20\u202f481 · up@3351 · +0.394 s');
  expect(positionText({ ...place, inDirection: true })).toContain('of 20\u202f000');
  expect(positionText({ ...place, position: undefined })).toBe('chunk · up@3351 · +0.394 s');
  // A dump has no clock.
  const timeless = { ...chunk, time: NaN };
  expect(positionText({ ...place, chunk: timeless })).toBe('chunk 124 of 20\u202f481 · up@3351');
  expect(placeSentence(place, same)).toBe(
    "Chunk 124, client to server, type 3, chunk stream 3, 97 bytes, completes connect('live').",
  );
  expect(
    placeSentence({ ...place, chunk: { ...chunk, messageOffset: 0, summary: '' } }, same),
  ).toContain('part of AMF0 command');
});

it('says where a message is', () => {
  const message = {
    time: 100.5,
    messageType: 'AMF0 command',
    length: 225,
    chunks: 2,
    complete: false,
    summary: "publish('k')",
  } as MessageRowView;
  const at: Place = {
    ...place,
    record: { connection: 0, direction: 1, kind: 'message', at: 3073 },
    position: 3,
    chunk: undefined,
    message,
  };
  expect(positionText(at)).toBe('message 4 of 900 · down@3073 · +0.500 s');
  expect(placeSentence(at, (text) => text.replace('k', '••'))).toBe(
    "Message 4, server to client, AMF0 command, 225 bytes in 2 chunks, incomplete: publish('••').",
  );
});

it('names the handshake’s packets', () => {
  const at: Place = {
    ...place,
    record: { connection: 0, direction: 1, kind: 'handshake', at: 1537 },
    position: undefined,
    chunk: undefined,
  };
  expect(positionText(at)).toBe('handshake S2 · down@1537');
  expect(placeSentence(at, same)).toBe('Handshake S2, server to client.');
});

it('names a TCP segment by its first byte', () => {
  const at: Place = {
    ...place,
    record: { connection: 0, direction: 1, kind: 'segment', at: 3351 },
    position: undefined,
    chunk: undefined,
  };
  expect(positionText(at)).toBe('TCP segment · down@3351');
  expect(placeSentence(at, same)).toBe('TCP segment at down@3351, server to client.');
  expect(positionText(place, 'milliseconds')).toContain('+394.0 ms');
});
