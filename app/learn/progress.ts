import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import * as v from 'valibot';

const KEY = 'rtmp-inspector.learning';
/** Answers kept; the oldest are forgotten first. */
const MOST_ANSWERS = 500;

/** Questions about captures that were answered, and how many of them rightly. */
const NO_SCORE = { right: 0, asked: 0 };

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Stored = v.object({
  read: v.fallback(v.array(v.pipe(v.string(), v.maxLength(60))), []),
  answers: v.fallback(v.record(v.pipe(v.string(), v.maxLength(200)), Count), {}),
  score: v.fallback(v.object({ right: Count, asked: Count }), NO_SCORE),
});

/** What a reader has done: kept in this browser, seen by nobody else. */
export type Progress = v.InferOutput<typeof Stored>;

const NOTHING: Progress = { read: [], answers: {}, score: NO_SCORE };

const progress = createStore<Progress>(() => load());

/** Reads the progress in a component. */
export function useProgress<T>(select: (state: Progress) => T): T {
  return useStore(progress, select);
}

/** The option that was chosen for a question; undefined when it is open. */
export function answered({ answers }: Progress, question: string): number | undefined {
  return Object.hasOwn(answers, question) ? answers[question] : undefined;
}

/** Keeps an answer; undefined opens the question again. */
export function giveAnswer(question: string, option: number | undefined): void {
  const rest = Object.entries(progress.getState().answers).filter(([key]) => key !== question);
  const kept = option === undefined ? rest : [...rest, [question, option] as const];
  keep({ answers: Object.fromEntries(kept.slice(-MOST_ANSWERS)) });
}

/** Counts an answer to a question about somebody's own capture; what was asked is not kept. */
export function countAnswer(isRight: boolean): void {
  const { right, asked } = progress.getState().score;
  keep({ score: { right: right + Number(isRight), asked: asked + 1 } });
}

/** Begins the count anew. */
export function forgetScore(): void {
  keep({ score: NO_SCORE });
}

/** Marks a chapter as read, or not. */
export function markRead(chapter: string, isRead: boolean): void {
  const rest = progress.getState().read.filter((id) => id !== chapter);
  keep({ read: isRead ? [...rest, chapter] : rest });
}

/** Forgets everything. Returns what brings it back. */
export function forgetProgress(): () => void {
  const before = progress.getState();
  keep(NOTHING);
  return () => keep(before);
}

function keep(change: Partial<Progress>): void {
  progress.setState(change);
  try {
    localStorage.setItem(KEY, JSON.stringify(progress.getState()));
  } catch {
    // Blocked or full: the progress lasts as long as the page.
  }
}

/** Reads what was kept. Storage may be blocked, and what is in it may be anything. */
function load(): Progress {
  try {
    return v.parse(Stored, JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return NOTHING;
  }
}
