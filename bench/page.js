import { readFileSync, statSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { findBrowser } from '../scripts/browser.js';
import { PROJECT } from '../scripts/project.js';

/** @typedef {{ name: string, ph: string, pid: number, tid: number, tdur?: number, args: { name?: string } }} TraceEvent */
/** @typedef {{ traceEvents: TraceEvent[] }} Trace */

const PORT = 19_361;
const STEPS = 60;
/** Milliseconds between two frames. */
const FRAME = 17;

/** Reading a capture of gigabytes may take this long, in milliseconds. */
const LONGEST = 240_000;

/** Pressed while a capture is read, the button must have stopped it by the time this long has passed twice over. */
const CANCEL_AFTER = 100;

/**
 * The built page, served, and a browser to look at it with; both are gone when `use` is done.
 * @template T
 * @param {(browser: import('@playwright/test').Browser, address: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withBrowser(use) {
  const server = spawn(process.execPath, [
    join(PROJECT, 'dist-node/server.js'),
    '--http-port',
    String(PORT),
  ]);
  await new Promise((resolve, reject) => {
    server.once('exit', () => {
      reject(new Error(`the page server ended; is port ${String(PORT)} taken?`));
    });
    server.stdout.once('data', resolve);
  });
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    return await use(browser, `http://localhost:${String(PORT)}/`);
  } finally {
    await browser.close();
    server.kill();
  }
}

/**
 * The page in Chromium over one capture: how long until it is ready, beside merely reading the same file in
 * slices of 8 MB in a worker of the same page; when the first rows are there; how long a step takes to paint.
 *
 * @param {string} path
 * @param {number} [rounds]
 * @returns {Promise<Record<string, number>>} medians in milliseconds
 */
export async function measurePage(path, rounds = 5) {
  return (await measureOpening(path, rounds)).times;
}

/**
 * As `measurePage`, and how much the memory of the page's process grew by reading the capture: in bytes, everything that a
 * capture of few chunks needs as well included; NaN where there is no /proc.
 * @param {string} path
 * @param {number} rounds
 */
async function measureOpening(path, rounds) {
  /** @type {number[]} */
  const grown = [];
  let chunks = NaN;
  /** @type {Record<string, number[]>} */
  const times = {
    reading: [],
    ready: [],
    'first row': [],
    step: [],
    'step back': [],
    'in full': [],
    'longest block': [],
    '… on processor': [],
    cancel: [],
  };
  await withBrowser(async (browser, address) => {
    for (let round = 0; round <= rounds; round++) {
      const page = await browser.newPage();
      await page.goto(address);
      const reading = await readOnly(page, path);
      await watchBlocks(page);
      const before = await memory(browser);
      await page.getByLabel('Open a capture').setInputFiles(path);
      await page.waitForFunction(
        () =>
          performance.getEntriesByName('open-to-ready').length > 0 &&
          performance.getEntriesByName('open-to-first-row').length > 0,
        undefined,
        { timeout: LONGEST },
      );
      const blocked = await longestBlock(page);
      const after = await memory(browser);
      const rows = await page.getByRole('grid', { name: 'Chunks' }).getAttribute('aria-rowcount');
      chunks = Number(rows) - 1;
      await watchSteps(page);
      const steps = await stepTimes(page, '.');
      const back = await stepTimes(page, ',');
      const full = await page.evaluate(() => performance.getEntriesByName('step-in-full'));
      const ready = await duration(page, 'open-to-ready');
      const first = await duration(page, 'open-to-first-row');
      const cancelled = await cancelTime(page, path);
      await page.close();
      if (round === 0) continue;
      times['… on processor']?.push(await longestOnProcessor(browser, address, path));
      grown.push(after - before);
      times['reading']?.push(reading);
      times['ready']?.push(ready);
      times['first row']?.push(first);
      times['step']?.push(...steps);
      times['step back']?.push(...back);
      times['in full']?.push(...full.map((entry) => entry.duration));
      times['longest block']?.push(blocked);
      if (cancelled !== undefined) times['cancel']?.push(cancelled);
    }
  });
  /** @type {[string, number][]} */
  const medians = Object.entries(times).map(([name, values]) => [name, median(values)]);
  return {
    times: /** @type {Record<string, number>} */ (Object.fromEntries(medians)),
    memory: median(grown),
    chunks,
  };
}

/**
 * Bytes in memory of all processes that draw pages; there is one page at a time, and its worker lives in its process.
 * @param {import('@playwright/test').Browser} browser
 */
async function memory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let sum = 0;
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    try {
      const status = readFileSync(`/proc/${String(id)}/status`, 'utf8');
      sum += Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1024;
    } catch {
      return NaN;
    }
  }
  return sum;
}

/** @param {import('@playwright/test').Page} page */
async function watchBlocks(page) {
  await page.evaluate(() => {
    const watched = /** @type {{ longest?: number }} */ (globalThis);
    watched.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        watched.longest = Math.max(watched.longest ?? 0, duration);
    }).observe({ type: 'longtask' });
  });
}

/**
 * The longest the page could not answer while a capture was opened; 0 when never longer than 50 ms, for shorter tasks are
 * not told.
 * @param {import('@playwright/test').Page} page
 */
function longestBlock(page) {
  return page.evaluate(() => /** @type {{ longest?: number }} */ (globalThis).longest ?? NaN);
}

