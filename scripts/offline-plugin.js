import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './project.js';

/**
 * A plugin of the build: writes `service-worker.js` with the list of what the page is made of, and a version
 * that changes when any of it does.
 * @returns {import('vite').Plugin}
 */
export function offline() {
  return {
    name: 'offline',
    apply: 'build',
    // After the build has dropped the scripts that held nothing but style.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const shipped = publicFiles();
        const built = Object.values(bundle).map((file) => file.fileName);
        const files = [
          'index.html',
          ...built.filter((name) => name !== 'index.html'),
          ...shipped.keys(),
        ];
        const version = createHash('sha256');
        // Built files carry a hash of what is in them in their names.
        for (const name of files) version.update(name).update(shipped.get(name) ?? '');
        for (const file of Object.values(bundle))
          if (file.fileName.endsWith('.html') && file.type === 'asset') version.update(file.source);
        const source = readFileSync(join(PROJECT, 'app/offline/service-worker.js'), 'utf8')
          .replace('__VERSION__', version.digest('hex').slice(0, 16))
          .replace('__FILES__', JSON.stringify(files.map((name) => `./${name}`)));
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}

/** Files of `public`, by their names in the build. */
function publicFiles() {
  const folder = join(PROJECT, 'public');
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile() && !/(^|\/)(_headers|.*\.md)$/.test(name))
      files.set(name.replaceAll('\\', '/'), readFileSync(path));
  }
  return files;
}
