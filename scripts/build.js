/** `npm run build`: the page to `dist/`, the command line and the page server to `dist-node/`. */
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
    ['build', '--logLevel', 'warn', '--config', 'vite.node.config.ts', '--mode', 'cli'],
    ['build', '--logLevel', 'warn', '--config', 'vite.node.config.ts', '--mode', 'server'],
  ];
  for (const parameters of builds) {
    const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
    const status = run(process.execPath, [vite, ...parameters]);
    if (status !== 0) return status;
  }
  stampBuild(newest);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = build();
