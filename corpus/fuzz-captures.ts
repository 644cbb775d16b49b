import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAMAGES, tryDamage } from '../bench/damage.js';
import * as protocol from '../src-protocol/index.ts';
import { checkConsistency } from './consistency.ts';
import { exercise } from './exercise.ts';
import { CORPUS, corpusFile, inspect } from './inspect-file.ts';
import { Chance } from './mutate.ts';
import { damagePackets, damageStream } from './damage-packets.ts';
import { type FuzzResult, search } from './fuzz.ts';

/** Captures of the corpus longer than this are left out: more runs find more than longer ones. */
const LONGEST = 500_000;
/** Bytes of a generated capture, where nothing else is asked for. */
const GENERATED = 300_000;
/** Milliseconds that looking at a megabyte may take. */
const PATIENCE = 20_000;

/**
 * Damages whole captures packet by packet for so many seconds: nothing may throw or hang, every cut
 * must give the same rows, and what a truncated file says must be what the whole one says. Captures are generated
 * with about `size` bytes.
 */
export function fuzzCaptures(
  seconds: number,
  seed: number,
  say: (line: string) => void,
  size = GENERATED,
): FuzzResult {
  const chance = new Chance(seed);
  const originals = sources(seed, size);
  const dumps = ['c2s', 's2c'].map((end) => corpusFile(`raw/socat-publish.${end}.bin`));
  return search(
    seconds,
    () =>
      // Segments come whole, however a capture is cut. In a dump every cut is one of the stream.
      chance.below(4) === 0
        ? damageStream(chance.of(dumps), chance)
        : damagePackets(chance.of(originals), chance),
    (bytes) => {
      exercise(inspect(bytes), bytes, 6);
      checkConsistency(bytes, chance);
    },
    { patience: PATIENCE * Math.max(0.5, size / 1e6), say },
  );
}

/** Captures of the corpus, and generated ones with every kind of damage there is. */
function sources(seed: number, size: number): Uint8Array[] {
  const captures = ['edge', 'synthetic', 'real', 'variants'].flatMap((folder) =>
    readdirSync(join(CORPUS, 'captures', folder))
      .filter((name) => name.endsWith('.pcap'))
      .map((name) => corpusFile(`captures/${folder}/${name}`)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-fuzz-'));
  const path = join(folder, 'capture.pcap');
  const made = DAMAGES.map((damage) => {
    tryDamage(protocol, damage, { path, size, seed: seed % 1000 });
    return new Uint8Array(readFileSync(path));
  });
  rmSync(folder, { recursive: true });
  // Where long ones are asked for, it is for them.
  if (size > LONGEST) return made;
  return [...captures, ...made].filter(({ length }) => length > 24 && length < LONGEST);
}