/**
 * The processor time of the longest task of the page's main thread while a capture is opened: what a block would be were the
 * processor free whenever the page wants it. It is traced, which costs a little, so nothing else is measured meanwhile.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address
 * @param {string} path
 */
async function longestOnProcessor(browser, address, path) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByLabel('Open a capture').waitFor();
  await browser.startTracing(page, { categories: ['toplevel'] });
  await page.getByLabel('Open a capture').setInputFiles(path);
  await page.waitForFunction(
    () => performance.getEntriesByName('open-to-ready').length > 0,
    undefined,
    { timeout: LONGEST },
  );
  const trace = await browser.stopTracing();
  await page.close();
  /** @type {unknown} */
  const traced = JSON.parse(trace.toString());
  const { traceEvents } = /** @type {Trace} */ (traced);
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid} ${tid}`));
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/**
 * How long it takes from the press of Cancel until the page has stopped reading; undefined when the capture was read before.
 * @param {import('@playwright/test').Page} page
 * @param {string} path
 */
async function cancelTime(page, path) {
  await page.getByLabel('Open a capture').setInputFiles(path);
  return page.evaluate(
    (after) =>
      new Promise((/** @type {(milliseconds: number | undefined) => void} */ resolve) => {
        const root = document.documentElement;
        setTimeout(() => {
          const button = [...document.querySelectorAll('button')].find(
            ({ textContent }) => textContent.trim() === 'Cancel',
          );
          if (!button) {
            resolve(undefined);
            return;
          }
          const start = performance.now();
          const observer = new MutationObserver(() => {
            if (root.dataset['inspectorState'] === 'loading') return;
            observer.disconnect();
            resolve(performance.now() - start);
          });
          observer.observe(root, { attributes: true });
          button.click();
        }, 2 * after);
      }),
    CANCEL_AFTER,
  );
}

/**
 * Reads the file in a worker and does nothing with it.
 * @param {import('@playwright/test').Page} page
 * @param {string} path
 */
async function readOnly(page, path) {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-file';
    document.body.append(input);
  });
  await page.locator('#bench-file').setInputFiles(path);
  const took = await page.evaluate(
    () =>
      new Promise((/** @type {(milliseconds: number) => void} */ resolve) => {
        const code = `onmessage = async ({ data: file }) => {
          const start = performance.now();
          for (let at = 0; at < file.size; at += 8 << 20)
            new Uint8Array(await file.slice(at, at + (8 << 20)).arrayBuffer());
          postMessage(performance.now() - start);
        };`;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = (/** @type {MessageEvent<number>} */ { data }) => {
          worker.terminate();
          resolve(data);
        };
        const input = /** @type {HTMLInputElement} */ (document.querySelector('#bench-file'));
        worker.postMessage(input.files?.[0]);
        input.remove();
      }),
  );
  return took;
}

/**
 * The page's own measure ends when the row and the place are painted. This one, `step-in-full`, goes on to the frame in which
 * the inspector and the drawer show the record as well.
 * @param {import('@playwright/test').Page} page
 */
async function watchSteps(page) {
  await page.evaluate(() => {
    const busy = '.inspector[aria-busy="true"], .state[aria-busy="true"]';
    addEventListener(
      'keydown',
      () => {
        const start = performance.now();
        const before = performance.getEntriesByName('step').length;
        const look = () => {
          const stepped = performance.getEntriesByName('step').length > before;
          if (!stepped || document.querySelector(busy)) requestAnimationFrame(look);
          else
            setTimeout(() =>
              performance.measure('step-in-full', { start, end: performance.now() }),
            );
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
}

/**
 * Steps through chunks by keyboard; each step waits until the one before has been answered and drawn in full. The keys are
 * pressed at moments spread evenly over the time between two frames, as a hand would: the wait for the next frame is part of
 * what is measured, and would always be the longest were they pressed as soon as a frame has begun.
 * @param {import('@playwright/test').Page} page
 * @param {string} key
 */
async function stepTimes(page, key) {
  await page.evaluate(() => performance.clearMeasures('step'));
  for (let step = 1; step <= STEPS; step++) {
    await delay((step * 7) % FRAME);
    await page.keyboard.press(key);
    await page.waitForFunction(
      (count) =>
        performance.getEntriesByName('step').length >= count &&
        !('inspectorBusy' in document.documentElement.dataset),
      step,
      { polling: 4 },
    );
  }
  return page.evaluate(() => performance.getEntriesByName('step').map((entry) => entry.duration));
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
function duration(page, name) {
  return page.evaluate((entry) => performance.getEntriesByName(entry)[0]?.duration ?? NaN, name);
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

if (process.argv[1] === import.meta.filename) {
  const path = process.argv[2] ?? '';
  const rounds = Number(process.argv[3] ?? 5);
  console.log(`${path}: ${String(statSync(path).size)} bytes`);
  const { times, memory: grown, chunks } = await measureOpening(path, rounds);
  for (const [name, took] of Object.entries(times))
    console.log(`${name.padEnd(15)} ${took.toFixed(1).padStart(8)} ms`);
  const ratio = (times['ready'] ?? NaN) / (times['reading'] ?? NaN);
  console.log(`ready / reading ${ratio.toFixed(2)}`);
  console.log(`memory ${(grown / 1e6).toFixed(0)} MB for ${String(chunks)} chunks`);
}
