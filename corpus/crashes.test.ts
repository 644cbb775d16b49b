import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exercise } from './exercise.ts';
import { CORPUS, corpusFile, inspect } from './inspect-file.ts';
import { Chance, mutate } from './mutate.ts';

const crashes = readdirSync(join(CORPUS, 'crashes')).filter((name) => name.endsWith('.bin'));

it('files that once made the decoder fail are read and explained', () => {
  for (const name of crashes) {
    const bytes = corpusFile(`crashes/${name}`);
    expect(() => exercise(inspect(bytes), bytes, 200), name).not.toThrow();
  }
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
