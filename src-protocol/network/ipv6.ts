import type { Datagram } from './datagram.ts';
import { be16, be32 } from './link-payload.ts';

const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION = 60;
const MOBILITY = 135;

/** Extension headers on one packet; standard ones come at most twice each. */
const MOST_EXTENSIONS = 16;

/** Reads an IPv6 header and its extension headers; false when it is none. Arguments as for `ipv4`. */
export function ipv6(
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  into: Datagram,
): boolean {
  if (at + 40 > end || bytes[at]! >>> 4 !== 6) return false;
  const payloadLength = be16(bytes, at + 4);
  // 0 is a jumbogram, or a segment for the card to cut up; the true length is the packet's.
  if (payloadLength > 0) wireEnd = Math.min(wireEnd, at + 40 + payloadLength);
  into.version = 6;
  into.headerStart = at;
  into.sourceStart = at + 8;
  into.destinationStart = at + 24;
  into.protocol = bytes[at + 6]!;
  into.payloadStart = at + 40;
  into.payloadEnd = Math.min(end, wireEnd);
  into.wireEnd = wireEnd;
  into.fragmentOffset = 0;
  into.moreFragments = false;
  into.identification = 0;
  return ipv6Extensions(bytes, into);
}

/** Walks the extension headers at the payload's start, up to what is no extension or a fragment. */
export function ipv6Extensions(bytes: Uint8Array, into: Datagram): boolean {
  for (let count = 0; count < MOST_EXTENSIONS; count++) {
    const at = into.payloadStart;
    const { protocol } = into;
    const generic =
      protocol === HOP_BY_HOP ||
      protocol === ROUTING ||
      protocol === DESTINATION ||
      protocol === MOBILITY;
    if (!generic && protocol !== FRAGMENT && protocol !== AUTHENTICATION) return true;
    if (at + 8 > into.payloadEnd) return false;
    into.protocol = bytes[at]!;
    if (protocol === FRAGMENT) {
      into.fragmentOffset = be16(bytes, at + 2) & 0xfff8;
      into.moreFragments = (bytes[at + 3]! & 1) !== 0;
      into.identification = be32(bytes, at + 4);
      into.payloadStart = at + 8;
      // Of a fragment, what follows may begin in another one. A fragment of one is whole.
      if (into.fragmentOffset > 0 || into.moreFragments) return true;
    } else if (protocol === AUTHENTICATION) into.payloadStart = at + (bytes[at + 1]! + 2) * 4;
    else into.payloadStart = at + (bytes[at + 1]! + 1) * 8;
    if (into.payloadStart > into.payloadEnd) return false;
  }
  return false;
}
