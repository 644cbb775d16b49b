import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAMAGES, tryDamage } from '../bench/damage.js';
import * as protocol from '../src-protocol/index.ts';
import { checkConsistency } from './consistency.ts';
import { exercise } from './exercise.ts';
import { CORPUS, corpusFile, inspect } from './inspect-file.ts';
import { Chance } from './mutate.ts';
import { damagePackets } from './damage-packets.ts';
import { type FuzzResult, search } from './fuzz.ts';

/** Files longer than this are left out: more runs find more than longer ones. */
const LONGEST = 500_000;
/**
 * Damages whole captures packet by packet for so many seconds: nothing may throw or hang, every cut
 * must give the same rows, and what a truncated file says must be what the whole one says.
 */
export function fuzzCaptures(
  seconds: number,
  seed: number,
  say: (line: string) => void,
): FuzzResult {
  const chance = new Chance(seed);
  const originals = sources(seed);
  return search(
    seconds,
    () => damagePackets(chance.of(originals), chance),
    (bytes) => {
      exercise(inspect(bytes), bytes, 6);
      checkConsistency(bytes, chance);
    },
    { patience: 10_000, say },
  );
}

/** Captures of the corpus, and generated ones with every kind of damage there is. */
function sources(seed: number): Uint8Array[] {
  const captures = ['edge', 'synthetic', 'real', 'variants', 'traps'].flatMap((folder) =>
    readdirSync(join(CORPUS, 'captures', folder))
      .filter((name) => name.endsWith('.pcap'))
      .map((name) => corpusFile(`captures/${folder}/${name}`)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-fuzz-'));
  const path = join(folder, 'capture.pcap');
  const made = DAMAGES.map((damage) => {
    tryDamage(protocol, damage, { path, size: 300_000, seed: seed % 1000 });
    return new Uint8Array(readFileSync(path));
  });
  rmSync(folder, { recursive: true });
  return [...captures, ...made].filter(({ length }) => length > 24 && length < LONGEST);
}
