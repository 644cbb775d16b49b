import { createStore } from 'zustand/vanilla';
import type { LadderAsk } from '../../worker/session-questions.ts';

/** How the ladder is looked at. It outlives the view, not the connection. */
export interface LadderState {
  /** Which connection of which capture `open` is about. */
  readonly about: string;
  readonly scale: LadderAsk['scale'];
  /** Runs that are unfolded, by the rows of their first messages. */
  readonly open: readonly number[];
}

/** Runs that are unfolded at the same time; the first is folded again after that. */
const MOST_OPEN = 32;

/** Scale and unfolded runs. */
export const ladderState = createStore<LadderState>(() => ({ about: '', scale: 'even', open: [] }));

/** Chooses how far apart lines stand. */
export function setScale(scale: LadderState['scale']): void {
  ladderState.setState({ scale });
}

/** Unfolds or folds a run of the connection that `about` names. */
export function setOpen(about: string, run: number, open: boolean): void {
  const before = openRuns(ladderState.getState(), about);
  const others = before.filter((one) => one !== run);
  ladderState.setState({ about, open: open ? [...others, run].slice(-MOST_OPEN) : others });
}

/** The unfolded runs, if the state is about this connection. */
export function openRuns(state: LadderState, about: string): readonly number[] {
  return state.about === about ? state.open : NONE;
}

const NONE: readonly number[] = [];
