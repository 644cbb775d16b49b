/// <reference types="vite/client" />
import type { OpenOptions, OpenSource, Question, Questions } from './protocol.ts';
import { type ClientListener, SessionClient } from './session-client.ts';

const loadWorker = () => import('./worker.ts?worker&inline');
const listeners = new Set<ClientListener>();

/**
 * The worker comes after the landing page. It is inlined: a worker made
 * from a blob inherits the page's content policy, one loaded from the network would not.
 */
const client = new SessionClient(
  async () => {
    const { default: InspectorWorker } = await loadWorker();
    return new InspectorWorker();
  },
  {
    progress: (progress) => listeners.forEach((listener) => listener.progress(progress)),
    died: (message) => listeners.forEach((listener) => listener.died(message)),
    busy: (busy) => listeners.forEach((listener) => listener.busy(busy)),
  },
);

/** Tells `listener` of everything the worker says unasked. */
export function listen(listener: ClientListener): void {
  listeners.add(listener);
}

/** Starts the worker, so that opening a capture need not wait for it. */
export function prepareSession(): Promise<void> {
  return client.prepare();
}

/** Opens a capture in place of the one before. */
export function openSession(source: OpenSource, options?: OpenOptions): Promise<void> {
  return client.open(source, options);
}

/** Hands more bytes of a live source to the worker; they cannot be used here any more. */
export function appendToSession(bytes: Uint8Array<ArrayBuffer>): void {
  client.append(bytes);
}

/** Says that a live source has ended. */
export function finishSession(): void {
  client.finish();
}

/** Stops reading; what was decoded so far stays usable. */
export function cancelSession(): void {
  client.cancel();
}

/** Says that the page shows the first rows: reading waits for that, though not for long. */
export function sessionShown(): void {
  client.shown();
}

/** Ends the worker and its memory. */
export function closeSession(): void {
  client.close();
}

/**
 * Asks the worker about the capture that is open. Rejects with a plain sentence; the answer to a
 * question about a capture that has been replaced is never given (it rejects with `StaleSession`).
 */
export function ask<Q extends Question>(
  question: Q,
  ask: Questions[Q]['ask'],
): Promise<Questions[Q]['answer']> {
  return client.ask(question, ask);
}
