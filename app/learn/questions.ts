/** Questions that people come with, each with the chapter that answers it. */
export const QUESTIONS: readonly { readonly question: string; readonly chapter: string }[] = [
  { question: 'Strange bytes such as c3 in the middle of a string?', chapter: 'chunk-size' },
  { question: 'A publisher fails: at which step?', chapter: 'publish' },
  { question: 'The connection just closes?', chapter: 'endings' },
  { question: 'Sound, but the picture stays black?', chapter: 'media' },
  { question: 'Trouble after 4 hours and 39 minutes?', chapter: 'extended-timestamp' },
  { question: 'The stream stops after four gigabytes?', chapter: 'acknowledgements' },
  { question: 'A message stream ID of 16 777 216?', chapter: 'bytes' },
  { question: 'A message type that does not exist, such as 147?', chapter: 'messages' },
  { question: 'The capture began too late, or lacks packets?', chapter: 'broken' },
];
