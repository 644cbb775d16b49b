import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import process from 'node:process';

/**
 * A program and what it is told.
 * @typedef {[program: string, ...parameters: string[]]} Command
 */

/**
 * Runs a command with its output thrown away; resolves to how long that took in milliseconds, from the call to the
 * end of the process.
 * @param {Command} command
 * @returns {Promise<number>}
 */
export function time([program, ...parameters]) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(program, parameters, { stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', (status) => {
      if (status === 0) resolve(Number(process.hrtime.bigint() - start) / 1e6);
      else reject(new Error(`${program} ${parameters.join(' ')} ended with ${String(status)}`));
    });
  });
}

/**
 * Times several commands in turn, round after round, so that a busy moment of the machine hits all of them. The
 * first round only warms the caches.
 *
 * @template {string} Name
 * @param {Record<Name, Command>} commands
 * @param {number} rounds
 * @returns {Promise<Record<Name, number>>} medians, in milliseconds
 */
export async function medians(commands, rounds) {
  const names = /** @type {Name[]} */ (Object.keys(commands));
  /** @type {Map<Name, number[]>} */
  const times = new Map(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const took = await time(commands[name]);
      if (round > 0) times.get(name)?.push(took);
    }
  const results = /** @type {Record<Name, number>} */ ({});
  for (const [name, took] of times) results[name] = median(took);
  return results;
}

/**
 * The most memory a Node program held, in megabytes.
 * @param {string[]} parameters of `node`
 */
export function peakMemory(parameters) {
  const preload = new URL('./report-memory.js', import.meta.url).href;
  const { output } = spawnSync(process.execPath, ['--import', preload, ...parameters], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  return Number(output[3]) / 1000;
}

/**
 * How many lines a command prints for which `counts` says how many records they hold.
 * @param {Command} command
 * @param {(line: string) => number} counts
 */
export async function countRecords([program, ...parameters], counts) {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
  let records = 0;
  for await (const line of createInterface({ input: child.stdout })) records += counts(line);
  return records;
}

/**
 * Whether a program can be started.
 * @param {string} program
 */
export function isInstalled(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * The middle one; NaN of none.
 * @param {number[]} numbers
 */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
