import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';
import { offline } from './scripts/offline-plugin.js';
import { chapters, occurrencesModule, sectionsModule } from './scripts/learn/mdx-plugin.ts';

/**
 * Hot reload needs inline scripts and styles, which the page's content policy forbids. The policy is what
 * people get, so only the development server leaves it out; end-to-end tests run against the build.
 */
const withoutPolicyInDevelopment: Plugin = {
  name: 'without-policy-in-development',
  apply: 'serve',
  transformIndexHtml: (html, context) =>
    context.server === undefined
      ? html
      : html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

/**
 * Says in each style sheet in which order the layers come. The first sheet that loads decides it, and which one
 * that is depends on how the build cuts the page into files.
 */
const layersFirst: Plugin = {
  name: 'layers-first',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const order = readFileSync('app/theme/layers.css', 'utf8')
      .replace(/\/\*.*?\*\//s, '')
      .trim();
    for (const asset of Object.values(bundle))
      if (asset.type === 'asset' && asset.fileName.endsWith('.css'))
        asset.source = `${order}${String(asset.source)}`;
  },
};

/**
 * The page, as static files that work from any folder. The worker is imported with `?worker&inline`:
 * made from a blob it inherits the page's content policy, which a worker loaded by address would not.
 *
 * `--mode embed` builds `embed.html` by itself, beside it: a frame in a sandbox cannot start a worker that is a
 * module, and shares no files with the page, so that neither carries what only the other needs.
 */
export default defineConfig(({ mode }) => {
  const embed = mode === 'embed';
  return {
    base: './',
    publicDir: embed ? false : 'public',
    plugins: [
      layersFirst,
      ...(embed
        ? []
        : [chapters(), occurrencesModule(), sectionsModule(), react(), withoutPolicyInDevelopment]),
      ...(embed ? [] : [offline()]),
    ],
    worker: { format: embed ? 'iife' : 'es' },
    build: {
      outDir: 'dist',
      emptyOutDir: !embed,
      assetsDir: embed ? 'embed' : 'assets',
      // Says which file needs which: `npm run size` goes by it.
      manifest: embed ? 'embed-manifest.json' : 'manifest.json',
      // The licences of what is built in ask to come along.
      license: { fileName: embed ? 'embed-licences.md' : 'licences.md' },
      rolldownOptions: { input: embed ? 'embed.html' : 'index.html' },
      modulePreload: { polyfill: false },
      // The policy allows no data: addresses for fonts, and a file is cached on its own.
      assetsInlineLimit: 0,
    },
  };
});
