import { appendToSession, ask, finishSession, listen, prepareSession } from '../worker/client.ts';
import { chunkRef, complain, notify, open } from './actions.ts';
import { stopRecording, watchRecording } from './live-recording.ts';
import type { Location } from './location.ts';
import { inspector } from './store.ts';

const { getState, setState } = inspector;

/** Opens a connection of the listener, from its first byte, and follows it. */
export function openLive(id: number, to: Location = {}): void {
  open({ kind: 'live', name: `Live connection ${id}` }, { kind: 'live', id }, to);
  setState({ live: { id, follow: to.at === undefined, ended: undefined } });
  // Bytes may be sent once the worker has been told to open.
  void prepareSession().then(() => {
    if (getState().live?.id !== id) return;
    watchRecording(id, {
      bytes: appendToSession,
      ended(reason) {
        const { live } = getState();
        if (getState().connections.length === 0) notify(reason);
        finishSession();
        if (live?.id === id) setState({ live: { ...live, follow: false, ended: reason } });
      },
    });
  });
}

/** Whether the page moves to the newest chunk as it comes. */
export function setFollow(follow: boolean): void {
  const { live } = getState();
  if (!live || live.follow === follow || live.ended !== undefined) return;
  setState({ live: { ...live, follow } });
  if (follow) void followTail();
}

/** Takes no more of the live connection; what came stays. */
export function stopLive(): void {
  stopRecording('You stopped watching.');
}

/** Milliseconds between two moves: browsers allow the address bar some six changes a second. */
const FOLLOW_INTERVAL = 300;
let isFollowing = false;

/** Selects the newest chunk. One question at a time: what comes meanwhile is newer still. */
async function followTail(): Promise<void> {
  const { connection, live, version } = getState();
  if (!live?.follow || connection === undefined || isFollowing) return;
  isFollowing = true;
  try {
    const { total } = await ask('chunks', { connection, from: 0, count: 0 });
    const { rows } = await ask('chunks', { connection, from: total - 1, count: 1 });
    const now = getState();
    const [last] = rows;
    if (last && now.live?.follow && now.connection === connection)
      setState({ selection: chunkRef(connection, last), field: undefined });
  } catch (error) {
    complain(error);
  } finally {
    setTimeout(() => {
      isFollowing = false;
      // What came meanwhile may have been the last for a while.
      if (getState().version !== version) void followTail();
    }, FOLLOW_INTERVAL);
  }
}

listen({ progress: () => void followTail(), died: () => undefined, busy: () => undefined });
