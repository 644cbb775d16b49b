import { HEADER_CUT, type LinkPayload, be16, etherType, set } from './link-payload.ts';

/** LINKTYPE_LINUX_SLL, what `tcpdump -i any` used to write: 16 bytes, the EtherType last. */
export function linuxSll(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 16 > end) return set(into, HEADER_CUT, at);
  etherType(bytes, at + 16, end, be16(bytes, at + 14), into);
}
