/**
 * Looks whether anything throws, hangs or grows out of bounds.
 *
 * - `npm run fuzz -- [seconds] [seed]` damages captures and reads them whole.
 * - `npm run fuzz -- --inputs 1000000 [seed]` gives inputs to every decoder by itself.
 *
 * The seed is printed, so that a run can be had again.
 */
import { createServer } from 'vite';

const words = process.argv.slice(2);
const byDecoder = words[0] === '--inputs';
const [amount = byDecoder ? 100_000 : 60, seed = Date.now() % 2 ** 32] = words
  .slice(byDecoder ? 1 : 0)
  .map(Number);
const vite = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  console.log(`${amount} ${byDecoder ? 'inputs' : 'seconds'} with seed ${seed}`);
  const { runs, crashes } = byDecoder ? await decoders() : await captures();
  console.log(`${runs} ${byDecoder ? 'inputs' : 'files'}, ${crashes.length} kinds of failure`);
  process.exitCode = crashes.length > 0 ? 1 : 0;
} finally {
  await vite.close();
}

async function captures() {
  const { fuzz } = /** @type {typeof import('../corpus/fuzz.ts')} */ (
    await vite.ssrLoadModule('/corpus/fuzz.ts')
  );
  return fuzz(amount, seed, console.log);
}

async function decoders() {
  const { fuzzDecoders } = /** @type {typeof import('../corpus/fuzz-decoders.ts')} */ (
    await vite.ssrLoadModule('/corpus/fuzz-decoders.ts')
  );
  return fuzzDecoders(amount, seed, console.log);
}
