import {
  be16,
  etherType,
  HEADER_CUT,
  type LinkPayload,
  NO_ETHERTYPE,
  set,
} from './link-payload.ts';

/** LINKTYPE_IEEE802_11_RADIOTAP: what the radio has to say, its length in bytes 2 and 3, then 802.11. */
export function radiotap(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 8 > end) return set(into, HEADER_CUT, at);
  wireless(bytes, at + (bytes[at + 2]! | (bytes[at + 3]! << 8)), end, into);
}

/** LINKTYPE_IEEE802_11: a data frame that is not encrypted, with LLC and SNAP behind its header. */
export function wireless(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 24 > end) return set(into, HEADER_CUT, at);
  const [control, flags] = [bytes[at]!, bytes[at + 1]!];
  const isData = (control & 0x0c) === 0x08;
  const isEmpty = (control & 0x40) !== 0;
  const isProtected = (flags & 0x40) !== 0;
  if (!isData || isEmpty || isProtected) return set(into, NO_ETHERTYPE, at);
  const hasQuality = (control & 0x80) !== 0;
  // Four addresses between two access points; quality of service; what goes with it in 802.11n.
  let body = at + 24 + ((flags & 3) === 3 ? 6 : 0);
  if (hasQuality) body += 2 + ((flags & 0x80) !== 0 ? 4 : 0);
  if (body + 8 > end) return set(into, HEADER_CUT, body);
  if (bytes[body] !== 0xaa || bytes[body + 1] !== 0xaa) return set(into, NO_ETHERTYPE, body);
  etherType(bytes, body + 8, end, be16(bytes, body + 6), into);
}
