import { type Direction, opposite, type StreamOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { Opening } from '../tcp/opening-times.ts';
import type { TcpEvents } from '../tcp/event-table.ts';
import type { SegmentTable } from '../tcp/segment-table.ts';
import { type Detection, detect, needed } from '../transport/detect.ts';
import type { ChunkSizes, ConnectionOptions } from './inspection-options.ts';
import type { Resumption } from './resumption.ts';
import { RtmpSession } from './rtmp-session.ts';

/** What is known of a connection before any of its bytes is looked at. */
export interface ConnectionEnds {
  /** `10.0.0.1:50000` */
  readonly client: string;
  readonly server: string;
  readonly clientPort: number;
  readonly serverPort: number;
  /** Whether each direction's first byte is in the capture (its SYN was seen, or it is a dump from the start). */
  readonly startSeen: readonly [boolean, boolean];
  /** Times of the first and the last packet so far, seconds since 1970; NaN without packets. */
  readonly start: number;
  readonly end: number;
  /** When SYN, SYN-ACK and the ACK after them passed, as far as they are in the capture. */
  readonly opening?: Opening;
  /** What is remarkable about its segments, by direction as TCP counts it; absent where there are no packets. */
  readonly events?: TcpEvents;
  /** Seconds to the other side and back, as the opening shows it; NaN where it does not. */
  readonly roundTrip?: number;
  /** What the capture calls an address, if anything. */
  readonly nameOf?: (end: string) => string | undefined;
  /** It is an FLV file and no connection at all. */
  readonly flv?: boolean;
  /** Which side is the client is settled, whatever the bytes say. */
  readonly fixed?: boolean;
  /** It is to be read as RTMP, whatever the bytes say. */
  readonly forced?: boolean;
  /** Its only bytes are of the middle of one direction, and it is known what came before. */
  readonly resumed?: { readonly direction: Direction; readonly from: Resumption };
}

/** Bytes kept of a direction while it is not known what the connection carries. */
const MOST_KEPT = 8192;

/** What is said of a connection that nobody wants to see. */
const LEFT_OUT: Detection = {
  transport: 'other',
  sure: false,
  why: 'Left out: only another connection was to be decoded.',
};

/** One thing that came while the connection was not yet understood. */
type Early = { direction: Direction; bytes: Uint8Array } | { direction: Direction; gap: number };

/**
 * One TCP connection (or a pair of raw dumps) of the capture. It finds out by content what the
 * connection carries, whatever the port, and hands RTMP on to a session.
 */
export class Connection {
  readonly number: number;
  /** Undefined until enough bytes came to tell. */
  detection: Detection | undefined;
  /** The decoded session, for connections that carry RTMP. */
  session: RtmpSession | undefined;
  /** Bytes of each direction in stream order, those the capture missed included. */
  readonly bytes: [number, number] = [0, 0];
  /** Bytes of each direction that the capture missed. */
  readonly missing: [number, number] = [0, 0];
  /** Segments of each direction: 0 is client to server. */
  readonly segments: readonly [SegmentTable, SegmentTable];

  /** Nothing more will come of it. */
  finished = false;

  readonly #ends: ConnectionEnds;
  readonly #chunkSizes: ChunkSizes | undefined;
  #swapped = false;
  #early: Early[] | undefined = [];
  readonly #firstBytes: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  /** Bytes missing before those. */
  readonly #missedFirst: [number, number] = [0, 0];
  readonly #ended: [boolean, boolean] = [false, false];
  #notes: { direction: Direction; diagnostic: Diagnostic; at: StreamOffset }[] = [];

  constructor(
    number: number,
    ends: ConnectionEnds,
    segments: readonly [SegmentTable, SegmentTable],
    options: ConnectionOptions = { chunkSizes: undefined, leftOut: false },
  ) {
    this.number = number;
    this.#ends = ends;
    this.segments = segments;
    this.#chunkSizes = options.chunkSizes;
    const { resumed } = ends;
    if (resumed) {
      this.#early = undefined;
      this.bytes[resumed.direction] = resumed.from.at;
      this.detection = { transport: 'rtmp', sure: true, midstream: true, why: RESUMED_WHY };
      this.session = new RtmpSession(segments, true, options.chunkSizes, 'chunks', resumed);
    }
    if (options.leftOut) {
      this.#early = undefined;
      this.detection = LEFT_OUT;
    }
  }

  /** Address and port of the side that sends `direction` 0. */
  get client(): string {
    return this.#swapped ? this.#ends.server : this.#ends.client;
  }

  /** Address and port of the other side. */
  get server(): string {
    return this.#swapped ? this.#ends.client : this.#ends.server;
  }

  /** What the capture calls the client's address, where it has names. */
  get clientName(): string | undefined {
    return this.#ends.nameOf?.(this.client);
  }

  /** What the capture calls the server's address, where it has names. */
  get serverName(): string | undefined {
    return this.#ends.nameOf?.(this.server);
  }

  /** Time of the first packet, seconds since 1970; NaN without packets. */
  get start(): number {
    return this.#ends.start;
  }

  /** Time of the last packet so far. */
  get end(): number {
    return this.#ends.end;
  }

  /** When the packets passed that opened the connection; empty when they are not in the capture. */
  get opening(): Opening {
    // Whoever turns out to be the client by content did not send the SYN: the times are not what they seem.
    return this.#swapped ? {} : (this.#ends.opening ?? {});
  }

  /** Seconds to the other side and back, as the opening shows it; NaN where it does not. */
  get roundTrip(): number {
    return this.#ends.roundTrip ?? NaN;
  }

  /** What is remarkable about its segments; rows count directions as TCP does, see `directionOf`. */
  get tcpEvents(): TcpEvents | undefined {
    return this.#ends.events;
  }

  /** The direction as people count it: 0 is the client's, whichever side TCP took for the client. */
  directionOf(wire: Direction): Direction {
    return this.#wire(wire);
  }

  /** Segments of a direction, as people count directions: 0 is the client's. */
  segmentsOf(direction: Direction): SegmentTable {
    return this.segments[this.#wire(direction)];
  }

  /** Bytes of `wire`, the direction as TCP counts it, in stream order. */
  data(wire: Direction, bytes: Uint8Array, start: number, end: number): void {
    const direction = this.#wire(wire);
    this.bytes[direction] += end - start;
    if (this.#ends.flv && !this.session) this.#beginFlv();
    if (!this.#early) {
      this.session?.data(direction, bytes, start, end);
      return;
    }
    this.#early.push({ direction: wire, bytes: bytes.slice(start, end) });
    const first = this.#firstBytes[wire];
    if (first.length < MOST_KEPT)
      this.#firstBytes[wire] = joined(
        first,
        bytes.subarray(start, Math.min(end, start + MOST_KEPT - first.length)),
      );
    this.#decide(this.#firstBytes[wire].length >= MOST_KEPT);
  }

  /** `length` bytes of `wire` are missing in the capture. */
  gap(wire: Direction, length: number): void {
    const direction = this.#wire(wire);
    this.bytes[direction] += length;
    this.missing[direction] += length;
    if (!this.#early) {
      this.session?.gap(direction, length);
      return;
    }
    this.#early.push({ direction: wire, gap: length });
    // What comes after a hole cannot tell how the stream began.
    if (this.#firstBytes[wire].length > 0) this.#decide(true);
    else if (this.#ends.startSeen[wire]) this.#missedFirst[wire] += length;
  }

  /** Nothing more will come of `wire`. */
  closed(wire: Direction): void {
    this.#ended[wire] = true;
    if (this.#early && this.#ended[opposite(wire)]) this.#decide(true);
  }

  /** A finding of the layers below, about the byte at `at`. */
  note(wire: Direction, diagnostic: Diagnostic, at: StreamOffset): void {
    if (this.session) this.session.noteByte(this.#wire(wire), diagnostic, at);
    else if (this.#notes.length < 1000) this.#notes.push({ direction: wire, diagnostic, at });
  }

  /** Nothing more will come of the capture. */
  finish(): void {
    if (this.#early) this.#decide(true);
    this.session?.end();
    this.finished = true;
  }

  #beginFlv(): void {
    this.#early = undefined;
    this.detection = { transport: 'flv', sure: true, why: FLV_WHY };
    this.session = new RtmpSession(this.segments, true, undefined, 'flv');
  }

  #wire(direction: Direction): Direction {
    return this.#swapped ? opposite(direction) : direction;
  }

  #decide(final: boolean): void {
    const ended: [boolean, boolean] = final ? [true, true] : this.#ended;
    const { startSeen, clientPort, serverPort } = this.#ends;
    const ports = { client: clientPort, server: serverPort };
    const missing = this.#missedFirst;
    if (!final && needed(this.#firstBytes, ended, [true, true], ports, missing)) return;
    const found = detect(this.#firstBytes, ended, [...startSeen], ports, missing);
    if (!found) return;
    const detection = this.#ends.forced ? forced(found) : found;
    this.detection = detection;
    if (detection.swapped && !this.#ends.fixed) this.#swap();
    const early = this.#early ?? [];
    this.#early = undefined;
    if (detection.transport !== 'rtmp' && detection.transport !== 'rtmpe') return;
    const segments = [this.segmentsOf(0), this.segmentsOf(1)] as const;
    this.session = new RtmpSession(segments, detection.midstream === true, this.#chunkSizes);
    for (const item of early) {
      const direction = this.#wire(item.direction);
      if ('gap' in item) this.session.gap(direction, item.gap);
      else this.session.data(direction, item.bytes, 0, item.bytes.length);
    }
    for (const { direction, diagnostic, at } of this.#notes)
      this.session.noteByte(this.#wire(direction), diagnostic, at);
    this.#notes = [];
  }

  #swap(): void {
    this.#swapped = true;
    this.bytes.reverse();
    this.missing.reverse();
  }
}

const FLV_WHY =
  'An FLV file: its tags carry what RTMP messages carry. There is no handshake, no command and no chunk in it.';

const RESUMED_WHY =
  'Bytes of the middle of a session, given together with what chunks before them have set.';

/** RTMP because somebody says so. Bytes that do not begin with a handshake are searched for chunks. */
function forced(found: Detection): Detection {
  if (found.transport === 'rtmp' || found.transport === 'rtmpe') return found;
  return {
    transport: 'rtmp',
    sure: false,
    midstream: true,
    why: `Read as RTMP because that was asked for. By its bytes it seems to be something else: ${found.why}`,
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
