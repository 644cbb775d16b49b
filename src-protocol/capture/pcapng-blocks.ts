import { utf8 } from '../bytes/text.ts';
import type { FileOffset } from '../bytes/units.ts';
import {
  CAPTURE_BAD_LENGTH,
  CAPTURE_BAD_SECTION,
  CAPTURE_CUT_RECORD,
  CAPTURE_UNKNOWN_INTERFACE,
} from './diagnostics.ts';
import type { CaptureComment } from './capture-facts.ts';
import type { PacketOutput } from './packet-output.ts';
import { PcapngInterface, readOptions } from './pcapng-interface.ts';
import { type RecordReader, largestPacket, uint16, uint32 } from './record-reader.ts';

const SECTION_HEADER = 0x0a0d0d0a; // the same in both byte orders
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const NAME_RESOLUTION = 4;
const INTERFACE_STATISTICS = 5;
const DECRYPTION_SECRETS = 10;

/** Options of any block, of packets, and of statistics (the pcapng draft, sections 3.5, 4.3, 4.6). */
const COMMENT = 1;
const DROPPED_BEFORE = 4;
const INTERFACE_DROPPED = 5;
const SYSTEM_DROPPED = 7;

/** Comments and names that are kept, of each. */
const MOST_KEPT = 1000;
const LONGEST_TEXT = 4096;

/** Options past this many bytes of a block are not read; a block may be skipped at any length. */
const MOST_OPTIONS = 65_536;
const MOST_INTERFACES = 65_536;

/** Blocks without packets of which more than the header is read. */
const HAS_OPTIONS = new Set([INTERFACE_DESCRIPTION, NAME_RESOLUTION, INTERFACE_STATISTICS]);

/** The byte order a byte-order magic at `at` tells, if it is one. */
export function pcapngByteOrder(bytes: Uint8Array, at: number): 'little' | 'big' | undefined {
  if (uint32(bytes, at, true) === 0x1a2b3c4d) return 'little';
  if (uint32(bytes, at, false) === 0x1a2b3c4d) return 'big';
  return undefined;
}

/** Bytes before the data of a block that holds a packet; 0 for other blocks. */
function packetHeader(type: number): number {
  if (type === ENHANCED_PACKET || type === OBSOLETE_PACKET) return 28;
  return type === SIMPLE_PACKET ? 12 : 0;
}

/** The blocks of a pcapng file. Interfaces and byte order begin anew with each section. */
export class PcapngBlocks implements RecordReader {
  needed = 12;
  stopped = false;
  readonly #output: PacketOutput;
  #little = true;
  #interfaces: PcapngInterface[] = [];

  constructor(output: PacketOutput) {
    this.#output = output;
  }

