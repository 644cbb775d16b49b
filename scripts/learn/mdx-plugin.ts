import { basename } from 'node:path';
import mdx from '@mdx-js/rollup';
import remarkGfm from 'remark-gfm';
import type { Plugin } from 'vite';
import { CHAPTERS } from '../../app/learn/chapters.ts';
import { chapterSections } from './chapter-sections.ts';
import type { Node } from './chapter-tree.ts';
import { markTerms } from './mark-terms.ts';
import { findOccurrences } from './occurrences.ts';
import { type Attributes, bind, isBound } from './bind.ts';

const compiler = mdx({ remarkPlugins: [remarkGfm, bindChapter] });

/** Turns chapters into components, and binds what they say about bytes to the samples. */
export function chapters(): Plugin {
  return { enforce: 'pre', ...(compiler as Plugin) };
}

/** A chapter as the module that it becomes. Rejects when its sample does not bear out what it says. */
export async function chapterText(text: string, path: string): Promise<string | undefined> {
  return (await compiler.transform(text, path))?.code;
}

const OCCURRENCES = 'virtual:occurrences';

/** Gives the reference its places in the samples, found when the page is built. */
export function occurrencesModule(): Plugin {
  return {
    name: 'occurrences',
    resolveId: (id) => (id === OCCURRENCES ? `\0${OCCURRENCES}` : undefined),
    load: (id) =>
      id === `\0${OCCURRENCES}`
        ? `export const occurrences = ${JSON.stringify(findOccurrences())};`
        : undefined,
  };
}

const SECTIONS = 'virtual:chapter-sections';

/** Gives the search the text of all chapters. */
export function sectionsModule(): Plugin {
  return {
    name: 'chapter-sections',
    resolveId: (id) => (id === SECTIONS ? `\0${SECTIONS}` : undefined),
    load: async (id) =>
      id === `\0${SECTIONS}`
        ? `export const sections = ${JSON.stringify(await chapterSections())};`
        : undefined,
  };
}

interface VirtualFile {
  readonly path: string;
  fail(reason: string, place?: unknown): never;
}

/** A remark plugin: gives every bound component the attribute `bound`, with its facts as JSON, and marks terms. */
function bindChapter(): (tree: Node, file: VirtualFile) => void {
  return (tree, file) => {
    const id = basename(file.path, '.mdx');
    const chapter = CHAPTERS.find((one) => one.id === id);
    if (!chapter) return file.fail(`${id}.mdx is not in app/learn/chapters.ts`);
    const visit = (node: Node): void => {
      if (isElement(node) && isBound(node.name ?? null)) bindElement(node, chapter.sample, file);
      for (const child of node.children ?? []) visit(child);
    };
    visit(tree);
    markTerms(tree, id);
  };
}

function isElement({ type }: Node): boolean {
  return type === 'mdxJsxFlowElement' || type === 'mdxJsxTextElement';
}

function bindElement(node: Node, sample: string, file: VirtualFile): void {
  const { name = null } = node;
  if (!isBound(name)) return;
  try {
    const facts = bind(name, attributesOf(node), textOf(node), sample);
    node.attributes?.push({ type: 'mdxJsxAttribute', name: 'bound', value: JSON.stringify(facts) });
  } catch (error) {
    file.fail(
      `<${name}>: ${error instanceof Error ? error.message : String(error)}`,
      node.position,
    );
  }
}

function attributesOf(node: Node): Attributes {
  return Object.fromEntries(
    (node.attributes ?? []).flatMap(({ name, value }) =>
      name !== undefined && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function textOf(node: Node): string {
  return (node.children ?? []).map((child) => child.value ?? textOf(child)).join('');
}
