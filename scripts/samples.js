/** `npm run samples`: writes `corpus/captures/traps/` and `public/samples/` anew, the same bytes every time. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { importTypeScript } from './import-typescript.js';
import { PROJECT } from './project.js';
import { SAMPLES } from './sample-list.js';

const FOLDER = join(PROJECT, 'public/samples');
const CAPTURES = join(PROJECT, 'corpus/captures');
const TRAPS = join(CAPTURES, 'traps');

/**
 * The files of the folder, by name.
 * @param {ReadonlyMap<string, Buffer>} traps files that are written by code
 */
export async function sampleFiles(traps) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  const index = SAMPLES.map(({ id, from, title, teaches, group, tags }) => {
    const file = basename(from);
    const bytes = traps.get(file) ?? readFileSync(join(CAPTURES, from));
    files.set(file, bytes);
    return { id, file, title, teaches, bytes: bytes.length, group, tags };
  });
  files.set('index.json', await pretty('index.json', JSON.stringify(index)));
  files.set('SOURCES.md', await pretty('SOURCES.md', sources()));
  return files;
}

/**
 * @param {string} name
 * @param {string} text
 */
async function pretty(name, text) {
  const filepath = join(FOLDER, name);
  return Buffer.from(await format(text, { ...(await resolveConfig(filepath)), filepath }));
}

/**
 * The files of `corpus/captures/traps`, by name.
 * @param {import('../corpus/traps/parts.ts').Writers} writers
 */
export function trapFiles(writers) {
  return new Map(
    Object.entries(writers).map(([id, write]) => [`${id}.pcap`, Buffer.from(write())]),
  );
}

/** The files that are there now, by name: the gallery's, and the traps'. */
export function presentSampleFiles() {
  return { samples: filesOf(FOLDER), traps: filesOf(TRAPS) };
}

/** @param {string} folder */
function filesOf(folder) {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function sources() {
  const entries = SAMPLES.map(
    ({ from, madeBy }) =>
      `- \`${basename(from)}\` (from \`corpus/captures/${from}\`)\n  ${madeBy}.\n`,
  );
  return `# Where the samples come from

Made by the authors of this project: programs that talked to each other on one machine were recorded, or a script wrote the file.
Everybody may use them for anything: [CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/).

${entries.join('')}
This folder is written by \`npm run samples\` from \`scripts/sample-list.js\`.
`;
}

async function main() {
  const { TRAPS: writers } = /** @type {typeof import('../corpus/traps/traps.ts')} */ (
    await importTypeScript('corpus/traps/traps.ts')
  );
  const traps = trapFiles(writers);
  write(TRAPS, traps);
  write(FOLDER, await sampleFiles(traps));
}

/**
 * @param {string} folder which has these files afterwards, and no others
 * @param {ReadonlyMap<string, Buffer>} files
 */
function write(folder, files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
