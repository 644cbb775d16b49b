import type { Sample } from '../../state/samples.ts';

/** Headings of the gallery, in their order, by the name that the list of samples has for each. */
export const GROUPS = {
  sessions: 'Sessions of well-known programs',
  tcp: 'Files and TCP',
  handshake: 'The handshake',
  headers: 'Chunk headers',
  sizes: 'Chunk sizes',
  times: 'Timestamps',
  contents: 'What messages hold',
  talk: 'Commands and control messages',
} as const;

/** Samples under one heading. */
export interface SampleGroup {
  readonly group: keyof typeof GROUPS;
  readonly title: string;
  readonly samples: readonly Sample[];
}

/** The samples that have the tag, if one is wanted, and each word of `text` somewhere, by group. */
export function findSamples(
  samples: readonly Sample[],
  text: string,
  tag: string | undefined,
): SampleGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = samples.filter((sample) => {
    if (tag !== undefined && !sample.tags.includes(tag)) return false;
    const all = [sample.title, sample.teaches, ...sample.tags].join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).flatMap((group) => {
    const inGroup = found.filter((sample) => sample.group === group);
    return inGroup.length === 0 ? [] : [{ group, title: GROUPS[group], samples: inGroup }];
  });
}

/** Tags that say how a sample was made, not what it is about. */
const ABOUT_THE_FILE = ['made by hand', 'trap'];
/** A tag of fewer samples narrows nothing down that the search would not. */
const FEWEST = 4;

/** Tags worth a button, the most frequent first. */
export function frequentTags(samples: readonly Sample[]): string[] {
  const counts = new Map<string, number>();
  for (const tag of samples.flatMap(({ tags }) => tags))
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .filter(([tag, count]) => count >= FEWEST && !ABOUT_THE_FILE.includes(tag))
    .sort(([, one], [, other]) => other - one)
    .map(([tag]) => tag);
}
