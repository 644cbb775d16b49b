import {
  BLOCK_BYTES,
  DIGEST_BYTES,
  DIGEST_ROOM,
  type HandshakeKey,
  KEY_BYTES,
  PACKET_BYTES,
  PLAYER_KEY,
  SERVER_KEY,
  SIGNATURE_OFFSET,
} from '../../../src-protocol/handshake/digest.ts';
import { parseAddress } from '../../../src-protocol/bytes/address.ts';
import { errata, flv, rtmp } from '../../../src-protocol/dictionary/citation.ts';
import { type Claims, constants, inSample, ownNumbers, reckoned, reported } from './claim.ts';
import type { ClaimedSample } from './claimed-sample.ts';
import type { Address } from '../../../src-protocol/bytes/address.ts';

const DAY = 86_400_000;

/** The time in the first four bytes of a packet of the handshake. */
const time = (sample: ClaimedSample, at: Address): number =>
  new DataView(sample.bytes(at, 4).buffer).getUint32(0);

/** The text that a side signs with. */
const text = ({ digestKey }: HandshakeKey): string => Buffer.from(digestKey).toString('latin1');

/** Chapters about what carries chunks. */
export const TRANSPORT: Claims = {
  bytes: [
    reckoned('from 0 to 255', [2 ** 8 - 1, 255]),
    reckoned('Two digits a byte', [(255).toString(16).length, 2]),
    reckoned('`0` to `9`', [(9).toString(16), '9']),
    reckoned(
      '`14` is 1 × 16 + 4 = 20, and `ff` is 15 × 16 + 15 = 255',
      [0x14, 1 * 16 + 4],
      [0xff, 15 * 16 + 15],
    ),
    reckoned('exactly four bits', [2 ** 4, 16]),
    ...constants(flv('E.4.2.1'), 'two facts into one byte', 'The left four bits'),
    ...constants(flv('E.4.2.1'), 'two bits, one bit, one bit'),
    reckoned('`a` is `1010` and `f` is `1111`', [0b1010, 0xa], [0b1111, 0xf]),
    inSample('In decimal the byte is 175', (s) => s.bytes('up@9095', 1)[0] === 175),
    reckoned('More than one byte', [2 ** 8, 256]),
    reckoned('One byte ends at 255', [2 ** 8 - 1, 255]),
    inSample('and its four bytes of payload', (s) => s.message('up@3225').length === 4),
    inSample(
      'The payload is `00 00 10 00`. The first bit is set aside. The rest is 0 × 256³ + 0 × 256² + 16 × 256 + 0 =',
      (s) => s.payloadHex('up@3225') === '00 00 10 00' && 16 * 256 === 4096,
    ),
    inSample('takes three bytes, `00 00 04`', (s) => s.hex('up@3229', 3) === '00 00 04'),
    ...constants(rtmp('5.3.1.2'), 'Numbers of three bytes are rare'),
    ...constants(
      rtmp('5.3.1.2.5').amendedBy(errata('4')),
      'has four bytes with the least significant one first',
    ),
    inSample('FFmpeg sends `publish` on message stream 1', (s) => {
      const { command, messageStreamId } = s.message('up@3352');
      return command === 'publish' && messageStreamId === 1;
    }),
    inSample(
      'The last four bytes are `01 00 00 00`. Read the usual way they would be 16 777 216',
      (s) =>
        s.hex('up@3360', 4) === '01 00 00 00' &&
        new DataView(s.bytes('up@3360', 4).buffer).getUint32(0) === 16_777_216,
    ),
    inSample('from 0 at the first byte', (s) => s.letters('up@0', 1) === '\u0003'),
    reckoned(
      '`up@3225` is byte 3225 from client to server, `down@3106` is byte 3106 from server to client',
      [parseAddress('up@3225'), { direction: 0, offset: 3225 }],
      [parseAddress('down@3106'), { direction: 1, offset: 3106 }],
    ),
    ...constants(rtmp('5.3.1.3'), 'They have 32 bits in the end, though a header spends only 24'),
    reckoned(
      'After 2³² milliseconds, which is 49 days and 17 hours, they begin again at 0',
      [Math.floor(2 ** 32 / DAY), 49],
      [Math.floor(((2 ** 32 % DAY) / DAY) * 24), 17],
    ),
  ],

  capture: [
    inSample('left this machine in one packet', (s) => {
      const packets = (['up@3241', 'up@3282', 'up@3319'] as const).map(
        (at) => s.message(at).packet,
      );
      return new Set(packets).size === 1;
    }),
    inSample('All three have the same time', (s) => {
      const times = (['up@3241', 'up@3282', 'up@3319'] as const).map((at) => s.message(at).time);
      return new Set(times).size === 1;
    }),
    ...reported('IANA, Service Name and Transport Protocol Port Number Registry', 'Port 1935'),
  ],

  handshake: [
    reckoned('Together each side sends 3073 bytes', [1 + 2 * PACKET_BYTES, 3073]),
    ...constants(rtmp('5.2.2'), '| C0, S0 | 1 | the version |'),
    reckoned('| C1, S1 | 1536 | a time, four zeros, 1528 random bytes |', [4 + 4 + 1528, 1536]),
    ...constants(rtmp('5.2.4'), '| C2, S2 | 1536 | the other side’s packet'),
    ...reported('librtmp and RTMPE captures', '6, 8 and 9 are used by RTMPE'),
    ...constants(rtmp('5.2.2'), 'Values from 32 up are not allowed'),
    reckoned('finds `G` (71) here', ['G'.charCodeAt(0), 71]),
    ...constants(
      rtmp('5.2.3'),
      'begins with a time of four bytes',
      'Then come four bytes that the document calls zero',
      'The other 1528 bytes are random',
    ),
    inSample('It is the very same packet.', (s) => s.hex('down@1', 1536) === s.hex('up@1', 1536)),
    inSample(
      'is four milliseconds after the client’s C1',
      (s) => time(s, 'up@1541') - time(s, 'up@1') === 4,
    ),
    ...ownNumbers('Rule 4 is broken', 'Rule 3 has a fast version'),
    inSample(
      'Everything up to here is 3073 bytes in each direction, so the first chunk begins at `up@3073`',
      (s) => s.messages.every(({ offset }) => offset >= 3073) && s.chunk('up@3073').fmt === 0,
    ),
  ],

  digest: [
    ...reported(
      'release notes of Flash Player 9.0.115, December 2007',
      'When Flash Player 9 began to play H.264, at the end of 2007',
    ),
    ...constants(rtmp('5.2.3'), 'the four bytes after the time are zero'),
    reckoned(
      'The 1528 bytes after time and version are two blocks of 764',
      [2 * BLOCK_BYTES, 1528],
      [PACKET_BYTES - 8, 1528],
    ),
    reckoned(
      'a digest of 32 bytes, the other a key of 128 bytes',
      [DIGEST_BYTES, 32],
      [KEY_BYTES, 128],
    ),
    reckoned('told by four bytes of the block itself', [
      BLOCK_BYTES,
      4 + DIGEST_ROOM + DIGEST_BYTES,
    ]),
    inSample(
      'its first four bytes are the offset bytes. Add the four, divide by 728, and the remainder is how many',
      (s) => {
        const sum = s.bytes('up@9', 4).reduce((total, byte) => total + byte, 0);
        return (sum % 728) + 12 === 430;
      },
    ),
    reckoned('over the other 1504 bytes of the packet: all of C1 except the digest’s own 32', [
      PACKET_BYTES - DIGEST_BYTES,
      1504,
    ]),
    reckoned(
      '`Genuine Adobe Flash Player 001`, 30 bytes of it',
      [text(PLAYER_KEY), 'Genuine Adobe Flash Player 001'],
      [PLAYER_KEY.digestKey.length, 30],
    ),
    reckoned(
      '`Genuine Adobe Flash Media Server 001`, 36 bytes',
      [text(SERVER_KEY), 'Genuine Adobe Flash Media Server 001'],
      [SERVER_KEY.digestKey.length, 36],
    ),
    reckoned('is 2⁻²⁵⁶, so a match', [DIGEST_BYTES * 8, 256]),
    reckoned('S2 is 1504 fresh random bytes and a signature of 32 bytes', [SIGNATURE_OFFSET, 1504]),
    reckoned('the server’s text and 32 more bytes', [
      SERVER_KEY.signatureKey.length - SERVER_KEY.digestKey.length,
      32,
    ]),
    reckoned('an HMAC of the first 1504 bytes of S2', [SIGNATURE_OFFSET, 1504]),
    reckoned('The other 128 bytes, the key', [KEY_BYTES, 128]),
    ...reported('RTMPE captures of librtmp', 'by its first byte, 6 instead of 3'),
  ],
};
