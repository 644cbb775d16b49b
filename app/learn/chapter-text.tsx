import type { ComponentType } from 'react';
import type { MDXComponents } from 'mdx/types';
import { Bytes } from './bound/bytes.tsx';
import { Compute } from './bound/compute.tsx';
import { Field, Record, Show } from './bound/field.tsx';
import { Ladder } from './bound/ladder.tsx';
import { Quiz } from './bound/quiz.tsx';
import { State } from './bound/state.tsx';
import { BuildChunk } from './build-chunk/build-chunk.tsx';
import { Step } from './step.tsx';

/** The text of a chapter, as its file exports it. */
export type ChapterText = ComponentType<{ components: MDXComponents }>;

/** What chapters may use. The bound ones are given their facts when the page is built. */
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
} as MDXComponents;

const texts = import.meta.glob<{ default: ChapterText }>('./chapters/*.mdx');

/** Fetches a chapter's text. Rejects when there is none of that name. */
export async function loadChapter(id: string): Promise<ChapterText> {
  const load = texts[`./chapters/${id}.mdx`];
  if (!load) throw new Error(`There is no chapter ${id}.`);
  return (await load()).default;
}
