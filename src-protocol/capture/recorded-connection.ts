import { type Direction, opposite } from '../bytes/units.ts';
import { pcapngPacket } from './pcapng-writer.ts';

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
const ETHERNET_HEADER = 14;
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
  readonly #ends: readonly [RecordedEnd, RecordedEnd];
  readonly #isIpv4: boolean;
  /** Sequence numbers of the next bytes of each direction. */
  readonly #next: [number, number] = [1000, 5000];
  #identification = 0;

  constructor(client: RecordedEnd, server: RecordedEnd) {
    this.#isIpv4 = client.address.length === 4 && server.address.length === 4;
    this.#ends = this.#isIpv4 ? [client, server] : [asIpv6(client), asIpv6(server)];
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
    const segment = ETHERNET_HEADER + (this.#isIpv4 ? 20 : 40);
    const headerLength = segment + TCP_HEADER;
    const { start, headers, end } = pcapngPacket(headerLength, payload.length, time);
    const view = new DataView(headers.buffer, headers.byteOffset, headerLength);
    const length = TCP_HEADER + payload.length;
    ethernet(view, direction, this.#isIpv4);
    if (this.#isIpv4) this.#ipv4(view, headers, direction, length);
    else this.#ipv6(view, headers, direction, length);
    this.#tcp(view, segment, direction, flags);
    // The addresses, the protocol and the length count as well (RFC 9293 §3.1): they precede the segment.
    const addresses = segment - (this.#isIpv4 ? 8 : 32);
    const sum = wordSum(headers.subarray(addresses)) + wordSum(payload) + 6 + length;
    view.setUint16(segment + 16, checksum(sum));
    const counted = payload.length + (flags & (SYN | FIN) ? 1 : 0);
    this.#next[direction] = (this.#next[direction] + counted) % 2 ** 32;
    return payload.length > 0 ? [start, payload, end] : [start, end];
  }

  #ipv4(view: DataView, bytes: Uint8Array, direction: Direction, segment: number): void {
    const at = ETHERNET_HEADER;
    view.setUint8(at, 0x45);
    view.setUint16(at + 2, 20 + segment);
    view.setUint16(at + 4, this.#identification++ % 2 ** 16);
    view.setUint16(at + 6, 0x4000);
    view.setUint8(at + 8, 64);
    view.setUint8(at + 9, 6);
    bytes.set(this.#ends[direction].address, at + 12);
    bytes.set(this.#ends[opposite(direction)].address, at + 16);
    view.setUint16(at + 10, checksum(wordSum(bytes.subarray(at, at + 20))));
  }

  #ipv6(view: DataView, bytes: Uint8Array, direction: Direction, segment: number): void {
    const at = ETHERNET_HEADER;
    view.setUint8(at, 0x60);
    view.setUint16(at + 4, segment);
    view.setUint8(at + 6, 6);
    view.setUint8(at + 7, 64);
    bytes.set(this.#ends[direction].address, at + 8);
    bytes.set(this.#ends[opposite(direction)].address, at + 24);
  }

  #tcp(view: DataView, at: number, direction: Direction, flags: number): void {
    const other = opposite(direction);
    view.setUint16(at, this.#ends[direction].port);
    view.setUint16(at + 2, this.#ends[other].port);
    view.setUint32(at + 4, this.#next[direction]);
    view.setUint32(at + 8, flags & ACK ? this.#next[other] : 0);
    view.setUint8(at + 12, (TCP_HEADER / 4) << 4);
    view.setUint8(at + 13, flags);
    view.setUint16(at + 14, WINDOW);
  }
}

/** Locally administered hardware addresses, one for each side. */
function ethernet(view: DataView, direction: Direction, isIpv4: boolean): void {
  view.setUint8(0, 2);
  view.setUint8(5, direction === 0 ? 2 : 1);
  view.setUint8(6, 2);
  view.setUint8(11, direction === 0 ? 1 : 2);
  view.setUint16(12, isIpv4 ? 0x0800 : 0x86dd);
}

/** An IPv4 address as IPv6 writes it (RFC 4291 §2.5.5.2). */
function asIpv6({ address, port }: RecordedEnd): RecordedEnd {
  if (address.length === 16) return { address, port };
  const mapped = new Uint8Array(16);
  mapped.set([255, 255], 10);
  mapped.set(address, 12);
  return { address: mapped, port };
}

/** The sum of all 16-bit words, the last one filled up with a zero; may be far more than 16 bits. */
function wordSum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let total = 0;
  let at = 0;
  // Two words at a time: 2¹⁶ counts as 1 when the sum is folded.
  for (; at + 4 <= bytes.length; at += 4) total += view.getUint32(at);
  if (at + 2 <= bytes.length) {
    total += view.getUint16(at);
    at += 2;
  }
  return at < bytes.length ? total + (bytes[at]! << 8) : total;
}

/** The Internet checksum (RFC 1071) of a sum of words. */
function checksum(sum: number): number {
  let total = sum;
  while (total > 0xffff) total = (total % 0x10000) + Math.floor(total / 0x10000);
  return ~total & 0xffff;
}
