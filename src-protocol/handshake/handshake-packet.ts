import type { Direction, StreamOffset } from '../bytes/units.ts';
import { rtmp } from '../dictionary/citation.ts';
import { structure, type Structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';
import { PACKET_BYTES } from './digest.ts';
import {
  C2,
  echoPacket,
  newEchoPacket,
  newSignedPacket,
  S2,
  signedPacket,
  type EchoPacket,
  type SignedPacket,
} from './echo-packet.ts';
import { isSignedLayout, type HandshakeVerdict } from './handshake-verdict.ts';
import {
  C1,
  digestPacket,
  DigestBlock,
  KeyBlock,
  newDigestPacket,
  newTimePacket,
  S1,
  timePacket,
  type DigestPacket,
  type TimePacket,
} from './time-packet.ts';
import { C0, S0, versionPacket, type VersionPacket } from './version-packet.ts';
import type { HandshakePacketName } from './packet-name.ts';

/** The handshake as a whole: the root under which a tree shows one of its packets. */
export const Handshake = structure(
  'handshake',
  'handshake',
  rtmp('5.2'),
  'Three packets of fixed size in each direction, before the first chunk and without chunk headers.',
  {},
);

/** Every structure of this folder. */
export const HANDSHAKE_STRUCTURES: readonly Structure[] = [
  Handshake,
  C0,
  S0,
  C1,
  S1,
  C2,
  S2,
  DigestBlock,
  KeyBlock,
];

/** Where a packet lies: its direction, and its bytes in that direction's stream. */
export interface PacketPlace {
  readonly direction: Direction;
  readonly offset: StreamOffset;
  /** Bytes. */
  readonly length: number;
}

/** The places of the six packets, which never vary. */
export const HANDSHAKE_PLACES: Readonly<Record<HandshakePacketName, PacketPlace>> = {
  C0: { direction: 0, offset: 0, length: 1 },
  C1: { direction: 0, offset: 1, length: PACKET_BYTES },
  C2: { direction: 0, offset: 1 + PACKET_BYTES, length: PACKET_BYTES },
  S0: { direction: 1, offset: 0, length: 1 },
  S1: { direction: 1, offset: 1, length: PACKET_BYTES },
  S2: { direction: 1, offset: 1 + PACKET_BYTES, length: PACKET_BYTES },
};

/** What one of the packets holds; which form it has follows from the packet and the verdict. */
export type HandshakePacket = VersionPacket | TimePacket | DigestPacket | EchoPacket | SignedPacket;

/**
 * Lays out one packet the way the verdict found it: with digest and key where a digest verified, with
 * a signature where one belongs, plain otherwise. A writer passes `packet`, in the form read before.
 */
export function handshakePacket(
  w: Wire,
  which: HandshakePacketName,
  verdict: HandshakeVerdict,
  packet?: HandshakePacket,
): HandshakePacket {
  const say = (field: string): void => {
    for (const remark of verdict.remarks)
      if (remark.packet === which && remark.field === field) w.note(remark.diagnostic);
  };
  switch (which) {
    case 'C0':
    case 'S0': {
      const value = (packet as VersionPacket | undefined) ?? { version: 0 };
      return versionPacket(w, which === 'C0' ? C0 : S0, value, say);
    }
    case 'C1':
    case 'S1': {
      const place = which === 'C1' ? verdict.c1Digest : verdict.s1Digest;
      const layout = which === 'C1' ? C1 : S1;
      if (place === undefined)
        return timePacket(w, layout, (packet as TimePacket | undefined) ?? newTimePacket(), say);
      const value = (packet as DigestPacket | undefined) ?? newDigestPacket();
      return digestPacket(w, layout, place, value, say);
    }
    case 'C2':
    case 'S2': {
      const signature = which === 'C2' ? verdict.c2Signature : verdict.s2Signature;
      const layout = which === 'C2' ? C2 : S2;
      if (!isSignedLayout(signature))
        return echoPacket(w, layout, (packet as EchoPacket | undefined) ?? newEchoPacket(), say);
      const value = (packet as SignedPacket | undefined) ?? newSignedPacket();
      return signedPacket(w, layout, value, signature, say);
    }
  }
}
