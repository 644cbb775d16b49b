import type { LinkPacket } from './link-packet.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP, emptyDatagram } from './datagram.ts';
import { Fragments, type WholeDatagram } from './fragments.ts';
import { ipv4 } from './ipv4.ts';
import { ipv6, ipv6Extensions } from './ipv6.ts';
import { linkLayer } from './link-layer.ts';
import {
  ETHERTYPE_IPV4,
  ETHERTYPE_IPV6,
  HEADER_CUT,
  LINK_TYPE_UNKNOWN,
  type LinkPayload,
  be16,
} from './link-payload.ts';
import { type NetworkFacts, count, noNetworkFacts } from './network-facts.ts';
import { tunnel } from './tunnel.ts';
import {
  type Segment,
  TCP_FIN,
  TCP_RST,
  TCP_SYN,
  emptySegment,
  tcpSegment,
} from './tcp-segment.ts';

/** Tunnels inside tunnels that are followed. */
const MOST_TUNNELS = 8;

export type SegmentSink = (segment: Segment) => void;

/** Takes packets, hands on the TCP segments in them, and counts the rest. */
export class NetworkReader {
  readonly facts: NetworkFacts = noNetworkFacts();
  readonly #sink: SegmentSink;
  readonly #link: LinkPayload = { protocol: 0, at: 0 };
  readonly #datagram = emptyDatagram();
  readonly #segment = emptySegment();
  readonly #fragments = new Fragments();

  constructor(sink: SegmentSink) {
    this.#sink = sink;
  }

  packet(packet: LinkPacket): void {
    const { bytes, start, end } = packet;
    const link = this.#link;
    linkLayer(packet.linkType, bytes, start, end, link);
    if (link.protocol !== ETHERTYPE_IPV4 && link.protocol !== ETHERTYPE_IPV6)
      return this.#notIp(packet);
    this.#network(packet, end, Math.max(end, start + packet.originalLength), 0);
  }

  /** The IP header that `#link` says comes next; `depth` counts the tunnels around it. */
  #network(packet: LinkPacket, end: number, wireEnd: number, depth: number): void {
    const { protocol, at } = this.#link;
    const read = protocol === ETHERTYPE_IPV4 ? ipv4 : ipv6;
    if (read(packet.bytes, at, end, wireEnd, this.#datagram)) this.#ip(packet, depth);
    else this.facts.malformed++;
  }

  #notIp(packet: LinkPacket): void {
    const { protocol } = this.#link;
    if (protocol === HEADER_CUT) this.facts.malformed++;
    else if (protocol === LINK_TYPE_UNKNOWN)
      count(this.facts.unsupportedLinkTypes, packet.linkType);
    else count(this.facts.etherTypes, protocol);
  }

  #ip(packet: LinkPacket, depth: number): void {
    const datagram = this.#datagram;
    const { bytes } = packet;
    if (datagram.moreFragments || datagram.fragmentOffset > 0) return this.#fragment(packet);
    const { payloadStart, payloadEnd, wireEnd, protocol } = datagram;
    if (protocol !== PROTOCOL_TCP) {
      if (depth < MOST_TUNNELS && tunnel(protocol, bytes, payloadStart, payloadEnd, this.#link)) {
        this.facts.tunnelled++;
        return this.#network(packet, payloadEnd, wireEnd, depth + 1);
      }
      return this.#notTcp(protocol, bytes, payloadStart, payloadEnd);
    }
    const segment = this.#segment;
    if (!tcpSegment(bytes, payloadStart, payloadEnd, wireEnd, segment)) {
      this.facts.malformed++;
      return;
    }
    this.facts.tcp++;
    segment.packet = packet.number;
    segment.time = packet.time;
    segment.inPlace = true;
    segment.fileOffset = packet.fileOffset + (segment.payloadStart - packet.start);
    segment.ipVersion = datagram.version;
    segment.addressBytes = bytes;
    segment.sourceStart = datagram.sourceStart;
    segment.destinationStart = datagram.destinationStart;
    this.#sink(segment);
  }

  #notTcp(protocol: number, bytes: Uint8Array, at: number, end: number): void {
    if (protocol !== PROTOCOL_UDP) return count(this.facts.otherProtocols, protocol);
    this.facts.udp++;
    if (at + 4 <= end) count(this.facts.udpPorts, Math.min(be16(bytes, at), be16(bytes, at + 2)));
  }

  #fragment(packet: LinkPacket): void {
    this.facts.fragments++;
    const whole = this.#fragments.add(packet, this.#datagram);
    this.facts.fragmentsDropped = this.#fragments.dropped;
    if (whole !== undefined) this.#whole(whole);
  }

  /** Hands on the segment of a datagram that came in fragments, one piece after the other. */
  #whole(whole: WholeDatagram): void {
    const bytes = new Uint8Array(whole.length);
    for (const piece of whole.pieces)
      if (piece.offset < whole.length)
        bytes.set(piece.bytes.subarray(0, whole.length - piece.offset), piece.offset);
    const datagram = this.#datagram;
    datagram.protocol = whole.protocol;
    datagram.payloadStart = 0;
    datagram.payloadEnd = datagram.wireEnd = bytes.length;
    datagram.fragmentOffset = 0;
    datagram.moreFragments = false;
    if (whole.version === 6 && !ipv6Extensions(bytes, datagram)) {
      this.facts.malformed++;
      return;
    }
    const at = datagram.payloadStart;
    if (datagram.protocol !== PROTOCOL_TCP)
      return this.#notTcp(datagram.protocol, bytes, at, bytes.length);
    const segment = this.#segment;
    if (!tcpSegment(bytes, at, bytes.length, bytes.length, segment)) {
      this.facts.malformed++;
      return;
    }
    this.facts.tcp++;
    segment.inPlace = false;
    segment.ipVersion = whole.version;
    segment.addressBytes = whole.addresses;
    segment.sourceStart = 0;
    segment.destinationStart = whole.addresses.length / 2;
    this.#pieces(whole, segment);
  }

  #pieces(whole: WholeDatagram, segment: Segment): void {
    const first = segment.payloadStart;
    const { sequence, flags } = segment;
    for (const piece of whole.pieces) {
      const wireEnd = Math.min(piece.offset + piece.length, whole.length);
      const start = Math.max(piece.offset, first);
      const last = wireEnd >= whole.length;
      if (start >= wireEnd && !last) continue;
      const end = Math.max(start, Math.min(piece.offset + piece.bytes.length, wireEnd));
      const atStart = start === first;
      segment.packet = piece.packet;
      segment.time = piece.time;
      segment.payloadStart = start;
      segment.payloadEnd = end;
      segment.missing = wireEnd - end;
      segment.fileOffset = piece.fileOffset + (start - piece.offset);
      // SYN stands before the first byte and takes a number; FIN and RST stand after the last.
      const synTaken = !atStart && (flags & TCP_SYN) !== 0 ? 1 : 0;
      segment.sequence = (sequence + (start - first) + synTaken) >>> 0;
      segment.flags = flags & ~((atStart ? 0 : TCP_SYN) | (last ? 0 : TCP_FIN | TCP_RST));
      this.#sink(segment);
      if (last) return;
    }
  }
}
