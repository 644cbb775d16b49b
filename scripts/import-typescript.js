import { join } from 'node:path';
import { runnerImport } from 'vite';
import { PROJECT } from './project.js';

/**
 * A module of the project that is written in TypeScript. Node 20 reads none by itself; the bundler does.
 * @param {string} path in the project
 * @returns {Promise<unknown>}
 */
export async function importTypeScript(path) {
  const options = /** @type {const} */ ({ configFile: false, root: PROJECT, logLevel: 'error' });
  const imported = /** @type {{ module: unknown }} */ (
    await runnerImport(join(PROJECT, path), options)
  );
  return imported.module;
}
