/**
 * How long one record takes to explain: what the page's worker does when somebody selects a row. Each message and each
 * chunk of the recordings, several times; of each record the quickest counts, since what comes between on a busy machine is
 * not ours.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT } from '../scripts/project.js';

/** Milliseconds one record may take. */
export const GOAL = 2;
/** How often each record is explained. */
const ROUNDS = 5;

/**
 * Milliseconds of every record's quickest explanation, in order of length, and of indexing all the files once.
 * @returns {Promise<{ times: number[], indexing: number }>}
 */
export async function measureDescribe() {
  /** @type {unknown} */
  const built = await import(pathToFileURL(join(PROJECT, 'dist-node/protocol.js')).href);
  const library = /** @type {typeof import('../src-protocol/index.ts')} */ (built);
  const folder = join(PROJECT, 'corpus/captures/real');
  const files = readdirSync(folder)
    .filter((name) => !name.endsWith('.txt'))
    .map((name) => new Uint8Array(readFileSync(join(folder, name))));
  const rounds = Array.from({ length: ROUNDS }, () => explainAll(library, files));
  const [first] = rounds;
  const times = first?.times.map((_, record) =>
    Math.min(...rounds.map((round) => round.times[record] ?? Infinity)),
  );
  return {
    times: (times ?? []).sort((a, b) => a - b),
    indexing: Math.min(...rounds.map((round) => round.indexing)),
  };
}

/**
 * @param {typeof import('../src-protocol/index.ts')} library
 * @param {readonly Uint8Array[]} files
 */
function explainAll({ Describer, Inspection, MemorySource }, files) {
  /** @type {number[]} */
  const times = [];
  let indexing = 0;
  for (const file of files) {
    const start = performance.now();
    const inspection = new Inspection();
    inspection.push(file);
    inspection.end();
    indexing += performance.now() - start;
    const source = new MemorySource(file);
    for (const connection of inspection.connections) {
      const { session } = connection;
      if (!session) continue;
      const describer = new Describer(connection, session, () => source);
      for (let row = 0; row < session.messages.length; row++)
        times.push(timed(() => describer.message(row)));
      for (let row = 0; row < session.chunks.length; row++)
        times.push(timed(() => describer.chunk(row)));
    }
  }
  return { times, indexing };
}

/** @param {() => unknown} run */
function timed(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/**
 * Lines for people: median, the slowest of a hundred, the slowest of all, each as a part of the goal.
 * @param {{ times: readonly number[], indexing: number }} measured
 */
export function describeReport({ times, indexing }) {
  const at = (/** @type {number} */ part) => times[Math.floor((times.length - 1) * part)] ?? NaN;
  const line = (/** @type {string} */ what, /** @type {number} */ milliseconds) =>
    `${what.padEnd(30)} ${milliseconds.toFixed(3).padStart(8)} ms   ${(milliseconds / GOAL).toFixed(2)} of the goal`;
  const all = times.reduce((sum, one) => sum + one, 0);
  return [
    `${String(times.length)} records explained; goal: ${String(GOAL)} ms each`,
    line('median', at(0.5)),
    line('99 of 100', at(0.99)),
    line('999 of 1000', at(0.999)),
    line('slowest', at(1)),
    `${'all explained / all indexed'.padEnd(30)} ${(all / indexing).toFixed(1).padStart(8)}`,
  ];
}
