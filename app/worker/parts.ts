import { pairIn } from '../../src-protocol/inspect/dump-reader.ts';
import { Part, type ReadPart } from './part.ts';
import type { OpenSource } from './protocol.ts';

/** What is read together, and what was opened with it and is not. */
export interface Chosen {
  /** One file, or two raw dumps of one connection. */
  readonly parts: readonly ReadPart[];
  /** Names of the files that are left out. */
  readonly leftOut: readonly string[];
}

/** Chooses what to read of what was opened: one capture, or two dumps that belong together by their content or names. */
export async function choose(opened: Exclude<OpenSource, { kind: 'live' }>): Promise<Chosen> {
  if (opened.kind === 'pair')
    return { parts: await Promise.all(opened.parts.map((part) => Part.open(part))), leftOut: [] };
  if (opened.kind !== 'several') return { parts: [await Part.open(opened)], leftOut: [] };
  const all = await Promise.all(opened.files.map((file) => Part.open({ kind: 'file', file })));
  const heads = await Promise.all(all.map((part) => part.head()));
  const pair = pairIn(
    heads,
    all.map(({ name }) => name),
  ) ?? [0];
  return {
    parts: pair.map((at) => all[at]!),
    leftOut: all.filter((_, at) => !pair.includes(at)).map(({ name }) => name),
  };
}
