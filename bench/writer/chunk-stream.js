/**
 * Cuts messages into chunks (RTMP 1.0 §5.3.1), the way encoders do it: the shortest header that
 * says what changed, the extended timestamp repeated on every type 3 chunk that belongs to it.
 *
 * @typedef {object} Message
 * @property {number} chunkStreamId 2 to 63
 * @property {number} timestamp milliseconds, absolute, below 2^32
 * @property {number} messageTypeId
 * @property {number} messageStreamId
 * @property {Buffer} payload
 */

/**
 * @typedef {object} WrittenMessage
 * @property {Message} message
 * @property {{ start: number, end: number }[]} ranges the message's bytes, headers included, relative to the first byte written
 * @property {number} chunks
 * @property {number} fmt of the first chunk
 * @property {number[]} headers where each chunk begins, relative to the first byte written
 */

/**
 * @typedef {object} Past
 * @property {number} timestamp
 * @property {number} delta NaN before the first delta
 * @property {number} length
 * @property {number} messageTypeId
 * @property {number} messageStreamId
 */

const EXTENDED = 0xffffff;

/** One direction's chunk stream. */
export class ChunkStreamWriter {
  /** Payload bytes a chunk may carry (§5.4.1); 128 until a Set Chunk Size is written. */
  chunkSize = 128;

  #fullHeaders;
  /** @type {Map<number, Past>} */
  #past = new Map();

  /** @param {boolean} fullHeaders write every message with a type 0 header */
  constructor(fullHeaders) {
    this.#fullHeaders = fullHeaders;
  }

  /**
   * Writes `messages` at once. With one message its chunks follow each other; with more, the chunks of
   * the second and later ones are put between those of the first.
   *
   * @param {Message[]} messages on different chunk streams
   * @returns {{ bytes: Buffer, written: WrittenMessage[] }}
   */
  write(messages) {
    const queues = messages.map((message) => this.#chunks(message));
    const written = messages.map((message, i) => ({
      message,
      chunks: queues[i]?.length ?? 0,
      ranges: /** @type {{ start: number, end: number }[]} */ ([]),
      headers: /** @type {number[]} */ ([]),
      fmt: (queues[i]?.[0]?.header[0] ?? 0) >> 6,
    }));
    /** @type {Buffer[]} */
    const parts = [];
    let at = 0;
    const cursors = queues.map(() => 0);
    for (let left = queues.reduce((sum, queue) => sum + queue.length, 0); left > 0;) {
      for (const [i, queue] of queues.entries()) {
        const cursor = cursors[i] ?? 0;
        const chunk = queue[cursor];
        const entry = written[i];
        if (chunk === undefined || entry === undefined) continue;
        cursors[i] = cursor + 1;
        left--;
        parts.push(chunk.header, chunk.payload);
        entry.headers.push(at);
        const end = at + chunk.header.length + chunk.payload.length;
        const last = entry.ranges.at(-1);
        if (last?.end === at) last.end = end;
        else entry.ranges.push({ start: at, end });
        at = end;
      }
    }
    return { bytes: Buffer.concat(parts, at), written };
  }

  /** @param {Message} message */
  #chunks(message) {
    const { payload, chunkStreamId } = message;
    const { header, extended } = this.#firstHeader(message);
    const next = Buffer.from([0xc0 | chunkStreamId, ...(extended ?? [])]);
    const chunks = [{ header, payload: payload.subarray(0, this.chunkSize) }];
    for (let at = this.chunkSize; at < payload.length; at += this.chunkSize)
      chunks.push({ header: next, payload: payload.subarray(at, at + this.chunkSize) });
    return chunks;
  }

  /**
   * @param {Message} message
   * @returns {{ header: Buffer, extended: Buffer | undefined }}
   */
  #firstHeader({ chunkStreamId, timestamp, messageTypeId, messageStreamId, payload }) {
    const past = this.#past.get(chunkStreamId);
    const length = payload.length;
    const delta = past === undefined ? NaN : (timestamp - past.timestamp) >>> 0;
    let fmt = 0;
    // A difference of 2^31 or more would be time running backwards: that takes a type 0 header.
    if (past?.messageStreamId === messageStreamId && delta < 0x8000_0000 && !this.#fullHeaders) {
      fmt = 1;
      if (past.length === length && past.messageTypeId === messageTypeId)
        // After an extended delta, readers disagree what a type 3 chunk that begins a message carries.
        fmt = past.delta === delta && delta < EXTENDED ? 3 : 2;
    }
    this.#past.set(chunkStreamId, {
      timestamp,
      // After a type 0 header readers disagree about the delta that a type 3 header repeats.
      delta: fmt === 0 ? NaN : delta,
      length,
      messageTypeId,
      messageStreamId,
    });
    const time = fmt === 0 ? timestamp : delta;
    const extended = fmt < 3 && time >= EXTENDED ? Buffer.alloc(4) : undefined;
    extended?.writeUInt32BE(time);
    const header = Buffer.alloc(1 + ([11, 7, 3, 0][fmt] ?? 0));
    header[0] = (fmt << 6) | chunkStreamId;
    if (fmt < 3) header.writeUIntBE(Math.min(time, EXTENDED), 1, 3);
    if (fmt < 2) header.writeUIntBE(length, 4, 3);
    if (fmt < 2) header[7] = messageTypeId;
    if (fmt < 1) header.writeUInt32LE(messageStreamId, 8);
    return {
      header: extended === undefined ? header : Buffer.concat([header, extended]),
      extended,
    };
  }
}
