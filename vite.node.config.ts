import { defineConfig } from 'vite';

/**
 * The command line and the page server, each as one file without dependencies, so that they start fast:
 * `vite build --config vite.node.config.ts --mode cli`, and the same with `--mode server`.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: `${mode}/main.ts`,
    outDir: 'dist-node',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: {
      output: { entryFileNames: `${mode}.js`, codeSplitting: false },
    },
  },
}));
