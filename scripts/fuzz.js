/**
 * Looks whether anything throws, hangs or grows out of bounds.
 *
 * - `npm run fuzz -- [seconds] [seed]` damages captures and reads them whole.
 * - `npm run fuzz -- --inputs 1000000 [seed]` gives inputs to every decoder by itself.
 * - `npm run fuzz:captures -- [seconds] [seed] [bytes]` damages captures packet by packet, and looks whether anything
 *   depends on how the bytes came; with `bytes`, captures that are generated as long as that.
 *
 * The seed is printed, so that a run can be had again.
 */
import { importTypeScript } from './import-typescript.js';

/** @typedef {(amount: number, seed: number, say: (line: string) => void, size?: number) => { runs: number; crashes: readonly string[] }} Fuzz */

const words = process.argv.slice(2);
const mode = words[0]?.startsWith('--') ? words.shift() : undefined;
const byDecoder = mode === '--inputs';
const [amount = byDecoder ? 100_000 : 60, seed = Date.now() % 2 ** 32, size] = words.map(Number);
console.log(`${amount} ${byDecoder ? 'inputs' : 'seconds'} with seed ${seed}`);
const fuzz = await chosen();
const { runs, crashes } = fuzz(amount, seed, console.log, size);
console.log(`${runs} ${byDecoder ? 'inputs' : 'files'}, ${crashes.length} kinds of failure`);
process.exitCode = crashes.length > 0 ? 1 : 0;

/** @returns {Promise<Fuzz>} */
async function chosen() {
  if (byDecoder)
    return /** @type {typeof import('../corpus/fuzz-decoders.ts')} */ (
      await importTypeScript('corpus/fuzz-decoders.ts')
    ).fuzzDecoders;
  if (mode === '--captures')
    return /** @type {typeof import('../corpus/fuzz-captures.ts')} */ (
      await importTypeScript('corpus/fuzz-captures.ts')
    ).fuzzCaptures;
  return /** @type {typeof import('../corpus/fuzz.ts')} */ (
    await importTypeScript('corpus/fuzz.ts')
  ).fuzz;
}
