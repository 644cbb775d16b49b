import { ethernet } from './ethernet.ts';
import {
  HEADER_CUT,
  LINK_TYPE_UNKNOWN,
  type LinkPayload,
  pppProtocol,
  set,
} from './link-payload.ts';
import { linuxSll } from './linux-sll.ts';
import { linuxSll2 } from './linux-sll2.ts';
import { loopback } from './loopback.ts';
import { nflog } from './nflog.ts';
import { ppp } from './ppp.ts';
import { rawIp } from './raw-ip.ts';
import { radiotap, wireless } from './wireless.ts';

const PKTAP = 258;

/** Reads the header that link type `linkType` begins with, and says in `into` what follows it. */
export function linkLayer(
  linkType: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  into: LinkPayload,
): void {
  switch (linkType) {
    case 1:
      return ethernet(bytes, at, end, into);
    case 0: // NULL
    case 108: // LOOP
      return loopback(bytes, at, end, into);
    case 113:
      return linuxSll(bytes, at, end, into);
    case 276:
      return linuxSll2(bytes, at, end, into);
    case 12: // RAW, under the number BSD gives it
    case 14: // RAW, under the number OpenBSD gives it
    case 101: // RAW
    case 228: // IPV4
    case 229: // IPV6
      return rawIp(bytes, at, end, into);
    case 9: // PPP
    case 50: // PPP_HDLC
    case 104: // C_HDLC
      return ppp(bytes, at, end, into);
    case 51: // PPP_ETHER
      return pppProtocol(bytes, at + 6, end, into);
    case 105:
      return wireless(bytes, at, end, into);
    case 127:
      return radiotap(bytes, at, end, into);
    case 166: // PPP_PPPD
    case 204: // PPP_WITH_DIR
      return ppp(bytes, at + 1, end, into);
    case 239:
      return nflog(bytes, at, end, into);
    case PKTAP:
      return pktap(bytes, at, end, into);
    default:
      into.protocol = LINK_TYPE_UNKNOWN;
  }
}

/** LINKTYPE_PKTAP: the length of this header, and at 8 the link type of what follows it, both little-endian. */
function pktap(bytes: Uint8Array, at: number, end: number, into: LinkPayload): void {
  if (at + 12 > end) return set(into, HEADER_CUT, at);
  const inner = at + le32(bytes, at);
  const linkType = le32(bytes, at + 8);
  // A header in itself is nobody's, and would have no end.
  if (inner < at + 12 || inner > end || linkType === PKTAP) return set(into, HEADER_CUT, at);
  linkLayer(linkType, bytes, inner, end, into);
}

function le32(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = bytes.subarray(at, at + 4);
  return (a! | (b! << 8) | (c! << 16) | (d! << 24)) >>> 0;
}

const NAMES: Readonly<Record<number, string>> = {
  0: 'BSD loopback',
  1: 'Ethernet',
  9: 'PPP',
  12: 'raw IP',
  14: 'raw IP',
  50: 'PPP in HDLC',
  51: 'PPP over Ethernet',
  101: 'raw IP',
  104: 'Cisco HDLC',
  105: '802.11',
  108: 'OpenBSD loopback',
  113: 'Linux cooked capture',
  127: '802.11 with radiotap',
  147: 'private use',
  166: 'PPP of pppd',
  189: 'USB',
  204: 'PPP with direction',
  220: 'USB',
  228: 'raw IPv4',
  229: 'raw IPv6',
  239: 'NFLOG',
  258: 'Apple PKTAP',
  276: 'Linux cooked capture v2',
};

/** What people call a link type; its number where no name is at hand. */
export function linkTypeName(linkType: number): string {
  return NAMES[linkType] ?? `link type ${linkType}`;
}
