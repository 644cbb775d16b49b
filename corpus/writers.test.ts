import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../src-protocol/bytes/hex.ts';
import {
  type HandshakePacket,
  HANDSHAKE_PLACES,
  handshakePacket,
} from '../src-protocol/handshake/handshake-packet.ts';
import type { HandshakePacketName } from '../src-protocol/handshake/packet-name.ts';
import { WireReader } from '../src-protocol/wire/wire-reader.ts';
import { WireWriter } from '../src-protocol/wire/wire-writer.ts';
import { corpusFile, inspect, look } from './inspect-file.ts';
import { decodedOf } from './lines.ts';
import { Chance, mutate } from './mutate.ts';
import { REWRITABLE, rewrite } from './rewrite.ts';
import { SPECIMENS } from './specimens.ts';
import { handshakeSession, vectorPayloads } from './vectors.ts';

/**
 * Notes of what a value does not keep, so that it cannot be written as it was: bytes that were cut off or too
 * many, texts that are no text, numbers in more bytes than they need, flags that mean nothing.
 */
const NOT_KEPT =
  /short|cut|long|missing|count|too-deep|not-utf8|u29-too-long|zero-bit|bad-reference|aggregate/;

/** Whatever was read can be written, and what was whole comes back as it was. */
function expectWrittenBack(messageTypeId: number, payload: Uint8Array): void {
  const { bytes, notes, left } = rewrite(messageTypeId, payload);
  if (left > 0 || notes.some((note) => NOT_KEPT.test(note))) return;
  expect(toHex(bytes)).toBe(toHex(payload));
}

const payloads = [
  ...vectorPayloads().map(({ name, messageTypeId, hex }) => ({
    name: `vector ${name}`,
    messageTypeId,
    payload: fromHex(hex)!,
  })),
  ...SPECIMENS,
].filter(({ messageTypeId }) => REWRITABLE.includes(messageTypeId));

describe('what was read is written back, by the same procedure', () => {
  it.each(payloads)('$name', ({ messageTypeId, payload }) => {
    expectWrittenBack(messageTypeId, payload);
  });

  it.each([
    '04f-obs29-publish-nginx.pcap',
    '03c-gst-rtmp2sink-publish-nginx.pcap',
    '05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap',
    '05-ertmp2-ffmpeg8-hevc-hdr-colorinfo-nginx.pcap',
    '07m-npm-rtmp-client-sharedobject-csid-over-63-nms2.pcap',
    '07o-ffplay-vod-pause-seek-nginx.pcap',
  ])('every message of %s', (name) => {
    const bytes = corpusFile(`captures/real/${name}`);
    let messages = 0;
    for (const connection of decodedOf(inspect(bytes))) {
      const { rows, describer } = look(connection, bytes);
      for (let row = 0; row < connection.session!.messages.length; row++) {
        const { complete, messageTypeId } = rows.message(row);
        if (!complete) continue;
        const payload = describer.payload(row);
        expect(toHex(rewrite(messageTypeId, payload).bytes)).toBe(toHex(payload));
        messages++;
      }
    }
    expect(messages).toBeGreaterThan(20);
  });

  it('payloads with things wrong, as far as they can be followed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.nat(), ({ messageTypeId, payload }, seed) => {
        expectWrittenBack(messageTypeId, mutate(payload, new Chance(seed)));
      }),
      { numRuns: 3000, seed: 20_240_702 },
    );
  });
});

describe('handshakes are written back', () => {
  it.each([
    'simple',
    'digest-first',
    'key-first',
    'librtmp-digest',
    'ffmpeg-to-echoing-server',
    'rtmpe-type-6',
    'librtmp-rtmpe-type-8',
  ])('%s', (name) => {
    const bytes = handshakeSession(name);
    const connection = inspect(bytes).connections[0]!;
    const verdict = connection.session!.handshake;
    const { describer } = look(connection, bytes);
    for (const packet of Object.keys(HANDSHAKE_PLACES) as HandshakePacketName[]) {
      const { direction, offset, length } = HANDSHAKE_PLACES[packet];
      const whole = connection.bytes[direction] >= offset + length;
      if (!whole) continue;
      const original = describer.read(direction, offset, offset + length).bytes;
      const read: HandshakePacket = handshakePacket(new WireReader(original), packet, verdict);
      const writer = new WireWriter();
      handshakePacket(writer, packet, verdict, read);
      expect(toHex(writer.toBytes())).toBe(toHex(original));
    }
  });
});
