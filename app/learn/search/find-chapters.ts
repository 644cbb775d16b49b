import { type Chapter, CHAPTERS } from '../chapters.ts';
import { QUESTIONS } from '../questions.ts';
import { wordsOf } from './query.ts';

/** A part of a chapter's text, from one heading to the next. */
export interface ChapterSection {
  readonly chapter: string;
  /** Absent for what stands before the first heading. */
  readonly heading?: string;
  readonly text: string;
}

/** A chapter that has what is looked for, and where in it. */
export interface FoundChapter {
  readonly chapter: Chapter;
  readonly number: number;
  readonly heading?: string;
  /** Words around the first that was found; empty where only the title has it. */
  readonly excerpt: string;
}

/** What a word counts where it is found. */
const WEIGHTS = { question: 6, title: 5, heading: 4, teaches: 3, text: 1 } as const;
/** Results that are shown. */
const MOST = 8;

/** Chapters that have the words of a question, best first: as many words as possible, then the places that weigh most. */
export function findChapters(query: string, sections: readonly ChapterSection[]): FoundChapter[] {
  const words = wordsOf(query).map((word) => new RegExp(pattern(word), 'giu'));
  if (words.length === 0) return [];
  const found = CHAPTERS.flatMap((chapter, index) => {
    const best = sections
      .filter((section) => section.chapter === chapter.id)
      .map((section) => ({ section, score: scoreOf(chapter, section, words) }))
      .reduce((a, b) => (b.score > a.score ? b : a));
    if (best.score === 0) return [];
    const { heading, text } = best.section;
    const hit = { chapter, number: index + 1, excerpt: excerpt(text, words) };
    return [{ score: best.score, hit: { ...hit, ...(heading !== undefined && { heading }) } }];
  });
  const most = Math.max(...found.map(({ score }) => Math.floor(score / PER_WORD)));
  return found
    .filter(({ score }) => Math.floor(score / PER_WORD) >= most)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ hit }) => hit);
}

/** More than all weights of a word together, so that a word more always counts more. */
const PER_WORD = 1000;

function scoreOf(chapter: Chapter, section: ChapterSection, words: readonly RegExp[]): number {
  const places = [
    [
      WEIGHTS.question,
      QUESTIONS.filter((one) => one.chapter === chapter.id).map(({ question }) => question),
    ],
    [WEIGHTS.title, [chapter.title]],
    [WEIGHTS.heading, [section.heading ?? '']],
    [WEIGHTS.teaches, [chapter.teaches]],
    [WEIGHTS.text, [section.text]],
  ] as const;
  let score = 0;
  for (const word of words) {
    const weights = places.map(
      // A text that speaks of it again and again is more about it, up to a point.
      ([weight, texts]) => weight * Math.min(4, texts.join(' ').match(word)?.length ?? 0),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    if (sum > 0) score += PER_WORD + sum;
  }
  return score;
}

/** Numbers and bytes are whole words; other words may go on, as in the plural. */
function pattern(word: string): string {
  const text = word.replaceAll(/[|@]/g, String.raw`\$&`);
  const spaced = /^\d{5,}$/.test(word)
    ? text.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, '[ \u00a0\u202f]?')
    : text;
  const begins = String.raw`(?<![\p{L}\p{N}_])`;
  return /\d/.test(word) ? String.raw`${begins}${spaced}(?![\p{L}\p{N}_])` : begins + spaced;
}

function excerpt(text: string, words: readonly RegExp[]): string {
  const places = words.flatMap((word) => [...text.matchAll(word)].map(({ index }) => index));
  if (places.length === 0) return '';
  const at = Math.min(...places);
  const start = at < 70 ? 0 : text.indexOf(' ', at - 70) + 1;
  const end = text.length < at + 130 ? text.length : text.lastIndexOf(' ', at + 130);
  return `${start > 0 ? '… ' : ''}${text.slice(start, end)}${end < text.length ? ' …' : ''}`;
}