  take(bytes: Uint8Array, at: number, end: number, fileOffset: FileOffset): number {
    const there = end - at;
    if (there < 12) return this.#need(12);
    const type = uint32(bytes, at, this.#little);
    if (type === SECTION_HEADER) return this.#section(bytes, at, there, fileOffset);
    const length = this.#length(bytes, at, fileOffset);
    if (length === 0) return 0;
    let wanted = 0;
    const header = packetHeader(type);
    if (header > 0) {
      if (length < header + 4) return this.#badPacket(length, fileOffset);
      if (there < header) return this.#need(header);
      const captured =
        type === SIMPLE_PACKET
          ? this.#simpleLength(bytes, at, length)
          : uint32(bytes, at + 20, this.#little);
      if (captured > length - header - 4 || captured > largestPacket(0))
        return this.#badPacket(length, fileOffset);
      wanted = header + captured;
      // What is behind the data besides the length once more: options. Most files have none.
      const options = length - wanted - (-wanted & 3) - 4;
      if (type !== SIMPLE_PACKET && options >= 4 && options <= MOST_OPTIONS) wanted = length;
    } else if (HAS_OPTIONS.has(type)) wanted = Math.min(length, MOST_OPTIONS);
    else if (type === DECRYPTION_SECRETS) wanted = Math.min(length, 20);
    if (there < wanted) return this.#need(wanted);
    this.#block(type, bytes, at, at + wanted, length, fileOffset);
    return length;
  }

  takeCut(bytes: Uint8Array, at: number, end: number, fileOffset: FileOffset): void {
    this.#output.note(CAPTURE_CUT_RECORD, fileOffset);
    const type = end - at < 12 ? 0 : uint32(bytes, at, this.#little);
    const header = packetHeader(type);
    if (header === 0 || end - at <= header) return;
    const length = uint32(bytes, at + 4, this.#little);
    this.#block(type, bytes, at, end, length, fileOffset);
  }

  #need(bytes: number): 0 {
    this.needed = bytes;
    return 0;
  }

  /** The block's total length, rounded up as some writers forget to; 0 stops the reading. */
  #length(bytes: Uint8Array, at: number, fileOffset: FileOffset): number {
    const length = uint32(bytes, at + 4, this.#little);
    if (length >= 12) return Math.ceil(length / 4) * 4;
    this.#output.facts.damaged++;
    this.#output.note(CAPTURE_BAD_LENGTH, fileOffset);
    this.stopped = true;
    return 0;
  }

  #badPacket(length: number, fileOffset: FileOffset): number {
    const { facts } = this.#output;
    facts.packets++; // it keeps its number, as in other programs
    facts.damaged++;
    this.#output.note(CAPTURE_BAD_LENGTH, fileOffset);
    return length;
  }

  #section(bytes: Uint8Array, at: number, there: number, fileOffset: FileOffset): number {
    const order = pcapngByteOrder(bytes, at + 8);
    if (order === undefined) {
      this.#output.note(CAPTURE_BAD_SECTION, fileOffset);
      this.stopped = true;
      return 0;
    }
    this.#little = order === 'little';
    const length = this.#length(bytes, at, fileOffset);
    if (length === 0) return 0;
    const known = Math.min(length, MOST_OPTIONS);
    if (there < known) return this.#need(known);
    this.#interfaces = [];
    const { facts } = this.#output;
    const first = facts.sections++ === 0;
    if (first) facts.byteOrder = this.#little ? 'little-endian' : 'big-endian';
    readOptions(bytes, at + 24, at + known - 4, this.#little, (code, value, size) => {
      if (code === COMMENT) this.#comment('section', bytes, value, size);
      if (code === 4 && first)
        facts.application = utf8(bytes.subarray(value, value + Math.min(size, 256)));
    });
    return length;
  }

