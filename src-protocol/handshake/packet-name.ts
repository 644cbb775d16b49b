/** The six packets of the handshake, as the specification calls them. */
export type HandshakePacketName = 'C0' | 'C1' | 'C2' | 'S0' | 'S1' | 'S2';

/** The packets in the order in which they are usually sent. */
export const HANDSHAKE_ORDER: readonly HandshakePacketName[] = ['C0', 'C1', 'S0', 'S1', 'S2', 'C2'];

/** Attaches what the verdict has to say about the field just read. */
export type Say = (field: string) => void;

/** The whole packet rather than one field of it. */
export const WHOLE_PACKET = '';
