import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../app/learn/chapters.ts';
import { DOCUMENTS } from '../../src-protocol/dictionary/documents.ts';
import { SAMPLES } from '../sample-list.js';
import { chapterText } from './mdx-plugin.ts';

const FOLDER = join(import.meta.dirname, '../../app/learn/chapters');

async function build(id: string, text: string): Promise<string> {
  return (await chapterText(text, join(FOLDER, `${id}.mdx`))) ?? '';
}

describe('chapters', () => {
  it('are the files of the folder, each with a sample that exists', () => {
    const files = readdirSync(FOLDER).map((name) => name.replace(/\.mdx$/, ''));
    expect(files.sort()).toEqual(CHAPTERS.map(({ id }) => id).sort());
    const samples = SAMPLES.map(({ id }) => id);
    expect(CHAPTERS.filter(({ sample }) => !samples.includes(sample))).toEqual([]);
  });

  it.each(CHAPTERS.map(({ id }) => id))(
    '%s says nothing that its sample does not bear out',
    async (id) => {
      const text = readFileSync(join(FOLDER, `${id}.mdx`), 'utf8');
      await expect(build(id, text)).resolves.toContain('bound');
    },
  );

  it.each(CHAPTERS.map((chapter) => [chapter.id, chapter] as const))(
    '%s names sections that exist, and is a few minutes long',
    (id, { covers, minutes }) => {
      for (const { document, sections } of covers)
        expect(sections.filter((one) => !DOCUMENTS[document].sections.has(one))).toEqual([]);
      const text = readFileSync(join(FOLDER, `${id}.mdx`), 'utf8');
      const words = text.replaceAll(/<[^>]*>/g, ' ').split(/\s+/).length;
      // Two hundred words a minute, and time to look at the bytes.
      expect(words / 200).toBeLessThan(minutes);
      expect(minutes).toBeGreaterThanOrEqual(4);
      expect(minutes).toBeLessThanOrEqual(12);
    },
  );
});

describe('the map of sections', () => {
  const covered = (document: string): string[] =>
    CHAPTERS.flatMap(({ covers }) =>
      covers.filter((one) => one.document === document).flatMap(({ sections }) => [...sections]),
    );

  it('has no hole in RTMP 1.0 chapters 5 to 7', () => {
    const there = covered('rtmp');
    const wanted = [...DOCUMENTS.rtmp.sections.keys()].filter((section) => /^[567]/.test(section));
    expect(wanted.filter((section) => !there.includes(section))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(50);
  });

  it('has every heading of Enhanced RTMP v2 that describes something on the wire', () => {
    const there = covered('ertmp');
    const wire = [
      ...['RTMP Message Format', 'Enhancements to RTMP and FLV', 'Enhancing onMetaData'],
      ...['Reconnect Request', 'Enhanced Audio', 'Enhanced Video', 'Metadata Frame'],
      'Multitrack Streaming via Enhanced RTMP',
      'Enhancing NetConnection connect Command',
    ];
    expect(wire.filter((heading) => !there.includes(heading))).toEqual([]);
  });
});

describe('what a chapter says is checked', () => {
  it.each([
    ['<Bytes at="up@3073">04</Bytes>', 'the text says "04" of up@3073; the sample says 03'],
    ['<Bytes at="sideways@1" />', 'is not an address'],
    ['<Field at="up@3073" field="chunk.basicHeader.fmt">1</Field>', 'the text says "1"'],
    ['<Field at="up@3073" field="chunk.nothing" />', 'has no field chunk.nothing'],
    ['<Show at="up@3074">x</Show>', 'no record starts at up@3074'],
    ['<Show at="up@99999999">x</Show>', 'nothing decoded holds up@99999999'],
    ['<Show at="up@3073" connection="7">x</Show>', 'has no RTMP connection 7'],
    ['<Quiz at="up@3073" ask="weather" />', 'a question can be about'],
    ['<Compute at="up@1" what="digest" sample="gstreamer-128" />', 'no C1 or S1 with a digest'],
    ['<Show at="up@1" sample="nothing">x</Show>', 'there is no sample nothing'],
  ])('%s', async (text, problem) => {
    await expect(build('basic-header', text)).rejects.toThrow(problem);
  });
});
