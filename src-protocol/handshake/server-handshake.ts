import { WireWriter } from '../wire/wire-writer.ts';
import {
  digestFor,
  digestPlace,
  findDigest,
  PACKET_BYTES,
  PLAYER_KEY,
  SERVER_KEY,
  SIGNATURE_OFFSET,
  signatureFor,
} from './digest.ts';
import { echoPacket, S2, signedPacket } from './echo-packet.ts';
import { S1, timePacket } from './time-packet.ts';
import { S0, versionPacket } from './version-packet.ts';

/** Random bytes `serverHandshake` needs: 1528 for S1, 1536 for S2. */
export const SERVER_RANDOM_BYTES = 1528 + PACKET_BYTES;

/** The version clients look at before they sign C2: that of Flash Media Server 3.5.1. */
const DIGEST_VERSION = 0x03050101;

const silent = (): void => undefined;

/**
 * S0, S1 and S2 in answer to a whole C1: 3073 bytes, for a server that speaks RTMP (version 3). When
 * C1 has a digest the answer has one too, in the same layout; otherwise it is plain.
 * `time` is the server's clock in milliseconds, `random` has `SERVER_RANDOM_BYTES` bytes (§5.2.3, §5.2.4).
 */
export function serverHandshake(c1: Uint8Array, time: number, random: Uint8Array): Uint8Array {
  const digest = findDigest(c1, PLAYER_KEY);
  const w = new WireWriter();
  versionPacket(w, S0, { version: 3 }, silent);
  const zero = digest ? DIGEST_VERSION : 0;
  timePacket(w, S1, { time, zero, random: random.subarray(0, 1528) }, silent);
  if (!digest) {
    const view = new DataView(c1.buffer, c1.byteOffset, c1.length);
    const randomEcho = c1.subarray(8, PACKET_BYTES);
    echoPacket(w, S2, { time: view.getUint32(0), time2: time, randomEcho }, silent);
    return w.toBytes();
  }
  const rest = random.subarray(1528, 1528 + SIGNATURE_OFFSET);
  const signature = signatureFor(rest, digest.digest, SERVER_KEY);
  signedPacket(w, S2, { random: rest, signature }, 'valid', silent);
  // The digest covers the finished S1, and its place is told by bytes of it: so it goes in last.
  const bytes = w.toBytes();
  const s1 = bytes.subarray(1, 1 + PACKET_BYTES);
  const place = digestPlace(s1, digest.layout);
  s1.set(digestFor(s1, place, SERVER_KEY), place.digestOffset);
  return bytes;
}
