import { ask } from '../worker/client.ts';
import { complain, say, step } from './actions.ts';
import { inspector } from './store.ts';

/** Steps a second that can be chosen. */
export const SPEEDS = [1, 2, 5, 10] as const;
/** With reduced motion the picture changes no more often than this, per second. */
const CALM = 1;

const { getState, setState } = inspector;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Starts to play, or pauses. */
export function togglePlay(): void {
  if (getState().playing) pause();
  else {
    setState({ playing: true, said: '' });
    schedule();
  }
}

/** Stops playing, and says why when there is something to say. */
export function pause(why?: string): void {
  clearTimeout(timer);
  setState({ playing: false });
  if (why !== undefined) say(why);
}

function schedule(): void {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const speed = calm ? CALM : getState().speed;
  clearTimeout(timer);
  timer = setTimeout(() => void advance(), 1000 / speed);
}

async function advance(): Promise<void> {
  const before = getState();
  if (!before.playing) return;
  if (before.connection === undefined || before.dialog !== undefined) {
    pause();
    return;
  }
  const { selection, field } = before;
  await step(before.unit, 1);
  const now = getState();
  if (!now.playing) return;
  if (now.selection === selection && now.field === field) {
    pause();
    return;
  }
  if (now.selection !== selection && (await hasProblem())) pause('Paused at a problem.');
  else if (getState().playing) schedule();
}

async function hasProblem(): Promise<boolean> {
  const { selection, muted } = getState();
  if (!selection) return false;
  try {
    const found = await ask('findings-at', { record: selection });
    return found.some((code) => !muted.includes(code));
  } catch (error) {
    complain(error);
    return false;
  }
}
