import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HandshakeReader } from './handshake-reader.ts';
import { handshakeVerdict } from './handshake-verdict.ts';
import { SERVER_RANDOM_BYTES, serverHandshake } from './server-handshake.ts';

const corpus = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../corpus/handshake/${name}`, import.meta.url)));
const random = Uint8Array.from(
  { length: SERVER_RANDOM_BYTES },
  (_, i) => (i * 31 + (i >> 5)) & 255,
);

function answered(name: string) {
  const client = new HandshakeReader();
  client.push(corpus(name), 0, 1537);
  const server = new HandshakeReader();
  const bytes = serverHandshake(client.packet(1)!, 5000, random);
  expect(bytes).toHaveLength(3073);
  server.push(bytes, 0, bytes.length);
  return handshakeVerdict(client, server);
}

describe('serverHandshake', () => {
  it('answers a plain C1 with a plain echo', () => {
    const verdict = answered('simple.c2s');
    expect(verdict).toMatchObject({ kind: 'simple', s0: 3, s2Echoes: true, notes: [] });
  });

  it.each(['digest-first', 'key-first'])('answers a digest in its own layout: %s', (layout) => {
    const verdict = answered(`${layout}.c2s`);
    expect(verdict).toMatchObject({ kind: 'digest', s2Signature: 'valid', notes: [] });
    expect(verdict.s1Digest).toMatchObject({ layout, side: 'server' });
  });
});
