/** `npm run samples`: writes `public/samples/` anew, the same bytes every time. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { PROJECT } from './project.js';
import { SAMPLES } from './sample-list.js';

const FOLDER = join(PROJECT, 'public/samples');

/** The files of the folder, by name. */
export async function sampleFiles() {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  const index = SAMPLES.map(({ id, from, title, teaches, tags }) => {
    const file = basename(from);
    const bytes = readFileSync(join(PROJECT, 'corpus/captures', from));
    files.set(file, bytes);
    return { id, file, title, teaches, bytes: bytes.length, tags };
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

/** The files that are there now, by name. */
export function presentSampleFiles() {
  return new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name))]));
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
  const files = await sampleFiles();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(FOLDER, name), bytes);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
