import { describe, expect, it } from 'vitest';
import { parseSamples } from '../app/state/samples.ts';
import type { View } from '../app/worker/view.ts';
import { parseAddress } from '../src-protocol/bytes/address.ts';
import { sampleConnections } from './learn/sample-view.ts';
import { SAMPLES } from './sample-list.js';
import { TRAPS } from '../corpus/traps/traps.ts';
import { presentSampleFiles, sampleFiles, trapFiles } from './samples.js';

const traps = trapFiles(TRAPS);
const made = await sampleFiles(traps);

/** What there is, against what is made: the same names and the same bytes. */
function expectSame(present: ReadonlyMap<string, Buffer>, made: ReadonlyMap<string, Buffer>): void {
  expect([...present.keys()].sort()).toEqual([...made.keys()].sort());
  for (const [name, bytes] of made) expect(present.get(name)?.equals(bytes), name).toBe(true);
}

const foundAt = ({ rows, session }: View): string[] =>
  Array.from({ length: session.findings.table.length }, (_, row) => rows.finding(row).address);

describe('public/samples', () => {
  it('is what `npm run samples` writes, byte for byte', () => {
    const present = presentSampleFiles();
    expectSame(present.samples, made);
    expectSame(present.traps, traps);
    expectSame(trapFiles(TRAPS), traps);
  });

  it('has an index the page reads in full', () => {
    const index: unknown = JSON.parse(made.get('index.json')!.toString());
    expect(parseSamples(index).map(({ id }) => id)).toEqual(SAMPLES.map(({ id }) => id));
  });

  it('names each sample once', () => {
    expect(new Set(SAMPLES.map(({ id }) => id)).size).toBe(SAMPLES.length);
    expect(made.size).toBe(SAMPLES.length + 2);
  });

  it('names only places where a record or a hole begins, or something is found', () => {
    let places = 0;
    for (const { id, teaches } of SAMPLES)
      for (const [at] of teaches.matchAll(/\b(?:up|down)@\d+/g)) {
        const { direction, offset } = parseAddress(at)!;
        const found = sampleConnections(id).some(
          (view) =>
            view.locate(direction, offset)?.at === offset ||
            view.describer.read(direction, offset, offset + 1).missing.length > 0 ||
            foundAt(view).includes(at),
        );
        expect(found, `${id}: ${at}`).toBe(true);
        places++;
      }
    expect(places).toBeGreaterThan(10);
  });

  it('says two sentences about each', () => {
    for (const { id, teaches } of SAMPLES) expect(teaches.match(/[.](?: |$)/g), id).toHaveLength(2);
  });

  it('has each trap that a learner can meet', () => {
    const shown = new Set(SAMPLES.flatMap(({ traps = [] }) => [...traps]));
    const all = Array.from({ length: 88 }, (_, at) => `F${at + 1}`);
    expect(all.filter((one) => !shown.has(one))).toEqual(Object.keys(NOT_FOR_THE_GALLERY));
    expect([...shown].filter((one) => !all.includes(one))).toEqual([]);
  });
});

/** Cases of the tests in `corpus/` that have no sample, and why. */
const NOT_FOR_THE_GALLERY = {
  F1: 'the four kinds of pcap files look the same once they are read',
  F2: 'so do the blocks of pcapng; the sample of FFmpeg is one',
  F86: 'two gigabytes are no sample',
  F87: 'any damage to any file: a property, not a file',
  F88: 'write(read(x)) = x: a property as well',
};
