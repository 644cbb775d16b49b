/** A chapter of the article, as lists of chapters show it. */
export interface Chapter {
  /** Part of links, and the name of the file: never changed. */
  readonly id: string;
  readonly title: string;
  /** What the reader knows afterwards, in one sentence. */
  readonly teaches: string;
  readonly minutes: number;
  /** The sample it is bound to, by its id in the gallery. */
  readonly sample: string;
  /** Sections that it explains: a document and its sections, as citations write them. */
  readonly covers: readonly CoveredSections[];
}

/** Sections of one document. */
export interface CoveredSections {
  readonly document: 'rtmp' | 'errata' | 'amf0' | 'amf3' | 'flv' | 'ertmp' | 'pcap' | 'pcapng';
  readonly sections: readonly string[];
}

/** The chapters, in the order in which they are read. */
export const CHAPTERS: readonly Chapter[] = [
  {
    id: 'basic-header',
    title: 'One, two or three bytes',
    teaches: 'You can tell from the first byte of a chunk where its header ends.',
    minutes: 6,
    sample: 'long-chunk-stream-ids',
    covers: [
      { document: 'rtmp', sections: ['5.3.1', '5.3.1.1'] },
      { document: 'errata', sections: ['4.1'] },
    ],
  },
];

/** The chapter with this id, and its neighbours. */
export function chapterById(
  id: string,
): { chapter: Chapter; number: number; before?: Chapter; after?: Chapter } | undefined {
  const index = CHAPTERS.findIndex((one) => one.id === id);
  const chapter = CHAPTERS[index];
  if (!chapter) return undefined;
  const before = CHAPTERS[index - 1];
  const after = CHAPTERS[index + 1];
  return { chapter, number: index + 1, ...(before && { before }), ...(after && { after }) };
}
