/** Bins of a series. When time outgrows them, neighbours are joined and each is twice as long. */
const BINS = 1024;
/** Length of a bin at first, seconds: a power of two, so that times fall into bins without rounding. */
const FIRST_WIDTH = 1 / 1024;

/**
 * Numbers gathered over time, in series of equal bins. Takes values one by one, in any number and over
 * any time, in the memory of `BINS` numbers a series: a session of hours has longer bins than one of seconds.
 */
export class TimeBins {
  /** Time at which the first bin begins, seconds. */
  readonly start: number;
  readonly #join: (a: number, b: number) => number;
  readonly #series = new Map<number, Float64Array>();
  #width = FIRST_WIDTH;
  #used = 0;

  /** `sum` adds values that fall into one bin, `max` keeps the largest. Values are not negative. */
  constructor(start: number, join: 'sum' | 'max') {
    this.start = start;
    this.#join = join === 'sum' ? (a, b) => a + b : Math.max;
  }

  /** Bins in use: up to the last that has a value. */
  get length(): number {
    return this.#used;
  }

  /** Numbers of the series there are, in the order in which they appeared. */
  get series(): number[] {
    return [...this.#series.keys()];
  }

  /** Takes a value of a series. What came before the start counts into the first bin; a time that is no number is left out. */
  add(series: number, time: number, value: number): void {
    const seconds = Math.max(0, time - this.start);
    if (!Number.isFinite(seconds)) return;
    while (seconds >= BINS * this.#width) this.#widen();
    const bin = Math.floor(seconds / this.#width);
    if (bin >= this.#used) this.#used = bin + 1;
    const values = this.#of(series);
    values[bin] = this.#join(values[bin]!, value);
  }

  /** The bins of a series, joined to at most `most` bins that last at least `shortest` seconds each. */
  read(series: number, most: number, shortest = 0): Float64Array {
    const step = this.#stepFor(most, shortest);
    const length = Math.ceil(this.#used / step);
    const joined = new Float64Array(length);
    const values = this.#series.get(series);
    if (values)
      for (let bin = 0; bin < this.#used; bin++) {
        const at = Math.floor(bin / step);
        joined[at] = this.#join(joined[at]!, values[bin]!);
      }
    return joined;
  }

  /** Seconds that a bin of `read` with the same arguments lasts. */
  widthFor(most: number, shortest = 0): number {
    return this.#width * this.#stepFor(most, shortest);
  }

  #stepFor(most: number, shortest: number): number {
    let step = 1;
    while (this.#used / step > most || step * this.#width < shortest) step *= 2;
    return step;
  }

  #of(series: number): Float64Array {
    let values = this.#series.get(series);
    if (!values) this.#series.set(series, (values = new Float64Array(BINS)));
    return values;
  }

  #widen(): void {
    for (const values of this.#series.values()) {
      for (let bin = 0; bin < BINS / 2; bin++)
        values[bin] = this.#join(values[2 * bin]!, values[2 * bin + 1]!);
      values.fill(0, BINS / 2);
    }
    this.#used = Math.ceil(this.#used / 2);
    this.#width *= 2;
  }
}
