import {
  ETHERTYPE_IPV4,
  ETHERTYPE_IPV6,
  HEADER_CUT,
  type LinkPayload,
  NO_ETHERTYPE,
  be32,
  set,
} from './link-payload.ts';

/** AF_INET is 2 everywhere; AF_INET6 is another number on every system. */
const AF_INET = 2;
const AF_INET6 = [24, 28, 30, 10];

/**
 * LINKTYPE_NULL and LINKTYPE_LOOP: four bytes of address family, in the byte order of the machine
 * that wrote them (NULL) or most significant first (LOOP). The family is a small number, so the
 * order shows by itself.
 */
export function loopback(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 4 > end) return set(into, HEADER_CUT, at);
  const value = be32(bytes, at);
  const family = value > 0xffff ? bytes[at]! | (bytes[at + 1]! << 8) : value;
  if (family === AF_INET) set(into, ETHERTYPE_IPV4, at + 4);
  else if (AF_INET6.includes(family)) set(into, ETHERTYPE_IPV6, at + 4);
  else set(into, NO_ETHERTYPE, at + 4);
}
