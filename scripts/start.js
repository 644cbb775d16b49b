/** `npm start`: installs what is missing, builds what is stale, serves the page. */
import process from 'node:process';
import { build } from './build.js';
import { installPackages } from './install.js';
import { isBuildFresh } from './freshness.js';
import { requireNode } from './node-version.js';

requireNode();
installPackages();
if (!isBuildFresh()) {
  console.log('Building…');
  if (build() !== 0) {
    console.error('The build failed: the reason is above.');
    process.exit(1);
  }
}
await import(new URL('../dist-node/server.js', import.meta.url).href);
