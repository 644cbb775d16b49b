import { ask as askWorker } from '../worker/client.ts';
import type { Question, Questions } from '../worker/protocol.ts';
import { inspector } from './store.ts';

/** Answers kept: what some ten records need, each a few kilobytes. */
const MOST_KEPT = 96;

/** What is asked about single records. Once everything was read, an answer stays as it is. */
const LASTING = [
  'describe',
  'extent',
  'locate',
  'place',
  'state',
  'step',
  'decoder-steps',
] as const satisfies readonly Question[];

/** An answer that has come. Undefined is an answer too, so it stands in an object. */
export interface Kept<Answer> {
  readonly answer: Answer;
}

interface Entry {
  readonly coming: Promise<unknown>;
  kept?: Kept<unknown>;
}

/** By question, the one used longest ago first. */
const entries = new Map<string, Entry>();
/** The capture that `entries` are about. */
let about = 0;

/** A question as a text; the same for the same question. */
export function keyOf<Q extends Question>(question: Q, ask: Questions[Q]['ask']): string {
  return `${question} ${JSON.stringify(ask)}`;
}

/** The answer to a question with this key, when it is here already. */
export function keptAnswer<Q extends Question>(
  key: string,
): Kept<Questions[Q]['answer']> | undefined {
  if (inspector.getState().openedAt !== about) return undefined;
  return entries.get(key)?.kept as Kept<Questions[Q]['answer']> | undefined;
}

/** Asks the worker, unless the same was asked a short while ago and the answer cannot have changed. */
export function askOnce<Q extends Question>(
  question: Q,
  ask: Questions[Q]['ask'],
): Promise<Questions[Q]['answer']> {
  const { done, openedAt } = inspector.getState();
  if (!done || !LASTING.some((one) => one === question)) return askWorker(question, ask);
  if (about !== openedAt) entries.clear();
  about = openedAt;
  const key = keyOf(question, ask);
  const entry = entries.get(key) ?? start(key, askWorker(question, ask));
  // Most lately used goes last.
  entries.delete(key);
  entries.set(key, entry);
  for (const oldest of entries.keys()) {
    if (entries.size <= MOST_KEPT) break;
    entries.delete(oldest);
  }
  return entry.coming as Promise<Questions[Q]['answer']>;
}

function start(key: string, coming: Promise<unknown>): Entry {
  const entry: Entry = { coming };
  coming.then(
    (answer) => {
      entry.kept = { answer };
    },
    () => {
      if (entries.get(key) === entry) entries.delete(key);
    },
  );
  return entry;
}
