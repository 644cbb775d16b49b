import type { FileOffset } from '../bytes/units.ts';
import type { Datagram } from './datagram.ts';
import type { LinkPacket } from './link-packet.ts';

/** One stretch of a datagram that came in fragments, with where it was found. */
export interface FragmentPiece {
  /** Offset in the datagram's payload. */
  readonly offset: number;
  /** Bytes on the wire; fewer may have been captured. */
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly fileOffset: FileOffset;
  readonly packet: number;
  readonly time: number;
}

/** A datagram all of whose fragments came. */
export interface WholeDatagram {
  readonly version: 4 | 6;
  /** The addresses: source first, then destination. */
  readonly addresses: Uint8Array;
  readonly protocol: number;
  /** In order, without overlap, complete. */
  readonly pieces: readonly FragmentPiece[];
  readonly length: number;
}

interface Waiting {
  readonly addresses: Uint8Array;
  protocol: number;
  readonly pieces: FragmentPiece[];
  /** Bytes here so far, without overlap. */
  received: number;
  /** Bytes there will be; Infinity until the last fragment came. */
  length: number;
  /** What it takes of the store's memory. */
  size: number;
}

const MOST_DATAGRAMS = 256;
/** Bytes kept for all datagrams that wait, 128 a piece for its own sake included. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Puts fragmented datagrams together. Where fragments overlap, the first copy of a byte counts. What
 * waits is bounded: the oldest datagram gives way.
 */
export class Fragments {
  /** Datagrams given up because others needed their place. */
  dropped = 0;
  readonly #waiting = new Map<string, Waiting>();
  #size = 0;

  /** Adds one fragment; returns its datagram once that is whole. */
  add(packet: LinkPacket, datagram: Datagram): WholeDatagram | undefined {
    const key = keyOf(packet.bytes, datagram);
    let waiting = this.#waiting.get(key);
    if (waiting === undefined) {
      const size = datagram.version === 4 ? 8 : 32;
      const addresses = packet.bytes.slice(datagram.sourceStart, datagram.sourceStart + size);
      waiting = { addresses, protocol: -1, pieces: [], received: 0, length: Infinity, size: 0 };
      this.#waiting.set(key, waiting);
    }
    if (datagram.fragmentOffset === 0) waiting.protocol = datagram.protocol;
    const end = datagram.fragmentOffset + datagram.wireEnd - datagram.payloadStart;
    if (!datagram.moreFragments) waiting.length = Math.min(waiting.length, end);
    const before = waiting.size;
    insert(waiting, packet, datagram, end);
    this.#size += waiting.size - before;
    if (waiting.received >= waiting.length && waiting.protocol !== -1 && isWhole(waiting)) {
      this.#forget(key, waiting);
      const { addresses, protocol, pieces, length } = waiting;
      return { version: datagram.version, addresses, protocol, pieces, length };
    }
    this.#makeRoom();
    return undefined;
  }

  #makeRoom(): void {
    for (const [key, waiting] of this.#waiting) {
      if (this.#waiting.size <= MOST_DATAGRAMS && this.#size <= MOST_BYTES) return;
      this.#forget(key, waiting);
      this.dropped++;
    }
  }

  #forget(key: string, waiting: Waiting): void {
    this.#waiting.delete(key);
    this.#size -= waiting.size;
  }
}

/** Whether the pieces reach from 0 to the end; fragments past the last one count as received too. */
function isWhole(waiting: Waiting): boolean {
  let reached = 0;
  for (const piece of waiting.pieces) {
    if (piece.offset > reached) break;
    reached = piece.offset + piece.length;
  }
  return reached >= waiting.length;
}

/** What the fragments of one datagram have in common (RFC 791 §3.2, RFC 8200 §4.5). */
function keyOf(bytes: Uint8Array, datagram: Datagram): string {
  let key = `${datagram.version} ${datagram.identification}`;
  // IPv6 fragments after the first need not repeat the protocol.
  if (datagram.version === 4) key += ` ${datagram.protocol}`;
  const end = datagram.sourceStart + (datagram.version === 4 ? 8 : 32);
  for (let at = datagram.sourceStart; at < end; at++) key += ` ${bytes[at]!}`;
  return key;
}

/** Adds the parts of a fragment that are not here yet, in order. */
function insert(waiting: Waiting, packet: LinkPacket, datagram: Datagram, end: number): void {
  const { pieces } = waiting;
  let at = datagram.fragmentOffset;
  let index = pieces.length;
  while (index > 0 && pieces[index - 1]!.offset + pieces[index - 1]!.length > at) index--;
  while (at < end) {
    const next = pieces[index];
    const stop = next === undefined ? end : Math.min(end, next.offset);
    if (at < stop) {
      const shift = datagram.payloadStart - datagram.fragmentOffset;
      const start = at + shift;
      const bytes = packet.bytes.slice(
        start,
        Math.max(start, Math.min(stop + shift, datagram.payloadEnd)),
      );
      const fileOffset = packet.fileOffset + (start - packet.start);
      const length = stop - at;
      pieces.splice(index++, 0, {
        offset: at,
        length,
        bytes,
        fileOffset,
        packet: packet.number,
        time: packet.time,
      });
      waiting.received += length;
      waiting.size += bytes.length + 128;
    }
    if (next === undefined) return;
    at = next.offset + next.length;
    index++;
  }
}
