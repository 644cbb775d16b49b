/**
 * Damages captures and looks whether anything throws or hangs: `npm run fuzz -- [seconds] [seed]`.
 * The seed is printed, so that a run can be had again.
 */
import { createServer } from 'vite';

const [seconds = 60, seed = Date.now() % 2 ** 32] = process.argv.slice(2).map(Number);
const vite = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { fuzz } = /** @type {typeof import('../corpus/fuzz.ts')} */ (
    await vite.ssrLoadModule('/corpus/fuzz.ts')
  );
  console.log(`${seconds} seconds with seed ${seed}`);
  const { runs, crashes } = fuzz(seconds, seed, console.log);
  console.log(`${runs} files, ${crashes.length} kinds of failure`);
  process.exitCode = crashes.length > 0 ? 1 : 0;
} finally {
  await vite.close();
}
