import { openSync, writeSync, closeSync } from 'node:fs';

/** A file written in large pieces, so that gigabytes need no memory. */
export class OutputFile {
  /** Bytes given to `write` so far. */
  length = 0;

  #descriptor;
  #buffer = Buffer.allocUnsafe(1 << 20);
  #used = 0;

  /** @param {string} path */
  constructor(path) {
    this.#descriptor = openSync(path, 'w');
  }

  /** @param {Uint8Array} bytes */
  write(bytes) {
    if (this.#used + bytes.length > this.#buffer.length) this.#flush();
    if (bytes.length > this.#buffer.length) this.#writeAll(bytes);
    else {
      this.#buffer.set(bytes, this.#used);
      this.#used += bytes.length;
    }
    this.length += bytes.length;
  }

  close() {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush() {
    this.#writeAll(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  /** @param {Uint8Array} bytes */
  #writeAll(bytes) {
    for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
  }
}

/**
 * @typedef {object} Packet
 * @property {number} time microseconds since 1970
 * @property {Buffer} frame from the Ethernet header on
 */

/** @typedef {Packet & { order: number }} Ordered packets of the same time keep the order they were given in */

/**
 * A classic pcap file: little-endian, microseconds, Ethernet. Packets may be given somewhat out of
 * order; they are kept until `flush` says that nothing earlier will come.
 */
export class PcapFile {
  #file;
  #snapLength;
  /** @type {Ordered[]} a binary heap, earliest first */
  #waiting = [];
  #added = 0;
  #record = Buffer.alloc(16);

  /**
   * @param {string} path
   * @param {number} snapLength bytes kept of each packet
   */
  constructor(path, snapLength) {
    this.#file = new OutputFile(path);
    this.#snapLength = snapLength;
    const header = Buffer.alloc(24);
    header.writeUInt32LE(0xa1b2c3d4, 0);
    header.writeUInt16LE(2, 4);
    header.writeUInt16LE(4, 6);
    header.writeUInt32LE(snapLength, 16);
    header.writeUInt32LE(1, 20);
    this.#file.write(header);
  }

  /** Bytes in the file so far. */
  get length() {
    return this.#file.length;
  }

  /** @param {Packet} packet */
  add({ time, frame }) {
    const heap = this.#waiting;
    const packet = { time, frame, order: this.#added++ };
    let at = heap.length;
    heap.push(packet);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(packet, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = packet;
  }

  /** @param {number} time writes every packet up to this time, in microseconds */
  flush(time) {
    for (let first = this.#waiting[0]; first !== undefined && first.time <= time;) {
      this.#write(first);
      this.#removeFirst();
      first = this.#waiting[0];
    }
  }

  close() {
    this.flush(Infinity);
    this.#file.close();
  }

  /** @param {Packet} packet */
  #write({ time, frame }) {
    const kept = Math.min(frame.length, this.#snapLength);
    this.#record.writeUInt32LE(Math.floor(time / 1e6), 0);
    this.#record.writeUInt32LE(time % 1e6, 4);
    this.#record.writeUInt32LE(kept, 8);
    this.#record.writeUInt32LE(frame.length, 12);
    this.#file.write(this.#record);
    this.#file.write(frame.subarray(0, kept));
  }

  #removeFirst() {
    const heap = this.#waiting;
    const moved = heap.pop();
    if (moved === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      const right = heap[child + 1];
      if (left === undefined) break;
      let least = left;
      if (right !== undefined && isBefore(right, left)) {
        least = right;
        child++;
      }
      if (!isBefore(least, moved)) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = moved;
  }
}

/**
 * @param {Ordered} a
 * @param {Ordered} b
 */
function isBefore(a, b) {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
