import type { DumpBlock } from './hex-dump.ts';
import type { TextContent } from './text-dump.ts';

const ETHERNET = 1;
const RAW_IP = 101;

/** What Wireshark says of a block where a packet has several: the frame, and what was put together of it and others. */
const SOURCE = /^(\S.*) \(\d+ bytes\):$/;
const FRAME = 'Frame';

/**
 * Whole packets, when that is what the blocks of a dump are: tcpdump -X prints them from the IP header
 * on, tcpdump -XX, tshark -x and Wireshark from the Ethernet header on. `heads` counts the lines that
 * tell about a packet in words, which are no loss.
 */
export function packetsOf(
  blocks: readonly DumpBlock[],
  lines: readonly string[],
): (Extract<TextContent, { kind: 'packets' }> & { heads: number }) | undefined {
  const sources = blocks.map(({ line }) => SOURCE.exec(lines[line - 1] ?? '')?.[1]);
  const frames = blocks.filter((_, at) => (sources[at] ?? FRAME) === FRAME);
  if (frames.some(({ peer, pieces }) => peer === 1 || pieces.length > 1)) return undefined;
  const packets = frames.map(({ line, pieces }) => {
    const time = timeIn(lines[line - 1]);
    return { bytes: pieces[0]!.bytes.bytes, time: time ?? NaN, head: time !== undefined };
  });
  const isAll = (is: (bytes: Uint8Array) => boolean): boolean =>
    packets.length > 0 && packets.every(({ bytes }) => is(bytes));
  const linkType = isAll((bytes) => isIp(bytes, 0))
    ? RAW_IP
    : isAll(isEthernet)
      ? ETHERNET
      : undefined;
  if (linkType === undefined) return undefined;
  const named = sources.filter((source) => source !== undefined).length;
  const heads = packets.filter(({ head }) => head).length + named;
  return { kind: 'packets', linkType, packets, heads };
}

function isEthernet(bytes: Uint8Array): boolean {
  const type = (bytes[12] ?? 0) * 256 + (bytes[13] ?? 0);
  if (type === 0x8100) return isIp(bytes, 18);
  // ARP and the like stand between the others.
  return type === 0x0806 || ((type === 0x0800 || type === 0x86dd) && isIp(bytes, 14));
}

/** TCP, UDP, ICMP of both versions, and what may stand before them in IPv6. */
const PROTOCOLS = [6, 17, 1, 58, 0, 44];

/** An IP header that agrees with the bytes there are: frames are padded, but a dump is seldom of a cut packet. */
function isIp(bytes: Uint8Array, at: number): boolean {
  const there = bytes.length - at;
  const word = (place: number): number => bytes[at + place]! * 256 + bytes[at + place + 1]!;
  if (there < 20) return false;
  const version = bytes[at]! >>> 4;
  const [declared, protocol] =
    version === 4
      ? [word(2), bytes[at + 9]]
      : version === 6
        ? [word(4) + 40, bytes[at + 6]]
        : [0, 0];
  const padding = there - declared;
  return declared >= 20 && padding >= 0 && padding <= 46 && PROTOCOLS.includes(protocol!);
}

/** The time at the head of what tcpdump says about a packet: of day, or with the date before it (-tttt). */
function timeIn(line: string | undefined): number | undefined {
  const match =
    /^\s*(?:(\d{4})-(\d\d)-(\d\d) )?(\d\d):(\d\d):(\d\d)\.(\d{1,9}) (?:IP6?|[\da-f:]{17}) /i.exec(
      line ?? '',
    );
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction] = match;
  const date = year === undefined ? 0 : Date.UTC(+year, +month! - 1, +day!) / 1000;
  return date + +hour! * 3600 + +minute! * 60 + +second! + Number(`0.${fraction}`);
}
