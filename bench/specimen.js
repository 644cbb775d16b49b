import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { spawnSync } from 'node:child_process';

const HERE = import.meta.dirname;

/**
 * The path of a generated capture, made now when it is missing or when the generator has changed since.
 * @param {string} name
 * @param {string[]} options of `generate.js`
 */
export function specimen(name, options) {
  const path = join(HERE, 'specimens', name);
  const generator = [
    'generate.js',
    ...readdirSync(join(HERE, 'writer')).map((file) => `writer/${file}`),
  ];
  const changed = Math.max(...generator.map((file) => statSync(join(HERE, file)).mtimeMs));
  if (!existsSync(path) || statSync(path).mtimeMs < changed) {
    console.log(`Making ${name}…`);
    spawnSync(process.execPath, [join(HERE, 'generate.js'), path, ...options], {
      stdio: 'inherit',
    });
  }
  return path;
}

/**
 * How many messages a generated capture really holds.
 * @param {string} path
 */
export function messagesIn(path) {
  const truth = readFileSync(`${path}.truth.ndjson`);
  let lines = 0;
  for (let at = truth.indexOf(10); at >= 0; at = truth.indexOf(10, at + 1)) lines++;
  return lines;
}
