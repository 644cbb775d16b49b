import type { StreamOffset } from '../bytes/units.ts';

/** A round: so many segments of the connection, or so long. */
export const ROUND_SEGMENTS = 64;
export const ROUND_SECONDS = 1;

/**
 * How long a hole is waited for. Once the receiver acknowledged past it, it will not be filled on the
 * wire; but its segment may still come in the file, since captures from several queues are a little
 * out of order. So a hole is given up one to two rounds after it was acknowledged, a round being 64
 * segments of the connection or a second.
 */
export class Patience {
  /** Acknowledged so long ago that what is missing before this offset will not come. */
  settled: StreamOffset = 0;
  #acknowledged: StreamOffset = 0;
  #segments = 0;
  #started = 0;

  /** Begins a round; `time` is the packet's, `acknowledged` the offset acknowledged by now. */
  start(time: number, acknowledged: StreamOffset): void {
    this.#acknowledged = acknowledged;
    this.#segments = 0;
    this.#started = time;
  }

  /** Counts a segment of the connection; true when that ends a round and `settled` may have grown. */
  count(time: number, acknowledged: StreamOffset): boolean {
    this.#segments++;
    if (this.#segments < ROUND_SEGMENTS && !(time - this.#started >= ROUND_SECONDS)) return false;
    this.settled = this.#acknowledged;
    this.start(time, acknowledged);
    return true;
  }
}
