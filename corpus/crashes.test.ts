import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkConsistency } from './consistency.ts';
import { DECODERS } from './decoders.ts';
import { exercise } from './exercise.ts';
import { fuzzDecoders } from './fuzz-decoders.ts';
import { CORPUS, corpusFile, inspect } from './inspect-file.ts';
import { Chance, mutate } from './mutate.ts';

const names = readdirSync(join(CORPUS, 'crashes'));
const crashes = names.filter((name) => name.endsWith('.bin'));
const payloads = names.filter((name) => name.endsWith('.payload'));

it('what once made the decoder fail is kept', () => {
  expect(crashes.length).toBeGreaterThanOrEqual(3);
});

it.each(crashes)('%s, which once made it fail, is explained, and the same in every cut', (name) => {
  const bytes = corpusFile(`crashes/${name}`);
  exercise(inspect(bytes), bytes, 200);
  for (let seed = 1; seed <= 10; seed++) checkConsistency(bytes, new Chance(seed));
});

it.each(payloads)('%s, which once made a decoder fail, is explained', (name) => {
  const kind = name.split('.')[1]!;
  const decoder = DECODERS.find(
    (one) => String(one.messageTypeId ?? one.name.replaceAll(' ', '-')) === kind,
  );
  decoder!.run(corpusFile(`crashes/${name}`));
});

it('inputs made up for every decoder: nothing throws, and nothing grows out of bounds', () => {
  const found: string[] = [];
  fuzzDecoders(DECODERS.length * 20, 326, (line) => found.push(line));
  expect(found).toEqual([]);
});

describe('damaged captures', () => {
  it.each([
    'edge/c_amf3.pcap',
    'edge/c_sharedobj.pcap',
    'edge/c_ertmp.pcap',
    'edge/c_ucm.pcap',
    'edge/c_aggregate.pcap',
    'synthetic/s10-user-control-and-protocol-control.pcap',
  ])('%s: fifteen of a kind', (path) => {
    const original = corpusFile(`captures/${path}`);
    const chance = new Chance(original.length);
    for (let i = 0; i < 15; i++) {
      const bytes = mutate(original, chance);
      expect(() => exercise(inspect(bytes), bytes, 12)).not.toThrow();
    }
  });
});
