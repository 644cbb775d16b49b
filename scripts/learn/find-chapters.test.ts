import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../app/learn/chapters.ts';
import { QUESTIONS } from '../../app/learn/questions.ts';
import { findChapters } from '../../app/learn/search/find-chapters.ts';
import { chapterSections } from './chapter-sections.ts';

const sections = await chapterSections();
const ids = (query: string) => findChapters(query, sections).map(({ chapter }) => chapter.id);

describe('the search through the chapters', () => {
  it('has every chapter, in pieces with headings', () => {
    expect(new Set(sections.map(({ chapter }) => chapter))).toEqual(
      new Set(CHAPTERS.map(({ id }) => id)),
    );
    expect(sections.filter(({ text }) => text === '')).toEqual([]);
  });

  it.each([
    ['c3', 'chunk-size'],
    ['0xC3', 'chunk-size'],
    ['C3 in the middle of a string', 'chunk-size'],
    ['strange byte in my string', 'chunk-size'],
    ['releaseStream', 'undocumented'],
    ['hmac', 'digest'],
    ['little endian', 'bytes'],
    ['black picture', 'media'],
    ['16777215', 'extended-timestamp'],
    ['fourcc', 'enhanced'],
  ])('%s: %s comes first', (query, chapter) => {
    expect(ids(query)[0]).toBe(chapter);
  });

  it.each(QUESTIONS.map(({ question, chapter }) => [question, chapter] as const))(
    '%s: %s comes first',
    (question, chapter) => {
      expect(ids(question)[0]).toBe(chapter);
    },
  );

  it('leads to the heading, and shows the words around what was found', () => {
    const [first] = findChapters('modems', sections);
    expect(first).toMatchObject({ number: 9, heading: 'Changing it' });
    expect(first!.excerpt).toContain('modems');
  });

  it('finds nothing for words that no chapter has, nor for none', () => {
    expect(ids('xylophone')).toEqual([]);
    expect(ids('what is the')).toEqual([]);
    expect(ids('(((')).toEqual([]);
  });
});
