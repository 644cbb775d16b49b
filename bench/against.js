/**
 * Whether decoding has become slower than it was: this build's library beside another build's, over the same captures, in
 * turn, each in a process of its own. Ratios of the quickest rounds, since what comes between on a busy machine is not ours.
 *
 *     node bench/against.js ../another-checkout/dist-node/protocol.js
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { PROJECT } from '../scripts/project.js';
import { median } from './measure.js';
import { specimen } from './specimen.js';

/** Processes of each library for each capture. */
const PROCESSES = 9;
/** How often each process decodes its capture. The first time counts by itself: it is what a user of the command line waits for. */
const ROUNDS = 12;
const BLOCK = 1 << 20;

const [first, second, file] = process.argv.slice(2);
if (first === '--decode' && second && file) await decode(second, file);
else if (first) compare(resolve(first));
else {
  console.error('usage: node bench/against.js OTHER/dist-node/protocol.js');
  process.exitCode = 2;
}

/** @param {string} other */
function compare(other) {
  const own = join(PROJECT, 'dist-node/protocol.js');
  for (const chunkSize of ['4096', '128']) {
    const path = specimen(`publish-100MB-chunk-${chunkSize}.pcap`, [
      '--size',
      '100MB',
      '--chunk-size',
      chunkSize,
    ]);
    /** @type {[number[][], number[][]]} */
    const times = [[], []];
    for (let i = 0; i < PROCESSES; i++)
      for (const which of i % 2 === 0 ? [0, 1] : [1, 0])
        times[which]?.push(decodingTimes(which === 0 ? own : other, path));
    const [now, before] = times.map((processes) => ({
      once: median(processes.map(([once]) => once ?? NaN)),
      again: median(processes.map(([, ...again]) => Math.min(...again))),
    }));
    if (!now || !before) continue;
    console.log(`\nchunk size ${chunkSize}       this      other    ratio`);
    for (const what of /** @type {const} */ (['once', 'again']))
      console.log(
        `${what.padEnd(14)} ${now[what].toFixed(1).padStart(8)} ms ${before[what].toFixed(1).padStart(8)} ms   ${(now[what] / before[what]).toFixed(3)}`,
      );
  }
}

/**
 * @param {string} library
 * @param {string} path
 * @returns {number[]} milliseconds of each round
 */
function decodingTimes(library, path) {
  const { stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', import.meta.filename, '--decode', library, path],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return stdout.trim().split(' ').map(Number);
}

/**
 * @param {string} library
 * @param {string} path
 */
async function decode(library, path) {
  /** @type {unknown} */
  const built = await import(pathToFileURL(library).href);
  const { Inspection } = /** @type {typeof import('../src-protocol/index.ts')} */ (built);
  const bytes = new Uint8Array(readFileSync(path));
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    globalThis.gc?.();
    const start = performance.now();
    const inspection = new Inspection();
    for (let at = 0; at < bytes.length; at += BLOCK)
      inspection.push(bytes.subarray(at, at + BLOCK));
    inspection.end();
    times.push(performance.now() - start);
  }
  console.log(times.map((milliseconds) => milliseconds.toFixed(2)).join(' '));
}
