import { createHash } from 'node:crypto';
import { OutputFile } from './pcap-file.js';

/**
 * @typedef {import('./tcp-flow.js').Sender} Sender
 * @typedef {import('./tcp-flow.js').SegmentFate} SegmentFate
 * @typedef {import('./chunk-stream.js').WrittenMessage} WrittenMessage
 */

/**
 * @typedef {object} Waiting
 * @property {number} base stream offset of what was written at once
 * @property {number} start stream offset of the message's first header byte
 * @property {number | undefined} time microseconds
 * @property {boolean} complete
 * @property {WrittenMessage} written
 * @property {{ start: number, end: number }[]} ranges
 */

/** Chunks whose places are kept, to see how soon a reader finds one. */
const FIRST_CHUNKS = 64;

/**
 * What is really in the capture, one JSON object a line, per message in the order of its first byte.
 * A message is written down once it is known what became of each of its bytes.
 */
export class GroundTruth {
  #file;

  /** @param {string} path */
  constructor(path) {
    this.#file = new OutputFile(path);
  }

  /** Messages written. */
  count = 0;

  /**
   * @param {number} connection
   * @param {Sender} sender
   */
  stream(connection, sender) {
    return new StreamTruth((line) => {
      this.count++;
      this.#file.write(Buffer.from(JSON.stringify({ connection, sender, ...line }) + '\n'));
    });
  }

  close() {
    this.#file.close();
  }
}

/** The ground truth of one direction. */
export class StreamTruth {
  #write;
  /** @type {Waiting[]} */
  #waiting = [];
  /** Stream offset that counts as 0: where the capture begins. */
  #origin = 0;
  #capturing = true;
  /** Chunk streams whose length and type were stated since the capture began. */
  #stated = /** @type {Set<number>} */ (new Set());
  /** Offsets of the first chunks that begin in the capture, in the order of the stream. */
  firstChunks = /** @type {number[]} */ ([]);

  /** @param {(line: object) => void} write */
  constructor(write) {
    this.#write = write;
  }

  /**
   * From here on nothing is in the capture, until `begin`.
   */
  suspend() {
    this.#capturing = false;
  }

  /** @param {number} origin stream offset of the first byte that is in the capture */
  begin(origin) {
    this.#capturing = true;
    this.#origin = origin;
    for (const waiting of this.#waiting) {
      if (waiting.start < origin) waiting.complete = false;
      this.#noteChunks(waiting.base, waiting.written);
    }
  }

  /**
   * @param {number} offset stream offset at which the bytes were written
   * @param {WrittenMessage[]} messages
   */
  written(offset, messages) {
    for (const written of messages) {
      const ranges = written.ranges.map(({ start, end }) => ({
        start: offset + start,
        end: offset + end,
      }));
      const start = ranges[0]?.start ?? offset;
      this.#waiting.push({ base: offset, start, time: undefined, complete: true, written, ranges });
      if (this.#capturing) this.#noteChunks(offset, written);
    }
    this.firstChunks.sort((a, b) => a - b);
  }

  /**
   * @param {number} base
   * @param {WrittenMessage} written
   */
  #noteChunks(base, { headers }) {
    if (this.firstChunks.length >= FIRST_CHUNKS) return;
    for (const header of headers)
      if (base + header >= this.#origin) this.firstChunks.push(base + header - this.#origin);
  }

  /** @param {SegmentFate} fate */
  segmentSent({ start, captured, end, time }) {
    for (const waiting of this.#waiting) {
      if (waiting.start >= end) break;
      if (waiting.start >= start && waiting.start < captured) waiting.time = time;
      /** @param {{ start: number, end: number }} range */
      const misses = ({ start: from, end: to }) => from < end && to > captured;
      if (captured < end && waiting.ranges.some(misses)) waiting.complete = false;
    }
    for (let first = this.#waiting[0]; first !== undefined && lastOf(first) <= end;) {
      this.#settle(first, end);
      this.#waiting.shift();
      first = this.#waiting[0];
    }
  }

  /**
   * @param {Waiting} waiting
   * @param {number} sent
   */
  #settle({ start, time, complete, written, ranges }, sent) {
    if (!this.#capturing || (ranges.at(-1)?.end ?? 0) <= this.#origin || sent <= this.#origin)
      return;
    const { message, chunks, fmt } = written;
    if (fmt < 2 && start >= this.#origin) this.#stated.add(message.chunkStreamId);
    this.#write({
      offset: start - this.#origin,
      chunkStreamId: message.chunkStreamId,
      timestamp: message.timestamp,
      messageTypeId: message.messageTypeId,
      messageStreamId: message.messageStreamId,
      length: message.payload.length,
      chunks,
      sha1: createHash('sha1').update(message.payload).digest('hex'),
      complete,
      readable: this.#stated.has(message.chunkStreamId),
      ...(time === undefined ? {} : { time: time / 1e6 }),
    });
  }
}

/** @param {Waiting} waiting */
function lastOf({ ranges }) {
  return ranges.at(-1)?.end ?? 0;
}
