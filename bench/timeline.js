import { statSync } from 'node:fs';
import process from 'node:process';
import { idle, longTasks, openedPage, watchTasks } from './opened-page.js';
import { withBrowser } from './page.js';

/** Keys pressed in each direction: enough to come from hours to single chunks. */
const ZOOMS = 14;
const MOVES = 20;

/**
 * The timeline in Chromium over one capture, zoomed in and out and moved by key and wheel: how long until the first
 * picture is there, how long an answer of the worker takes, and how long the page itself was busy at a stretch.
 *
 * @param {string} path
 * @returns {Promise<{ chunks: number, firstPicture: number, answer: number, slowestAnswer: number, longTasks: number, longestTask: number }>} milliseconds
 */
export function measureTimeline(path) {
  return withBrowser(async (browser, address) => {
    const page = await openedPage(browser, address, path);
    const rows = await page.getByRole('grid', { name: 'Chunks' }).getAttribute('aria-rowcount');
    const start = Date.now();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.waitForSelector('canvas[data-detail]', { timeout: 60_000 });
    const firstPicture = Date.now() - start;
    await idle(page);
    await watchTasks(page);
    await page.evaluate(watchAnswers);
    const frame = page.locator('.timeline-frame');
    await frame.focus();
    for (const axis of ['Time', 'Chunks']) {
      await page.getByRole('button', { name: axis, exact: true }).click();
      await frame.focus();
      await press(page, '+', ZOOMS);
      await press(page, 'd', MOVES);
      await press(page, '-', ZOOMS + 2);
    }
    await turnWheel(page);
    const answers = await page.evaluate(watchedAnswers);
    const sorted = answers.toSorted((a, b) => a - b);
    return {
      chunks: Number(rows) - 1,
      firstPicture,
      answer: sorted[Math.floor(sorted.length / 2)] ?? NaN,
      slowestAnswer: sorted.at(-1) ?? NaN,
      ...(await longTasks(page)),
    };
  });
}

/** Runs in the page: from now on notes how long questions are open. */
function watchAnswers() {
  /** @type {number[]} */
  const answers = [];
  Object.assign(globalThis, { watchedAnswers: answers });
  const root = document.documentElement;
  let asked = performance.now();
  new MutationObserver(() => {
    if ('inspectorBusy' in root.dataset) asked = performance.now();
    // The mark stays for 60 ms after the last answer.
    else answers.push(performance.now() - asked - 60);
  }).observe(root, { attributeFilter: ['data-inspector-busy'] });
}

/** Runs in the page. */
function watchedAnswers() {
  return /** @type {{ watchedAnswers: number[] }} */ (/** @type {unknown} */ (globalThis))
    .watchedAnswers;
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} key
 * @param {number} times
 */
async function press(page, key, times) {
  for (let time = 0; time < times; time++) {
    await page.keyboard.press(key);
    await idle(page);
  }
}

/**
 * A burst of turns without waiting, as a hand makes them.
 * @param {import('@playwright/test').Page} page
 */
async function turnWheel(page) {
  const box = await page.locator('.timeline-frame').boundingBox();
  if (!box) return;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.down('Control');
  for (const turn of [-120, 120])
    for (let time = 0; time < 40; time++) await page.mouse.wheel(0, turn);
  await page.keyboard.up('Control');
  await idle(page);
}

if (process.argv[1] === import.meta.filename) {
  const path = process.argv[2] ?? '';
  console.log(`${path}: ${String(statSync(path).size)} bytes`);
  for (const [name, value] of Object.entries(await measureTimeline(path)))
    console.log(`${name.padEnd(14)} ${value.toFixed(1).padStart(10)}`);
}
