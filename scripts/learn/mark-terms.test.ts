import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../app/learn/chapters.ts';
import { GLOSSARY } from '../../app/learn/glossary.ts';
import { chapterTree, type Node } from './chapter-tree.ts';
import { markTerms } from './mark-terms.ts';

const FOLDER = join(import.meta.dirname, '../../app/learn/chapters');

/** The ids of the terms that are marked in a text, in order. */
async function marked(text: string, chapter = 'none'): Promise<string[]> {
  const tree = await chapterTree(text, `${chapter}.mdx`);
  markTerms(tree, chapter);
  const found: string[] = [];
  const visit = ({ name, attributes, children = [] }: Node): void => {
    if (name === 'Term') found.push(String(attributes?.[0]?.value));
    children.forEach(visit);
  };
  visit(tree);
  return found;
}

const ofChapters = await Promise.all(
  CHAPTERS.map(async ({ id }) => marked(readFileSync(join(FOLDER, `${id}.mdx`), 'utf8'), id)),
);

describe('terms of the glossary', () => {
  it('are marked where they are first used, in any form, and only there', async () => {
    expect(await marked('Some chunks, a chunk.\n\nAnother chunk, a TCP\nsegment.')).toEqual([
      'chunk',
      'segment',
    ]);
  });

  it('are the longest that fit, and whole words', async () => {
    expect(await marked('A message stream ID, not a messages-file nor submessage.')).toEqual([
      'message-stream',
    ]);
    expect(await marked('`onMetaData` says, `onMetaDataX` does not.')).toEqual(['metadata']);
  });

  it('are left alone in headings, links, code and bold, and where a chapter explains them', async () => {
    const text = '# A chunk\n\n[a relay](#/x) `the payload` **round trip**, a round trip later.';
    expect(await marked(text)).toEqual([]);
    expect(await marked('One message, in chunks.', 'messages')).toEqual(['chunk']);
  });

  it('stand in the order of the alphabet, once each, and lead to chapters that have them', () => {
    const words = GLOSSARY.map(({ word }) => word.toLowerCase());
    expect(words).toEqual([...new Set(words)].sort());
    for (const { chapter, word, also = [] } of GLOSSARY) {
      if (chapter === undefined) continue;
      const text = readFileSync(join(FOLDER, `${chapter}.mdx`), 'utf8').replaceAll(/\s+/g, ' ');
      expect(
        [word, ...also].filter((form) => text.toLowerCase().includes(form.toLowerCase())),
        `${word} in ${chapter}`,
      ).not.toEqual([]);
    }
  });

  it('are each marked somewhere, or explained where they are used; several in every chapter', () => {
    const all = new Set(ofChapters.flat());
    const unused = GLOSSARY.filter(({ id, chapter }) => chapter === undefined && !all.has(id));
    expect(unused).toEqual([]);
    for (const found of ofChapters) {
      expect(found.length).toBeGreaterThan(2);
      expect(new Set(found).size).toBe(found.length);
    }
  });
});
