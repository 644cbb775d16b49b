import type { ComponentProps, ComponentType } from 'react';
import type { MDXComponents } from 'mdx/types';
import { Bytes } from './bound/bytes.tsx';
import { Compute } from './bound/compute.tsx';
import { Field, Record, Show } from './bound/field.tsx';
import { Ladder } from './bound/ladder.tsx';
import { Quiz } from './bound/quiz.tsx';
import { State } from './bound/state.tsx';
import { BuildChunk } from './build-chunk/build-chunk.tsx';
import { Step } from './step.tsx';
import { Term } from './term.tsx';

/** The text of a chapter, as its file exports it. */
export type ChapterText = ComponentType<{ components: MDXComponents }>;

/** Command lines scroll sideways, and what scrolls must be reachable by key. */
function CommandLines(props: ComponentProps<'pre'>) {
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  return <pre tabIndex={0} role="group" aria-label="Command lines" {...props} />;
}

/** What chapters may use. The bound ones are given their facts when the page is built, which also marks terms. */
export const COMPONENTS = {
  Bytes,
  Field,
  Show,
  Record,
  State,
  Ladder,
  Quiz,
  Compute,
  Step,
  BuildChunk,
  Term,
  pre: CommandLines,
} as MDXComponents;

const texts = import.meta.glob<{ default: ChapterText }>('./chapters/*.mdx');

/** Fetches a chapter's text. Rejects when there is none of that name. */
export async function loadChapter(id: string): Promise<ChapterText> {
  const load = texts[`./chapters/${id}.mdx`];
  if (!load) throw new Error(`There is no chapter ${id}.`);
  return (await load()).default;
}
