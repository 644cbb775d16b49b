/**
 * `npm run bench`: the command line beside tshark, on the same captures, in turn; then filters, explanations, damaged
 * captures, and the page in a browser. Speed counts only together with how many of the messages were found, so that is
 * said too.
 *
 * Options: `--rounds 5`, `--size 100MB`.
 */
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { FILTER, measureFilter } from './filter.js';
import { describeReport, measureDescribe } from './describe.js';
import { countRecords, isInstalled, medians, peakMemory, time } from './measure.js';
import { messagesIn, specimen } from './specimen.js';
import { PROJECT } from '../scripts/project.js';
import { build } from '../scripts/build.js';
import { findBrowser } from '../scripts/browser.js';
import { reportDamage } from './damage.js';
import { measurePage } from './page.js';
import { measureScrolling } from './scrolling.js';
import { measureTimeline } from './timeline.js';
import { tsharkMessages } from './tshark.js';
import { isBuildFresh } from '../scripts/freshness.js';

/** @typedef {import('./measure.js').Command} Command */

const CLI = join(PROJECT, 'dist-node/cli.js');
/** How many times as long as we tshark should take. */
const GOAL = 20;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    size: { type: 'string', default: '100MB' },
  },
});
const rounds = Number(values.rounds);

if (!isBuildFresh() && build() !== 0) process.exit(1);
/** @type {string[]} */
const missing = [];
const tshark = isInstalled('tshark');
if (!tshark) missing.push('tshark: install it to see the ratios');

let decodes = true;
for (const chunkSize of ['4096', '128']) {
  const name = `publish-${values.size}-chunk-${chunkSize}.pcap`;
  const path = specimen(name, ['--size', values.size, '--chunk-size', chunkSize]);
  const expected = messagesIn(path);
  console.log(`\n${name}: ${String(expected)} messages\n`);
  decodes &&= await works(ours(path, 'connections'));

  /** @type {Record<string, Command>} */
  const commands = {
    'node, doing nothing': [process.execPath, '-e', '0'],
    ...(decodes && {
      'rtmp-inspector, connections': ours(path, 'connections'),
      'rtmp-inspector, messages': ours(path, 'messages'),
    }),
    ...(tshark && { tshark: tsharkMessages(path) }),
  };
  const times = await medians(commands, rounds);
  for (const [what, milliseconds] of Object.entries(times)) {
    const ratio = (times['tshark'] ?? NaN) / milliseconds;
    const faster =
      what.startsWith('rtmp') && tshark ? `   tshark takes ${ratio.toFixed(1)} times as long` : '';
    console.log(`${what.padEnd(30)} ${milliseconds.toFixed(0).padStart(6)} ms${faster}`);
  }
  if (tshark && decodes) console.log(`${''.padEnd(30)} goal: ${String(GOAL)} times`);

  console.log('\nMessages found');
  if (decodes)
    report('rtmp-inspector', await countRecords(ours(path, 'messages'), () => 1), expected);
  if (tshark) report('tshark', await countRecords(tsharkMessages(path), messagesOf), expected);

  if (decodes) {
    const empty = peakMemory(['-e', '0']);
    console.log(`\nMost memory held, beyond the ${empty.toFixed(0)} MB of an empty Node process`);
    for (const level of ['connections', 'messages']) {
      const more = peakMemory(ours(path, level).slice(1)) - empty;
      console.log(`${`rtmp-inspector, ${level}`.padEnd(30)} ${more.toFixed(0).padStart(6)} MB`);
    }
  }
}
if (decodes) {
  const path = specimen(`publish-${values.size}-chunk-128.pcap`, [
    '--size',
    values.size,
    '--chunk-size',
    '128',
  ]);
  const { chunks, hits, first, all } = await measureFilter(path);
  const million = (all / chunks) * 1e6;
  console.log(`\nA filter of three conditions over ${String(chunks)} chunks: ${String(hits)} hits`);
  console.log(`${'first hits'.padEnd(30)} ${first.toFixed(1).padStart(6)} ms   goal: 100`);
  console.log(`${'all rows, for a million'.padEnd(30)} ${million.toFixed(1).padStart(6)} ms`);
  if (tshark) {
    const asked = /** @type {Command} */ (['tshark', '-n', '-r', path, '-Y', FILTER]);
    const { asked: took } = await medians({ asked }, 1);
    console.log(
      `${'tshark, the same filter'.padEnd(30)} ${(took / all).toFixed(0).padStart(6)} times as long`,
    );
  }
}
console.log('\nOne record explained, over the recordings of corpus/captures/real\n');
for (const line of describeReport(await measureDescribe())) console.log(line);

const browser = findBrowser();
if (browser) {
  const path = specimen(`publish-${values.size}-chunk-4096.pcap`, ['--size', values.size]);
  const page = await measurePage(path);
  console.log('\nThe page in Chromium, chunk size 4096');
  for (const [what, milliseconds] of Object.entries(page))
    console.log(`${what.padEnd(30)} ${milliseconds.toFixed(1).padStart(6)} ms`);
  const ratio = (page['ready'] ?? NaN) / (page['reading'] ?? NaN);
  console.log(
    `${'ready / merely reading'.padEnd(30)} ${ratio.toFixed(1).padStart(6)}    goal: 1.5`,
  );

  // Somewhat more than a million chunks.
  const small = specimen('publish-150MB-chunk-128.pcap', [
    '--size',
    '150MB',
    '--chunk-size',
    '128',
  ]);
  const timeline = await measureTimeline(small);
  console.log('\nThe timeline in Chromium, chunk size 128');
  for (const [what, value] of Object.entries(timeline))
    console.log(`${what.padEnd(30)} ${value.toFixed(0).padStart(8)}`);
  console.log('\nThe table of the same chunks, scrolled');
  for (const [what, value] of Object.entries(await measureScrolling(small)))
    console.log(`${what.padEnd(30)} ${value.toFixed(0).padStart(8)}`);
} else missing.push('the page: no Chromium or Chrome is installed');

if (decodes) await reportDamage();

if (!decodes) missing.unshift('rtmp-inspector: this build cannot decode yet');
if (missing.length > 0)
  console.log(`\nNot measured:\n${missing.map((what) => `  ${what}`).join('\n')}`);

/**
 * @param {string} path
 * @param {string} level
 * @returns {Command}
 */
function ours(path, level) {
  return [process.execPath, CLI, 'decode', path, '--level', level, '--format', 'ndjson'];
}

/**
 * One line of tshark is one packet, with its messages' chunk stream IDs between commas. (The type would not do: it is
 * there only when it is on the wire, and headers of type 2 and 3 inherit it.)
 * @param {string} line
 */
function messagesOf(line) {
  const chunkStreamIds = line.split('\t')[1] ?? '';
  return chunkStreamIds === '' ? 0 : chunkStreamIds.split(',').length;
}

/** @param {Command} command */
function works(command) {
  return time(command).then(
    () => true,
    () => false,
  );
}

/**
 * @param {string} who
 * @param {number} found
 * @param {number} expected
 */
function report(who, found, expected) {
  const share = ((100 * found) / expected).toFixed(1);
  console.log(`${who.padEnd(30)} ${String(found).padStart(6)}    ${share} %`);
}
