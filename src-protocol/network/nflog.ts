import { HEADER_CUT, type LinkPayload, set } from './link-payload.ts';
import { rawIp } from './raw-ip.ts';

/** The attribute that holds the packet (NFULA_PAYLOAD). */
const PAYLOAD = 9;

/** LINKTYPE_NFLOG: four bytes, then attributes in the byte order of the machine that captured, nearly always little-endian. */
export function nflog(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  let next = at + 4;
  while (next + 4 <= end) {
    const length = bytes[next]! | (bytes[next + 1]! << 8);
    const type = (bytes[next + 2]! | (bytes[next + 3]! << 8)) & 0x7fff;
    if (length < 4) break;
    if (type === PAYLOAD) return rawIp(bytes, next + 4, end, into);
    next += (length + 3) & ~3;
  }
  set(into, HEADER_CUT, at);
}
