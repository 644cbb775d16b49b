import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../app/learn/chapters.ts';
import { citationText, DOCUMENTS } from '../../src-protocol/dictionary/documents.ts';
import { STRUCTURES } from '../../src-protocol/inspect/dictionary.ts';
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

  it('build on chapters that come before them, each but the first', () => {
    const ids = CHAPTERS.map(({ id }) => id);
    for (const [index, { id, after = [] }] of CHAPTERS.entries()) {
      expect(
        after.filter((one) => !ids.slice(0, index).includes(one)),
        id,
      ).toEqual([]);
      expect(after.length > 0, id).toBe(index > 0);
    }
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

/** Headings about the document, its terms and its uses. */
const NOTHING_ON_THE_WIRE = [
  ...['Table of Contents', 'Document Status', 'Documentation Versioning'],
  ...['Version Stage Definitions', 'Release Version Disclaimer for Enhanced RTMP'],
  ...['Usage License', 'Terminology', 'Abstract', 'Introduction', 'Conventions'],
  ...['FLV File Format Overview', 'Objective', 'Multitrack Sample Use Cases'],
  ...['Leveraging Multitrack Features in E-RTMP', 'Protocol Versioning', 'References'],
];

/** Words of a heading that say what it is about. The tag bodies of FLV are written in one word there. */
function topicOf(title: string): string[] {
  const words = title
    .replaceAll(/(?<=audio|video|aac|avc)(?=data|videopacket|audiodata)/gi, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2 && !EMPTY_WORDS.includes(word))
    .map((word) => word.replace(/s$/, ''));
  return words;
}

const EMPTY_WORDS = ['and', 'the', 'for', 'via', 'when', 'basic', 'rules', 'overview', 'format'];

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

  it('has every heading of Enhanced RTMP v2 but those about the document itself', () => {
    const there = covered('ertmp');
    const headings = [...DOCUMENTS.ertmp.sections.keys()];
    expect(headings.filter((heading) => !there.includes(heading))).toEqual(NOTHING_ON_THE_WIRE);
  });

  it('has every section that a structure of the dictionary cites from them', () => {
    const cited = STRUCTURES.flatMap(({ see, fields }) => [
      see,
      ...Object.values(fields).map((field) => field.see),
    ]).filter(({ document }) => document === 'rtmp' || document === 'ertmp');
    const holes = cited.filter(({ document, section }) => !covered(document).includes(section));
    expect([...new Set(holes.map(citationText))]).toEqual([]);
    expect(cited.length).toBeGreaterThan(100);
  });

  it.each(CHAPTERS.map((chapter) => [chapter.id, chapter] as const))(
    '%s speaks of what the sections it names are about',
    (id, { title, covers }) => {
      const text = `${title} ${readFileSync(join(FOLDER, `${id}.mdx`), 'utf8')}`.toLowerCase();
      const unspoken = covers.flatMap(({ document, sections }) =>
        sections.filter((section) => {
          const words = topicOf(DOCUMENTS[document].sections.get(section)?.title ?? '');
          return words.length > 0 && !words.some((word) => text.includes(word));
        }),
      );
      expect(unspoken).toEqual([]);
    },
  );
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
