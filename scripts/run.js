import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { PROJECT } from './project.js';

/**
 * Runs a program in the project's folder, with its output on ours and nothing to type into, and returns its exit
 * status; 1 also when it cannot be started, takes too long or is ended by a signal.
 *
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ environment?: Record<string, string>, minutes?: number }} [options]
 */
export function run(program, parameters, { environment = {}, minutes } = {}) {
  const { status } = spawnSync(program, parameters, {
    cwd: PROJECT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    ...(minutes === undefined ? {} : { timeout: minutes * 60_000 }),
  });
  return status ?? 1;
}

/**
 * Runs npm, or a program of an installed package with `exec`.
 * @param {string[]} parameters
 * @param {{ environment?: Record<string, string>, minutes?: number }} [options]
 */
export function npm(parameters, options) {
  // Under npm this is the path of the very npm that runs; on Windows there is no program called "npm".
  const path = process.env['npm_execpath'];
  return path?.endsWith('.js') === true
    ? run(process.execPath, [path, ...parameters], options)
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', parameters, options);
}
