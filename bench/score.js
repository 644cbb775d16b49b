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
  const expected = truthByPlace(truth);
  /** @type {Score} */
  const result = {
    messages: expected.size,
    intact: 0,
    found: 0,
    invented: 0,
    wrongTimes: 0,
    late: 0,
    examples: [],
    wanted: new Map(),
  };
  /** @param {TruthLine} line */
  const note = ({ chunkStreamId, length }) => {
    result.intact++;
    const key = `${chunkStreamId} ${length}`;
    result.wanted.set(key, (result.wanted.get(key) ?? 0) + 1);
  };
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
      const first = session.chunkRows[direction];
      const firstFound = first.length > 0 ? rows.chunk(first.get(0)).offset : Infinity;
      const place = firstChunks[number]?.[sender].indexOf(firstFound) ?? -1;
      if (firstFound === Infinity || place < 0 || place > 2) {
        if (firstFound < Infinity) result.late++;
        if (firstFound < Infinity)
          result.examples.push(
            `first chunk of ${number} ${sender} at ${firstFound} is number ${place}`,
          );
      }
      // Two chunks at most may be given up to find the first one; what begins in them is not counted.
      else
        for (const line of expected.values())
          if (line.connection === number && line.sender === sender && line.offset < firstFound)
            line.readable = false;
      const list = session.messageRows[direction];
      for (let at = 0; at < list.length; at++) {
        const row = rows.message(list.get(at));
        if (!row.complete || row.aggregate !== undefined) continue;
        const key = `${number} ${sender} ${row.offset}`;
        const wanted = expected.get(key);
        const sha1 = createHash('sha1').update(describer.payload(row.row)).digest('hex');
        const isRight =
          wanted?.complete === true &&
          wanted.sha1 === sha1 &&
          wanted.messageTypeId === row.messageTypeId &&
          wanted.length === row.length &&
          wanted.chunkStreamId === row.chunkStreamId &&
          (wanted.messageStreamId === row.messageStreamId || row.messageStreamIdUncertain === true);
        if (!isRight) {
          result.invented++;
          result.examples.push(`invented ${key}: ${row.summary}, ${row.length} bytes`);
          continue;
        }
        expected.delete(key);
        if (wanted.readable) {
          result.found++;
          note(wanted);
        }
        if (wanted.timestamp !== row.timestamp && row.timestampUncertain !== true) {
          result.wrongTimes++;
          result.examples.push(`time of ${key}: ${row.timestamp}, not ${wanted.timestamp}`);
        }
      }
    }
  }
  for (const [key, line] of expected) {
    if (!line.complete || !line.readable) continue;
    note(line);
    result.examples.push(`lost ${key}: type ${line.messageTypeId}, ${line.length} bytes`);
  }
  return result;
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
