import { statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { PROJECT } from './project.js';
import { npm } from './run.js';

/** Installs the packages when they are missing or older than `package-lock.json`; stops when that fails. */
export function installPackages() {
  // npm writes this file last, so an interrupted installation is done again.
  const installed = modified('node_modules/.package-lock.json');
  if (installed !== undefined && installed >= (modified('package-lock.json') ?? 0)) return;
  console.log('Installing packages…');
  const status = npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status === 0) return;
  console.error('The packages could not be installed: npm says why above. Is the network there?');
  process.exit(1);
}

/** @param {string} path */
function modified(path) {
  return statSync(join(PROJECT, path), { throwIfNoEntry: false })?.mtimeMs;
}
