import { toUtf8 } from '../bytes/text.ts';
import type { Direction } from '../bytes/units.ts';
import { CaptureReader } from '../capture/capture-reader.ts';
import { sniff, type Sniffed } from '../capture/sniff.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { NetworkReader } from '../network/network-reader.ts';
import type { TcpConnection } from '../tcp/connection.ts';
import { Reassembler } from '../tcp/reassembler.ts';
import { SegmentTable } from '../tcp/segment-table.ts';
import type { TcpSink } from '../tcp/tcp-sink.ts';
import { Connection } from './connection.ts';
import { type InspectionOptions, optionsOf } from './inspection-options.ts';

/** A finding about the file rather than a connection. */
export interface FileNote {
  readonly diagnostic: Diagnostic;
  readonly fileOffset: number;
}

/** Bytes it takes to tell a raw dump from other things, and whose direction it is. */
const ENOUGH_TO_SNIFF = 4096;

/** Notes about the file that are kept; more are only counted. */
const MOST_NOTES = 1000;

/**
 * The whole pipe put together: push the file's bytes in any cut, and connections with their tables
 * grow. Nothing waits, nothing throws at input, and what was read stays when the file turns bad.
 *
 * ```ts
 * const inspection = new Inspection();
 * for (const block of file) inspection.push(block);
 * inspection.end();
 * for (const { session } of inspection.connections) console.log(session?.messages.length);
 * ```
 */
export class Inspection {
  readonly connections: Connection[] = [];
  readonly notes: FileNote[] = [];
  readonly capture: CaptureReader;
  readonly network: NetworkReader;
  readonly tcp: Reassembler;
  /** What the first bytes look like; undefined before there are any. */
  sniffed: Sniffed | undefined;
  /** A raw dump of one direction instead of a capture. */
  #raw: RawDump | undefined;
  #rawDirection: Direction = 0;
  #head: Uint8Array | undefined;

  constructor(options: InspectionOptions = {}) {
    this.tcp = new Reassembler(new Router(this.connections, options));
    this.network = new NetworkReader((segment) => this.tcp.segment(segment));
    this.capture = new CaptureReader(
      (packet) => this.network.packet(packet),
      (diagnostic, fileOffset) => {
        if (this.notes.length < MOST_NOTES) this.notes.push({ diagnostic, fileOffset });
      },
    );
  }

  /** The next bytes of the file. */
  push(block: Uint8Array): void {
    if (this.sniffed) this.#feed(block);
    else {
      this.#head = this.#head ? joined(this.#head, block) : block;
      if (this.#head.length >= ENOUGH_TO_SNIFF) this.#begin();
    }
  }

  /** No more bytes will come. */
  end(): void {
    if (!this.sniffed) this.#begin();
    this.capture.end();
    this.tcp.end();
    for (const connection of this.connections) connection.finish();
  }

  /** Decides what the file is, and reads what was held back for that. */
  #begin(): void {
    const head = this.#head ?? new Uint8Array(0);
    this.#head = undefined;
    this.sniffed = sniff(head);
    if (this.sniffed.format === 'rtmp') {
      this.#raw = new RawDump();
      this.#rawDirection = clientSpeaks(head) ? 0 : 1;
      this.connections.push(this.#raw.connection);
    }
    this.#feed(head);
  }

  #feed(block: Uint8Array): void {
    if (this.#raw) this.#raw.push(this.#rawDirection, block);
    else this.capture.push(block);
  }

  /** Whether the file is one direction's bytes rather than a capture. */
  get isRaw(): boolean {
    return this.#raw !== undefined;
  }
}

/** A session from raw dumps, one for each direction: no packets, no times. */
export class RawDump {
  readonly connection: Connection;
  readonly #segments: readonly [SegmentTable, SegmentTable] = [
    new SegmentTable(),
    new SegmentTable(),
  ];
  readonly #lengths: [number, number] = [0, 0];

  constructor() {
    this.connection = new Connection(
      0,
      {
        client: 'client',
        server: 'server',
        clientPort: 0,
        serverPort: 0,
        startSeen: [true, true],
        start: NaN,
        end: NaN,
      },
      this.#segments,
    );
  }

  /** The next bytes of `direction`. */
  push(direction: Direction, block: Uint8Array): void {
    const at = this.#lengths[direction];
    this.#segments[direction].append(at, at, block.length, 0, NaN);
    this.#lengths[direction] = at + block.length;
    this.connection.data(direction, block, 0, block.length);
  }
}

/** A client's first command is connect; a server has nothing like it to say. */
function clientSpeaks(block: Uint8Array): boolean {
  const word = toUtf8('connect');
  const end = Math.min(block.length, 16_384) - word.length;
  for (let at = 3073; at <= end; at++)
    if (word.every((byte, i) => block[at + i] === byte)) return true;
  return block.length <= 3073;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Hands each TCP connection's bytes to its `Connection`. */
class Router implements TcpSink {
  readonly #connections: Connection[];
  readonly #options: InspectionOptions;
  readonly #of = new WeakMap<TcpConnection, Connection>();

  constructor(connections: Connection[], options: InspectionOptions) {
    this.#connections = connections;
    this.#options = options;
  }

  opened(tcp: TcpConnection): void {
    const connection = new Connection(
      tcp.index,
      {
        client: tcp.client.text,
        server: tcp.server.text,
        clientPort: tcp.client.port,
        serverPort: tcp.server.port,
        startSeen: tcp.startSeen,
        opening: tcp.opening.times,
        get start() {
          return tcp.start;
        },
        get end() {
          return tcp.end;
        },
        events: tcp.events,
        get roundTrip() {
          return tcp.opening.roundTrip;
        },
      },
      [tcp.half[0].segments, tcp.half[1].segments],
      optionsOf(this.#options, tcp.index),
    );
    this.#of.set(tcp, connection);
    this.#connections.push(connection);
  }

  data(
    tcp: TcpConnection,
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    this.#of.get(tcp)?.data(direction, bytes, start, end);
  }

  gap(
    tcp: TcpConnection,
    direction: Direction,
    length: number,
    at: number,
    cause: Diagnostic,
  ): void {
    const connection = this.#of.get(tcp);
    connection?.note(direction, cause, at);
    connection?.gap(direction, length);
  }

  closed(tcp: TcpConnection, direction: Direction): void {
    this.#of.get(tcp)?.closed(direction);
  }

  note(tcp: TcpConnection, direction: Direction, diagnostic: Diagnostic, at: number): void {
    this.#of.get(tcp)?.note(direction, diagnostic, at);
  }
}
