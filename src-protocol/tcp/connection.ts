import { type Direction, DIRECTIONS, type StreamOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { ipText } from '../network/ip-address.ts';
import { be32 } from '../network/link-payload.ts';
import { type Segment, TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN } from '../network/tcp-segment.ts';
import { TCP_CUT_SEGMENT } from './diagnostics.ts';
import { TcpEvents } from './event-table.ts';
import { HeldStart } from './held-start.ts';
import { type HalfContext, type HalfEnd, type HalfSink, HalfStream } from './half-stream.ts';
import type { EarlyPiece } from './out-of-order.ts';
import { OpeningTimes } from './opening-times.ts';
import { SEGMENT_BITS } from './segment-kinds.ts';
import { sequenceAdd } from './sequence.ts';
import type { TcpSink } from './tcp-sink.ts';

/** One end of a connection. */
export class Endpoint {
  readonly port: number;
  /** 4 or 16 bytes. */
  readonly addressBytes: Uint8Array;
  /** The first four bytes of the address as a number, to tell most others apart at once. */
  readonly addressStart: number;
  #address: string | undefined;

  constructor(addressBytes: Uint8Array, port: number) {
    this.addressBytes = addressBytes;
    this.addressStart = be32(addressBytes, 0);
    this.port = port;
  }

  /** `10.0.0.1`, or `::1`. */
  get address(): string {
    return (this.#address ??= ipText(this.addressBytes));
  }

  /** `10.0.0.1:50000`, or `[::1]:1935`. */
  get text(): string {
    const { address, port } = this;
    return this.addressBytes.length === 4 ? `${address}:${port}` : `[${address}]:${port}`;
  }
}

/** One TCP connection, as far as the capture has it. */
export class TcpConnection implements HalfSink {
  /** Counts connections by their first packet with payload, from 0; -1 before there is one. */
  index = -1;
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** Whether SYN told who the client is; otherwise it is the side with the less likely server port. */
  readonly clientKnown: boolean;
  /** Time of the first packet, in seconds since 1970. */
  readonly start: number;
  /** Time of the last packet. */
  end: number;
  /** 0 is client to server. */
  readonly half: readonly [HalfStream, HalfStream];
  /** Segments about which there is something to say. */
  readonly events = new TcpEvents();
  /** How long the three segments that open the connection took. */
  readonly opening = new OpeningTimes();
  readonly #sink: TcpSink;
  readonly #context: HalfContext;
  #packet = 0;
  /** What is kept while it is not clear which byte of a direction is the first. */
  #held: HeldStart | undefined;

  constructor(
    client: Endpoint,
    server: Endpoint,
    clientKnown: boolean,
    time: number,
    sink: TcpSink,
    context: HalfContext,
  ) {
    this.client = client;
    this.server = server;
    this.clientKnown = clientKnown;
    this.start = time;
    this.end = time;
    this.#sink = sink;
    this.#context = context;
    this.half = [new HalfStream(0, this, context), new HalfStream(1, this, context)];
  }

  /** Per direction, whether its SYN was seen. */
  get startSeen(): readonly [boolean, boolean] {
    return [this.half[0].startSeen, this.half[1].startSeen];
  }

  /** Per direction, how it ended; undefined while it has not. */
  get ended(): readonly [HalfEnd | undefined, HalfEnd | undefined] {
    return [this.half[0].ended, this.half[1].ended];
  }

  /** Takes a segment of this connection. `index` is the connection's, should this be its first payload. */
  receive(segment: Segment, direction: Direction, index: number): void {
    if (this.#held?.isOver(segment.time)) this.release();
    if (this.#held || this.#isUnknownStart(segment, direction)) {
      if (this.index < 0) this.#open(index);
      this.#held ??= new HeldStart(this.#context.budget, this.#context.damaged.leftOut);
      this.#held.add(segment, direction);
    } else this.#take(segment, direction, index);
  }

  /** What was held is taken: each direction begins with the first byte of it. */
  release(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    for (const direction of DIRECTIONS) {
      const first = held.firstOf(direction);
      if (first !== undefined) this.half[direction].beginWithData(first);
    }
    for (const { segment, direction } of held.segments) this.#take(segment, direction, this.index);
    held.clear();
  }

  /** Payload of a direction of which neither SYN nor anything else was seen. */
  #isUnknownStart({ payloadStart, payloadEnd, missing, flags }: Segment, direction: Direction) {
    if (payloadEnd === payloadStart && missing === 0) return false;
    return (flags & TCP_SYN) === 0 && !this.half[direction].started;
  }

  #take(segment: Segment, direction: Direction, index: number): void {
    const { flags, time } = segment;
    const own = this.half[direction];
    const other = this.half[direction === 0 ? 1 : 0];
    if (time > this.end) this.end = time;
    this.#packet = segment.packet;
    let kinds = 0;
    // A late packet of an earlier connection between the same ports says nothing about this one.
    const plausible = own.isPlausible(segment.sequence);
    if (flags & TCP_SYN) own.begin(segment.sequence);
    const roundTrip = this.opening.settled ? NaN : this.opening.segment(direction, flags, time);
    if (segment.payloadEnd > segment.payloadStart || segment.missing > 0) {
      if (this.index < 0) this.#open(index);
      kinds = own.receive(segment, other.window);
    }
    if (plausible) {
      if (!(flags & TCP_RST)) {
        if (segment.window === 0 && own.window !== 0) kinds |= SEGMENT_BITS.zeroWindow;
        if (segment.window > 0 && own.window === 0) kinds |= SEGMENT_BITS.windowOpened;
        own.window = segment.window;
        if (flags & TCP_ACK) other.acknowledge(segment.acknowledgement);
      }
      if (flags & TCP_FIN) {
        const length = segment.payloadEnd - segment.payloadStart + segment.missing;
        own.finish(sequenceAdd(segment.sequence, length + (flags & TCP_SYN ? 1 : 0)));
      }
      if (flags & TCP_RST) {
        own.reset();
        other.reset();
      }
    }
    if (flags & (TCP_SYN | TCP_FIN | TCP_RST)) kinds |= endingsOf(flags);
    if (!(flags & TCP_SYN) && roundTrip >= 0) kinds |= SEGMENT_BITS.established;
    if (kinds !== 0) this.#event(segment, direction, kinds, roundTrip);
    if (own.waits) own.round(time);
    if (other.waits) other.round(time);
  }

  /** No more segments will come. */
  flush(): void {
    this.release();
    this.half[0].flush();
    this.half[1].flush();
  }

  #event(segment: Segment, direction: Direction, kinds: number, roundTrip: number): void {
    const { packet, time, payloadStart, payloadEnd, missing, window, flags } = segment;
    const sequence = segment.sequence + (flags & TCP_SYN ? 1 : 0);
    const streamOffset = this.half[direction].offsetOf(sequence);
    this.events.note({
      packet,
      time,
      streamOffset,
      length: payloadEnd - payloadStart + missing,
      missing,
      roundTrip,
      window,
      flags,
      direction,
      kinds,
    });
  }

  #open(index: number): void {
    this.index = index;
    this.events.open();
    this.#sink.opened(this);
    // A side may have closed before the other sent anything.
    for (const half of this.half)
      if (half.ended !== undefined) this.#sink.closed(this, half.direction, half.ended);
  }

  data(direction: Direction, bytes: Uint8Array, start: number, end: number, row: number): void {
    this.#sink.data(this, direction, bytes, start, end, row);
  }

  gap(
    direction: Direction,
    length: number,
    at: StreamOffset,
    cause: Diagnostic,
    after: EarlyPiece | undefined,
  ): void {
    // What the snap length cut off is told with its segment.
    if (cause !== TCP_CUT_SEGMENT)
      this.events.note({
        packet: after?.packet ?? this.#packet,
        time: after?.time ?? this.end,
        streamOffset: at,
        length,
        missing: length,
        roundTrip: NaN,
        window: 0,
        flags: 0,
        direction,
        kinds: SEGMENT_BITS.gap,
      });
    if (this.index >= 0) this.#sink.gap(this, direction, length, at, cause);
  }

  closed(direction: Direction, how: HalfEnd): void {
    if (this.index >= 0) this.#sink.closed(this, direction, how);
  }

  note(direction: Direction, diagnostic: Diagnostic, at: StreamOffset): void {
    if (this.index >= 0) this.#sink.note(this, direction, diagnostic, at);
  }
}

function endingsOf(flags: number): number {
  return (
    (flags & TCP_SYN ? SEGMENT_BITS.syn : 0) |
    (flags & TCP_FIN ? SEGMENT_BITS.fin : 0) |
    (flags & TCP_RST ? SEGMENT_BITS.rst : 0)
  );
}
