/** `npm run docs`: writes what the dictionary says to `docs/`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';
import { diagnosticsPage, structuresPage } from './dictionary-pages.js';
import { PROJECT } from './project.js';

/**
 * The pages, by name, as they should be.
 * @param {import('./dictionary-pages.js').Dictionary} dictionary
 */
export async function docPages(dictionary) {
  const pages = {
    'docs/diagnostics.md': diagnosticsPage(dictionary),
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
  const path = join(PROJECT, 'src-protocol/inspect/dictionary.ts');
  const options = /** @type {const} */ ({ configFile: false, root: PROJECT, logLevel: 'error' });
  const imported = /** @type {unknown} */ (await runnerImport(path, options));
  const { module: dictionary } =
    /** @type {{ module: import('./dictionary-pages.js').Dictionary }} */ (imported);
  for (const { filepath, text } of await docPages(dictionary)) writeFileSync(filepath, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
