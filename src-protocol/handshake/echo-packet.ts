import { errata, practice, rtmp } from '../dictionary/citation.ts';
import { bytes, computed, uint, type FieldDeclaration } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import { NO_BYTES, type Wire } from '../wire/wire.ts';
import { DIGEST_BYTES, SIGNATURE_OFFSET } from './digest.ts';
import { WHOLE_PACKET, type Say } from './packet-name.ts';

const SIGNED = practice('librtmp, FFmpeg, SRS');

/** The fields of C2 and S2, which differ only in whose packet they answer. */
function echoFields(answered: 'C1' | 'S1') {
  return {
    time: uint(32, `The time of ${answered}, sent back.`, { unit: 'ms' }),
    time2: uint(32, `When ${answered} was read, by the clock of this packet’s sender.`, {
      unit: 'ms',
      practice: `Most programs copy bytes 4 to 7 of ${answered} instead, or leave 0.`,
    }),
    randomEcho: bytes(1528, `The random bytes of ${answered}, sent back.`, {
      see: rtmp('5.2.4').amendedBy(errata('3')),
      errata:
        'The text lets both sides compare; the errata say that a packet which is no exact echo should not end the connection.',
      practice: 'A receiver should not insist on it: some devices send something else.',
    }),
    random: bytes(SIGNATURE_OFFSET, 'Random bytes, which the signature covers.', { see: SIGNED }),
    signature: bytes(
      DIGEST_BYTES,
      `HMAC-SHA256 of the bytes before it; the key is made from the digest in ${answered}.`,
      { see: SIGNED },
    ),
    signatureCheck: computed('Whether the signature is the one that the digest asks for.', {
      see: SIGNED,
    }),
  } satisfies Record<string, FieldDeclaration>;
}

export const C2 = structure(
  'handshake.c2',
  'C2',
  rtmp('5.2.4'),
  'The client’s answer to S1: its bytes sent back, or, between sides that use digests, a signature.',
  echoFields('S1'),
);

export const S2 = structure(
  'handshake.s2',
  'S2',
  rtmp('5.2.4'),
  'The server’s answer to C1: its bytes sent back, or, between sides that use digests, a signature.',
  echoFields('C1'),
);

/** How a C2 or S2 stands to its signature; `absent` is an echo where a signature was due. */
export type SignatureVerdict = 'valid' | 'wrong' | 'enciphered' | 'unchecked' | 'absent';

/** What a plain C2 or S2 holds. */
export interface EchoPacket {
  /** Milliseconds. */
  time: number;
  /** Milliseconds. */
  time2: number;
  /** 1528 bytes. */
  randomEcho: Uint8Array;
}

/** What a signed C2 or S2 holds. */
export interface SignedPacket {
  /** 1504 bytes. */
  random: Uint8Array;
  /** 32 bytes. */
  signature: Uint8Array;
}

/** An empty packet to read into. */
export function newEchoPacket(): EchoPacket {
  return { time: 0, time2: 0, randomEcho: NO_BYTES };
}

/** An empty packet to read into. */
export function newSignedPacket(): SignedPacket {
  return { random: NO_BYTES, signature: NO_BYTES };
}

/** The layout of C2 and S2 as specified: two times and an echo. */
export function echoPacket(w: Wire, layout: typeof C2, packet: EchoPacket, say: Say): EchoPacket {
  const f = w.open(layout);
  packet.time = w.uint(f.time, packet.time);
  say('time');
  packet.time2 = w.uint(f.time2, packet.time2);
  packet.randomEcho = w.bytes(f.randomEcho, 1528, packet.randomEcho);
  say('randomEcho');
  w.close();
  say(WHOLE_PACKET);
  return packet;
}

/** The layout of C2 and S2 between sides that use digests: random bytes and a signature. */
export function signedPacket(
  w: Wire,
  layout: typeof C2,
  packet: SignedPacket,
  check: SignatureVerdict,
  say: Say,
): SignedPacket {
  const f = w.open(layout);
  packet.random = w.bytes(f.random, SIGNATURE_OFFSET, packet.random);
  packet.signature = w.bytes(f.signature, DIGEST_BYTES, packet.signature);
  say('signature');
  w.calculated(f.signatureCheck, check);
  w.close();
  say(WHOLE_PACKET);
  return packet;
}
