/** `npm run size`: how much JavaScript the built page is, against what it may be. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { PROJECT } from './project.js';

/**
 * Gzipped, in kilobytes of 1000 bytes. The worker is code, too, but loads beside the page and never
 * blocks it.
 */
const BUDGETS = { landing: 110, workbench: 300, worker: 160 };

const dist = join(PROJECT, 'dist');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
// What the landing page loads before anything is opened: the entry, and what that imports at once.
const landing = [...page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(
  (match) => match[1] ?? '',
);
const all = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.js'),
);

const isWorker = (/** @type {string} */ path) => /worker-[^/]*\.js$/.test(path);
const measured = {
  landing: kilobytes(landing),
  workbench: kilobytes(all.filter((path) => !isWorker(path))),
  worker: kilobytes(all.filter(isWorker)),
};
for (const [name, budget] of Object.entries(BUDGETS)) {
  const size = measured[/** @type {keyof typeof BUDGETS} */ (name)];
  const verdict = size <= budget ? 'fits' : 'is too much';
  console.log(
    `JavaScript, ${name}: ${size.toFixed(1)} kB gzipped of ${String(budget)} kB: ${verdict}`,
  );
  if (size > budget) process.exitCode = 1;
}

/** @param {string[]} paths in `dist` */
function kilobytes(paths) {
  const sizes = paths.map((path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
