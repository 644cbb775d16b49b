import type { FileOffset } from '../bytes/units.ts';
import { type CaptureFacts, noCaptureFacts } from './capture-facts.ts';
import { CAPTURE_CUT_RECORD } from './diagnostics.ts';
import type { PacketSink } from './packet.ts';
import { type CaptureNote, PacketOutput } from './packet-output.ts';
import { PcapRecords, pcapByteOrder } from './pcap-records.ts';
import { PcapngBlocks, pcapngByteOrder } from './pcapng-blocks.ts';
import type { RecordReader } from './record-reader.ts';

/**
 * Reads a pcap or pcapng file pushed in blocks of any size, and hands each packet to `sink`.
 *
 * ```
 * blocks   |-------------- 1 --------------|-------------- 2 ------
 * records  | header |  a  |  b  |     c    :    |  d  |  e  |
 *                     in place    scratch  :      in place
 * ```
 *
 * Packets are read where they lie; only a record cut by the end of a block is copied together.
 */
export class CaptureReader {
  readonly #output: PacketOutput;
  #format: 'pcap' | 'pcapng' | 'unknown' | undefined;
  #records: RecordReader | undefined;
  /** The start of a record whose rest has not come. */
  #scratch = new Uint8Array(4096);
  #scratchLength = 0;
  /** Bytes of no interest still to come. */
  #skip = 0;
  #ended = false;

  constructor(sink: PacketSink, onNote: CaptureNote) {
    this.#output = new PacketOutput(sink, onNote, noCaptureFacts());
  }

  /** Undefined until enough bytes came to tell; `unknown` gives no packet. */
  get format(): 'pcap' | 'pcapng' | 'unknown' | undefined {
    return this.#format;
  }

  get facts(): CaptureFacts {
    return this.#output.facts;
  }

  /** The next bytes of the file. They must stay as they are until this returns, not longer. */
  push(block: Uint8Array): void {
    const length = block.length;
    let fileOffset: FileOffset = this.facts.bytesRead;
    this.facts.bytesRead += length;
    let at = Math.min(this.#skip, length);
    this.#skip -= at;
    fileOffset += at;
    while (at < length) {
      if (this.#format === 'unknown' || this.#records?.stopped === true) return;
      if (this.#scratchLength > 0) {
        const copied = this.#fill(block, at);
        at += copied;
        fileOffset += copied;
        const offset = fileOffset - this.#scratchLength;
        const used = this.#take(this.#scratch, 0, this.#scratchLength, offset);
        if (used === 0) continue;
        // What was not used and is still in this block is read in place after all.
        const back = this.#scratchLength - used;
        if (back > copied) {
          this.#scratch.copyWithin(0, used, this.#scratchLength);
          this.#scratchLength = back;
          continue;
        }
        this.#scratchLength = 0;
        at -= back;
        fileOffset -= back;
        if (at > length) this.#skip = at - length;
      } else {
        const used = this.#take(block, at, length, fileOffset);
        if (used === 0) {
          const copied = this.#fill(block, at);
          at += copied;
          fileOffset += copied;
          continue;
        }
        at += used;
        fileOffset += used;
        if (at > length) this.#skip = at - length;
      }
    }
  }

  /** No more bytes will come: what is there of a last, cut record is used. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    const { bytesRead } = this.facts;
    const stopped = this.#format === 'unknown' || this.#records?.stopped === true;
    if (stopped || bytesRead === 0) return;
    if (this.#records === undefined) this.#format = 'unknown';
    else if (this.#scratchLength > 0) {
      const offset = bytesRead - this.#scratchLength;
      this.#records.takeCut(this.#scratch, 0, this.#scratchLength, offset);
    } else if (this.#skip > 0) this.#output.note(CAPTURE_CUT_RECORD, bytesRead);
  }

  #take(bytes: Uint8Array, at: number, end: number, fileOffset: FileOffset): number {
    if (this.#records === undefined && !this.#recognise(bytes, at, end)) return 0;
    return this.#records!.take(bytes, at, end, fileOffset);
  }

  /** Copies from `block` as much as the record in the scratch buffer still needs. */
  #fill(block: Uint8Array, at: number): number {
    const needed = Math.max(1, (this.#records?.needed ?? 12) - this.#scratchLength);
    const copied = Math.min(needed, block.length - at);
    const length = this.#scratchLength + copied;
    if (length > this.#scratch.length) {
      const larger = new Uint8Array(Math.max(length, this.#scratch.length * 2));
      larger.set(this.#scratch.subarray(0, this.#scratchLength));
      this.#scratch = larger;
    }
    this.#scratch.set(block.subarray(at, at + copied), this.#scratchLength);
    this.#scratchLength = length;
    return copied;
  }

  #recognise(bytes: Uint8Array, at: number, end: number): boolean {
    if (end - at < 4) return false;
    const order = pcapByteOrder(bytes, at);
    const maybePcapng = bytes[at] === 0x0a && bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0d;
    if (order !== undefined) {
      this.#format = 'pcap';
      this.#records = new PcapRecords(this.#output, order === 'little');
    } else if (maybePcapng && bytes[at + 3] === 0x0a && end - at < 12) return false;
    else if (maybePcapng && bytes[at + 3] === 0x0a && pcapngByteOrder(bytes, at + 8)) {
      this.#format = 'pcapng';
      this.#records = new PcapngBlocks(this.#output);
    } else this.#format = 'unknown';
    return this.#records !== undefined;
  }
}
