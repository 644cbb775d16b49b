import { useEffect, useRef, useState } from 'react';
import type { Question, Questions, RecordRef } from '../worker/protocol.ts';
import { messageOf, StaleSession } from '../worker/session-client.ts';
import { askOnce, keptAnswer, keyOf } from './kept-answers.ts';
import { foreseeNeighbours } from './neighbours.ts';
import { type InspectorState, useInspector } from './store.ts';

/** What is known about a question by now. */
export interface Answered<Q extends Question> {
  /** The latest answer; the one before stays until the new one comes. Undefined before the first. */
  readonly answer: Questions[Q]['answer'] | undefined;
  /** True while `answer` is not the answer to what is asked now. */
  readonly waiting: boolean;
  readonly error?: string;
}

interface Settled<Q extends Question> {
  readonly key: string;
  readonly opened: number;
  readonly answer: Questions[Q]['answer'] | undefined;
  readonly error?: string;
}

/** What is about the session as a whole, and so changes with all that is read. */
const GROWING: readonly Question[] = [
  'timeline',
  'overview',
  'tracks',
  'rates',
  'chunkCost',
  'story',
  'ladder',
  'ladderPlace',
];

/**
 * What has to change for an answer to be out of date. A timeline grows with every block that is read; a
 * record stays what it is, except that its end may still be to come.
 */
function editionFor(question: Question, state: InspectorState): number {
  if (GROWING.includes(question)) return state.version;
  return state.done ? 1 : 0;
}

/**
 * Asks the worker and keeps the latest answer. Asked again when the question changes or more of the
 * capture has been read; only the last question counts. `ask` undefined asks nothing and forgets.
 */
export function useAnswer<Q extends Question>(
  question: Q,
  ask: Questions[Q]['ask'] | undefined,
): Answered<Q> {
  const edition = useInspector((state) => editionFor(question, state));
  const opened = useInspector((state) => state.openedAt);
  const key = ask === undefined ? '' : keyOf(question, ask);
  const latest = useRef(0);
  const [settled, setSettled] = useState<Settled<Q>>();
  // An answer that is here already is shown with this very drawing.
  const kept =
    key === '' || (settled?.key === key && settled.opened === opened)
      ? undefined
      : keptAnswer<Q>(key);
  if (kept) setSettled({ key, opened, answer: kept.answer });

  useEffect(() => {
    const turn = ++latest.current;
    if (key === '') return;
    const asked = JSON.parse(key.slice(question.length + 1)) as Questions[Q]['ask'];
    askOnce(question, asked).then(
      (answer) => {
        if (turn !== latest.current) return;
        setSettled((before) =>
          before?.key === key && before.answer === answer && before.opened === opened
            ? before
            : { key, opened, answer },
        );
      },
      (error: unknown) => {
        if (turn !== latest.current || error instanceof StaleSession) return;
        setSettled((before) => ({ key, opened, answer: before?.answer, error: messageOf(error) }));
      },
    );
  }, [question, key, edition, opened]);

  // Whatever belongs to another capture is not even worth showing meanwhile.
  if (key === '' || settled?.opened !== opened) return { answer: undefined, waiting: key !== '' };
  const waiting = settled.key !== key;
  return settled.error !== undefined && !waiting
    ? { answer: settled.answer, waiting, error: settled.error }
    : { answer: settled.answer, waiting };
}

/** As `useAnswer`, for what is asked about the selected record; the same is asked about the records next to it in advance. */
export function useAnswerAbout<Q extends Question>(
  question: Q,
  askOf: (record: RecordRef) => Questions[Q]['ask'] | undefined,
): Answered<Q> {
  const selection = useInspector((state) => state.selection);
  useEffect(() =>
    foreseeNeighbours((record) => {
      const ask = askOf(record);
      // Whoever comes to the record asks again, and is told what went wrong.
      if (ask) askOnce(question, ask).catch(() => undefined);
    }),
  );
  return useAnswer(question, selection && askOf(selection));
}
