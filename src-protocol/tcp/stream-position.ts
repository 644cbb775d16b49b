import type { StreamOffset } from '../bytes/units.ts';
import { OLDEST, aheadOf, sequenceAdd, sequenceDifference } from './sequence.ts';

/** How offset 0 is known: not at all, from the other side's acknowledgement, from data, from SYN. */
type Origin = 'none' | 'acknowledged' | 'data' | 'syn';

/** An acknowledgement further ahead than the largest window there is says nothing. */
export const LARGEST_WINDOW = 2 ** 30;

/**
 * Where a stream stands: the next byte to deliver and how far the other side acknowledged, both as
 * offsets in the stream, and what sequence numbers mean at present.
 */
export class StreamPosition {
  /** Offset of the next byte to deliver. */
  next: StreamOffset = 0;
  /** Offset up to which the other side has everything. */
  acknowledged: StreamOffset = 0;
  /** Sequence number of `next`, as a signed number. */
  nextSequence = 0;
  /** Bytes by which `acknowledged` grew the last time. */
  lastAdvance = 0;
  /** Whether offset 0 is settled, by SYN or by data. */
  started = false;
  #origin: Origin = 'none';
  #initialSequence = 0;
  /** Sequence number of `acknowledged`. */
  #acknowledgedSequence = 0;

  /** Whether SYN was seen, so that offset 0 is the first byte ever sent. */
  get startSeen(): boolean {
    return this.#origin === 'syn';
  }

  /** SYN: the first byte has the sequence number after it. */
  begin(sequence: number): void {
    if (this.#origin === 'syn') return;
    if (this.#origin !== 'data') this.#startAt(sequenceAdd(sequence, 1));
    this.#initialSequence = sequence;
    this.#origin = 'syn';
    this.started = true;
  }

  /** Payload: where nothing better is known, its first byte is at offset 0. */
  beginWithData(sequence: number): void {
    if (this.started) return;
    this.#startAt(sequence);
    this.#origin = 'data';
    this.started = true;
  }

  /** Anything else that names a sequence number: a start to count from until there is payload. */
  beginWith(sequence: number): void {
    if (this.#origin !== 'none') return;
    this.#startAt(sequence);
    this.#origin = 'acknowledged';
  }

  /** Whether a SYN with this number is of this stream (sent again, or late); undefined when unknown. */
  acceptsSyn(sequence: number): boolean | undefined {
    if (this.#origin === 'none') return undefined;
    if (this.#origin === 'syn') return this.#initialSequence === sequence;
    return ((sequence + 1 + this.next - this.nextSequence) | 0) === 0;
  }

  /** Whether a segment with this number can be of now, rather than of an earlier connection. */
  isPlausible(sequence: number): boolean {
    if (!this.started) return true;
    const difference = sequenceDifference(sequence, this.nextSequence);
    return difference > -OLDEST && difference < LARGEST_WINDOW;
  }

  /** The offset of the byte with this sequence number. */
  offsetOf(sequence: number): StreamOffset {
    return this.next + aheadOf(sequence, this.nextSequence);
  }

  /** `length` bytes were delivered, or declared missing. */
  advance(length: number): void {
    this.next += length;
    this.nextSequence = (this.nextSequence + length) | 0;
  }

  /** The other side has all bytes before this sequence number. */
  acknowledge(sequence: number): void {
    if (this.#origin === 'none') return this.beginWith(sequence);
    let advance = sequenceDifference(sequence, this.#acknowledgedSequence);
    // The capture may have slept for gigabytes. Then what was delivered since says where we are.
    if (Math.abs(advance) > LARGEST_WINDOW) {
      const ahead = sequenceDifference(sequence, this.nextSequence);
      if (Math.abs(ahead) > OLDEST) return;
      advance = this.next + ahead - this.acknowledged;
    }
    if (advance <= 0) return;
    this.acknowledged += advance;
    this.#acknowledgedSequence = sequence;
    this.lastAdvance = advance;
  }

  #startAt(sequence: number): void {
    const ahead = sequenceDifference(this.#acknowledgedSequence, sequence);
    this.acknowledged = this.#origin === 'none' ? 0 : Math.max(0, ahead);
    this.#acknowledgedSequence = sequenceAdd(sequence, this.acknowledged);
    this.nextSequence = sequence | 0;
  }
}
