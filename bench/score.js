import { createHash } from 'node:crypto';

/**
 * How well a decoder did on a generated capture, message by message.
 *
 * @typedef {object} Score
 * @property {number} messages in the truth
 * @property {number} intact messages of which every byte is in the capture
 * @property {number} found intact messages that came out byte-exact, with the right header values
 * @property {number} invented messages said to be complete that are not in the truth, or not as they came out
 * @property {number} wrongTimes found messages with a wrong timestamp that is not marked as uncertain
 * @property {string[]} examples of what went wrong, for people
 * @property {number} late directions whose first chunk found is not among the first three in the capture
 * @property {Map<string, number>} wanted how many intact messages have a chunk stream and length, for readers that do not say where
 */

/**
 * @typedef {object} TruthLine
 * @property {number} connection
 * @property {'client' | 'server'} sender
 * @property {number} offset
 * @property {number} chunkStreamId
 * @property {number} timestamp
 * @property {number} messageTypeId
 * @property {number} messageStreamId
 * @property {number} length
 * @property {string} sha1
 * @property {boolean} complete
 * @property {boolean} readable false when the header inherits from one that came before the capture
 */

const SENDERS = /** @type {const} */ (['client', 'server']);

/**
 * Decodes `bytes` and compares with the truth. The decoder is an argument, so that built and unbuilt ones are scored alike.
 *
 * @param {Pick<typeof import('../src-protocol/index.ts'), 'Inspection' | 'Rows' | 'Describer' | 'MemorySource'>} protocol
 * @param {Uint8Array} bytes the capture
 * @param {string} truth lines of JSON
 * @param {readonly Record<'client' | 'server', readonly number[]>[]} firstChunks where the first chunks lie
 * @returns {Score}
 */
export function score({ Inspection, Rows, Describer, MemorySource }, bytes, truth, firstChunks) {
  const inspection = new Inspection();
  for (let at = 0; at < bytes.length; at += 1 << 16)
    inspection.push(bytes.subarray(at, at + (1 << 16)));
  inspection.end();
  const tally = new Tally(truthByPlace(truth));
  const source = new MemorySource(bytes);
  for (const connection of inspection.connections) {
    const { session } = connection;
    if (!session) continue;
    const rows = new Rows(connection, session);
    const describer = new Describer(connection, session, () => source);
    // Clients of generated captures have ports from 50000 on.
    const number = Number(connection.client.split(':')[1]) - 50_000;
    for (const direction of /** @type {const} */ ([0, 1])) {
      const sender = SENDERS[direction];
      const chunks = session.chunkRows[direction];
      const first = chunks.length > 0 ? rows.chunk(chunks.get(0)).offset : undefined;
      tally.begins(number, sender, first, firstChunks[number]?.[sender]);
      const messages = session.messageRows[direction];
      for (let at = 0; at < messages.length; at++) {
        const row = rows.message(messages.get(at));
        if (!row.complete || row.aggregate !== undefined) continue;
        const sha1 = createHash('sha1').update(describer.payload(row.row)).digest('hex');
        tally.message(`${number} ${sender} ${row.offset}`, row, sha1);
      }
    }
  }
  return tally.end();
}

/** Counts what came out against the truth. */
class Tally {
  /** Messages of the truth that have not come out yet, by place. */
  #expected;
  /** @type {Score} */
  #score;

  /** @param {Map<string, TruthLine>} expected */
  constructor(expected) {
    this.#expected = expected;
    this.#score = {
      messages: expected.size,
      intact: 0,
      found: 0,
      invented: 0,
      wrongTimes: 0,
      late: 0,
      examples: [],
      wanted: new Map(),
    };
  }

  /**
   * Two chunks at most may be given up to find the first one; what begins in them is not counted.
   * @param {number} connection
   * @param {'client' | 'server'} sender
   * @param {number | undefined} first where the first chunk found lies
   * @param {readonly number[] | undefined} places where the first ones in the capture do
   */
  begins(connection, sender, first, places) {
    if (first === undefined) return;
    const place = places?.indexOf(first) ?? -1;
    if (place < 0 || place > 2) {
      this.#score.late++;
      this.#tell(`first chunk of ${connection} ${sender} at ${first} is number ${place}`);
      return;
    }
    for (const line of this.#expected.values())
      if (line.connection === connection && line.sender === sender && line.offset < first)
        line.readable = false;
  }

  /**
   * @param {string} key its place
   * @param {import('../src-protocol/index.ts').MessageRowView} row
   * @param {string} sha1 of its payload
   */
  message(key, row, sha1) {
    const wanted = this.#expected.get(key);
    if (!wanted || !isSame(wanted, row, sha1)) {
      this.#score.invented++;
      this.#tell(`invented ${key}: ${row.summary}, ${row.length} bytes`);
      return;
    }
    this.#expected.delete(key);
    if (wanted.readable) {
      this.#score.found++;
      this.#intact(wanted);
    }
    if (wanted.timestamp !== row.timestamp && row.timestampUncertain !== true) {
      this.#score.wrongTimes++;
      this.#tell(`time of ${key}: ${row.timestamp}, not ${wanted.timestamp}`);
    }
  }

  /** What has not come out by now is lost. */
  end() {
    for (const [key, line] of this.#expected) {
      if (!line.complete || !line.readable) continue;
      this.#intact(line);
      this.#tell(`lost ${key}: type ${line.messageTypeId}, ${line.length} bytes`);
    }
    return this.#score;
  }

  /** @param {TruthLine} line */
  #intact({ chunkStreamId, length }) {
    this.#score.intact++;
    const key = `${chunkStreamId} ${length}`;
    this.#score.wanted.set(key, (this.#score.wanted.get(key) ?? 0) + 1);
  }

  /** @param {string} example */
  #tell(example) {
    this.#score.examples.push(example);
  }
}

/**
 * @param {TruthLine} wanted
 * @param {import('../src-protocol/index.ts').MessageRowView} row
 * @param {string} sha1 of its payload
 */
function isSame(wanted, row, sha1) {
  return (
    wanted.complete &&
    wanted.sha1 === sha1 &&
    wanted.messageTypeId === row.messageTypeId &&
    wanted.length === row.length &&
    wanted.chunkStreamId === row.chunkStreamId &&
    (wanted.messageStreamId === row.messageStreamId || row.messageStreamIdUncertain === true)
  );
}

/** @param {string} truth */
function truthByPlace(truth) {
  /** @type {Map<string, TruthLine>} */
  const lines = new Map();
  for (const text of truth.split('\n')) {
    if (text === '') continue;
    /** @type {unknown} */
    const parsed = JSON.parse(text);
    const line = /** @type {TruthLine} */ (parsed);
    lines.set(`${line.connection} ${line.sender} ${line.offset}`, line);
  }
  return lines;
}
