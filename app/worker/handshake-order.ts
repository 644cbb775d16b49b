import type { HandshakePacketName } from '../../src-protocol/handshake/packet-name.ts';

/** The packets in the order in which they are usually sent. */
export const HANDSHAKE_ORDER: readonly HandshakePacketName[] = ['C0', 'C1', 'S0', 'S1', 'S2', 'C2'];
