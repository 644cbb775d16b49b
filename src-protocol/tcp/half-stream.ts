import type { ByteSource } from '../bytes/byte-source.ts';
import type { Direction, StreamOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { type Segment, TCP_SYN } from '../network/tcp-segment.ts';
import {
  TCP_BUFFER_FULL,
  TCP_CUT_SEGMENT,
  TCP_DAMAGED_SEGMENT,
  TCP_GAP,
  TCP_OVERLAP_DIFFERS,
  TCP_STRAY_SEGMENT,
} from './diagnostics.ts';
import { damagedCopy, type DamagedPackets, type FirstCopy } from './damaged-copy.ts';
import { differenceFromFirst } from './first-copy.ts';
import { type HalfFacts, noHalfFacts } from './half-facts.ts';
import { type Budget, type EarlyPiece, OutOfOrder } from './out-of-order.ts';
import { Patience } from './patience.ts';
import { SEGMENT_BITS } from './segment-kinds.ts';
import { SegmentTable } from './segment-table.ts';
import { OLDEST } from './sequence.ts';
import { LARGEST_WINDOW, StreamPosition } from './stream-position.ts';

/** How a direction ended. */
export type HalfEnd = 'fin' | 'rst' | 'capture end';

/** What one direction says, in stream order. */
export interface HalfSink {
  data(direction: Direction, bytes: Uint8Array, start: number, end: number, row: number): void;
  /** `after` is what came behind the hole, where that is known. */
  gap(
    direction: Direction,
    length: number,
    at: StreamOffset,
    cause: Diagnostic,
    after: EarlyPiece | undefined,
  ): void;
  closed(direction: Direction, how: HalfEnd): void;
  note(direction: Direction, diagnostic: Diagnostic, at: StreamOffset): void;
}

/** What all half-streams of a reassembler share. */
export interface HalfContext {
  readonly budget: Budget;
  /** Where first copies are read back from, to compare retransmissions with. */
  readonly source: ByteSource | undefined;
  readonly damaged: DamagedPackets;
}

/** Out-of-order bytes one direction may hold, each piece's surcharge included. */
const MOST_EARLY = 8 * 1024 * 1024;

/** Damaged packets kept in mind; a network that breaks more is past help. */
const MOST_DAMAGED = 65_536;

/** Two equal segments in a row count as a duplicate of the capture within this time, in seconds. */
const DUPLICATE_SECONDS = 0.0005;

/**
 * One direction of a connection. Segments in any order go in, the stream comes out: in order, each
 * byte once, with gaps of known size where the capture missed some.
 *
 * ```
 *      delivered        hole      early          early
 * |=================|.........|==========|.....|======|
 * 0              next         (copies in the out-of-order buffer)
 * ```
 */
export class HalfStream {
  readonly direction: Direction;
  readonly facts: HalfFacts = noHalfFacts();
  /** How this direction ended, once that is known. */
  ended: HalfEnd | undefined;
  /** Whether later bytes wait for earlier ones. */
  waits = false;
  /** The last window this side announced for the bytes of the other; -1 before it did. */
  window = -1;

  readonly #position = new StreamPosition();
  readonly #sink: HalfSink;
  readonly #context: HalfContext;
  readonly #early: OutOfOrder;
  #segments: SegmentTable | undefined;
  /** Where FIN stands; Infinity before it was seen. */
  #finAt: StreamOffset = Infinity;
  #wasReset = false;
  readonly #patience = new Patience();
  #lastSequence = 0;
  #lastLength = -1;
  #lastAcknowledgement = 0;
  #lastTime = 0;
  /** What the segment being received is: `SEGMENT_BITS`. */
  #kinds = 0;

  constructor(direction: Direction, sink: HalfSink, context: HalfContext) {
    this.direction = direction;
    this.#sink = sink;
    this.#context = context;
    this.#early = new OutOfOrder(context.budget);
  }

  /** The pieces delivered, in stream order. */
  get segments(): SegmentTable {
    return (this.#segments ??= new SegmentTable());
  }

  /** Where the next byte to deliver has its place: bytes so far, missing ones included. */
  get next(): StreamOffset {
    return this.#position.next;
  }

  /** How far the other side acknowledged. */
  get acknowledged(): StreamOffset {
    return this.#position.acknowledged;
  }

  /** Whether the SYN of this direction was seen, so that offset 0 is the first byte ever sent. */
  get startSeen(): boolean {
    return this.#position.startSeen;
  }

  /** See `StreamPosition`. */
  acceptsSyn(sequence: number): boolean | undefined {
    return this.#position.acceptsSyn(sequence);
  }

  /** See `StreamPosition`. */
  isPlausible(sequence: number): boolean {
    return this.#position.isPlausible(sequence);
  }

  /** Whether it is settled which byte the stream begins with. */
  get started(): boolean {
    return this.#position.started;
  }

  /** Begins the stream with the byte of this sequence number, where no SYN says otherwise. */
  beginWithData(sequence: number): void {
    this.#position.beginWithData(sequence);
  }

  /** SYN of this direction. */
  begin(sequence: number): void {
    this.#position.begin(sequence);
  }

  /** The other side has all bytes before sequence number `acknowledgement`. */
  acknowledge(acknowledgement: number): void {
    this.#position.acknowledge(acknowledgement);
  }

  /** The offset of the byte with this sequence number; 0 before anything is known. */
  offsetOf(sequence: number): StreamOffset {
    return this.#position.started ? this.#position.offsetOf(sequence) : 0;
  }

  /**
   * Payload, of which some may have been cut off by the capture. `peerWindow`: see `window`. Returns
   * what is remarkable about the segment, as `SEGMENT_BITS`.
   */
  receive(segment: Segment, peerWindow: number): number {
    const { payloadStart, payloadEnd } = segment;
    const length = payloadEnd - payloadStart;
    const sequence = segment.sequence + (segment.flags & TCP_SYN ? 1 : 0);
    const position = this.#position;
    if (!position.started) position.beginWithData(sequence >>> 0);
    this.facts.segments++;
    if (this.#context.damaged.leftOut?.has(segment.packet)) return this.#leaveOut(sequence);
    this.#kinds = segment.missing > 0 ? SEGMENT_BITS.cut : 0;
    if (peerWindow === 0 && length === 1) {
      this.facts.zeroWindowProbes++;
      this.#kinds |= SEGMENT_BITS.windowProbe;
    }
    if (((sequence - position.nextSequence) | 0) === 0 && !this.waits) {
      if (length > 0) this.#deliver(segment, payloadStart, payloadEnd, segment.fileOffset);
      if (segment.missing > 0) this.#gap(segment.missing, TCP_CUT_SEGMENT);
    } else if (this.#isKeepAlive(segment, sequence, length)) {
      this.facts.keepAlives++;
      return this.#kinds | SEGMENT_BITS.keepAlive;
    } else this.#receiveElsewhere(segment, sequence);
    this.#lastSequence = sequence;
    this.#lastLength = length;
    this.#lastAcknowledgement = segment.acknowledgement;
    this.#lastTime = segment.time;
    if (position.next >= this.#finAt) this.#close('fin');
    return this.#kinds;
  }

  /** FIN, with sequence number `sequence`: it stands after the bytes of its segment. */
  finish(sequence: number): void {
    const position = this.#position;
    position.beginWith(sequence);
    const at = position.offsetOf(sequence);
    if (this.#finAt !== Infinity || at < position.next) return;
    this.#finAt = at;
    if (position.next >= at) this.#close('fin');
  }

  /** RST, of either side. Bytes that still come are delivered nevertheless: an RST may be forged. */
  reset(): void {
    this.#wasReset = true;
    if (!this.waits) this.#close('rst');
  }

  /** Counts a segment of the connection, of either direction, while bytes wait. */
  round(time: number): void {
    const patience = this.#patience;
    if (!patience.count(time, this.acknowledged)) return;
    while (this.#early.front !== undefined && this.#early.front.start <= patience.settled)
      this.#giveUpHole(TCP_GAP);
    this.#closeIfDone();
  }

  /** No more segments will come: what waits is delivered, and what is missing is said. */
  flush(): void {
    while (this.waits) {
      if (this.#isStray()) this.#dropStray();
      else this.#giveUpHole(TCP_GAP);
    }
    if (this.#finAt !== Infinity && this.#finAt - this.next < LARGEST_WINDOW) {
      if (this.#finAt > this.next) this.#gap(this.#finAt - this.next, TCP_GAP);
    } else {
      let missing = this.acknowledged - this.next;
      // FIN takes a sequence number too. An unseen one shows as a last step of one.
      if (this.#position.lastAdvance === 1 || missing === 1) missing--;
      if (missing > 0) this.#gap(missing, TCP_GAP);
    }
    this.#closeIfDone();
    this.#close(this.#wasReset ? 'rst' : 'capture end');
  }

  /** A segment that its receiver did not take either: the copy that was sent again fills its place. */
  #leaveOut(sequence: number): number {
    const at = Math.max(0, this.#position.offsetOf(sequence));
    this.#sink.note(this.direction, TCP_DAMAGED_SEGMENT, at);
    return SEGMENT_BITS.damaged;
  }

  /** One byte, just before the next: its content is nobody's, some systems send garbage there. */
  #isKeepAlive(segment: Segment, sequence: number, length: number): boolean {
    if (length !== 1 || segment.missing > 0) return false;
    if (((sequence + 1 - this.#position.nextSequence) | 0) !== 0) return false;
    // Unless a segment of just this byte came before.
    return this.#lastLength !== 1 || this.#lastSequence !== sequence;
  }

  /** A segment that is not simply the next: old, early, overlapping, or come while others wait. */
  #receiveElsewhere(segment: Segment, sequence: number): void {
    const { facts } = this;
    const early = this.#early;
    const offset = this.#position.offsetOf(sequence);
    const end = offset + (segment.payloadEnd - segment.payloadStart);
    const wireEnd = end + segment.missing;
    if (wireEnd <= this.next) return this.#old(segment, sequence, offset, end);
    if (offset < this.next) {
      facts.overlaps++;
      this.#kinds |= SEGMENT_BITS.overlap;
      this.#compare(segment, offset, Math.min(end, this.next));
    }
    if (this.waits) {
      const at = early.difference(segment, offset);
      if (at >= 0) {
        const piece = early.at(at)!;
        const { start, end, fileOffset, packet } = piece;
        this.#noteDifference(at, segment, offset, {
          start,
          length: end - start,
          fileOffset,
          packet,
        });
      }
    }
    if (offset <= this.next) return this.#fill(segment, offset, end, wireEnd);
    let added = early.insert(offset, end, segment, offset);
    added += early.insert(end, wireEnd, segment, offset);
    if (added === 0) this.#countCopy(segment, sequence);
    else {
      facts.outOfOrder++;
      this.#kinds |= SEGMENT_BITS.outOfOrder;
    }
    if (!this.waits) this.#patience.start(segment.time, this.acknowledged);
    this.waits = true;
    const { budget } = this.#context;
    while (!early.isEmpty && (early.size > MOST_EARLY || budget.used > budget.most))
      this.#giveUpHole(TCP_BUFFER_FULL);
  }

  /** Nothing of the segment is new. */
  #old(segment: Segment, sequence: number, offset: StreamOffset, end: StreamOffset): void {
    this.#countCopy(segment, sequence);
    this.#compare(segment, offset, end);
  }

  #countCopy(segment: Segment, sequence: number): void {
    const same =
      sequence === this.#lastSequence &&
      segment.payloadEnd - segment.payloadStart === this.#lastLength &&
      segment.acknowledgement === this.#lastAcknowledgement &&
      Math.abs(segment.time - this.#lastTime) <= DUPLICATE_SECONDS;
    if (same) this.facts.duplicates++;
    else this.facts.retransmissions++;
    this.#kinds |= same ? SEGMENT_BITS.duplicate : SEGMENT_BITS.retransmission;
  }

  /** Delivers a segment that reaches `next`, around the bytes that came before it. */
  #fill(segment: Segment, offset: StreamOffset, end: StreamOffset, wireEnd: StreamOffset): void {
    while (this.next < wireEnd) {
      const limit = this.#early.front?.start ?? Infinity;
      if (this.next < end) {
        const from = segment.payloadStart + (this.next - offset);
        const to = segment.payloadStart + (Math.min(end, limit) - offset);
        this.#deliver(segment, from, to, segment.fileOffset + (this.next - offset));
      } else this.#gap(Math.min(wireEnd, limit) - this.next, TCP_CUT_SEGMENT);
      this.#drain();
    }
  }

  /** Delivers waiting pieces as far as they follow without a hole. */
  #drain(): void {
    const early = this.#early;
    while (early.front !== undefined && early.front.start <= this.next) {
      const piece = early.shift()!;
      const { bytes } = piece;
      const length = piece.end - piece.start;
      if (bytes === undefined) this.#gap(length, TCP_CUT_SEGMENT);
      else {
        const row = this.segments.append(
          this.next,
          piece.fileOffset,
          length,
          piece.packet,
          piece.time,
          piece.flags,
          piece.window,
        );
        this.#position.advance(length);
        this.#sink.data(this.direction, bytes, 0, length, row);
      }
    }
    this.waits = !early.isEmpty;
  }

  #deliver(segment: Segment, start: number, end: number, fileOffset: number): void {
    const length = end - start;
    const row = this.segments.append(
      this.next,
      fileOffset,
      length,
      segment.packet,
      segment.time,
      segment.flags,
      segment.window,
    );
    this.#position.advance(length);
    this.#sink.data(this.direction, segment.bytes, start, end, row);
  }

  #gap(length: number, cause: Diagnostic, after?: EarlyPiece): void {
    const at = this.next;
    this.facts.gaps++;
    this.facts.missing += length;
    this.#position.advance(length);
    this.#sink.gap(this.direction, length, at, cause, after);
  }

  /** Declares the hole before the first waiting piece missing, and goes on after it. */
  #giveUpHole(cause: Diagnostic): void {
    const { front } = this.#early;
    if (front !== undefined && front.start > this.next)
      this.#gap(front.start - this.next, cause, front);
    this.#drain();
  }

  /** Whether the first waiting piece is far ahead of all that the other side, which is seen, ever got. */
  #isStray(): boolean {
    const { start } = this.#early.front!;
    return start - this.next > OLDEST && this.acknowledged > 0 && this.acknowledged < start;
  }

  #dropStray(): void {
    this.#early.shift();
    this.waits = !this.#early.isEmpty;
    if (this.facts.stray++ === 0) this.#sink.note(this.direction, TCP_STRAY_SEGMENT, this.next);
  }

  #compare(segment: Segment, offset: StreamOffset, end: StreamOffset): void {
    const { source } = this.#context;
    const start = Math.max(0, offset);
    if (source === undefined || end <= start) return;
    const at = differenceFromFirst(this.segments, source, segment, offset, start, end);
    if (at < 0) return;
    const row = this.segments.row(this.segments.find(at));
    this.#noteDifference(at, segment, offset, { start: row.streamOffset, ...row });
  }

  /** Two copies differ at `at`. One may have been damaged on its way; otherwise nobody knows which is right. */
  #noteDifference(
    at: StreamOffset,
    segment: Segment,
    offset: StreamOffset,
    first: FirstCopy & { readonly start: StreamOffset; readonly packet: number },
  ): void {
    const { source, damaged } = this.#context;
    this.facts.differing++;
    switch (source && damagedCopy(first, segment, source)) {
      case 'first':
        if (damaged.found.size < MOST_DAMAGED) damaged.found.add(first.packet);
        return this.#sink.note(this.direction, TCP_DAMAGED_SEGMENT, first.start);
      case 'second':
        this.#kinds |= SEGMENT_BITS.damaged;
        return this.#sink.note(this.direction, TCP_DAMAGED_SEGMENT, Math.max(0, offset));
      default:
        this.#kinds |= SEGMENT_BITS.differs;
        this.#sink.note(this.direction, TCP_OVERLAP_DIFFERS, at);
    }
  }

  #closeIfDone(): void {
    if (this.next >= this.#finAt) this.#close('fin');
    else if (this.#wasReset && !this.waits) this.#close('rst');
  }

  #close(how: HalfEnd): void {
    if (this.ended !== undefined) return;
    this.ended = how;
    this.#sink.closed(this.direction, how);
  }
}
