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

/** Files longer than this are left out: more runs find more than longer ones. */
const LONGEST = 500_000;
/** Milliseconds after which a run counts as one that hangs. */
const PATIENCE = 10_000;

/**
 * Damages whole captures packet by packet for so many seconds: nothing may throw or hang, every cut
 * must give the same rows, and what a truncated file says must be what the whole one says. `keep` is
 * given a file that fails, and says where it was put.
 */
export function fuzzCaptures(
  seconds: number,
  seed: number,
  keep: (bytes: Uint8Array) => string,
  say: (line: string) => void,
): { runs: number; crashes: readonly string[] } {
  const chance = new Chance(seed);
  const originals = sources(seed);
  const crashes = new Map<string, string>();
  const end = performance.now() + seconds * 1000;
  let runs = 0;
  for (; performance.now() < end; runs++) {
    const bytes = damagePackets(chance.of(originals), chance);
    const failure = failureOf(bytes, chance);
    if (failure === undefined || crashes.has(failure)) continue;
    crashes.set(failure, keep(bytes));
    say(`${crashes.get(failure)}: ${failure}`);
  }
  return { runs, crashes: [...crashes.values()] };
}

/** Captures of the corpus, and generated ones with every kind of damage there is. */
function sources(seed: number): Uint8Array[] {
  const captures = ['edge', 'synthetic', 'real', 'variants'].flatMap((folder) =>
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

/** Why a file is read wrongly; undefined when it is not. */
function failureOf(bytes: Uint8Array, chance: Chance): string | undefined {
  const start = performance.now();
  try {
    exercise(inspect(bytes), bytes, 6);
    checkConsistency(bytes, chance);
  } catch (error) {
    const place = error instanceof Error ? /\n\s+at (.*)/.exec(error.stack ?? '')?.[1] : undefined;
    return `${String(error).replace(/\d+/g, 'N')} ${place ?? ''}`;
  }
  return performance.now() - start > PATIENCE ? 'takes too long' : undefined;
}
