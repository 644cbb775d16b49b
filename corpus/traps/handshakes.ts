import { createHmac } from 'node:crypto';
import { Conversation, handshake, noise } from '../fixture.ts';
import { bytesOf } from '../network/build-packets.ts';
import { sound, type Writers } from './parts.ts';

/** The packet of C1 or S1 with version 9.0.124.2 and a digest, by Node's own HMAC and the players' key. */
function digested(layout: 'digest-first' | 'key-first', four: number[]): Uint8Array {
  const packet = noise(1536, 3);
  packet.set([0, 0, 0, 0, 9, 0, 124, 2]);
  const [places, base] = layout === 'digest-first' ? [8, 12] : [772, 776];
  packet.set(four, places);
  const at = (four.reduce((sum, value) => sum + value, 0) % 728) + base;
  const rest = bytesOf(packet.subarray(0, at), packet.subarray(at + 32));
  packet.set(createHmac('sha256', 'Genuine Adobe Flash Player 001').update(rest).digest(), at);
  return packet;
}

/** A handshake with this C1 in front of a server that knows nothing of digests, and sound after it. */
function greet(c1: Uint8Array): Uint8Array {
  const s1 = handshake().server.subarray(1, 1537);
  return new Conversation()
    .send(0, bytesOf(3, c1))
    .send(1, bytesOf(3, s1, c1))
    .send(0, bytesOf(s1, sound(0))).file;
}

export const HANDSHAKES: Writers = {
  'handshake-in-a-hurry': () => {
    const { client, server } = handshake();
    const talker = new Conversation({ segment: 4000 });
    return talker.send(0, bytesOf(client, sound(0))).send(1, server).file;
  },

  'handshake-no-echo': () => {
    const { client, server } = handshake();
    client.set(noise(1528, 99), 1537 + 8);
    const talker = new Conversation().send(0, client.subarray(0, 1537)).send(1, server);
    return talker.send(0, bytesOf(client.subarray(1537), sound(0))).file;
  },

  'digest-wrong': () => {
    const c1 = digested('digest-first', [1, 2, 3, 4]);
    c1[12 + 10 + 31]! ^= 1;
    return greet(c1);
  },

  'digest-one-sided': () => greet(digested('digest-first', [1, 2, 3, 4])),

  'digest-at-the-end': () => greet(digested('key-first', [255, 255, 217, 0])),

  'mpeg-ts-after-handshake': () => {
    const packet = (at: number) => bytesOf(0x47, 0x40, 0x11, 0x10 + at, noise(184, at));
    return new Conversation().session([...[0, 1, 2, 3].map(packet)]).file;
  },

  'handshake-cut': () => {
    const { client, server } = handshake();
    return new Conversation().send(0, client.subarray(0, 1537)).send(1, server.subarray(0, 900))
      .file;
  },
};
