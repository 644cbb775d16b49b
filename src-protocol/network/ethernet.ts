import {
  ETHERTYPE_IPV4,
  HEADER_CUT,
  type LinkPayload,
  NO_ETHERTYPE,
  be16,
  etherType,
  set,
} from './link-payload.ts';

/** A type field up to here is the length of an 802.3 frame, followed by an LLC header. */
const LARGEST_LENGTH = 1500;

/** LINKTYPE_ETHERNET: two addresses, then an EtherType, or a length and LLC with SNAP. */
export function ethernet(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 14 > end) return set(into, HEADER_CUT, at);
  const type = be16(bytes, at + 12);
  at += 14;
  if (type === ETHERTYPE_IPV4) return set(into, type, at);
  if (type > LARGEST_LENGTH) return etherType(bytes, at, end, type, into);
  if (at + 8 > end) return set(into, HEADER_CUT, at);
  // SNAP: both service access points 0xAA, unnumbered information, organisation 0.
  const snap = bytes[at] === 0xaa && bytes[at + 1] === 0xaa && bytes[at + 2] === 3;
  const organisation = (bytes[at + 3]! << 16) | be16(bytes, at + 4);
  if (!snap || organisation !== 0) return set(into, NO_ETHERTYPE, at);
  etherType(bytes, at + 8, end, be16(bytes, at + 6), into);
}
