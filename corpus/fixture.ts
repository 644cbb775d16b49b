import {
  be16,
  be32,
  bytesOf,
  ethernet,
  ipv4,
  type Ipv4Options,
  le32,
  pcapHeader,
  pcapRecord,
  tcp,
  withChecksum,
} from './network/build-packets.ts';

/**
 * Writes RTMP sessions for tests, chunk by chunk, as plainly as the specification draws them. It shares
 * no code with what it tests: a decoder and an encoder that are wrong in step would agree.
 */

/** Things that become bytes: numbers are bytes, texts have one byte a character. */
export type Part = number | string | Uint8Array | number[];

export const be24 = (value: number): number[] => be32(value).slice(1);

/** Bytes in a file that the handshake takes in each direction. */
export const HANDSHAKE = 3073;

/** The 1, 2 or 3 bytes of a basic header (§5.3.1.1); the smallest form unless another is asked for. */
export function basicHeader(
  fmt: number,
  chunkStreamId: number,
  form = chunkStreamId < 64 ? 1 : chunkStreamId < 320 ? 2 : 3,
): number[] {
  const first = fmt << 6;
  if (form === 1) return [first | chunkStreamId];
  const rest = chunkStreamId - 64;
  return form === 2 ? [first, rest] : [first | 1, rest & 255, rest >> 8];
}

interface Header {
  chunkStreamId: number;
  /** The form of the basic header, when it is not to be the smallest. */
  form?: number;
  /** Writes the extended timestamp even where the time would fit in 24 bits. */
  extended?: boolean;
}

/** A time of 24 bits, and the extended timestamp that follows the header when it does not fit. */
function timeFields(
  time: number,
  extended = time >= 0xffffff,
): { field: number[]; after: number[] } {
  return extended
    ? { field: [255, 255, 255], after: be32(time) }
    : { field: be24(time), after: [] };
}

/** The header of a type 0 chunk (§5.3.1.2.1). */
export function type0(
  header: Header & { timestamp?: number; length: number; type: number; stream?: number },
): number[] {
  const { chunkStreamId, form, timestamp = 0, length, type, stream = 1 } = header;
  const { field, after } = timeFields(timestamp, header.extended);
  const basic = basicHeader(0, chunkStreamId, form);
  return [...basic, ...field, ...be24(length), type, ...le32(stream), ...after];
}

/** The header of a type 1 chunk (§5.3.1.2.2). */
export function type1(header: Header & { delta: number; length: number; type: number }): number[] {
  const { chunkStreamId, form, delta, length, type } = header;
  const { field, after } = timeFields(delta, header.extended);
  return [...basicHeader(1, chunkStreamId, form), ...field, ...be24(length), type, ...after];
}

/** The header of a type 2 chunk (§5.3.1.2.3). */
export function type2(header: Header & { delta: number }): number[] {
  const { field, after } = timeFields(header.delta, header.extended);
  return [...basicHeader(2, header.chunkStreamId, header.form), ...field, ...after];
}

/** The header of a type 3 chunk (§5.3.1.2.4), with the extended timestamp it repeats, if any. */
export function type3(chunkStreamId: number, extendedTimestamp?: number, form?: number): number[] {
  const basic = basicHeader(3, chunkStreamId, form);
  return extendedTimestamp === undefined ? basic : [...basic, ...be32(extendedTimestamp)];
}

/** A whole message in one type 0 chunk on chunk stream 2, message stream 0. */
export function control(type: number, ...payload: Part[]): Uint8Array {
  const body = bytesOf(...payload);
  return bytesOf(type0({ chunkStreamId: 2, length: body.length, type, stream: 0 }), body);
}

export const setChunkSize = (size: number): Uint8Array => control(1, be32(size));
export const abort = (chunkStreamId: number): Uint8Array => control(2, be32(chunkStreamId));

/** A body of `length` bytes that begins like AAC audio and is otherwise `fill`. */
export function audio(length: number, fill = 0x61): Uint8Array {
  return body([0xaf, 1], length, fill);
}

/** A body of `length` bytes that begins like an AVC key frame and is otherwise `fill`. */
export function video(length: number, fill = 0x56): Uint8Array {
  return body([0x17, 1, 0, 0, 0], length, fill);
}

function body(head: number[], length: number, fill: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(fill);
  bytes.set(head.slice(0, length));
  return bytes;
}

/** Both directions of a plain handshake in which each side echoes the other exactly (§5.2). */
export function handshake(version = 3): { client: Uint8Array; server: Uint8Array } {
  const c1 = bytesOf(be32(0), be32(0), noise(1528, 1));
  const s1 = bytesOf(be32(0), be32(0), noise(1528, 2));
  return { client: bytesOf(version, c1, s1), server: bytesOf(version, s1, c1) };
}

