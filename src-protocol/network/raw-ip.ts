import { type LinkPayload, ipByVersion } from './link-payload.ts';

/** LINKTYPE_RAW, _IPV4 and _IPV6: no link layer header; the packet begins with its IP header. */
export function rawIp(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  ipByVersion(bytes, at, end, into);
}
