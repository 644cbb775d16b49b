import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../app/learn/chapters.ts';
import { DOCUMENTS } from '../../src-protocol/dictionary/documents.ts';
import { CHUNKS } from './claims/chunks.ts';
import type { Claim, Claims } from './claims/claim.ts';
import { ClaimedSample } from './claims/claimed-sample.ts';
import { CONTROL } from './claims/control.ts';
import { HEADERS } from './claims/headers.ts';
import { SESSIONS } from './claims/sessions.ts';
import { TRANSPORT } from './claims/transport.ts';
import { VALUES } from './claims/values.ts';
import { chapterTree } from './chapter-tree.ts';
import { type ChapterProse, proseOf, unchecked } from './prose-numbers.ts';

const CLAIMS: Claims = { ...TRANSPORT, ...HEADERS, ...CHUNKS, ...CONTROL, ...VALUES, ...SESSIONS };
const FOLDER = join(import.meta.dirname, '../../app/learn/chapters');

const prose = async (id: string, text: string): Promise<ChapterProse> =>
  proseOf(await chapterTree(text, join(FOLDER, `${id}.mdx`)));
const chapterOf = (id: string): string => readFileSync(join(FOLDER, `${id}.mdx`), 'utf8');
const quotesOf = (id: string): string[] => (CLAIMS[id] ?? []).map(({ quote }) => quote);

const all = CHAPTERS.flatMap((chapter) =>
  (CLAIMS[chapter.id] ?? []).map((claim) => [chapter.id, claim.quote, claim] as const),
);

describe('words of chapters with numbers in them', () => {
  it('are claimed for chapters that exist', () => {
    const ids = CHAPTERS.map(({ id }) => id);
    expect(Object.keys(CLAIMS).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(CHAPTERS.map(({ id }) => id))(
    '%s: each number is bound to a sample or claimed',
    async (id) => {
      expect(unchecked(await prose(id, chapterOf(id)), quotesOf(id))).toEqual([]);
    },
  );

  it.each(CHAPTERS.map(({ id }) => id))('%s still has the words of its claims', async (id) => {
    const { text } = await prose(id, chapterOf(id));
    expect(quotesOf(id).filter((quote) => !text.includes(quote))).toEqual([]);
  });

  it.each(all.filter(([, , { holds }]) => holds))('%s: %s', (...[id, , claim]) => {
    const { sample = CHAPTERS.find((chapter) => chapter.id === id)!.sample, connection = 0 } =
      claim;
    expect(claim.holds!(new ClaimedSample(sample, connection))).toBe(true);
  });

  it('have a document that says so, where no sample can', () => {
    const cited = (claim: Claim) =>
      claim.see &&
      (claim.see.document === 'practice' ||
        DOCUMENTS[claim.see.document].sections.has(claim.see.section));
    expect(all.filter(([, , claim]) => !claim.holds && !cited(claim))).toEqual([]);
  });
});

describe('a number that nothing vouches for is found', () => {
  const before = 'At <Show at="up@3073">up@3073</Show> are <Field at="up@3073" field="x">3</Field>';
  it.each([
    ['a number', `${before} and 4711 more.`, '»4711«'],
    ['one with spaces', `${before} and 16 777 216 more.`, '»16 777 216«'],
    ['bytes', `${before} and \`c3\` more.`, '»`c3`«'],
    ['bytes in words', `${before} and seven bytes more.`, '»seven bytes«'],
    ['a row of a table', '| a | b |\n| - | - |\n| 5 | x |\n', '»5«'],
    ['a heading', '## Cut at 4711', '»4711«'],
    ['an address that a link has not', '<Show at="up@3073">up@3074</Show>', '»3074«'],
  ])('%s', async (_, text, found) => {
    const problems = unchecked(await prose('bytes', text), quotesOf('chunk-size'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(found);
  });

  it('and one that is bound, claimed, part of a name or of a command line is not', async () => {
    const text = `${before}. C0, AMF0 and H.264, section 5.3.1.3.\n\n\`\`\`sh\nhead -c 9\n\`\`\`\n`;
    expect(unchecked(await prose('bytes', text), [])).toEqual([]);
    expect(unchecked(await prose('bytes', 'Cut at 4711 bytes.'), ['at 4711 bytes'])).toEqual([]);
  });
});
