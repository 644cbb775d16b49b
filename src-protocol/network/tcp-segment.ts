import type { FileOffset } from '../bytes/units.ts';
import { be16, be32 } from './link-payload.ts';

export const TCP_FIN = 1;
export const TCP_SYN = 2;
export const TCP_RST = 4;
export const TCP_ACK = 16;

/**
 * One TCP segment. One object is filled again and again, and its bytes are the packet's: copy what
 * you keep. A segment whose datagram came in fragments is several of these, a piece each, so that
 * each piece keeps its place in the file.
 */
export interface Segment {
  /** Number of the packet, from 1. */
  packet: number;
  /** Seconds since 1970; NaN when the file has no time for it. */
  time: number;
  /** The payload is `bytes[payloadStart, payloadEnd)`. */
  bytes: Uint8Array;
  payloadStart: number;
  payloadEnd: number;
  /** Of `bytes[payloadStart]`. */
  fileOffset: FileOffset;
  /** Payload bytes after `payloadEnd` that were on the wire and not kept by the capture. */
  missing: number;
  /** True when `bytes` is one stretch of the file from its first byte to its last; false for fragments. */
  inPlace: boolean;
  ipVersion: 4 | 6;
  /** Where the addresses are, in `addressBytes`: 4 bytes each, or 16. */
  addressBytes: Uint8Array;
  sourceStart: number;
  destinationStart: number;
  sourcePort: number;
  destinationPort: number;
  /** Of the first payload byte, or of SYN where that is set. */
  sequence: number;
  acknowledgement: number;
  flags: number;
  /** As in the header, not scaled. */
  window: number;
}

const NOTHING = new Uint8Array(0);

export function emptySegment(): Segment {
  return {
    packet: 0,
    time: NaN,
    bytes: NOTHING,
    payloadStart: 0,
    payloadEnd: 0,
    fileOffset: 0,
    missing: 0,
    inPlace: true,
    ipVersion: 4,
    addressBytes: NOTHING,
    sourceStart: 0,
    destinationStart: 0,
    sourcePort: 0,
    destinationPort: 0,
    sequence: 0,
    acknowledgement: 0,
    flags: 0,
    window: 0,
  };
}

/**
 * Reads a TCP header at `at` and where its payload lies; false when it is none. The fields that come
 * from elsewhere (packet, time, file offset, addresses) are the caller's.
 */
export function tcpSegment(
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  into: Segment,
): boolean {
  if (at + 16 > end) return false;
  const headerLength = (bytes[at + 12]! >>> 4) * 4;
  const payloadStart = at + headerLength;
  if (headerLength < 20 || payloadStart > wireEnd) return false;
  into.bytes = bytes;
  into.sourcePort = be16(bytes, at);
  into.destinationPort = be16(bytes, at + 2);
  into.sequence = be32(bytes, at + 4);
  into.acknowledgement = be32(bytes, at + 8);
  into.flags = bytes[at + 13]!;
  into.window = be16(bytes, at + 14);
  // The capture may have cut the header's options, and all of the payload with them.
  into.payloadStart = Math.min(payloadStart, end);
  into.payloadEnd = end;
  into.missing = wireEnd - Math.max(end, payloadStart);
  return true;
}
