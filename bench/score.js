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
 * @property {{ connection: number, sender: 'client' | 'server', offset: number }[]} firstFound the first chunk of each direction
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
 */

const SENDERS = /** @type {const} */ (['client', 'server']);

/**
 * Decodes `bytes` and compares with the truth. The decoder is an argument, so that built and unbuilt ones are scored alike.
 *
 * @param {Pick<typeof import('../src-protocol/index.ts'), 'Inspection' | 'Rows' | 'Describer' | 'MemorySource'>} protocol
 * @param {Uint8Array} bytes the capture
 * @param {string} truth lines of JSON
 * @returns {Score}
 */
export function score({ Inspection, Rows, Describer, MemorySource }, bytes, truth) {
  const inspection = new Inspection();
  for (let at = 0; at < bytes.length; at += 1 << 16)
    inspection.push(bytes.subarray(at, at + (1 << 16)));
  inspection.end();
  const expected = truthByPlace(truth);
  /** @type {Score} */
  const result = {
    messages: expected.size,
    intact: [...expected.values()].filter(({ complete }) => complete).length,
    found: 0,
    invented: 0,
    wrongTimes: 0,
    examples: [],
    firstFound: [],
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
      if (first.length > 0)
        result.firstFound.push({
          connection: number,
          sender,
          offset: rows.chunk(first.get(0)).offset,
        });
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
          wanted.messageStreamId === row.messageStreamId;
        if (!isRight) {
          result.invented++;
          result.examples.push(`invented ${key}: ${row.summary}, ${row.length} bytes`);
          continue;
        }
        result.found++;
        expected.delete(key);
        if (wanted.timestamp !== row.timestamp && row.timestampUncertain !== true) {
          result.wrongTimes++;
          result.examples.push(`time of ${key}: ${row.timestamp}, not ${wanted.timestamp}`);
        }
      }
    }
  }
  for (const [key, { complete, messageTypeId, length }] of expected)
    if (complete) result.examples.push(`lost ${key}: type ${messageTypeId}, ${length} bytes`);
  return result;
}

/** @param {string} truth */
function truthByPlace(truth) {
  /** @type {Map<string, TruthLine>} */
  const lines = new Map();
  for (const text of truth.split('\n')) {
    if (text === '') continue;
    const line = /** @type {TruthLine} */ (JSON.parse(text));
    lines.set(`${line.connection} ${line.sender} ${line.offset}`, line);
  }
  return lines;
}
