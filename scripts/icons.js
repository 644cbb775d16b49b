/**
 * `npm run icons`: draws the icons of the installed page from `public/icon.svg`. Systems want them as PNG, in sizes of
 * their own; one of them is cut to whatever shape icons have there, so its picture stands in the middle.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.js';
import { PROJECT } from './project.js';

const PUBLIC = join(PROJECT, 'public');
/** Of a maskable icon a circle of 80 % is always seen; the corners of the picture have to lie in it. */
const MASKED = 0.75;
const GROUND = '#14161a';
const ICONS = [
  { name: 'icon-192.png', size: 192, share: 1 },
  { name: 'icon-512.png', size: 512, share: 1 },
  { name: 'icon-maskable-512.png', size: 512, share: MASKED, ground: GROUND },
  { name: 'apple-touch-icon.png', size: 180, share: 1, ground: GROUND },
];

const source = readFileSync(join(PUBLIC, 'icon.svg'), 'utf8');
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const { name, size, share, ground = 'none' } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const style = `display:grid;place-items:center;margin:0;height:100vh;background:${ground}`;
    const svg = source.replace('<svg ', `<svg width="${size * share}" height="${size * share}" `);
    await page.setContent(`<body style="${style}">${svg}</body>`);
    const picture = await page.screenshot({ omitBackground: true });
    writeFileSync(join(PUBLIC, name), picture);
    await page.close();
  }
} finally {
  await browser.close();
}
