import { PACKET_BYTES } from './digest.ts';

/** Bytes of the handshake in each direction: 1 + 1536 + 1536. The first chunk follows. */
export const HANDSHAKE_BYTES = 1 + 2 * PACKET_BYTES;

/** The three packets of one direction: C0 C1 C2, or S0 S1 S2. */
export type PacketNumber = 0 | 1 | 2;

const STARTS = [0, 1, 1 + PACKET_BYTES, HANDSHAKE_BYTES] as const;

/**
 * Takes the first 3073 bytes of one direction and keeps them, whatever the cut. Nothing is worked out
 * here: most captures are opened without anybody asking about digests.
 */
export class HandshakeReader {
  #bytes: Uint8Array | undefined;
  #received = 0;
  #ended = false;
  /** Where bytes are missing, as pairs of start and end; neighbours joined. */
  readonly #missing: number[] = [];

  /** Takes what belongs to the handshake of `[start, end)`; returns how many bytes that was. */
  push(bytes: Uint8Array, start: number, end: number): number {
    const count = Math.min(end - start, HANDSHAKE_BYTES - this.#received);
    if (count <= 0) return 0;
    this.#bytes ??= new Uint8Array(HANDSHAKE_BYTES);
    this.#bytes.set(bytes.subarray(start, start + count), this.#received);
    this.#received += count;
    return count;
  }

  /** Passes over `length` bytes the capture missed; returns how many of them belong to the handshake. */
  skip(length: number): number {
    const count = Math.min(length, HANDSHAKE_BYTES - this.#received);
    if (count <= 0) return 0;
    if (this.#missing.at(-1) === this.#received) this.#missing.pop();
    else this.#missing.push(this.#received);
    this.#received += count;
    this.#missing.push(this.#received);
    return count;
  }

  /** No more bytes will come. */
  end(): void {
    this.#ended = true;
  }

  /** Whether all 3073 bytes have passed. */
  get done(): boolean {
    return this.#received === HANDSHAKE_BYTES;
  }

  /** Bytes that have passed, missing ones included. */
  get received(): number {
    return this.#received;
  }

  /** The version in C0 or S0; undefined until it is there, or when it is missing. */
  get version(): number | undefined {
    return this.packet(0)?.[0];
  }

  /** A whole packet, as a view; undefined while bytes of it are to come, or when some are missing. */
  packet(number: PacketNumber): Uint8Array | undefined {
    const end = STARTS[number + 1]!;
    if (this.#received < end || this.hasMissing(number)) return undefined;
    return this.#bytes?.subarray(STARTS[number], end);
  }

  /** Whether the stream ended inside this packet. */
  isTruncated(number: PacketNumber): boolean {
    return this.#ended && this.#received > STARTS[number] && this.#received < STARTS[number + 1]!;
  }

  /** Whether the capture missed bytes of this packet. */
  hasMissing(number: PacketNumber): boolean {
    for (let i = 0; i < this.#missing.length; i += 2)
      if (this.#missing[i]! < STARTS[number + 1]! && this.#missing[i + 1]! > STARTS[number])
        return true;
    return false;
  }
}
