/**
 * `npm run screenshots`: takes pictures of the built page with samples of the gallery: those of the README, and
 * every view in light and dark on three captures, with the page that shows them, `docs/screens.md`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.js';
import { PROJECT } from './project.js';

const PORT = 19362;
const FOLDER = join(PROJECT, 'docs/images');
const SCREENS = join(FOLDER, 'screens');
const SCHEMES = /** @type {const} */ (['light', 'dark']);
const VIEWPORT = { width: 1440, height: 900 };

/** What the README shows: a place in a sample. */
const PICTURES = [
  {
    name: 'inspector',
    at: '#/s/ffmpeg-publish/c0/chunks?at=up@3073&kind=message&field=command%20object.tcUrl%3Aamf0.string.string',
  },
  { name: 'timeline', at: '#/s/publish-and-play/c1/timeline?at=down@3122' },
];

/** What every view is shown with, and the record that is selected in it. */
const CAPTURES = [
  { name: 'publish', title: 'A publish', place: 's/ffmpeg-publish/c0', at: 'up@3073' },
  { name: 'play', title: 'A play', place: 's/publish-and-play/c1', at: 'down@3122' },
  { name: 'damaged', title: 'A damaged capture', place: 's/segment-lost/c0', at: 'up@3073' },
];

/** The views; those of a record open it as a message. */
const VIEWS = [
  { name: 'overview', title: 'Overview' },
  { name: 'ladder', title: 'Ladder' },
  { name: 'timeline', title: 'Timeline' },
  { name: 'segments', title: 'TCP segments' },
  { name: 'chunks', title: 'Chunks' },
  { name: 'messages', title: 'Messages, with one explained', kind: 'message' },
  { name: 'commands', title: 'Commands', kind: 'message' },
  { name: 'problems', title: 'Problems' },
];

/** Pages without a capture. */
const PAGES = [
  { name: 'landing', title: 'Before a capture is opened', at: '', shows: 'main h1' },
  {
    name: 'learn',
    title: 'A chapter beside its bytes',
    at: '#/learn/basic-header',
    shows: '.learn-with-bytes [role=treeitem]',
  },
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
  rmSync(SCREENS, { recursive: true, force: true });
  mkdirSync(SCREENS, { recursive: true });
  for (const colorScheme of SCHEMES) {
    for (const { name, at } of PICTURES)
      await take(colorScheme, at, join(FOLDER, `${name}-${colorScheme}.png`));
    for (const { name, at, shows } of PAGES)
      await take(colorScheme, at, join(SCREENS, `${name}-${colorScheme}.jpg`), shows);
    for (const capture of CAPTURES)
      for (const view of VIEWS)
        await take(
          colorScheme,
          `#/${capture.place}/${view.name}?at=${capture.at}${view.kind ? `&kind=${view.kind}` : ''}`,
          join(SCREENS, `${capture.name}-${view.name}-${colorScheme}.jpg`),
        );
  }
  writeFileSync(join(PROJECT, 'docs/screens.md'), index());
} finally {
  await browser.close();
  server.kill();
}

/**
 * One picture, once everything that was asked for is drawn.
 * @param {'light' | 'dark'} colorScheme
 * @param {string} at what stands behind the address of the page
 * @param {string} path
 * @param {string} [shows] what is there in the end; a record explained when left out
 */
async function take(colorScheme, at, path, shows = '[role=treeitem][aria-selected]') {
  const page = await browser.newPage({ colorScheme, viewport: VIEWPORT });
  await page.goto(`http://localhost:${String(PORT)}/${at}`);
  await page.waitForSelector(shows);
  if (at !== '')
    await page.waitForSelector('html[data-inspector-state=ready]:not([data-inspector-busy])');
  if (at.includes('&kind=message') && path.endsWith('.jpg'))
    await page.getByRole('button', { name: 'message', exact: true }).click();
  // What is drawn on a canvas comes in the frame after its answer.
  await page.waitForSelector('html:not([data-inspector-busy])');
  await page.evaluate(
    'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))',
  );
  await page.screenshot(path.endsWith('.jpg') ? { path, type: 'jpeg', quality: 70 } : { path });
  await page.close();
}

/** The page that shows the pictures. */
function index() {
  const sections = [
    ...CAPTURES.flatMap(({ name, title }) => [
      `## ${title}`,
      ...VIEWS.map((view) => both(`${name}-${view.name}`, view.title)),
    ]),
    '## Without a capture',
    ...PAGES.map(({ name, title }) => both(name, title)),
  ];
  return `${['# Every view', 'Written by `npm run screenshots`: the samples of the gallery at 1440 × 900, light and dark.', ...sections].join('\n\n')}\n`;
}

/**
 * @param {string} name
 * @param {string} title
 */
function both(name, title) {
  const pictures = SCHEMES.map(
    (scheme) => `![${title}, ${scheme}](images/screens/${name}-${scheme}.jpg)`,
  );
  return [`### ${title}`, ...pictures].join('\n\n');
}
