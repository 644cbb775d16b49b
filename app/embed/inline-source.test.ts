import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { Rows } from '../../src-protocol/inspect/rows.ts';
import { parseEmbedAddress } from './embed-address.ts';
import { inlineSource } from './inline-source.ts';

/** The messages that a link's bytes are decoded to, a line each. */
function messagesOf(hash: string): string[] {
  const address = parseEmbedAddress(hash);
  if (typeof address === 'string') return [address];
  const { bytes, options } = inlineSource(address.inline!);
  const inspection = new Inspection(options);
  inspection.push(bytes);
  inspection.end();
  const connection = inspection.connections[0];
  if (!connection?.session) return ['nothing'];
  const rows = new Rows(connection, connection.session);
  return Array.from({ length: connection.session.messages.length }, (_, row) => {
    const { address, timestamp, summary } = rows.message(row);
    return `${address} ${timestamp} ${summary}`;
  });
}

const base64 = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('base64url');
const CREATE_STREAM = '02 000c 63726561746553747265616d 00 4000000000000000 05';

describe('the bytes of a link', () => {
  it('are chunks, where nothing else is said', () => {
    const chunk = base64(`03 000000 000019 14 00000000 ${CREATE_STREAM}`);
    expect(messagesOf(`#/bytes?b64=${chunk}`)).toEqual(['up@0 0 createStream()']);
    const elsewhere = `#/bytes?b64=${chunk}&from=up@3351`;
    expect(messagesOf(elsewhere)).toEqual(['up@3351 0 createStream()']);
  });

  it('are told to be the server’s by what is said in them', () => {
    const result = '02 0007 5f726573756c74 00 4000000000000000 05 00 3ff0000000000000';
    const chunk = base64(`03 000000 00001d 14 00000000 ${result}`);
    expect(messagesOf(`#/bytes?b64=${chunk}`)[0]).toMatch(/^down@0 0 _result/);
  });

  it('are a payload, where a type is said', () => {
    expect(messagesOf(`#/bytes?b64=${base64(CREATE_STREAM)}&type=20`)).toEqual([
      'up@0 0 createStream()',
    ]);
  });

  it('are a pcap, where they begin as one', () => {
    const file = readFileSync('public/samples/s07-abort-message.pcap');
    // Without its handshake, as somebody would cut it to have it fit: the small packets of the conversation.
    const packets = packetsOf(file).filter(({ length }) => length < 700);
    const cut = Buffer.concat([file.subarray(0, 24), ...packets.slice(0, 20)]);
    expect(cut.length).toBeLessThan(4096);
    const found = messagesOf(`#/bytes?b64=${cut.toString('base64url')}&chunk=128`);
    expect(found.length).toBeGreaterThan(1);
  });

  it('are anything at all without harm', () => {
    for (const hex of ['00', 'ff', 'c3', '03', '1f8b08', 'd4c3b2a1', '464c5601', '03'.repeat(1600)])
      expect(() => messagesOf(`#/bytes?b64=${base64(hex)}`)).not.toThrow();
  });

  it('of the examples in docs/embeds.md say what stands there', () => {
    const page = readFileSync('docs/embeds.md', 'utf8');
    const links = [...page.matchAll(/^embed\.html(#\/bytes\S+)$/gm)].map(([, hash]) => hash!);
    expect(links.map(messagesOf)).toEqual([['up@0 0 createStream()'], ['up@9000 1223 AAC raw']]);
  });
});

/** The packets of a little-endian pcap, each with its header. */
function packetsOf(file: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 24; at < file.length;) {
    const end = at + 16 + file.readUInt32LE(at + 8);
    packets.push(file.subarray(at, end));
    at = end;
  }
  return packets;
}
