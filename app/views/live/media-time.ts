/** Milliseconds since the first timestamp that was played, over the wrap at 2³²: one count for pictures and sound. */
export class MediaTime {
  #first: number | undefined;

  /** The time of a timestamp. */
  of(timestamp: number): number {
    this.#first ??= timestamp;
    return (timestamp - this.#first) | 0;
  }

  /** The timestamp of a time; undefined before the first. */
  timestampAt(time: number): number | undefined {
    return this.#first === undefined ? undefined : (this.#first + Math.round(time)) >>> 0;
  }
}
