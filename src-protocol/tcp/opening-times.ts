import type { Direction } from '../bytes/units.ts';
import { TCP_ACK, TCP_RST, TCP_SYN } from '../network/tcp-segment.ts';

/** When the three packets that open a connection passed the place of capture, seconds since 1970. */
export interface Opening {
  /** The last copy, when it was sent again: that is the one answered. */
  syn?: number;
  synAck?: number;
  /** The first packet of the client after these. */
  ack?: number;
}

/**
 * The round trip that the opening of a connection shows (RFC 9293 §3.5), wherever on the way the
 * capture was made: from SYN to SYN ACK is the part beyond the capture, from SYN ACK to the first
 * answer the part before it. A SYN sent twice tells nothing: the answer may be to either.
 */
export class OpeningTimes {
  #syn = NaN;
  #synAck = NaN;
  /** Nothing more can be learned. */
  settled = false;
  /** As far as they are in the capture. */
  readonly times: Opening = {};
  /** Seconds for the way there and back; NaN when the opening is not in the capture, or ambiguous. */
  roundTrip = NaN;

  /** Takes the next segment; returns the seconds since what it answers, NaN when it answers neither SYN. */
  segment(direction: Direction, flags: number, time: number): number {
    if (this.settled) return NaN;
    const isSyn = (flags & TCP_SYN) !== 0;
    if (isSyn && !(flags & TCP_ACK)) {
      this.times.syn = time;
      this.#syn = Number.isNaN(this.#syn) ? time : Infinity;
      return NaN;
    }
    if (isSyn) {
      this.times.synAck ??= time;
      this.#synAck = Number.isNaN(this.#synAck) ? time : Infinity;
      return seconds(this.#synAck - this.#syn);
    }
    // Only the client's first segment after the SYN ACK answers it; anything else ends the opening.
    this.settled = true;
    if (direction !== 0 || (flags & TCP_RST) !== 0) return NaN;
    if (this.times.synAck !== undefined) this.times.ack = time;
    const answered = seconds(time - this.#synAck);
    this.roundTrip = seconds(this.#synAck - this.#syn) + answered;
    return answered;
  }
}

/** A duration, or NaN where it cannot be one. */
function seconds(difference: number): number {
  return Number.isFinite(difference) && difference >= 0 ? difference : NaN;
}
