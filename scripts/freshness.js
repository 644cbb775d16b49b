import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './project.js';

/** What the build is made of. */
const SOURCES = [
  'index.html',
  'embed.html',
  'scripts/learn',
  'scripts/sample-list.js',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'vite.node.config.ts',
  'app',
  'cli',
  'public',
  'server',
  'src-protocol',
];
const RESULTS = [
  'dist/index.html',
  'dist/embed.html',
  'dist-node/cli.js',
  'dist-node/server.js',
  'dist-node/protocol.js',
];
const STAMP = join(PROJECT, 'dist-node/built-from.json');

/** Whether the build is there, and younger than all it was made of. */
export function isBuildFresh() {
  if (!RESULTS.every((path) => existsSync(join(PROJECT, path)))) return false;
  try {
    const stamp = /** @type {unknown} */ (JSON.parse(readFileSync(STAMP, 'utf8')));
    return /** @type {{ newest: number }} */ (stamp).newest === newestSource();
  } catch {
    return false;
  }
}

/** When the newest source was changed, in milliseconds. Folders count too: a file may have been removed. */
export function newestSource() {
  return Math.max(...SOURCES.map((path) => newestIn(join(PROJECT, path))));
}

/** @param {number} newest `newestSource()` from before the build began */
export function stampBuild(newest) {
  writeFileSync(STAMP, JSON.stringify({ newest }) + '\n');
}

/**
 * @param {string} path
 * @returns {number}
 */
function newestIn(path) {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return 0;
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
