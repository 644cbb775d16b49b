import { describe, expect, it } from 'vitest';
import { parseSamples } from '../app/state/samples.ts';
import { parseAddress } from '../src-protocol/bytes/address.ts';
import { sampleConnections } from './learn/sample-view.ts';
import { SAMPLES } from './sample-list.js';
import { presentSampleFiles, sampleFiles } from './samples.js';

const made = await sampleFiles();

describe('public/samples', () => {
  it('is what `npm run samples` writes, byte for byte', () => {
    const present = presentSampleFiles();
    expect([...present.keys()].sort()).toEqual([...made.keys()].sort());
    for (const [name, bytes] of made) expect(present.get(name)?.equals(bytes), name).toBe(true);
  });

  it('has an index the page reads in full', () => {
    const index: unknown = JSON.parse(made.get('index.json')!.toString());
    expect(parseSamples(index).map(({ id }) => id)).toEqual(SAMPLES.map(({ id }) => id));
  });

  it('names each sample once', () => {
    expect(new Set(SAMPLES.map(({ id }) => id)).size).toBe(SAMPLES.length);
    expect(made.size).toBe(SAMPLES.length + 2);
  });

  it('names only places where a record or a hole begins', () => {
    let places = 0;
    for (const { id, teaches } of SAMPLES)
      for (const [at] of teaches.matchAll(/\b(?:up|down)@\d+/g)) {
        const { direction, offset } = parseAddress(at)!;
        const found = sampleConnections(id).some(
          (view) =>
            view.locate(direction, offset)?.at === offset ||
            view.describer.read(direction, offset, offset + 1).missing.length > 0,
        );
        expect(found, `${id}: ${at}`).toBe(true);
        places++;
      }
    expect(places).toBeGreaterThan(10);
  });

  it('says two sentences about each', () => {
    for (const { id, teaches } of SAMPLES) expect(teaches.match(/[.](?: |$)/g), id).toHaveLength(2);
  });
});
