import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { PROJECT } from './project.js';

/** Says in one line when this Node is none that `package.json` names, and stops when it is older than all of those. */
export function requireNode() {
  const here = process.versions.node;
  const verdict = judgeNode(here, engines());
  if (verdict === 'fits') return;
  const needed = `RTMP Inspector needs Node ${inWords(engines())}, and this is ${here}.`;
  if (verdict === 'between') {
    console.error(`${needed} Going on; what fails may fail for that reason.`);
    return;
  }
  console.error(`${needed} Newer ones are at https://nodejs.org.`);
  process.exit(1);
}

/** The versions of Node that the packages need, such as `^20.19.0 || ^22.13.0 || >=24`. */
export function engines() {
  const text = readFileSync(join(PROJECT, 'package.json'), 'utf8');
  const stated = /** @type {unknown} */ (JSON.parse(text));
  return /** @type {{ engines: { node: string } }} */ (stated).engines.node;
}

/**
 * Whether a version is one of `ranges`, older than all of them, or between two: then it may do or not.
 * @param {string} version
 * @param {string} ranges
 * @returns {'fits' | 'older' | 'between'}
 */
export function judgeNode(version, ranges) {
  const [major, minor] = numbers(version);
  const reached = ranges.split(' || ').filter((range) => {
    const [from, fromMinor] = numbers(range);
    return major > from || (major === from && minor >= fromMinor);
  });
  if (reached.length === 0) return 'older';
  const fits = reached.some((range) => range.startsWith('>=') || numbers(range)[0] === major);
  return fits ? 'fits' : 'between';
}

/**
 * Ranges as people say them: `20.19, 22.13, 24 or newer`.
 * @param {string} ranges
 */
export function inWords(ranges) {
  return ranges
    .replaceAll(/\^(\d+\.\d+)\.0/g, '$1')
    .replaceAll(/>=([\d.]+)/g, '$1 or newer')
    .replaceAll(' || ', ', ');
}

/**
 * @param {string} text a version, or a range that begins with one
 * @returns {[major: number, minor: number]}
 */
function numbers(text) {
  const [major = 0, minor = 0] = text
    .replace(/^(?:\^|>=)/, '')
    .split('.')
    .map(Number);
  return [major, minor];
}
