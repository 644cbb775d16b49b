/** Says how many tests passed and failed, from the results that the runners leave in `test-results/`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { PROJECT } from './project.js';

/**
 * What is read of vitest's JSON report.
 * @typedef {object} UnitResults
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults
 */

/**
 * What is read of Playwright's.
 * @typedef {object} EndToEndResults
 * @property {{ expected: number, flaky: number, unexpected: number }} stats
 */

/** @returns {string} such as `1204 passed, 0 failed` */
export function countTests() {
  const runs = ['unit.json', 'peers.json'].map(
    (name) => /** @type {UnitResults | undefined} */ (results(name)),
  );
  const endToEnd = /** @type {EndToEndResults | undefined} */ (results('e2e.json'))?.stats;
  // A file that could not even be loaded holds no failed test.
  const broken = runs.map(
    (run) =>
      run?.testResults.filter(
        ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
      ).length,
  );
  const passed = sum(
    ...runs.map((run) => run?.numPassedTests),
    endToEnd?.expected,
    endToEnd?.flaky,
  );
  const failed = sum(...runs.map((run) => run?.numFailedTests), ...broken, endToEnd?.unexpected);
  return `${String(passed)} passed, ${String(failed)} failed`;
}

/** @param {(number | undefined)[]} numbers */
function sum(...numbers) {
  return numbers.reduce((/** @type {number} */ total, number) => total + (number ?? 0), 0);
}

/**
 * @param {string} name
 * @returns {unknown}
 */
function results(name) {
  try {
    return JSON.parse(readFileSync(join(PROJECT, 'test-results', name), 'utf8'));
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(countTests());
