/** `npm run size`: how much JavaScript each page of the build loads, against what it may be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { PROJECT } from './project.js';

/**
 * Gzipped, in kilobytes of 1000 bytes. The decoder is counted by itself: it loads beside a page and never
 * blocks it. A chapter is what is there before the workbench opens beside it, the workbench what it takes to
 * show a capture: views that somebody turns to later come later.
 */
const BUDGETS = { landing: 110, workbench: 300, chapter: 150, embed: 100, decoder: 220 };

/**
 * @typedef {object} Chunk
 * @property {string} file
 * @property {string} [src]
 * @property {string[]} [imports]
 * @property {string[]} [dynamicImports]
 */

const dist = join(PROJECT, 'dist');
const page = manifest('manifest.json');
const frame = manifest('embed-manifest.json');

/**
 * @param {string[]} parts
 * @returns {(key: string) => boolean}
 */
const named = (parts) => (key) => parts.some((part) => key.includes(part));
const isWorker = named(['worker.ts?worker']);
/** What comes when somebody turns to it; `workbench` is what opening a capture needs. */
const isLater = named([
  'worker.ts?worker',
  'app/learn/',
  'app/components/chart/',
  'src-protocol/capture/text-dump.ts',
  'app/views/inspector/further.tsx',
  '-popup.tsx',
  ...['overview', 'problems', 'timeline', 'ladder', 'compare', 'decoder', 'live'].map(view),
  ...['settings', 'palette', 'share', 'notes', 'quiz', 'save'].map(view),
]);

const article = ['index.html', 'app/learn/article.tsx'];
const chapters = Object.keys(page).filter(named(['app/learn/chapters/']));

const measured = {
  landing: kilobytes(page, ['index.html'], () => false),
  workbench: kilobytes(page, ['index.html'], (key) => !isLater(key)),
  chapter: Math.max(
    ...chapters.map((chapter) => kilobytes(page, [...article, chapter], () => false)),
  ),
  embed: kilobytes(frame, ['embed.html'], (key) => !isWorker(key)),
  decoder: Math.max(
    ...[page, frame].map((chunks) =>
      kilobytes(chunks, Object.keys(chunks).filter(isWorker), () => false),
    ),
  ),
};
for (const [name, budget] of Object.entries(BUDGETS)) {
  const size = measured[/** @type {keyof typeof BUDGETS} */ (name)];
  const fits = size > 0 && size <= budget;
  const verdict = fits ? 'fits' : size > 0 ? 'is too much' : 'was not found';
  console.log(
    `JavaScript, ${name}: ${size.toFixed(1)} kB gzipped of ${String(budget)} kB: ${verdict}`,
  );
  if (!fits) process.exitCode = 1;
}

/** @param {string} name */
function view(name) {
  return `app/views/${name}/`;
}

/**
 * @param {string} name
 * @returns {Record<string, Chunk>}
 */
function manifest(name) {
  const chunks = /** @type {unknown} */ (JSON.parse(readFileSync(join(dist, name), 'utf8')));
  return /** @type {Record<string, Chunk>} */ (chunks);
}

/**
 * What is loaded from `entries` on: what they import, and what they import later where `later` says so.
 * @param {Record<string, Chunk>} chunks
 * @param {string[]} entries
 * @param {(key: string) => boolean} later
 */
function kilobytes(chunks, entries, later) {
  /** @type {Set<string>} */
  const found = new Set();
  const queue = [...entries];
  let sum = 0;
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const chunk = chunks[key];
    if (!chunk || found.has(key)) continue;
    found.add(key);
    queue.push(...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []).filter(later));
    if (chunk.file.endsWith('.js'))
      sum += gzipSync(readFileSync(join(dist, chunk.file)), { level: 9 }).length;
  }
  return sum / 1000;
}
