import type { Severity } from '../../src-protocol/dictionary/diagnostic.ts';
import type { RecordRef } from './protocol.ts';
import type { RateMarker } from './session-questions.ts';

type Made = Pick<RateMarker, 'text'> & { readonly record: RecordRef | undefined };

/**
 * What happened, one marker of each kind in each bin, so that there are never more than can be told apart: the
 * first of its kind, and of problems the first of the gravest.
 */
export class RateMarkers {
  readonly #start: number;
  readonly #width: number;
  readonly #markers = new Map<string, RateMarker & { count: number }>();

  /** Bins of `width` seconds from `start`, seconds since 1970. */
  constructor(start: number, width: number) {
    this.#start = start;
    this.#width = width;
  }

  /** Counts what happened at `time`; `make` is asked only for what is shown. What has no time has no bin. */
  add(kind: RateMarker['kind'], time: number, make: () => Made, severity?: Severity): void {
    const bin = Math.floor((time - this.#start) / this.#width);
    if (!Number.isFinite(bin)) return;
    const key = `${kind} ${bin}`;
    const there = this.#markers.get(key);
    if (there && !(severity === 'error' && there.severity !== 'error')) {
      there.count++;
      return;
    }
    const { record, text } = make();
    if (record) {
      const count = (there?.count ?? 0) + 1;
      this.#markers.set(key, { kind, time, count, text, record, ...(severity && { severity }) });
    } else if (there) there.count++;
  }

  /** By time. */
  inOrder(): RateMarker[] {
    return [...this.#markers.values()].sort((a, b) => a.time - b.time);
  }
}
