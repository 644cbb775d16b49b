import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exercise } from './exercise.ts';
import { session } from './fixture.ts';
import { CORPUS, corpusFile, inspect } from './inspect-file.ts';
import { Chance, mutate } from './mutate.ts';

/** Files longer than this are left out: more runs find more than longer ones. */
const LONGEST = 60_000;

/** What fuzzing has come to. */
export interface FuzzResult {
  readonly runs: number;
  /** Files that were written, one for each kind of failure. */
  readonly crashes: readonly string[];
}

/**
 * Damages the captures of the corpus for so many seconds, and looks at what becomes of them in every
 * way. What throws or hangs is kept in `crashes`, where a test plays it again for ever.
 */
export function fuzz(seconds: number, seed: number, say: (line: string) => void): FuzzResult {
  const chance = new Chance(seed);
  const originals = sources();
  return search(
    seconds,
    () => mutate(chance.of(originals), chance),
    (bytes) => exercise(inspect(bytes), bytes, 12),
    { patience: 3000, say },
  );
}

/**
 * Looks at one made file after the other for so many seconds. What makes `look` throw, or take more than `patience`
 * milliseconds, is kept, one file for each kind of failure.
 */
export function search(
  seconds: number,
  make: () => Uint8Array,
  look: (bytes: Uint8Array) => void,
  { patience, say }: { readonly patience: number; readonly say: (line: string) => void },
): FuzzResult {
  const crashes = new Map<string, string>();
  const end = performance.now() + seconds * 1000;
  let runs = 0;
  for (; performance.now() < end; runs++) {
    const bytes = make();
    const failure = failureOf(bytes, look, patience);
    if (failure === undefined || crashes.has(failure)) continue;
    const file = keep(bytes);
    crashes.set(failure, file);
    say(`${file}: ${failure}`);
  }
  return { runs, crashes: [...crashes.values()] };
}

function sources(): Uint8Array[] {
  const captures = ['edge', 'synthetic', 'real', 'variants', 'traps'].flatMap((folder) =>
    readdirSync(join(CORPUS, 'captures', folder)).map((name) =>
      corpusFile(`captures/${folder}/${name}`),
    ),
  );
  const small = captures.filter(({ length }) => length > 0 && length < LONGEST);
  return [...small, session([])];
}

/** Why a file cannot be looked at; undefined when it can. */
function failureOf(
  bytes: Uint8Array,
  look: (bytes: Uint8Array) => void,
  patience: number,
): string | undefined {
  const start = performance.now();
  try {
    look(bytes);
  } catch (error) {
    const place = error instanceof Error ? /\n\s+at (.*)/.exec(error.stack ?? '')?.[1] : undefined;
    return `${String(error).replace(/\d+/g, 'N')} ${place ?? ''}`;
  }
  return performance.now() - start > patience ? 'takes too long' : undefined;
}

/** Puts a file among those that tests play again; returns its path. */
function keep(bytes: Uint8Array): string {
  const folder = join(CORPUS, 'crashes');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${createHash('sha1').update(bytes).digest('hex').slice(0, 12)}.bin`);
  writeFileSync(file, bytes);
  return file;
}
