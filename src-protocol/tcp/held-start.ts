import type { Direction } from '../bytes/units.ts';
import { LONGEST_HEADERS } from '../network/tcp-checksum.ts';
import { type Segment, TCP_SYN } from '../network/tcp-segment.ts';
import type { Budget } from './out-of-order.ts';
import { ROUND_SECONDS, ROUND_SEGMENTS } from './patience.ts';
import { sequenceAdd, sequenceDifference } from './sequence.ts';

/** How far in front of what came first a later segment may begin: a round of the largest segments there are. */
const MOST_BEFORE = ROUND_SEGMENTS * 65_536;

/** What a segment takes beside its bytes, roughly. */
const SEGMENT_SIZE = 256;

/** A segment kept, and whose it is. */
interface HeldSegment {
  readonly segment: Segment;
  readonly direction: Direction;
}

/**
 * The first segments of a direction whose SYN is not in the capture. Nothing says that the first one in the file
 * is the first one of the stream: captures are a little out of order. So they are kept for a round, and the stream
 * begins with the lowest sequence number among them. What happens in the other direction meanwhile is kept with
 * them, so that everything is told in the order of the capture.
 */
export class HeldStart {
  /** In the order of the capture. */
  readonly segments: HeldSegment[] = [];
  readonly #budget: Budget;
  readonly #leftOut: ReadonlySet<number> | undefined;
  /** Sequence number of the first byte known, by direction. */
  readonly #first: [number | undefined, number | undefined] = [undefined, undefined];
  /** Sequence number of what came first, by direction. */
  readonly #came: [number | undefined, number | undefined] = [undefined, undefined];
  #size = 0;
  #count = 0;
  #since = NaN;

  /** `leftOut`: packets that arrived damaged, which say nothing. */
  constructor(budget: Budget, leftOut: ReadonlySet<number> | undefined) {
    this.#budget = budget;
    this.#leftOut = leftOut;
  }

  /** Whether a segment that comes at `time` comes too late to be in front. */
  isOver(time: number): boolean {
    const { used, most } = this.#budget;
    return this.#count >= ROUND_SEGMENTS || time - this.#since >= ROUND_SECONDS || used > most;
  }

  /** Where the stream of `direction` begins, as a sequence number; undefined when nothing of it came. */
  firstOf(direction: Direction): number | undefined {
    return this.#first[direction];
  }

  /** Keeps a copy of a segment. */
  add(segment: Segment, direction: Direction): void {
    const { payloadStart, payloadEnd } = segment;
    // With its headers, for the checksum.
    const from = Math.max(0, payloadStart - LONGEST_HEADERS);
    const copy = {
      ...segment,
      bytes: segment.bytes.slice(from, payloadEnd),
      payloadStart: payloadStart - from,
      payloadEnd: payloadEnd - from,
    };
    this.segments.push({ segment: copy, direction });
    this.#account(copy.bytes.length + SEGMENT_SIZE);
    this.#count++;
    if (payloadEnd > payloadStart || segment.missing > 0) this.#payload(segment, direction);
  }

  /** Nothing is kept any more. */
  clear(): void {
    this.#account(-this.#size);
    this.segments.length = 0;
  }

  #payload({ packet, time, sequence, flags }: Segment, direction: Direction): void {
    if (this.#leftOut?.has(packet)) return;
    const at = flags & TCP_SYN ? sequenceAdd(sequence, 1) : sequence;
    const came = this.#came[direction];
    if (came === undefined) {
      // A round of its own for each direction.
      this.#came[direction] = this.#first[direction] = at;
      this.#count = 0;
      this.#since = time;
    } else if (
      sequenceDifference(at, this.#first[direction]!) < 0 &&
      sequenceDifference(at, came) >= -MOST_BEFORE
    )
      this.#first[direction] = at;
  }

  #account(bytes: number): void {
    this.#size += bytes;
    this.#budget.used += bytes;
  }
}
