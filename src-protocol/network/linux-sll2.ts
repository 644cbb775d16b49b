import { HEADER_CUT, type LinkPayload, be16, etherType, set } from './link-payload.ts';

/** LINKTYPE_LINUX_SLL2, what `tcpdump -i any` writes today: 20 bytes, the EtherType first. */
export function linuxSll2(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 20 > end) return set(into, HEADER_CUT, at);
  etherType(bytes, at + 20, end, be16(bytes, at), into);
}
