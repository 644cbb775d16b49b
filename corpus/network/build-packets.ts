/** Builds packets and capture files for tests, with nothing of the code they test. */

/** The bytes of numbers, texts (one byte a character) and byte arrays, one after the other. */
export function bytesOf(...parts: (number | string | Uint8Array | number[])[]): Uint8Array {
  const bytes = parts.flatMap((part) =>
    typeof part === 'number'
      ? [part]
      : typeof part === 'string'
        ? Array.from(part, (character) => character.charCodeAt(0))
        : Array.from(part),
  );
  return Uint8Array.from(bytes);
}

export const be16 = (value: number): number[] => [(value >>> 8) & 255, value & 255];
export const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value & 0xffff)];
export const le32 = (value: number): number[] => be32(value).reverse();

export interface TcpOptions {
  sourcePort?: number;
  destinationPort?: number;
  sequence?: number;
  acknowledgement?: number;
  flags?: number;
  window?: number;
  payload?: string | Uint8Array;
}

/** A TCP segment, by default from port 50000 to 1935 with ACK set. */
export function tcp(options: TcpOptions = {}): Uint8Array {
  const { sourcePort = 50000, destinationPort = 1935, sequence = 0, acknowledgement = 0 } = options;
  const { flags = 16, window = 1000, payload = '' } = options;
  const ports = [...be16(sourcePort), ...be16(destinationPort)];
  return bytesOf(
    ports,
    be32(sequence),
    be32(acknowledgement),
    0x50,
    flags,
    be16(window),
    0,
    0,
    0,
    0,
    payload,
  );
}

export interface Ipv4Options {
  source?: number[];
  destination?: number[];
  protocol?: number;
  identification?: number;
  /** Flags and offset as in the header. */
  fragment?: number;
  totalLength?: number;
  options?: number[];
}

/** An IPv4 packet, by default TCP from 10.0.0.1 to 10.0.0.2. */
export function ipv4(payload: Uint8Array, settings: Ipv4Options = {}): Uint8Array {
  const { source = [10, 0, 0, 1], destination = [10, 0, 0, 2], protocol = 6 } = settings;
  const { identification = 0, fragment = 0, options = [] } = settings;
  const length = 20 + options.length + payload.length;
  return bytesOf(
    0x45 + options.length / 4,
    0,
    be16(settings.totalLength ?? length),
    be16(identification),
    be16(fragment),
    64,
    protocol,
    0,
    0,
    source,
    destination,
    options,
    payload,
  );
}

/**
 * An IP packet with the checksum of its TCP segment: as it should be, or, `unfilled`, as the sending machine leaves it
 * for its network card (the sum over the addresses, the protocol and the length).
 */
export function withChecksum(packet: Uint8Array, unfilled = false): Uint8Array {
  const is4 = packet[0]! >> 4 === 4;
  const start = is4 ? (packet[0]! & 15) * 4 : 40;
  const addresses = is4 ? packet.slice(12, 20) : packet.slice(8, 40);
  const pseudo = onesSum(bytesOf(addresses, be16(6), be16(packet.length - start)));
  const filled = packet.slice();
  filled.set(be16(pseudo), start + 16);
  if (!unfilled) filled.set(be16(onesSum(filled.subarray(start)) ^ 0xffff), start + 16);
  return filled;
}

/** RFC 1071, one word after the other with its carry. */
function onesSum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    sum += bytes[at]! * 256 + (bytes[at + 1] ?? 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

/** An IPv6 packet from ::1 to 2001:db8::2; `extensions` come first in its payload. */
export function ipv6(payload: Uint8Array, nextHeader = 6, payloadLength?: number): Uint8Array {
  const zeros = (count: number): number[] => new Array<number>(count).fill(0);
  return bytesOf(
    0x60,
    0,
    0,
    0,
    be16(payloadLength ?? payload.length),
    nextHeader,
    64,
    zeros(15),
    1,
    [0x20, 0x01, 0x0d, 0xb8],
    zeros(11),
    2,
    payload,
  );
}

/** An Ethernet frame. */
export function ethernet(payload: Uint8Array, etherType = 0x0800): Uint8Array {
  return bytesOf('\x02\0\0\0\0\x01\x02\0\0\0\0\x02', be16(etherType), payload);
}

export interface PcapOptions {
  linkType?: number;
  snapLength?: number;
  magic?: number;
  minor?: number;
}

/** The header of a little-endian pcap file. */
export function pcapHeader(options: PcapOptions = {}): Uint8Array {
  const { linkType = 1, snapLength = 262144, magic = 0xa1b2c3d4, minor = 4 } = options;
  return bytesOf(le32(magic), [2, 0, minor, 0], le32(0), le32(0), le32(snapLength), le32(linkType));
}

/** One record of a little-endian pcap file: `fraction` is of the unit the header's magic says. */
export function pcapRecord(
  packet: Uint8Array,
  seconds = 1_700_000_000,
  fraction = 0,
  originalLength = packet.length,
): Uint8Array {
  return bytesOf(le32(seconds), le32(fraction), le32(packet.length), le32(originalLength), packet);
}

/** A block of a little-endian pcapng file. */
export function pcapngBlock(type: number, body: Uint8Array): Uint8Array {
  const padding = new Uint8Array((4 - (body.length % 4)) % 4);
  const length = le32(12 + body.length + padding.length);
  return bytesOf(le32(type), length, body, padding, length);
}

/** A section header block, little-endian. */
export const SECTION_HEADER = pcapngBlock(
  0x0a0d0d0a,
  bytesOf(le32(0x1a2b3c4d), [1, 0, 0, 0], le32(0xffffffff), le32(0xffffffff)),
);
