import type { Datagram } from './datagram.ts';
import { be16 } from './link-payload.ts';

/**
 * Reads an IPv4 header at `at`; false when it is none. `end` is where the captured bytes end, `wireEnd`
 * where the packet ended on the wire. Checksums are not looked at: where packets are captured by the
 * machine that sends them, the network card fills them in later.
 */
export function ipv4(
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  into: Datagram,
): boolean {
  if (at + 20 > end || bytes[at]! >>> 4 !== 4) return false;
  const headerLength = (bytes[at]! & 0x0f) * 4;
  const totalLength = be16(bytes, at + 2);
  if (headerLength < 20 || at + headerLength > end) return false;
  // 0 means that the card was to cut the segment up; the true length is the packet's.
  if (totalLength > 0) {
    if (totalLength < headerLength) return false;
    wireEnd = Math.min(wireEnd, at + totalLength); // cuts off the padding of short frames
  }
  const fragment = be16(bytes, at + 6);
  into.version = 4;
  into.headerStart = at;
  into.sourceStart = at + 12;
  into.destinationStart = at + 16;
  into.protocol = bytes[at + 9]!;
  into.payloadStart = at + headerLength;
  into.payloadEnd = Math.min(end, wireEnd);
  into.wireEnd = wireEnd;
  into.fragmentOffset = (fragment & 0x1fff) * 8;
  into.moreFragments = (fragment & 0x2000) !== 0;
  into.identification = be16(bytes, at + 4);
  return true;
}
