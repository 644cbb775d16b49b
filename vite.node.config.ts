import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/**
 * The command line and the page server, each as one file without dependencies, so that they start fast:
 * `vite build --config vite.node.config.ts --mode cli`, and the same with `--mode server` and, for the
 * library, `--mode protocol`.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  ssr: { noExternal: true },
  define: { VERSION: JSON.stringify(version) },
  build: {
    ssr: mode === 'protocol' ? 'src-protocol/index.ts' : `${mode}/main.ts`,
    outDir: 'dist-node',
    emptyOutDir: false,
    target: 'node20',
    // A third of the bytes to compile, and so a faster start.
    minify: true,
    // The licences of what is built in ask to come along.
    license: { fileName: `${mode}-licences.md` },
    rolldownOptions: {
      output: { entryFileNames: `${mode}.js`, codeSplitting: false },
    },
  },
}));
