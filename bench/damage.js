/**
 * Captures damaged in known ways, and what each decoder still finds in them: messages that came out byte-exact, of those whose
 * every byte is in the capture. tshark is told to put segments in order where they are not; elsewhere that would stall it at the first lost one.
 *
 * Run alone: `node bench/damage.js [--seeds 4] [--size 12MB] [--only loss]`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { generate, parseSize } from './generate.js';
import { countRecords, isInstalled } from './measure.js';
import { score } from './score.js';
import { tsharkMessages } from './tshark.js';

/**
 * @typedef {object} Damage
 * @property {string} name
 * @property {number} goal share of the intact messages that must come out
 * @property {Partial<import('./generate.js').Publisher>} publisher
 * @property {number} [connections]
 */

/** @param {Partial<import('./writer/tcp-flow.js').Faults>} faults */
const faults = (faults) => ({ faults: { reorder: 0, duplicate: 0, loss: 0, ...faults } });
const REORDERED = faults({ reorder: 0.05, duplicate: 0.02 });
const LOST = faults({ loss: 0.002 });
/** So many microseconds of the session passed before the capture began. */
const MIDSTREAM = { joinAfter: 3_210_000 };

/** @type {readonly Damage[]} */
export const DAMAGES = [
  ...[128, 4096, 65_536].map((chunkSize) => ({
    name: `reordered 5 %, duplicated 2 %, chunk size ${chunkSize}`,
    goal: 1,
    publisher: { ...REORDERED, chunkSize, interleave: 0.2 },
    connections: 3,
  })),
  ...[128, 1000, 4096, 65_536].map((chunkSize) => ({
    name: `lost 0.2 %, chunk size ${chunkSize}`,
    goal: 0.995,
    publisher: { ...LOST, chunkSize },
  })),
  {
    name: 'lost 0.2 %, interleaved, chunk size 128',
    goal: 0.995,
    publisher: { ...LOST, chunkSize: 128, interleave: 0.3 },
    connections: 3,
  },
  {
    name: 'lost 0.2 %, interleaved, chunk size 4096',
    goal: 0.995,
    publisher: { ...LOST, interleave: 0.3 },
  },
  {
    name: 'lost 0.2 %, one chunk stream',
    goal: 0.995,
    publisher: { ...LOST, oneChunkStream: true },
  },
  {
    name: 'lost 0.2 %, messages begun by type 2 and 3',
    goal: 0.995,
    publisher: { ...LOST, constantSound: true },
  },
  {
    name: 'lost 0.2 %, extended timestamps',
    goal: 0.995,
    publisher: { ...LOST, timestampBase: 16_777_215, fullHeaders: true, chunkSize: 1000 },
  },
  {
    name: 'lost 0.2 %, reordered 2 %',
    goal: 0.995,
    publisher: faults({ loss: 0.002, reorder: 0.02 }),
    connections: 3,
  },
  ...[128, 1000, 4096, 60_000, 65_536].map((chunkSize) => ({
    name: `begun in mid-stream, chunk size ${chunkSize}`,
    goal: 1,
    publisher: { ...MIDSTREAM, chunkSize, interleave: chunkSize === 128 ? 0.3 : 0 },
  })),
  {
    name: 'begun in mid-stream, extended timestamps',
    goal: 1,
    publisher: { ...MIDSTREAM, timestampBase: 16_777_215 },
  },
  ...[128, 4096, 65_536].map((chunkSize) => ({
    name: `begun in mid-stream, the first segments swapped, chunk size ${chunkSize}`,
    goal: 1,
    publisher: { ...MIDSTREAM, ...REORDERED, swapFirst: true, chunkSize },
    connections: 2,
  })),
];

/**
 * Makes one damaged capture at `path` and scores the decoder on it.
 *
 * @param {Parameters<typeof score>[0]} protocol
 * @param {Damage} damage
 * @param {{ path: string, size: number, seed: number }} options
 */