  #block(
    type: number,
    bytes: Uint8Array,
    at: number,
    end: number,
    length: number,
    fileOffset: FileOffset,
  ): void {
    const little = this.#little;
    switch (type) {
      case ENHANCED_PACKET:
        return this.#packet(uint32(bytes, at + 8, little), bytes, at, end, fileOffset);
      case OBSOLETE_PACKET:
        return this.#packet(uint16(bytes, at + 8, little), bytes, at, end, fileOffset);
      case SIMPLE_PACKET:
        return this.#simple(bytes, at, end, length, fileOffset);
      case INTERFACE_DESCRIPTION:
        return this.#interface(bytes, at, end);
      case NAME_RESOLUTION:
        return this.#names(bytes, at + 8, end - 4);
      case INTERFACE_STATISTICS:
        return this.#statistics(bytes, at, end);
      case DECRYPTION_SECRETS: {
        const { secrets } = this.#output.facts;
        if (end - at < 20 || secrets.length >= 256) return;
        const size = Math.min(uint32(bytes, at + 12, little), Math.max(0, length - 20));
        secrets.push({
          type: uint32(bytes, at + 8, little),
          fileOffset: fileOffset + 16,
          length: size,
        });
      }
    }
  }

  #interface(bytes: Uint8Array, at: number, end: number): void {
    if (this.#interfaces.length >= MOST_INTERFACES) return;
    const little = this.#little;
    const described =
      end - at < 20
        ? new PcapngInterface(-1, 0)
        : new PcapngInterface(uint16(bytes, at + 8, little), uint32(bytes, at + 12, little));
    readOptions(bytes, at + 16, end - 4, little, (code, value, size) => {
      if (code === COMMENT) this.#comment('interface', bytes, value, size);
      if (code === 9 && size >= 1) described.setResolution(bytes[value]!);
      if (code === 14 && size >= 8) {
        const low = uint32(bytes, value + (little ? 0 : 4), little);
        const high = uint32(bytes, value + (little ? 4 : 0), little) | 0;
        described.offset = high * 0x1_0000_0000 + low;
      }
    });
    this.#interfaces.push(described);
    this.#output.facts.interfaces++;
    const { facts } = this.#output;
    this.#output.linkType(described.linkType);
    if (facts.resolution !== undefined) return;
    facts.resolution = 1 / described.unitsPerSecond;
    facts.snapLength = described.snapLength;
  }

  /** Enhanced and obsolete packet blocks, alike but for the number of the interface. */
  #packet(
    interfaceId: number,
    bytes: Uint8Array,
    at: number,
    end: number,
    fileOffset: FileOffset,
  ): void {
    const source = this.#interfaces[interfaceId];
    if (source === undefined) return this.#unknownInterface(fileOffset);
    const little = this.#little;
    const captured = uint32(bytes, at + 20, little);
    const original = uint32(bytes, at + 24, little);
    const time = source.time(uint32(bytes, at + 12, little), uint32(bytes, at + 16, little));
    const dataEnd = Math.min(end, at + 28 + captured);
    this.#output.packet(
      bytes,
      at + 28,
      dataEnd,
      captured,
      original,
      time,
      fileOffset + 28,
      source.linkType,
    );
    if (end > dataEnd) this.#packetOptions(bytes, dataEnd + (-captured & 3), end - 4);
    // An obsolete packet block counts what was lost before it in the half word behind its interface.
    const lost = uint32(bytes, at, little) === OBSOLETE_PACKET ? uint16(bytes, at + 10, little) : 0;
    if (lost !== 0xffff) this.#output.facts.dropped += lost;
  }

  /** Options of the packet that was handed on last. */
  #packetOptions(bytes: Uint8Array, at: number, end: number): void {
    const { facts } = this.#output;
    readOptions(bytes, at, end, this.#little, (code, value, size) => {
      if (code === COMMENT) this.#comment('packet', bytes, value, size);
      if (code === DROPPED_BEFORE && size >= 8) facts.dropped += this.#uint64(bytes, value);
    });
  }

  #comment(about: CaptureComment['about'], bytes: Uint8Array, at: number, size: number): void {
    const { comments, packets } = this.#output.facts;
    if (comments.length >= MOST_KEPT) return;
    const text = utf8(bytes.subarray(at, at + Math.min(size, LONGEST_TEXT)));
    comments.push({ about, text, packet: about === 'packet' ? packets : 0 });
  }

  /** Records of an address and its names, each ended by a zero; the first name counts. */
  #names(bytes: Uint8Array, at: number, end: number): void {
    const { names } = this.#output.facts;
    readOptions(bytes, at, end, this.#little, (type, value, size) => {
      const length = type === 1 ? 4 : type === 2 ? 16 : 0;
      if (length === 0 || size <= length || names.length >= MOST_KEPT) return;
      const text = bytes.subarray(value + length, value + size);
      const zero = text.indexOf(0);
      const name = utf8(text.subarray(0, Math.min(zero < 0 ? size : zero, 255)));
      if (name !== '') names.push({ address: bytes.slice(value, value + length), name });
    });
  }

  /** What the recording program says it lost, at the card and in the system. */
  #statistics(bytes: Uint8Array, at: number, end: number): void {
    const { facts } = this.#output;
    readOptions(bytes, at + 20, end - 4, this.#little, (code, value, size) => {
      if ((code === INTERFACE_DROPPED || code === SYSTEM_DROPPED) && size >= 8)
        facts.dropped += this.#uint64(bytes, value);
    });
  }

  #uint64(bytes: Uint8Array, at: number): number {
    const low = uint32(bytes, at + (this.#little ? 0 : 4), this.#little);
    return low + uint32(bytes, at + (this.#little ? 4 : 0), this.#little) * 0x1_0000_0000;
  }

  /** A simple packet block has no time, no captured length, and belongs to interface 0. */
  #simple(
    bytes: Uint8Array,
    at: number,
    end: number,
    length: number,
    fileOffset: FileOffset,
  ): void {
    const source = this.#interfaces[0];
    if (source === undefined) return this.#unknownInterface(fileOffset);
    const original = uint32(bytes, at + 8, this.#little);
    const captured = this.#simpleLength(bytes, at, length);
    this.#output.packet(
      bytes,
      at + 12,
      Math.min(end, at + 12 + captured),
      captured,
      original,
      NaN,
      fileOffset + 12,
      source.linkType,
    );
  }

  #simpleLength(bytes: Uint8Array, at: number, length: number): number {
    const snapLength = this.#interfaces[0]?.snapLength ?? 0;
    const most = Math.min(uint32(bytes, at + 8, this.#little), Math.max(0, length - 16));
    return snapLength === 0 ? most : Math.min(snapLength, most);
  }

  #unknownInterface(fileOffset: FileOffset): void {
    this.#output.facts.packets++;
    this.#output.note(CAPTURE_UNKNOWN_INTERFACE, fileOffset);
  }
}
