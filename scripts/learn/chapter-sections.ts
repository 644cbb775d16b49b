import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHAPTERS } from '../../app/learn/chapters.ts';
import type { ChapterSection } from '../../app/learn/search/find-chapters.ts';
import { chapterTree, type Node } from './chapter-tree.ts';

const FOLDER = join(import.meta.dirname, '../../app/learn/chapters');

/** The text of every chapter, in pieces from heading to heading, as a search looks through it. */
export async function chapterSections(): Promise<ChapterSection[]> {
  const chapters = CHAPTERS.map(async ({ id }) => {
    const path = join(FOLDER, `${id}.mdx`);
    return sectionsOf(id, await chapterTree(await readFile(path, 'utf8'), path));
  });
  return (await Promise.all(chapters)).flat();
}

function sectionsOf(chapter: string, { children = [] }: Node): ChapterSection[] {
  const sections: { chapter: string; heading?: string; text: string }[] = [{ chapter, text: '' }];
  for (const node of children) {
    if (node.type === 'heading') sections.push({ chapter, heading: textOf(node), text: '' });
    else sections.at(-1)!.text += ` ${textOf(node)}`;
  }
  return sections.map((one) => ({ ...one, text: one.text.replaceAll(/\s+/g, ' ').trim() }));
}

/** What is read of a node. Cells and items are words apart; letters in bold are not. */
function textOf({ type, value = '', children = [] }: Node): string {
  if (type.startsWith('mdxjs')) return '';
  const apart = ['tableCell', 'listItem', 'paragraph'].includes(type) ? ' ' : '';
  return value + children.map(textOf).join('') + apart;
}
