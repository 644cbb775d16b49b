import { PROTOCOL_UDP } from './datagram.ts';
import { ethernet } from './ethernet.ts';
import {
  be16,
  ETHERTYPE_IPV4,
  ETHERTYPE_IPV6,
  etherType,
  HEADER_CUT,
  ipByVersion,
  type LinkPayload,
  NO_ETHERTYPE,
  pppProtocol,
  set,
} from './link-payload.ts';
import { pppStart } from './ppp.ts';

/** IPv4 and IPv6 inside IP (RFC 2003, RFC 4213), and GRE. */
const IP_IN_IP = 4;
const IPV6_IN_IP = 41;
const GRE = 47;

const VXLAN_PORTS = [4789, 8472];
const GENEVE_PORT = 6081;
const GTP_USER_PORT = 2152;

/** What GRE and GENEVE carry beside IP: Ethernet frames, mirrored ones (ERSPAN), PPP. */
const TRANSPARENT_ETHERNET = 0x6558;
const ERSPAN_II = 0x88be;
const ERSPAN_III = 0x22eb;
const PPP = 0x880b;

/** Whether a datagram may carry another one: if so, `into` says where that is, or that it is none. */
export function tunnel(
  protocol: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  into: LinkPayload,
): boolean {
  if (protocol === IP_IN_IP) set(into, ETHERTYPE_IPV4, at);
  else if (protocol === IPV6_IN_IP) set(into, ETHERTYPE_IPV6, at);
  else if (protocol === GRE) gre(bytes, at, end, into);
  else if (protocol === PROTOCOL_UDP && at + 8 <= end) {
    const port = be16(bytes, at + 2);
    if (VXLAN_PORTS.includes(port)) vxlan(bytes, at + 8, end, into);
    else if (port === GENEVE_PORT) geneve(bytes, at + 8, end, into);
    else if (port === GTP_USER_PORT) gtpUser(bytes, at + 8, end, into);
    else return false;
  } else return false;
  return into.protocol === ETHERTYPE_IPV4 || into.protocol === ETHERTYPE_IPV6;
}

/** RFC 2784 and 2890: flags, a protocol, then a checksum, a key and a number where the flags say so. */
function gre(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 4 > end) return set(into, HEADER_CUT, at);
  const flags = be16(bytes, at);
  const protocol = be16(bytes, at + 2);
  const numbered = (flags & 0x1000) !== 0;
  let body = at + 4;
  // Version 1 (RFC 2637, PPTP) has a length and a call in place of the key, and may acknowledge.
  if ((flags & 7) === 1) {
    body += 4 + (numbered ? 4 : 0) + ((flags & 0x80) !== 0 ? 4 : 0);
    if (protocol !== PPP) return set(into, NO_ETHERTYPE, body);
    return pppProtocol(bytes, pppStart(bytes, body), end, into);
  }
  if ((flags & 0xc000) !== 0) body += 4;
  if ((flags & 0x2000) !== 0) body += 4;
  if (numbered) body += 4;
  switch (protocol) {
    case TRANSPARENT_ETHERNET:
      return ethernet(bytes, body, end, into);
    case ERSPAN_II: // a header only where packets are numbered: type I has none
      return ethernet(bytes, body + (numbered ? 8 : 0), end, into);
    case ERSPAN_III: // the last bit of the header says that eight bytes more follow
      return ethernet(bytes, body + 12 + ((bytes[body + 11]! & 1) !== 0 ? 8 : 0), end, into);
    default:
      return etherType(bytes, body, end, protocol, into);
  }
}

/** RFC 7348: eight bytes with the network's number, then an Ethernet frame. */
function vxlan(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 8 > end || (bytes[at]! & 8) === 0) return set(into, NO_ETHERTYPE, at);
  ethernet(bytes, at + 8, end, into);
}

/** RFC 8926: eight bytes and options, which are counted in fours. */
function geneve(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 8 > end || bytes[at]! >>> 6 !== 0) return set(into, NO_ETHERTYPE, at);
  const body = at + 8 + (bytes[at]! & 0x3f) * 4;
  const protocol = be16(bytes, at + 2);
  if (protocol === TRANSPARENT_ETHERNET) return ethernet(bytes, body, end, into);
  etherType(bytes, body, end, protocol, into);
}

/** 3GPP TS 29.281: eight bytes, four more when any of three flags is set, then headers that name the next. */
function gtpUser(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  const flags = bytes[at] ?? 0;
  if (at + 8 > end || flags >>> 4 !== 3 || bytes[at + 1] !== 0xff)
    return set(into, NO_ETHERTYPE, at);
  let body = at + 8;
  if ((flags & 7) !== 0) {
    body += 4;
    for (let next = bytes[body - 1]; (flags & 4) !== 0 && next; next = bytes[body - 1]) {
      const length = (bytes[body] ?? 0) * 4;
      if (length === 0 || body + length > end) return set(into, HEADER_CUT, body);
      body += length;
    }
  }
  ipByVersion(bytes, body, end, into);
}
