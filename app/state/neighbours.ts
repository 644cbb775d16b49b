import type { RecordRef, Scope, Unit } from '../worker/protocol.ts';
import { askOnce } from './kept-answers.ts';
import { inspector } from './store.ts';
import { stepAsk } from './step-ask.ts';

/** Asks about one record what somebody shows of the selected one. */
export type Foresee = (record: RecordRef) => void;

const shown = new Set<Foresee>();
/** What was stepped over last; the next step is most likely another of these. */
let steps: { readonly unit: Unit; readonly scope: Scope } | undefined;
let planned = false;

/** As long as it is not undone, `foresee` is called with the records that the next step may lead to. */
export function foreseeNeighbours(foresee: Foresee): () => void {
  shown.add(foresee);
  return () => {
    shown.delete(foresee);
  };
}

/** A step was taken: more of its kind are likely. */
export function likelySteps(unit: Unit, scope: Scope): void {
  steps = { unit, scope };
}

/**
 * Keeps the answers about the records before and after the selected one at hand, so that a step can be drawn at
 * once. Nothing is asked before the present record is on the screen, nor before everything was read.
 */
export function startNeighbours(): void {
  inspector.subscribe((state, before) => {
    const moved =
      state.selection !== before.selection ||
      state.done !== before.done ||
      state.unit !== before.unit ||
      state.scope !== before.scope ||
      state.view !== before.view;
    if (!moved || planned || !state.done || state.selection === undefined) return;
    planned = true;
    // The timer ends when the frame has been handed over that shows the selection.
    requestAnimationFrame(() => setTimeout(() => void lookAround()));
  });
}

async function lookAround(): Promise<void> {
  planned = false;
  const { selection, done, ...chosen } = inspector.getState();
  if (!done || selection === undefined) return;
  const likely = steps ?? chosen;
  for (const by of [1, -1] as const) {
    // Steps over fields and notes go from record to record in ways of their own; chunks are as likely as any.
    const unit = likely.unit === 'field' || likely.unit === 'note' ? 'chunk' : likely.unit;
    const ask = stepAsk(unit, by, likely.scope);
    try {
      const neighbour = ask && (await askOnce('step', ask));
      if (inspector.getState().selection !== selection) return;
      if (neighbour) for (const foresee of shown) foresee(neighbour);
    } catch {
      // It will be asked again when somebody steps there, and told then.
    }
  }
}
