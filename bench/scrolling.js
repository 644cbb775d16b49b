import { statSync } from 'node:fs';
import process from 'node:process';
import { idle, longTasks, openedPage, watchTasks } from './opened-page.js';
import { withBrowser } from './page.js';

const TURNS = 60;
const PAGES = 40;
const PLACES = 40;

/**
 * The table of chunks in Chromium over one capture, scrolled by wheel, by key and by its scrollbar: how long until the rows of
 * a place are there, and how long the page itself was busy at a stretch.
 *
 * @param {string} path
 * @returns {Promise<{ rows: number, place: number, slowestPlace: number, longTasks: number, longestTask: number }>} milliseconds
 */
export function measureScrolling(path) {
  return withBrowser(async (browser, address) => {
    const page = await openedPage(browser, address, path);
    const grid = page.getByRole('grid', { name: 'Chunks' });
    const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
    await idle(page);
    await watchTasks(page);

    const box = await grid.boundingBox();
    if (!box) throw new Error('the table of chunks is not shown');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (const turn of [120, -120, 2400, -2400])
      for (let time = 0; time < TURNS; time++) await page.mouse.wheel(0, turn);
    await idle(page);

    await grid.getByRole('gridcell').first().click();
    for (const key of ['PageDown', 'Control+End', 'PageUp', 'Control+Home', 'ArrowDown'])
      for (let time = 0; time < PAGES; time++) await page.keyboard.press(key);
    await idle(page);

    const places = await page.evaluate(dragScrollbar, PLACES);
    const sorted = places.toSorted((a, b) => a - b);
    return {
      rows,
      place: sorted[Math.floor(sorted.length / 2)] ?? NaN,
      slowestPlace: sorted.at(-1) ?? NaN,
      ...(await longTasks(page)),
    };
  });
}

/**
 * Runs in the page: takes the scrollbar to places all over the table, one after the other, and waits at each until its rows
 * are drawn.
 * @param {number} places
 * @returns {Promise<number[]>}
 */
async function dragScrollbar(places) {
  const grid = /** @type {HTMLElement} */ (document.querySelector('.grid[aria-label="Chunks"]'));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** @type {number[]} */
  const took = [];
  for (let place = 0; place < places; place++) {
    const start = performance.now();
    // Every seventh of them, so that no two neighbours follow each other.
    const share = ((place * 7) % places) / places;
    grid.scrollTop = share * (grid.scrollHeight - grid.clientHeight);
    // The event of scrolling comes with the next frame, and the rows it asks for after that.
    await frame();
    await frame();
    while (grid.querySelector('.grid-body[aria-busy="true"]')) await frame();
    took.push(performance.now() - start);
  }
  return took;
}

if (process.argv[1] === import.meta.filename) {
  const path = process.argv[2] ?? '';
  console.log(`${path}: ${String(statSync(path).size)} bytes`);
  for (const [name, value] of Object.entries(await measureScrolling(path)))
    console.log(`${name.padEnd(14)} ${value.toFixed(1).padStart(10)}`);
}
