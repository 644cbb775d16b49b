/**
 * `npm run screenshots`: takes the pictures of the README from the built page, with a sample of the gallery.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.js';
import { PROJECT } from './project.js';

const PORT = 19362;
const FOLDER = join(PROJECT, 'docs/images');

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
      const page = await browser.newPage({ colorScheme, viewport: { width: 1440, height: 900 } });
      await page.goto(`http://localhost:${String(PORT)}/${at}`);
      await page.waitForSelector('html[data-inspector-state=ready]:not([data-inspector-busy])');
      await page.waitForSelector('[role=treeitem][aria-selected]');
      // The picture of the timeline is drawn in the frame after its answer.
      await page.waitForSelector('html:not([data-inspector-busy])');
      await page.evaluate(
        'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
      );
      await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`) });
      await page.close();
    }
} finally {
  await browser.close();
  server.kill();
}
