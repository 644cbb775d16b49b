/** `npm run docs`: writes what the dictionary says to `docs/`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';
import { filterPage } from './filter-page.js';
import { diagnosticsPage, structuresPage } from './dictionary-pages.js';
import { PROJECT } from './project.js';

/**
 * The pages, by name, as they should be.
 * @param {import('./dictionary-pages.js').Dictionary} dictionary
 * @param {import('./filter-page.js').FilterFields} fields
 */
export async function docPages(dictionary, fields) {
  const pages = {
    'docs/diagnostics.md': diagnosticsPage(dictionary),
    'docs/filter.md': filterPage(fields),
    'docs/structures.md': structuresPage(dictionary),
  };
  return Promise.all(
    Object.entries(pages).map(async ([name, text]) => {
      const filepath = join(PROJECT, name);
      const pretty = await format(text, { ...(await resolveConfig(filepath)), filepath });
      return { filepath, text: pretty };
    }),
  );
}

async function main() {
  // Node 20 reads no TypeScript by itself; the bundler does.
  const options = /** @type {const} */ ({ configFile: false, root: PROJECT, logLevel: 'error' });
  const read = async (/** @type {string} */ path) =>
    /** @type {{ module: unknown }} */ (await runnerImport(join(PROJECT, path), options)).module;
  const pages = await docPages(
    /** @type {import('./dictionary-pages.js').Dictionary} */ (
      await read('src-protocol/inspect/dictionary.ts')
    ),
    /** @type {import('./filter-page.js').FilterFields} */ (
      await read('src-protocol/filter/field.ts')
    ),
  );
  for (const { filepath, text } of pages) writeFileSync(filepath, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
