import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { PROJECT } from '../scripts/project.js';

/**
 * @typedef {typeof import('../src-protocol/index.ts')} Protocol
 */

/** Three conditions over columns; the same in Wireshark's words for tshark. */
export const FILTER =
  'rtmpt.header.typeid == 9 && rtmpt.header.bodysize > 2000 && rtmpt.header.format < 2';
const ROUNDS = 9;

/**
 * A filter of three conditions over every chunk of a capture that has been decoded: how long until the first
 * hits can be shown, and until all rows have been looked at. Medians in milliseconds.
 *
 * @param {string} path
 */
export async function measureFilter(path) {
  const built = /** @type {unknown} */ (await import(join(PROJECT, 'dist-node/protocol.js')));
  const { compileFilter, Describer, FilterRun, Inspection, MemorySource, parseFilter, ...more } =
    /** @type {Protocol} */ (built);
  const { Rows, SessionFilterRows } = more;
  const bytes = new Uint8Array(readFileSync(path));
  const inspection = new Inspection();
  for (let at = 0; at < bytes.length; at += 1 << 20)
    inspection.push(bytes.subarray(at, at + (1 << 20)));
  inspection.end();
  const connection = inspection.connections[0];
  const session = connection?.session;
  if (!connection || !session) throw new Error(`${path} holds no session`);
  const source = new MemorySource(bytes);
  const describer = new Describer(connection, session, () => source);
  const rows = new SessionFilterRows(connection, session, describer, new Rows(connection, session))
    .chunks;
  const first = [];
  const all = [];
  let hits = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    const parsed = parseFilter(FILTER);
    if ('problem' in parsed) throw new Error(parsed.problem.text);
    const run = new FilterRun(compileFilter(parsed.expression, rows), () => rows.length);
    while (run.count === 0 && run.advance());
    const some = performance.now();
    while (run.advance());
    hits = run.count;
    if (round === 0) continue;
    first.push(some - start);
    all.push(performance.now() - start);
  }
  return { chunks: rows.length, hits, first: median(first), all: median(all) };
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

if (process.argv[1] === import.meta.filename)
  console.log(await measureFilter(process.argv[2] ?? ''));
