import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DECODERS } from './decoders.ts';
import { exercise } from './exercise.ts';
import { fuzzDecoders } from './fuzz-decoders.ts';
import { CORPUS, corpusFile, inspect } from './inspect-file.ts';
import { Chance, mutate } from './mutate.ts';

const crashes = readdirSync(join(CORPUS, 'crashes')).filter((name) => name.endsWith('.bin'));

it('files that once made the decoder fail are read and explained', () => {
  for (const name of crashes) {
    const bytes = corpusFile(`crashes/${name}`);
    expect(() => exercise(inspect(bytes), bytes, 200), name).not.toThrow();
  }
});

const payloads = readdirSync(join(CORPUS, 'crashes')).filter((name) => name.endsWith('.payload'));

it('payloads that once made a decoder fail are read and explained', () => {
  for (const name of payloads) {
    const kind = name.split('.')[1]!;
    const input = corpusFile(`crashes/${name}`);
    const decoder = DECODERS.find(
      (one) => String(one.messageTypeId ?? one.name.replaceAll(' ', '-')) === kind,
    );
    expect(() => decoder!.run(input), name).not.toThrow();
  }
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