export function tryDamage(protocol, damage, { path, size, seed }) {
  const publisher = { ...damage.publisher };
  // Not always at the same place of a message.
  if (publisher.joinAfter !== undefined) publisher.joinAfter += seed * 41_234;
  const { firstChunks } = generate(path, {
    size,
    seed,
    publisher,
    ...(damage.connections !== undefined && { connections: damage.connections }),
  });
  const truth = readFileSync(`${path}.truth.ndjson`, 'utf8');
  return score(protocol, readFileSync(path), truth, firstChunks);
}

/**
 * Prints a table; returns whether every goal was met.
 * @param {{ seeds?: number, size?: number, only?: string }} options
 */
export async function reportDamage({ seeds = 2, size = 12e6, only = '' } = {}) {
  // The built library, by a path that the compiler need not know.
  /** @type {unknown} */
  const library = await import(new URL('../dist-node/protocol.js', import.meta.url).href);
  const protocol = /** @type {Parameters<typeof score>[0]} */ (library);
  const tshark = isInstalled('tshark');
  const folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-damage-'));
  const path = join(folder, 'damaged.pcap');
  let met = true;
  console.log(
    `\nDamaged captures, ${seeds} of ${(size / 1e6).toFixed(0)} MB a row: messages found of those wholly in the capture`,
  );
  console.log(
    `${''.padEnd(66)} ${'intact'.padStart(7)} ${'found'.padStart(9)} ${'invented'.padStart(9)} ${'tshark'.padStart(9)}`,
  );
  try {
    for (const damage of DAMAGES.filter(({ name }) => name.includes(only))) {
      const total = await sumOver(protocol, damage, { path, size, seeds, tshark });
      const right =
        total.found >= total.intact * damage.goal &&
        total.invented + total.late + total.wrongTimes === 0;
      met &&= right;
      const share = (/** @type {number} */ found) =>
        `${((100 * found) / total.intact).toFixed(2)} %`.padStart(9);
      console.log(
        `${damage.name.padEnd(66)} ${String(total.intact).padStart(7)} ${share(total.found)} ${String(total.invented).padStart(9)} ${tshark ? share(total.tshark) : ''}${right ? '' : '   below the goal'}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return met;
}

const SUMMED = /** @type {const} */ (['intact', 'found', 'invented', 'late', 'wrongTimes']);

/**
 * The scores of captures with one damage and different seeds, added up; says what went wrong in the first places.
 *
 * @param {Parameters<typeof score>[0]} protocol
 * @param {Damage} damage
 * @param {{ path: string, size: number, seeds: number, tshark: boolean }} options
 */
async function sumOver(protocol, damage, { path, size, seeds, tshark }) {
  const total = { intact: 0, found: 0, invented: 0, late: 0, wrongTimes: 0, tshark: 0 };
  const reorder = (damage.publisher.faults?.reorder ?? 0) > 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const one = tryDamage(protocol, damage, { path, size, seed });
    for (const key of SUMMED) total[key] += one[key];
    for (const example of one.examples.slice(0, 3)) console.log(`    seed ${seed}: ${example}`);
    if (tshark)
      total.tshark += await countRecords(tsharkMessages(path, { reorder }), (line) =>
        tsharkFound(line, one.wanted),
      );
  }
  return total;
}

/**
 * How many intact messages a line of tshark tells of. It does not say where a message lies in the stream, so it gets credit
 * for every one of the right chunk stream and length, once each.
 *
 * @param {string} line
 * @param {Map<string, number>} wanted how many intact messages have these two values
 */
function tsharkFound(line, wanted) {
  const [, ids = '', , , lengths = ''] = line.split('\t');
  if (ids === '') return 0;
  const sizes = lengths.split(',');
  let found = 0;
  for (const [i, id] of ids.split(',').entries()) {
    const key = `${Number(id)} ${sizes[i]}`;
    const left = wanted.get(key) ?? 0;
    if (left === 0) continue;
    wanted.set(key, left - 1);
    found++;
  }
  return found;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '4' },
      size: { type: 'string', default: '12MB' },
      only: { type: 'string', default: '' },
    },
  });
  const met = await reportDamage({
    seeds: Number(values.seeds),
    size: parseSize(values.size),
    only: values.only,
  });
  if (!met) process.exitCode = 1;
}
