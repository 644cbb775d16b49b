import type { RateMarker } from './session-questions.ts';

type Made = Pick<RateMarker, 'text'> & { readonly record: RateMarker['record'] | undefined };

/**
 * What happened in the bins of the rates: the first of each kind in each bin, so that there are never more than can be
 * told apart. Of problems it is the first of the worst, since a warning must not hide an error.
 */
export class RateMarkers {
  readonly #start: number;
  readonly #width: number;
  readonly #markers = new Map<string, RateMarker>();

  /** `start` is when the first bin begins, `width` how long each lasts; seconds. */
  constructor(start: number, width: number) {
    this.#start = start;
    this.#width = width;
  }

  /** Counts something that happened; `make` is called for what is shown of its bin only. */
  add(
    kind: RateMarker['kind'],
    time: number,
    make: () => Made,
    severity?: RateMarker['severity'],
  ): void {
    const bin = Math.floor((time - this.#start) / this.#width);
    if (!Number.isFinite(bin)) return;
    const key = `${kind} ${bin}`;
    const there = this.#markers.get(key);
    const count = (there?.count ?? 0) + 1;
    const shown = !there || (severity === 'error' && there.severity !== 'error');
    const { record, text } = shown ? make() : there;
    if (shown && record)
      this.#markers.set(key, {
        kind,
        time,
        count,
        text,
        record,
        ...(severity && { severity }),
      });
    else if (there) this.#markers.set(key, { ...there, count });
  }

  /** All of them, in the order of time. */
  inOrder(): RateMarker[] {
    return [...this.#markers.values()].sort((a, b) => a.time - b.time);
  }
}
