import { practice, rtmp } from '../dictionary/citation.ts';
import { uint, type ValueNames } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { WHOLE_PACKET, type Say } from './packet-name.ts';

const RTMPE = practice('librtmp, FFmpeg');

/** Versions of C0 and S0. 4 to 31 are reserved, 32 and above not allowed. */
export const HANDSHAKE_VERSIONS: ValueNames = {
  0: { name: 'earlier protocol', text: 'One of the proprietary protocols before RTMP.' },
  1: { name: 'earlier protocol', text: 'One of the proprietary protocols before RTMP.' },
  2: { name: 'earlier protocol', text: 'One of the proprietary protocols before RTMP.' },
  3: { name: 'RTMP', text: 'The protocol that is specified.' },
  6: { name: 'RTMPE', text: 'Enciphered after the handshake.', section: RTMPE },
  8: {
    name: 'RTMPE type 8',
    text: 'Enciphered after the handshake; signatures enciphered with XTEA.',
    section: RTMPE,
  },
  9: {
    name: 'RTMPE type 9',
    text: 'Enciphered after the handshake; signatures enciphered with Blowfish.',
    section: RTMPE,
  },
};

/** Whether a version byte says RTMPE. */
export function isEncryptedVersion(version: number | undefined): boolean {
  return version === 6 || version === 8 || version === 9;
}

const PRACTICE = 'The specification reserves 6, 8 and 9; they are RTMPE.';

export const C0 = structure(
  'handshake.c0',
  'C0',
  rtmp('5.2.2'),
  'The first byte of the client: the version it asks for.',
  {
    version: uint(8, 'The version the client would like to speak.', {
      values: HANDSHAKE_VERSIONS,
      practice: PRACTICE,
    }),
  },
);

export const S0 = structure(
  'handshake.s0',
  'S0',
  rtmp('5.2.2'),
  'The first byte of the server: the version it has chosen.',
  {
    version: uint(
      8,
      'The version the server has chosen. One that does not know the version asked for says 3.',
      {
        values: HANDSHAKE_VERSIONS,
        practice: PRACTICE,
      },
    ),
  },
);

/** What C0 and S0 hold. */
export interface VersionPacket {
  version: number;
}

/** The layout of C0 and S0: one byte. */
export function versionPacket(
  w: Wire,
  layout: typeof C0,
  packet: VersionPacket,
  say: Say,
): VersionPacket {
  const f = w.open(layout);
  packet.version = w.uint(f.version, packet.version);
  say('version');
  w.close();
  say(WHOLE_PACKET);
  return packet;
}
