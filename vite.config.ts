import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';
import { offline } from './scripts/offline-plugin.js';
import { chapters, occurrencesModule } from './scripts/learn/mdx-plugin.ts';

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
 * The page, as static files that work from any folder. The worker is imported with `?worker&inline`:
 * made from a blob it inherits the page's content policy, which a worker loaded by address would not.
 */
export default defineConfig({
  base: './',
  plugins: [chapters(), occurrencesModule(), react(), withoutPolicyInDevelopment, offline()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    rolldownOptions: { input: { index: 'index.html', embed: 'embed.html' } },
    modulePreload: { polyfill: false },
    // The policy allows no data: addresses for fonts, and a file is cached on its own.
    assetsInlineLimit: 0,
  },
});
