import { be16 } from './link-payload.ts';

/**
 * What the checksum of a segment says. `unfilled`: it is the sum over addresses, protocol and length alone, which
 * a sending machine leaves for its network card to complete after the packet was captured.
 */
export type Checksum = 'right' | 'wrong' | 'unfilled';

/** Bytes that the headers of IP and TCP take at most, in front of the payload. */
export const LONGEST_HEADERS = 60 + 60;

const TCP = 6;

/**
 * Verifies the checksum (RFC 9293 §3.1) of the segment whose payload is `bytes[payloadStart, payloadEnd)`. Its headers
 * are looked for in front of that. Undefined where they are not there, where the payload is not all of the
 * segment's, or where the packet is a fragment: then the checksum tells nothing.
 *
 * Nothing calls this for every packet. Machines capture what they send before it has checksums, so these matter only
 * where something else is wrong already.
 */
export function tcpChecksum(
  bytes: Uint8Array,
  payloadStart: number,
  payloadEnd: number,
): Checksum | undefined {
  for (let length = 20; length <= 60 && length < payloadStart; length += 4) {
    const tcp = payloadStart - length;
    if (bytes[tcp + 12]! >>> 4 !== length / 4) continue;
    const addresses = addressesIn4(bytes, tcp, payloadEnd) ?? addressesIn6(bytes, tcp, payloadEnd);
    if (addresses) return verdict(bytes, tcp, payloadEnd, addresses);
  }
  return undefined;
}

/** Where the two addresses are, if an IPv4 header ends at `tcp` whose packet is whole and ends at `end`. */
function addressesIn4(bytes: Uint8Array, tcp: number, end: number): [number, number] | undefined {
  for (let length = 20; length <= 60 && length <= tcp; length += 4) {
    const at = tcp - length;
    if (bytes[at] !== (0x40 | (length / 4)) || bytes[at + 9] !== TCP) continue;
    const isFragment = (be16(bytes, at + 6) & 0x3fff) !== 0;
    if (!isFragment && at + be16(bytes, at + 2) === end) return [at + 12, at + 20];
  }
  return undefined;
}

/** The same of an IPv6 header without extensions. */
function addressesIn6(bytes: Uint8Array, tcp: number, end: number): [number, number] | undefined {
  const at = tcp - 40;
  if (at < 0 || bytes[at]! >>> 4 !== 6 || bytes[at + 6] !== TCP) return undefined;
  return tcp + be16(bytes, at + 4) === end ? [at + 8, at + 40] : undefined;
}

function verdict(
  bytes: Uint8Array,
  tcp: number,
  end: number,
  [from, to]: [number, number],
): Checksum {
  const pseudo = folded(sum(bytes, from, to) + TCP + (end - tcp));
  if (folded(pseudo + sum(bytes, tcp, end)) === 0xffff) return 'right';
  return be16(bytes, tcp + 16) === pseudo ? 'unfilled' : 'wrong';
}

/** The sum of the 16-bit words, the last one filled up with zero. */
function sum(bytes: Uint8Array, start: number, end: number): number {
  let total = 0;
  let at = start;
  for (; at + 1 < end; at += 2) total += be16(bytes, at);
  return at < end ? total + bytes[at]! * 256 : total;
}

/** The sum with its carries added, in one's complement. */
function folded(total: number): number {
  while (total > 0xffff) total = (total % 0x10000) + Math.floor(total / 0x10000);
  return total;
}
