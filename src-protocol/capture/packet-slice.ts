import { CaptureReader } from './capture-reader.ts';
import type { Packet } from './packet.ts';
import { BEFORE_PACKET, pcapngInterface, pcapngPacket, pcapngSection } from './pcapng-writer.ts';

/**
 * Some packets of a capture as a pcapng file of their own, in pieces. The capture is pushed in blocks, as to its reader;
 * the packets stay as they are, headers and all, and so does what the capture did not keep of them. Times are told in
 * microseconds; comments and names stay behind.
 */
export class PacketSlice {
  /** Packets taken so far. */
  packets = 0;
  readonly #reader: CaptureReader;
  readonly #wanted: (packet: Packet) => boolean;
  /** The number of the interface for each link type. */
  readonly #devices = new Map<number, number>();
  #pieces: Uint8Array[] = [];

  /** `wanted` is asked about each packet of the file, in its order. */
  constructor(wanted: (packet: Packet) => boolean, application: string) {
    this.#wanted = wanted;
    this.#reader = new CaptureReader(
      (packet) => this.#take(packet),
      () => undefined,
    );
    this.#pieces.push(pcapngSection(application));
  }

  /** Packets of the capture seen so far, wanted or not. */
  get seen(): number {
    return this.#reader.facts.packets;
  }

  /** The next bytes of the capture; returns the next ones of the slice. */
  push(block: Uint8Array): Uint8Array[] {
    this.#reader.push(block);
    return this.#given();
  }

  /** The capture ends here; returns what is left of the slice. */
  end(): Uint8Array[] {
    this.#reader.end();
    return this.#given();
  }

  #given(): Uint8Array[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  #take(packet: Packet): void {
    if (!this.#wanted(packet)) return;
    const { bytes, start, end, time, originalLength, linkType } = packet;
    const length = end - start;
    const block = new Uint8Array(BEFORE_PACKET + length);
    block.set(bytes.subarray(start, end), BEFORE_PACKET);
    const rest = pcapngPacket(new DataView(block.buffer), length, time, {
      device: this.#device(linkType),
      originalLength: Math.max(length, originalLength),
    });
    this.#pieces.push(block, rest);
    this.packets++;
  }

  #device(linkType: number): number {
    const known = this.#devices.get(linkType);
    if (known !== undefined) return known;
    const device = this.#devices.size;
    this.#devices.set(linkType, device);
    this.#pieces.push(pcapngInterface(linkType));
    return device;
  }
}