/** Bytes that look random and are the same every time. */
export function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** How a conversation is put into packets. */
export interface Wiring {
  /** Bytes of payload a segment has at most. */
  segment?: number;
  serverPort?: number;
  clientPort?: number;
  /** Leaves out SYN and SYN ACK: the capture begins in mid-stream. */
  noStart?: boolean;
  /** Sequence numbers of the two SYNs. */
  initial?: [client: number, server: number];
  /** Puts the IP packet into a frame; Ethernet when left out. */
  frame?: (packet: Uint8Array) => Uint8Array;
  /** The file's link type, for frames other than Ethernet's. */
  linkType?: number;
  /** What the IP header has that is unusual. */
  ip?: Ipv4Options;
  /** What checksums segments have: right ones, or those left to a network card; 0 when left out. */
  checksum?: 'right' | 'unfilled' | undefined;
}

const ADDRESSES = [
  [10, 0, 0, 1],
  [10, 0, 0, 2],
];

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PUSH = 8;
export const ACK = 16;

/** One direction's turn to speak: 0 is the client. */
type Side = 0 | 1;

/** A conversation over one TCP connection, packet by packet; it counts sequence numbers. */
export class Conversation {
  /** Sequence numbers of the next bytes. */
  readonly next: [client: number, server: number];
  readonly records: Uint8Array[] = [];
  readonly #wiring: Wiring;

  constructor(wiring: Wiring = {}) {
    this.#wiring = wiring;
    this.next = [...(wiring.initial ?? [1000, 5000])];
    if (wiring.noStart) return;
    this.packet(0, SYN);
    this.packet(1, SYN | ACK);
  }

  /** A handshake, and then what the client and after it the server sends. */
  session(client: Part[], server: Part[] = []): this {
    const greeting = handshake();
    this.send(0, greeting.client.subarray(0, 1537));
    this.send(1, greeting.server);
    this.send(0, greeting.client.subarray(1537));
    this.send(0, bytesOf(...client));
    return this.send(1, bytesOf(...server));
  }

  /** Bytes in as many segments as they take. */
  send(side: Side, bytes: Uint8Array): this {
    const { segment = 1460 } = this.#wiring;
    for (let at = 0; at < bytes.length; at += segment)
      this.packet(side, ACK | PUSH, bytes.subarray(at, at + segment));
    return this;
  }

  /** One packet; `sequence` makes it one that comes out of order, and counts for nothing. */
  packet(
    side: Side,
    flags: number,
    payload: Uint8Array = new Uint8Array(0),
    sequence?: number,
  ): this {
    const { serverPort = 1935, clientPort = 50000, frame = ethernet, ip } = this.#wiring;
    const other: Side = side === 0 ? 1 : 0;
    const segment = tcp({
      sourcePort: side === 0 ? clientPort : serverPort,
      destinationPort: side === 0 ? serverPort : clientPort,
      sequence: sequence ?? this.next[side],
      acknowledgement: flags & ACK ? this.next[other] : 0,
      flags,
      payload,
    });
    const addresses = { source: ADDRESSES[side]!, destination: ADDRESSES[other]! };
    const { checksum } = this.#wiring;
    const bare = ipv4(segment, { ...ip, ...addresses });
    const packet = checksum ? withChecksum(bare, checksum === 'unfilled') : bare;
    this.records.push(pcapRecord(frame(packet), 1_700_000_000, this.records.length * 1000));
    if (sequence === undefined)
      this.next[side] = (this.next[side] + payload.length + (flags & (SYN | FIN) ? 1 : 0)) >>> 0;
    return this;
  }

  /** The conversation as a pcap file. */
  get file(): Uint8Array {
    const { linkType = 1 } = this.#wiring;
    return bytesOf(pcapHeader({ linkType }), ...this.records);
  }
}

/** A pcap file of one connection: handshake, what the client sends, what the server sends. */
export function session(client: Part[], server: Part[] = [], wiring: Wiring = {}): Uint8Array {
  return new Conversation(wiring).session(client, server).file;
}

/** A text as AMF0 has it: marker, length, characters. */
export const amfString = (text: string): Uint8Array => bytesOf(2, be16(text.length), text);

/** A number as AMF0 has it. */
export function amfNumber(value: number): Uint8Array {
  const bytes = new Uint8Array(9);
  new DataView(bytes.buffer).setFloat64(1, value);
  return bytes;
}

/** connect('live') with one property. */
export const CONNECT = bytesOf(
  amfString('connect'),
  amfNumber(1),
  3,
  be16(3),
  'app',
  amfString('live'),
  be16(0),
  9,
);
