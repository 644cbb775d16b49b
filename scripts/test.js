/**
 * `npm test`: everything that has to pass, in the order in which failures are cheapest to find. Stops at the
 * first failure.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { countTests } from './count.js';
import { ensureBrowser } from './browser.js';
import { ensurePeers } from './peers.js';
import { installPackages } from './install.js';
import { npm } from './run.js';
import { PROJECT } from './project.js';
import { requireNode } from './node-version.js';

const STEPS = [
  { name: 'types', script: ['typecheck'] },
  { name: 'lint', script: ['lint'] },
  { name: 'format', script: ['format:check'] },
  { name: 'unused code', script: ['knip'] },
  {
    name: 'unit tests',
    script: [
      'test:unit',
      '--',
      '--reporter=default',
      '--reporter=json',
      '--outputFile=test-results/unit.json',
    ],
  },
  { name: 'build', script: ['build'] },
  { name: 'size', script: ['size'] },
  {
    name: 'tests with other programs',
    script: [
      'peers',
      '--',
      '--reporter=default',
      '--reporter=json',
      '--outputFile=test-results/peers.json',
    ],
  },
  { name: 'end-to-end tests', script: ['e2e'] },
];

/** @type {string[]} */
const left = [];
requireNode();
installPackages();
rmSync(join(PROJECT, 'test-results'), { recursive: true, force: true });
for (const { name, script } of STEPS) {
  console.log(`\n── ${name}`);
  if (name === 'end-to-end tests' && !(await ensureBrowser()))
    stop(
      'There is no browser for the end-to-end tests. Install Chromium or Chrome, or set CHROME to its path.',
    );
  const missing = script[0] === 'peers' ? ensurePeers() : undefined;
  if (missing !== undefined) {
    if (process.env['CI'] !== undefined) stop(missing);
    console.log(`Left out, since ${missing}`);
    left.push(name);
    continue;
  }
  if (npm(['run', '--silent', ...script]) !== 0) stop(`Failed: ${name}. ${countTests()}`);
}
const rest = left.length > 0 ? `, but ${left.join(', ')} were left out: see above` : '';
console.log(`\nEverything passed${rest}.\n${countTests()}`);

/**
 * @param {string} reason
 * @returns {never}
 */
function stop(reason) {
  console.error(`\n${reason}`);
  process.exit(1);
}
