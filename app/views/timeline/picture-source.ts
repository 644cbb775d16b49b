import type {
  Axis,
  AxisSpan,
  TimelineAnswer,
  TimelineAsk,
} from '../../worker/timeline/timeline-types.ts';
import { covers, spanOf } from './viewport.ts';

/** Answers kept: enough to go back a few zooms without asking. */
const MOST_ANSWERS = 16;

interface Kept {
  readonly key: string;
  readonly edition: number;
  readonly answer: TimelineAnswer;
}

/** Asks the worker for one window. */
export type AskWindow = (ask: TimelineAsk) => Promise<TimelineAnswer>;

/**
 * The windows of a timeline that were answered lately. One question is under way at a time, and of those
 * that come meanwhile only the last is asked: whoever turns a wheel asks for more than anybody answers.
 * Until an answer is there, the best of the older ones is shown, however coarse: never nothing.
 */
export class PictureSource {
  readonly #ask: AskWindow;
  readonly #listeners = new Set<() => void>();
  #kept: readonly Kept[] = [];
  #edition = 0;
  #busy = false;
  #next: readonly TimelineAsk[] = [];
  /** Grows with each answer. */
  version = 0;
  error: string | undefined;

  constructor(ask: AskWindow) {
    this.#ask = ask;
  }

  /** Wants these windows, the most urgent first; `edition` grows when the capture does. */
  want(asks: readonly TimelineAsk[], edition: number): void {
    this.#edition = edition;
    this.#next = asks;
    if (!this.#busy) void this.#work();
  }

  /** Whether a window that is wanted is not there yet. */
  get waiting(): boolean {
    return this.#busy || this.#next.some((ask) => !this.#has(ask));
  }

  /** The finest answer that covers a stretch; failing that, the one that covers most of the axis. */
  best(axis: Axis, span: AxisSpan): TimelineAnswer | undefined {
    const mine = this.#kept
      .filter(({ answer }) => answer.axis === axis)
      .map(({ answer }) => answer);
    const length = mine[0]?.length ?? 0;
    const inside = { from: Math.max(0, span.from), to: Math.min(span.to, length) };
    const whole = mine.filter((answer) => covers(spanOf(answer), inside));
    const finest = (a: TimelineAnswer, b: TimelineAnswer): number => a.exponent - b.exponent;
    // Sorting keeps the order of equals, and the latest come first.
    return whole.sort(finest)[0] ?? mine.sort((a, b) => b.exponent - a.exponent)[0];
  }

  /** The answer to exactly this question, of whatever edition. */
  get(ask: TimelineAsk): TimelineAnswer | undefined {
    return this.#kept.find(({ key }) => key === keyOf(ask))?.answer;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #has(ask: TimelineAsk): boolean {
    const key = keyOf(ask);
    return this.#kept.some((one) => one.key === key && one.edition === this.#edition);
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (;;) {
      const ask = this.#next.find((one) => !this.#has(one));
      if (!ask) break;
      const edition = this.#edition;
      const key = keyOf(ask);
      try {
        const answer = await this.#ask(ask);
        this.error = undefined;
        const others = this.#kept.filter((one) => one.key !== key);
        this.#kept = [{ key, edition, answer }, ...others].slice(0, MOST_ANSWERS);
      } catch (error) {
        this.error = error instanceof Error ? error.message : String(error);
        this.#next = this.#next.filter((one) => one !== ask);
      }
      this.#tell();
    }
    this.#busy = false;
    this.#tell();
  }

  #tell(): void {
    this.version++;
    for (const listener of this.#listeners) listener();
  }
}

function keyOf({ axis, exponent, first, columns, hide }: TimelineAsk): string {
  return [axis, exponent, first, columns, ...(hide ?? [])].join(' ');
}
