import { type Direction, opposite } from '../bytes/units.ts';
import { BEFORE_PACKET, pcapngPacket } from './pcapng-writer.ts';

/** One end of a connection: four or sixteen bytes of IP address, and a port. */
export interface RecordedEnd {
  readonly address: Uint8Array;
  readonly port: number;
}

const FIN = 1;
const SYN = 2;
const RST = 4;
const PUSH = 8;
const ACK = 16;

/** Payload of one packet at most: an IP packet may have 65 535 bytes, headers included. */
const LONGEST_PAYLOAD = 32_768;
/** Where the IP header begins, behind what the block and Ethernet have before it. */
const IP = BEFORE_PACKET + 14;
/** The protocol's number, and the length of its header. */
const TCP = 6;
const TCP_HEADER = 20;
const WINDOW = 65_535;
const NOTHING = new Uint8Array(0);

/**
 * Makes packets of what a socket tells, which is bytes without packets: Ethernet, IP and TCP headers are
 * made up, and are such that every reader of captures follows the conversation. Sums are right, nothing
 * is lost, every packet acknowledges all that came before it.
 *
 * Addresses of different kinds (an IPv4 client of an IPv6 server) are both written as IPv6.
 */
export class RecordedConnection {
  readonly #isIpv4: boolean;
  /** What each direction's packets begin with. */
  readonly #starts: readonly [Uint8Array, Uint8Array];
  /** Sequence numbers of the next bytes of each direction. */
  readonly #next: [number, number] = [1000, 5000];
  #identification = 0;

  constructor(client: RecordedEnd, server: RecordedEnd) {
    this.#isIpv4 = client.address.length === 4 && server.address.length === 4;
    const [one, other] = this.#isIpv4 ? [client, server] : [asIpv6(client), asIpv6(server)];
    this.#starts = [startOf(one, other, 0), startOf(other, one, 1)];
  }

  /** SYN, SYN ACK and ACK, as bytes of a pcapng file in pieces. Times here are seconds since 1970. */
  opened(time: number): Uint8Array[] {
    return [
      ...this.#packet(0, SYN, NOTHING, time),
      ...this.#packet(1, SYN | ACK, NOTHING, time),
      ...this.#packet(0, ACK, NOTHING, time),
    ];
  }

  /** Bytes of one direction, in as many packets as they take. They are among the pieces, and not copied. */
  data(direction: Direction, bytes: Uint8Array, time: number): Uint8Array[] {
    const packets: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += LONGEST_PAYLOAD)
      packets.push(
        ...this.#packet(direction, ACK | PUSH, bytes.subarray(at, at + LONGEST_PAYLOAD), time),
      );
    return packets;
  }

  /** One side has no more to say; `reset` when it went without a word. */
  closed(direction: Direction, time: number, reset = false): Uint8Array[] {
    return this.#packet(direction, reset ? RST | ACK : FIN | ACK, NOTHING, time);
  }

  /** The pieces of a packet's block: the payload is the one given, not a copy. */
  #packet(direction: Direction, flags: number, payload: Uint8Array, time: number): Uint8Array[] {
    const start = this.#starts[direction].slice();
    const view = new DataView(start.buffer);
    const length = TCP_HEADER + payload.length;
    const end = pcapngPacket(view, start.length - BEFORE_PACKET + payload.length, time);
    if (this.#isIpv4) this.#ipv4(view, length);
    else view.setUint16(IP + 4, length);
    const tcp = start.length - TCP_HEADER;
    view.setUint32(tcp + 4, this.#next[direction]);
    view.setUint32(tcp + 8, flags & ACK ? this.#next[opposite(direction)] : 0);
    view.setUint8(tcp + 13, flags);
    // The addresses, the protocol and the length count as well (RFC 9293 §3.1): they precede the segment.
    const addresses = tcp - (this.#isIpv4 ? 8 : 32);
    const sum =
      wordSum(view, addresses, start.length) +
      wordSum(new DataView(payload.buffer, payload.byteOffset, payload.length)) +
      TCP +
      length;
    view.setUint16(tcp + 16, checksum(sum));
    const counted = payload.length + (flags & (SYN | FIN) ? 1 : 0);
    this.#next[direction] = (this.#next[direction] + counted) % 2 ** 32;
    return payload.length > 0 ? [start, payload, end] : [start, end];
  }

  #ipv4(view: DataView, segment: number): void {
    view.setUint16(IP + 2, 20 + segment);
    view.setUint16(IP + 4, this.#identification++ % 2 ** 16);
    view.setUint16(IP + 10, checksum(wordSum(view, IP, IP + 20)));
  }
}

/** What packets from one end to the other begin with, where they do not differ; the rest is 0. */
function startOf(from: RecordedEnd, to: RecordedEnd, side: Direction): Uint8Array {
  const isIpv4 = from.address.length === 4;
  const tcp = IP + (isIpv4 ? 20 : 40);
  const bytes = new Uint8Array(tcp + TCP_HEADER);
  const view = new DataView(bytes.buffer);
  ethernet(bytes, side, isIpv4);
  if (isIpv4) {
    // Version and length, Don't Fragment, time to live, protocol.
    view.setUint8(IP, 0x45);
    view.setUint16(IP + 6, 0x4000);
    view.setUint16(IP + 8, 0x4000 | TCP);
  } else {
    // Version, protocol, hop limit.
    view.setUint8(IP, 0x60);
    view.setUint16(IP + 6, (TCP << 8) | 64);
  }
  bytes.set(from.address, tcp - 2 * from.address.length);
  bytes.set(to.address, tcp - to.address.length);
  view.setUint16(tcp, from.port);
  view.setUint16(tcp + 2, to.port);
  view.setUint8(tcp + 12, (TCP_HEADER / 4) << 4);
  view.setUint16(tcp + 14, WINDOW);
  return bytes;
}

/** Locally administered hardware addresses, one for each side. */
function ethernet(bytes: Uint8Array, side: Direction, isIpv4: boolean): void {
  bytes.set([2, 0, 0, 0, 0, side === 0 ? 2 : 1], BEFORE_PACKET);
  bytes.set([2, 0, 0, 0, 0, side === 0 ? 1 : 2], BEFORE_PACKET + 6);
  bytes.set(isIpv4 ? [0x08, 0x00] : [0x86, 0xdd], BEFORE_PACKET + 12);
}

/** An IPv4 address as IPv6 writes it (RFC 4291 §2.5.5.2). */
function asIpv6({ address, port }: RecordedEnd): RecordedEnd {
  if (address.length === 16) return { address, port };
  const mapped = new Uint8Array(16);
  mapped.set([255, 255], 10);
  mapped.set(address, 12);
  return { address: mapped, port };
}

/** The sum of all 16-bit words from `start` on, the last one filled up with a zero; may be far more than 16 bits. */
function wordSum(view: DataView, start = 0, end = view.byteLength): number {
  let total = 0;
  let at = start;
  // Two words at a time: 2¹⁶ counts as 1 when the sum is folded.
  for (; at + 4 <= end; at += 4) total += view.getUint32(at);
  if (at + 2 <= end) {
    total += view.getUint16(at);
    at += 2;
  }
  return at < end ? total + (view.getUint8(at) << 8) : total;
}

/** The Internet checksum (RFC 1071) of a sum of words. */
function checksum(sum: number): number {
  let total = sum;
  while (total > 0xffff) total = (total % 0x10000) + Math.floor(total / 0x10000);
  return ~total & 0xffff;
}
