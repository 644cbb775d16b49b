/**
 * `npm run screenshots`: takes the pictures of the README and of `docs/screens.md` from the built page, with samples of
 * the gallery, and writes that page.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.js';
import { PROJECT } from './project.js';
import { GROUPS, screensPage } from './screens.js';

const PORT = 19362;
const FOLDER = join(PROJECT, 'docs/images');
const SCREENS = join(PROJECT, 'docs/screens');
/** WebP's measure, 0 to 1: text stays sharp, and all pictures together stay below 8 MB. */
const QUALITY = 0.8;

/** What is looked at: a place in a sample. */
const PICTURES = [
  {
    name: 'inspector',
    at: '#/s/ffmpeg-publish/c0/chunks?at=up@3073&kind=message&field=command%20object.tcUrl%3Aamf0.string.string',
  },
  { name: 'timeline', at: '#/s/publish-and-play/c1/timeline?at=down@3122' },
];

const server = spawn(process.execPath, ['dist-node/server.js', '--http-port', String(PORT)], {
  cwd: PROJECT,
  stdio: ['ignore', 'pipe', 'inherit'],
});
// It prints its address when it listens.
await new Promise((resolve) => server.stdout.once('data', resolve));
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const colorScheme of /** @type {const} */ (['light', 'dark']))
    for (const { name, at } of PICTURES) {
      const size = { width: 1440, height: 900 };
      const picture = await take({ at }, colorScheme, size);
      writeFileSync(join(FOLDER, `${name}-${colorScheme}.png`), picture);
    }
  // What is no longer taken must not stay behind.
  rmSync(SCREENS, { recursive: true, force: true });
  mkdirSync(SCREENS);
  const packer = await browser.newPage();
  for (const screen of GROUPS.flatMap(({ screens }) => screens))
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const picture = await take(screen, colorScheme, { width: 1280, height: 800 });
      const file = join(SCREENS, `${screen.name}-${colorScheme}.webp`);
      writeFileSync(file, await packed(packer, picture));
    }
  writeFileSync(join(PROJECT, 'docs/screens.md'), screensPage());
} finally {
  await browser.close();
  server.kill();
}

/**
 * A place in the page as PNG, once everything asked for is there and drawn.
 *
 * @param {Pick<import('./screens.js').Screen, 'at' | 'press' | 'plain'>} screen
 * @param {'light' | 'dark'} colorScheme
 * @param {{ width: number, height: number }} viewport
 */
async function take({ at, press, plain }, colorScheme, viewport) {
  const page = await browser.newPage({ colorScheme, viewport, reducedMotion: 'reduce' });
  await page.goto(`http://localhost:${String(PORT)}/${at}`);
  if (plain) await page.getByRole('heading', { level: 1 }).waitFor();
  else {
    await page.waitForSelector('html[data-inspector-state=ready]:not([data-inspector-busy])');
    await page.waitForSelector('[role=treeitem][aria-selected]');
  }
  if (press) await page.getByRole(press.role, { name: press.name, exact: true }).click();
  // The picture of the timeline is drawn in the frame after its answer.
  await page.waitForSelector('html:not([data-inspector-busy])');
  // Parts that are loaded when they are first shown.
  await page.waitForSelector('.part-waiting', { state: 'detached' });
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/**
 * A picture as WebP, which the browser can make: a fraction of the bytes of a PNG.
 *
 * @param {import('@playwright/test').Page} page
 * @param {Buffer} png
 */
async function packed(page, png) {
  const script = `(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', ${String(QUALITY)});
  })()`;
  const url = /** @type {string} */ (await page.evaluate(script));
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}
