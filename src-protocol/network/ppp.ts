import { HEADER_CUT, type LinkPayload, be16, etherType, pppProtocol, set } from './link-payload.ts';

/** LINKTYPE_PPP and PPP_HDLC: address and control bytes, which may be left out, then PPP. */
export function ppp(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 4 > end) return set(into, HEADER_CUT, at);
  // Cisco's framing (address 0x0F or 0x8F) has an EtherType where PPP has a protocol of its own.
  if (bytes[at] === 0x0f || bytes[at] === 0x8f)
    return etherType(bytes, at + 4, end, be16(bytes, at + 2), into);
  pppProtocol(bytes, pppStart(bytes, at), end, into);
}

/** Where PPP begins: behind the address and control bytes (RFC 1662 §3.1), if they are there. */
export function pppStart(bytes: Uint8Array, at: number): number {
  return bytes[at] === 0xff && bytes[at + 1] === 3 ? at + 2 : at;
}
