/** `npm run docs`: writes what the dictionary says to `docs/`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { filterPage } from './filter-page.js';
import { diagnosticsPage, structuresPage } from './dictionary-pages.js';
import { importTypeScript } from './import-typescript.js';
import { statesPage } from './states-page.js';
import { PROJECT } from './project.js';

/**
 * The pages, by name, as they should be.
 * @param {import('./dictionary-pages.js').Dictionary} dictionary
 * @param {import('./filter-page.js').FilterFields} fields
 * @param {import('./states-page.js').States} states
 * @param {import('./dictionary-pages.js').More} more
 */
export async function docPages(dictionary, fields, states, more) {
  const pages = {
    'docs/diagnostics.md': diagnosticsPage(dictionary, more),
    'docs/filter.md': filterPage(fields),
    'docs/structures.md': structuresPage(dictionary, more),
    'docs/states.md': statesPage(states),
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
  const dictionary = /** @type {import('./dictionary-pages.js').Dictionary} */ (
    await importTypeScript('src-protocol/inspect/dictionary.ts')
  );
  const states = /** @type {import('./states-page.js').States} */ (
    await importTypeScript('src-protocol/server/connection-state.ts')
  );
  const fields = /** @type {import('./filter-page.js').FilterFields} */ (
    await importTypeScript('src-protocol/filter/field.ts')
  );
  const more = /** @type {import('./dictionary-pages.js').More} */ ({
    .../** @type {object} */ (await importTypeScript('src-protocol/dictionary/further-words.ts')),
    .../** @type {object} */ (await importTypeScript('src-protocol/dictionary/finding-words.ts')),
  });
  for (const { filepath, text } of await docPages(dictionary, fields, states, more))
    writeFileSync(filepath, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
