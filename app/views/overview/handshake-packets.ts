import type { Direction, StreamOffset } from '../../../src-protocol/bytes/units.ts';

/** One of the six packets: whose it is, where it begins in that direction, how long it is. */
export interface HandshakePacket {
  readonly name: string;
  readonly direction: Direction;
  readonly at: StreamOffset;
  readonly bytes: number;
}

/** C0 S0 are one byte, the others 1536 (RTMP 1.0 §5.2.2 to §5.2.4). */
export const HANDSHAKE_PACKETS: readonly HandshakePacket[] = (['C', 'S'] as const).flatMap(
  (side, direction) =>
    [0, 1, 2].map((number) => ({
      name: `${side}${number}`,
      direction: direction as Direction,
      at: [0, 1, 1537][number]!,
      bytes: number === 0 ? 1 : 1536,
    })),
);

/** The packet that holds the byte at `at`, by name; undefined behind the handshake. */
export function handshakePacketAt(direction: Direction, at: StreamOffset): string | undefined {
  return HANDSHAKE_PACKETS.find(
    (packet) => packet.direction === direction && packet.at <= at && at < packet.at + packet.bytes,
  )?.name;
}
