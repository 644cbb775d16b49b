import type {
  FromWorker,
  OpenOptions,
  OpenSource,
  Question,
  Questions,
  ToWorker,
} from './protocol.ts';

export { brokenOff } from './read-limits.ts';

/** The part of a `Worker` that is used, so that tests can put their own in its place. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** What the worker tells by itself. */
export type Progress = Extract<FromWorker, { type: 'progress' }>;

/** Who wants to know what happens in the worker. */
export interface ClientListener {
  progress(progress: Progress): void;
  /** The worker itself is gone, or could not be started; a new one is made at the next `open`. */
  died(message: string): void;
  /** Whether any question is open. */
  busy(busy: boolean): void;
}

const NOTHING_OPEN = 'No capture is open.';

/** A question was dropped because another capture was opened. Nobody needs to be told. */
export class StaleSession extends Error {
  constructor() {
    super('Another capture was opened.');
  }
}

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * The page's end of the wire. One session is one opened capture; what belongs to an older one never
 * reaches anybody. The worker is started with the first capture and ended with `close`, which is
 * also what makes opening the next one quick: memory goes with the worker.
 */
export class SessionClient {
  readonly #start: () => Promise<WorkerLike>;
  readonly #listener: ClientListener;
  readonly #pending = new Map<number, Pending>();
  #worker: WorkerLike | undefined;
  #starting: Promise<WorkerLike> | undefined;
  /** Whether the worker was given a capture. */
  #used = false;
  #session = 0;
  /** The last session that was to be cancelled: the worker may not have been told of it yet. */
  #cancelled = 0;
  #requests = 0;
  /** What to say to questions when there is no worker. */
  #gone = NOTHING_OPEN;

  constructor(start: () => Promise<WorkerLike>, listener: ClientListener) {
    this.#start = start;
    this.#listener = listener;
  }

  /** Number of the capture that is open; grows with each `open` and `close`. */
  get session(): number {
    return this.#session;
  }

  /** Starts a worker while nobody waits for it. */
  async prepare(): Promise<void> {
    await this.#wake();
  }

  /** Opens a capture in place of the one before. */
  async open(source: OpenSource, options: OpenOptions = {}): Promise<void> {
    this.close();
    const session = this.#session;
    try {
      const worker = await this.#wake();
      if (session !== this.#session) return;
      this.#used = true;
      this.#gone = NOTHING_OPEN;
      worker.postMessage({ type: 'open', session, source, options });
      if (this.#cancelled === session) this.cancel();
    } catch (error) {
      if (session === this.#session) this.#die(messageOf(error));
    }
  }

  /** More bytes of a live source; they belong to the worker from here on. */
  append(bytes: Uint8Array<ArrayBuffer>): void {
    this.#worker?.postMessage({ type: 'append', session: this.#session, bytes }, [bytes.buffer]);
  }

  /** A live source has ended: what there is stays. */
  finish(): void {
    this.#worker?.postMessage({ type: 'finish', session: this.#session });
  }

  /** Asks the worker to stop reading; what it has stays usable. */
  cancel(): void {
    this.#cancelled = this.#session;
    if (this.#used) this.#worker?.postMessage({ type: 'cancel', session: this.#session });
  }

  /** Says that the page shows the first rows, so that the worker reads on. */
  shown(): void {
    if (this.#used) this.#worker?.postMessage({ type: 'shown', session: this.#session });
  }

  /** Forgets the capture and ends the worker, with its memory. */
  close(): void {
    this.#session++;
    this.#rejectAll(new StaleSession());
    // A worker that has read nothing yet has nothing to forget.
    if (this.#used) this.#discard();
  }

  /** Asks; rejects with a plain sentence when there is no answer, with `StaleSession` when it is too late for one. */
  ask<Q extends Question>(question: Q, ask: Questions[Q]['ask']): Promise<Questions[Q]['answer']> {
    const worker = this.#worker;
    // Before the worker was given the capture it would not know what is asked about, and never answer.
    if (!worker || !this.#used) return Promise.reject(new Error(this.#gone));
    const request = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#pending.set(request, { resolve, reject });
      if (this.#pending.size === 1) this.#listener.busy(true);
      // The compiler cannot see that `question` and `ask` belong together inside the union.
      worker.postMessage({
        type: 'ask',
        session: this.#session,
        request,
        question,
        ask,
      } as unknown as ToWorker);
    });
  }

  #wake(): Promise<WorkerLike> {
    if (this.#worker) return Promise.resolve(this.#worker);
    this.#starting ??= this.#start().then((worker) => {
      this.#starting = undefined;
      this.#worker = worker;
      worker.onmessage = (event) => this.#receive(event.data);
      worker.onerror = (event) => {
        event.preventDefault();
        this.#die(event.message || 'The worker stopped without saying why.');
      };
      worker.onmessageerror = () => this.#die('A message of the worker could not be read.');
      return worker;
    });
    this.#starting.catch(() => (this.#starting = undefined));
    return this.#starting;
  }

  #receive(message: FromWorker): void {
    if (message.session !== this.#session) return;
    if (message.type === 'progress') {
      this.#listener.progress(message);
      return;
    }
    if (message.request === undefined) {
      if (message.type === 'failed') this.#die(message.message);
      return;
    }
    const pending = this.#pending.get(message.request);
    if (!pending) return;
    this.#pending.delete(message.request);
    if (message.type === 'answer') pending.resolve(message.answer as never);
    else pending.reject(new Error(message.message));
    if (this.#pending.size === 0) this.#listener.busy(false);
  }

  #die(message: string): void {
    this.#session++;
    this.#gone = `The decoder has stopped: ${message} Open the capture again to look further.`;
    this.#rejectAll(new Error(message));
    this.#discard();
    this.#listener.died(message);
  }

  #discard(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#used = false;
    if (!worker) return;
    worker.onmessage = worker.onerror = worker.onmessageerror = null;
    worker.terminate();
  }

  #rejectAll(reason: Error): void {
    if (this.#pending.size === 0) return;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(reason);
    this.#listener.busy(false);
  }
}

/** What an unknown thrown thing says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
