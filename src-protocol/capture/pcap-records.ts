import type { FileOffset } from '../bytes/units.ts';
import { CAPTURE_BAD_LENGTH, CAPTURE_CUT_RECORD } from './diagnostics.ts';
import type { PacketOutput } from './packet-output.ts';
import { type RecordReader, largestPacket, uint16, uint32 } from './record-reader.ts';

const FILE_HEADER = 24;
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
/** Kuznetzov's patched libpcap: eight more bytes in each record header. */
const MODIFIED = 0xa1b2cd34;

/** Whether these four bytes begin a pcap file, and in which byte order. */
export function pcapByteOrder(bytes: Uint8Array, at: number): 'little' | 'big' | undefined {
  for (const little of [true, false]) {
    const magic = uint32(bytes, at, little);
    if (magic === MICROSECONDS || magic === NANOSECONDS || magic === MODIFIED)
      return little ? 'little' : 'big';
  }
  return undefined;
}

/** The records of a pcap file: the file header first, then one record a packet. */
export class PcapRecords implements RecordReader {
  needed = FILE_HEADER;
  readonly stopped = false;
  readonly #output: PacketOutput;
  readonly #little: boolean;
  #started = false;
  #searching = false;
  #recordHeader = 16;
  #unitsPerSecond = 1e6;
  #swapped: 'never' | 'maybe' | 'always' = 'never';
  #linkType = 0;
  #largest = 0;
  /** Seconds of the last sound record, to know another by; NaN before the first. */
  #lastSeconds = NaN;

  constructor(output: PacketOutput, little: boolean) {
    this.#output = output;
    this.#little = little;
  }

  take(bytes: Uint8Array, at: number, end: number, fileOffset: FileOffset): number {
    if (!this.#started) return this.#fileHeader(bytes, at, end);
    if (this.#searching) {
      const place = this.#search(bytes, at, end);
      if (place !== at) return place < 0 ? 0 : place - at;
    }
    const header = this.#recordHeader;
    if (end - at < header) {
      this.needed = header;
      return 0;
    }
    const captured =
      this.#swapped === 'never' ? uint32(bytes, at + 8, this.#little) : this.#captured(bytes, at);
    if (captured > this.#largest) {
      this.#output.facts.damaged++;
      this.#output.note(CAPTURE_BAD_LENGTH, fileOffset);
      this.#searching = true;
      return 1;
    }
    const length = header + captured;
    if (end - at < length) {
      this.needed = length;
      return 0;
    }
    this.#packet(bytes, at, at + length, captured, fileOffset);
    return length;
  }

  takeCut(bytes: Uint8Array, at: number, end: number, fileOffset: FileOffset): void {
    if (this.#searching) return;
    this.#output.note(CAPTURE_CUT_RECORD, fileOffset);
    if (this.#started && end - at > this.#recordHeader)
      this.#packet(bytes, at, end, this.#captured(bytes, at), fileOffset);
  }

  #fileHeader(bytes: Uint8Array, at: number, end: number): number {
    if (end - at < FILE_HEADER) return 0;
    const little = this.#little;
    const magic = uint32(bytes, at, little);
    if (magic === NANOSECONDS) this.#unitsPerSecond = 1e9;
    if (magic === MODIFIED) this.#recordHeader = 24;
    const minor = uint16(bytes, at + 6, little);
    // Before version 2.3 the two lengths stood the other way round; 2.3 was written both ways.
    if (uint16(bytes, at + 4, little) === 2 && minor < 4)
      this.#swapped = minor < 3 ? 'always' : 'maybe';
    const snapLength = uint32(bytes, at + 16, little);
    this.#largest = largestPacket(snapLength);
    // The top six bits tell of a frame check sequence, which the IP length cuts off anyway.
    this.#linkType = uint32(bytes, at + 20, little) & 0x03ffffff;
    const { facts } = this.#output;
    facts.byteOrder = little ? 'little-endian' : 'big-endian';
    facts.resolution = 1 / this.#unitsPerSecond;
    facts.snapLength = snapLength;
    facts.sections = 1;
    facts.interfaces = 1;
    this.#output.linkType(this.#linkType);
    this.#started = true;
    return FILE_HEADER;
  }

  #packet(
    bytes: Uint8Array,
    at: number,
    end: number,
    captured: number,
    fileOffset: FileOffset,
  ): void {
    const little = this.#little;
    const seconds = uint32(bytes, at, little);
    const fraction = uint32(bytes, at + 4, little);
    const start = at + this.#recordHeader;
    this.#lastSeconds = seconds;
    this.#output.packet(
      bytes,
      start,
      end,
      captured,
      this.#swapped === 'never' ? uint32(bytes, at + 12, little) : this.#original(bytes, at),
      seconds + fraction / this.#unitsPerSecond,
      fileOffset + this.#recordHeader,
      this.#linkType,
    );
  }

  #captured(bytes: Uint8Array, at: number): number {
    return uint32(bytes, at + (this.#isSwapped(bytes, at) ? 12 : 8), this.#little);
  }

  #original(bytes: Uint8Array, at: number): number {
    return uint32(bytes, at + (this.#isSwapped(bytes, at) ? 8 : 12), this.#little);
  }

  #isSwapped(bytes: Uint8Array, at: number): boolean {
    if (this.#swapped !== 'maybe') return this.#swapped === 'always';
    return uint32(bytes, at + 8, this.#little) > uint32(bytes, at + 12, this.#little);
  }

  /**
   * Where to go on after damage: at a record header, or as far as there is none; -1 when more bytes
   * are needed. A header looks sound within an hour of the last one, with a fraction below one second
   * and two lengths that agree. Random bytes pass that about once in 2⁵⁰ places.
   */
  #search(bytes: Uint8Array, at: number, end: number): number {
    const last = end - this.#recordHeader;
    for (let place = at; place <= last; place++) {
      if (!this.#looksSound(bytes, place)) continue;
      this.#searching = false;
      return place;
    }
    // More than one header, so that the search soon goes on in place.
    this.needed = 2 * this.#recordHeader;
    return last < at ? -1 : last + 1;
  }

  #looksSound(bytes: Uint8Array, at: number): boolean {
    const seconds = uint32(bytes, at, this.#little);
    if (!(Math.abs(seconds - this.#lastSeconds) <= 3600)) return false;
    if (uint32(bytes, at + 4, this.#little) >= this.#unitsPerSecond) return false;
    const captured = this.#captured(bytes, at);
    const original = this.#original(bytes, at);
    return (
      captured > 0 && captured <= this.#largest && original >= captured && original <= 1_048_576
    );
  }
}
