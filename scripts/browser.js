import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { PROJECT } from './project.js';
import { run } from './run.js';

const VARIABLES = ['CHROME', 'CHROME_PATH', 'CHROME_BIN'];
/** The shell goes first: it has no window to draw, which takes half of the time of every page that is opened. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of an installed Chromium or Chrome that starts, if there is one.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = VARIABLES.map((name) => process.env[name]).filter((path) => path !== undefined);
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...onPath, ...PLACES].find((path) => existsSync(path) && starts(path));
}

/**
 * Sees to it that there is a browser: an installed one, else Playwright's own, else the distribution's package.
 * @returns {Promise<boolean>}
 */
export async function ensureBrowser() {
  if (findBrowser() !== undefined || (await hasPlaywrightBrowser())) return true;
  console.log('No Chromium found: fetching one for the end-to-end tests…');
  const playwright = join(PROJECT, 'node_modules/@playwright/test/cli.js');
  const install = [playwright, 'install', 'chromium'];
  if (run(process.execPath, install, { minutes: 10 }) === 0 && (await hasPlaywrightBrowser()))
    return true;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const environment = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-q'], { environment, minutes: 5 });
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      environment,
      minutes: 10,
    });
  }
  return findBrowser() !== undefined;
}

/** Whether the browser that Playwright downloads is there, and has the libraries it needs. */
async function hasPlaywrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) && starts(path);
}

/**
 * Some distributions put a script at the usual place that only says how to install the real thing.
 * @param {string} path
 */
function starts(path) {
  const { status } = spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
  return status === 0;
}
