/**
 * Damages whole captures, packet by packet, and looks whether anything throws, hangs or depends on how the bytes came:
 * `node scripts/fuzz-captures.js [seconds] [seed]`. The seed is printed, so that a run can be had again.
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
  const { fuzzCaptures } = /** @type {typeof import('../corpus/fuzz-captures.ts')} */ (
    await vite.ssrLoadModule('/corpus/fuzz-captures.ts')
  );
  const { keep } = /** @type {typeof import('../corpus/fuzz.ts')} */ (
    await vite.ssrLoadModule('/corpus/fuzz.ts')
  );
  console.log(`${seconds} seconds with seed ${seed}`);
  const { runs, crashes } = fuzzCaptures(seconds, seed, keep, console.log);
  console.log(`${runs} captures, ${crashes.length} kinds of failure`);
  process.exitCode = crashes.length > 0 ? 1 : 0;
} finally {
  await vite.close();
}
