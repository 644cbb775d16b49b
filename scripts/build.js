/** `npm run build`: the page to `dist/`; command line, page server and library to `dist-node/`. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { newestSource, stampBuild } from './freshness.js';
import { PROJECT } from './project.js';
import { run } from './run.js';

/** Builds everything; returns the exit status. */
export function build() {
  const newest = newestSource();
  const builds = [
    ['build', '--logLevel', 'warn'],
    ['build', '--logLevel', 'warn', '--mode', 'embed'],
    ['build', '--logLevel', 'warn', '--config', 'vite.node.config.ts', '--mode', 'cli'],
    ['build', '--logLevel', 'warn', '--config', 'vite.node.config.ts', '--mode', 'server'],
    ['build', '--logLevel', 'warn', '--config', 'vite.node.config.ts', '--mode', 'protocol'],
  ];
  for (const parameters of builds) {
    const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
    const status = run(process.execPath, [vite, ...parameters]);
    if (status !== 0) return status;
  }
  const status = declareTypes();
  if (status === 0) stampBuild(newest);
  return status;
}

/** The library's types, beside it. The compiler leaves `.ts` in their imports, which only exist as `.d.ts` there. */
function declareTypes() {
  const tsc = join(PROJECT, 'node_modules/typescript/bin/tsc');
  const status = run(process.execPath, [tsc, '-p', 'tsconfig.types.json']);
  const folder = join(PROJECT, 'dist-node/types');
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.d.ts')) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    writeFileSync(join(folder, path), text.replace(/(from '\.[^']*)\.ts'/g, "$1.js'"));
  }
  return status;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = build();
