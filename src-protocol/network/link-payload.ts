/**
 * What a link layer header says about what follows it. One object is filled again and again.
 */
export interface LinkPayload {
  /** EtherType of what follows, or one of the negative values below. */
  protocol: number;
  /** Where it begins in the packet's bytes. */
  at: number;
}

export const ETHERTYPE_IPV4 = 0x0800;
export const ETHERTYPE_IPV6 = 0x86dd;
/** The header is not all there. */
export const HEADER_CUT = -1;
/** What follows has no EtherType. */
export const NO_ETHERTYPE = -2;
/** A link type that is not read. */
export const LINK_TYPE_UNKNOWN = -3;

const VLAN = 0x8100;
const PROVIDER_VLAN = 0x88a8;
const OLD_PROVIDER_VLAN = 0x9100;
const MPLS = 0x8847;
const PPPOE_SESSION = 0x8864;

/** More tags than this on one packet are somebody's joke. */
const MOST_TAGS = 8;

/** A 16-bit number, most significant byte first. */
export function be16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

/** A 32-bit number, most significant byte first. */
export function be32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
  );
}

/**
 * Takes `protocol` as found in a link layer header and walks over VLAN tags (802.1Q, QinQ), MPLS
 * labels and PPPoE to what they carry.
 */
export function etherType(
  bytes: Uint8Array,
  at: number,
  end: number,
  protocol: number,
  into: LinkPayload,
): void {
  for (let tags = 0; tags < MOST_TAGS; tags++) {
    if (protocol === VLAN || protocol === PROVIDER_VLAN || protocol === OLD_PROVIDER_VLAN) {
      if (at + 4 > end) return set(into, HEADER_CUT, at);
      protocol = be16(bytes, at + 2);
      at += 4;
    } else if (protocol === MPLS) {
      if (at + 4 > end) return set(into, HEADER_CUT, at);
      const bottomOfStack = (bytes[at + 2]! & 1) === 1;
      at += 4;
      if (bottomOfStack) return ipByVersion(bytes, at, end, into);
    } else if (protocol === PPPOE_SESSION) {
      return pppProtocol(bytes, at + 6, end, into);
    } else break;
  }
  set(into, protocol, at);
}

/** The PPP protocol number at `at`, which has one byte when that is odd. */
export function pppProtocol(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 2 > end) return set(into, HEADER_CUT, at);
  const short = (bytes[at]! & 1) === 1;
  const protocol = short ? bytes[at]! : be16(bytes, at);
  at += short ? 1 : 2;
  if (protocol === 0x21) set(into, ETHERTYPE_IPV4, at);
  else if (protocol === 0x57) set(into, ETHERTYPE_IPV6, at);
  else set(into, NO_ETHERTYPE, at);
}

/** Nothing says what follows but its own first four bits. */
export function ipByVersion(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at >= end) return set(into, HEADER_CUT, at);
  const version = bytes[at]! >>> 4;
  set(into, version === 4 ? ETHERTYPE_IPV4 : version === 6 ? ETHERTYPE_IPV6 : NO_ETHERTYPE, at);
}

export function set(into: LinkPayload, protocol: number, at: number): void {
  into.protocol = protocol;
  into.at = at;
}
