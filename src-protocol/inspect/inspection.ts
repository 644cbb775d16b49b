import type { ByteSource } from '../bytes/byte-source.ts';
import { MemorySource } from '../bytes/byte-source.ts';
import type { Direction } from '../bytes/units.ts';
import { CaptureReader } from '../capture/capture-reader.ts';
import { sniff, type Sniffed } from '../capture/sniff.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import { ipText } from '../network/ip-address.ts';
import { NetworkReader } from '../network/network-reader.ts';
import type { TcpConnection } from '../tcp/connection.ts';
import { Reassembler } from '../tcp/reassembler.ts';
import type { TcpSink } from '../tcp/tcp-sink.ts';
import { Connection } from './connection.ts';
import { type InspectionOptions, optionsOf } from './inspection-options.ts';
import { FlvFile } from './flv-file.ts';
import { DumpReader, type DumpSide, isRawHead } from './dump-reader.ts';
import type { ReadingOptions } from './read-as.ts';
import { captureOf, TextReader, TextSession } from './text-reader.ts';

/** A finding about the file rather than a connection. */
export interface FileNote {
  readonly diagnostic: Diagnostic;
  readonly fileOffset: number;
}

/** Bytes it takes to tell a raw dump from other things, and whose direction it is. */
const ENOUGH_TO_SNIFF = 4096;

/** Notes about the file that are kept; more are only counted. */
const MOST_NOTES = 1000;

/** Takes a file's bytes, once it is known what they are. */
interface Reader {
  push(block: Uint8Array, file: number): void;
  end(): void;
}

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
 *
 * Two raw dumps of one connection are two files: `push(block, 0)` and `push(block, 1)`, by turns.
 */
export class Inspection {
  readonly connections: Connection[] = [];
  readonly notes: FileNote[] = [];
  readonly capture: CaptureReader;
  readonly network: NetworkReader;
  readonly tcp: Reassembler;
  /** What the first bytes look like; undefined before there are any. */
  sniffed: Sniffed | undefined;
  /** Whether it is an FLV file. */
  isFlv = false;
  /** What a text turned out to be, article included. */
  textName: string | undefined;
  /** What was left out or assumed about the file, plain sentences. */
  readonly remarks: string[] = [];
  /** Whose bytes the parts of a raw dump were taken for; empty for captures. */
  sides: readonly DumpSide[] = [];
  readonly #options: ReadingOptions;
  readonly #heads: Head[];
  #reader: Reader | undefined;
  #text: TextReader | undefined;
  /** Where the bytes of a session are that are in no file. */
  #derived: ((direction: Direction) => ByteSource) | undefined;
  readonly #names = new Map<string, string>();
  #namesRead = 0;
  #fileOf: (direction: Direction) => number = () => 0;

  constructor(options: InspectionOptions & ReadingOptions = {}) {
    this.#options = options;
    this.#heads = [new Head(), ...(options.pair ? [new Head()] : [])];
    const router = new Router(this.connections, options, (end) => this.#nameOf(end));
    this.tcp = new Reassembler(router, options.source, options.damaged);
    this.network = new NetworkReader((segment) => this.tcp.segment(segment));
    this.capture = new CaptureReader(
      (packet) => this.network.packet(packet),
      (diagnostic, fileOffset) => {
        if (this.notes.length < MOST_NOTES) this.notes.push({ diagnostic, fileOffset });
      },
    );
  }

  /** The next bytes of the file, or of one of two. */
  push(block: Uint8Array, file = 0): void {
    if (this.#reader) this.#reader.push(block, file);
    else {
      this.#heads[file]?.add(block);
      if (this.#heads.every(({ enough }) => enough)) this.#begin();
    }
  }

  /** Nothing more will come of one of two files. */
  ended(file: number): void {
    const head = this.#heads[file];
    if (this.#reader || !head) return;
    head.ended = true;
    if (this.#heads.every(({ enough }) => enough)) this.#begin();
  }

  /** No more bytes will come. */
  end(): void {
    if (!this.#reader) this.#begin();
    this.#reader?.end();
    if (this.#text) this.#readText(this.#text);
    this.capture.end();
    this.tcp.end();
    for (const connection of this.connections) connection.finish();
  }

  /** Whether the file is one direction's bytes, or both, rather than packets. */
  get isRaw(): boolean {
    return this.sides.length > 0;
  }

  /**
   * Packets whose bytes were decoded before a second copy showed, by its checksum, that they are damaged. Nothing that
   * was decoded is taken back: where there are any, read the file once more with `InspectionOptions.damaged`.
   */
  get damaged(): ReadonlySet<number> {
    return this.tcp.damaged;
  }

  /** Whether there is nothing that could be read. */
  get isUnreadable(): boolean {
    const { format } = this.capture;
    return !this.isRaw && !this.isFlv && (format === undefined || format === 'unknown');
  }

  /** Where the bytes of `direction` are read back from; `files` are those that were pushed. */
  source(direction: Direction, files: readonly ByteSource[]): ByteSource {
    return this.#derived?.(direction) ?? files[this.#fileOf(direction)] ?? NOTHING;
  }

  /** The name that the capture has for the address of `10.0.0.1:50000`. */
  #nameOf(end: string): string | undefined {
    const { names } = this.capture.facts;
    // Names may come anywhere in the file, and are asked for again and again while it is read.
    for (; this.#namesRead < names.length; this.#namesRead++) {
      const { address, name } = names[this.#namesRead]!;
      const host = ipText(address);
      if (!this.#names.has(host)) this.#names.set(host, name);
    }
    return this.#names.get(/^\[?(.*?)\]?:\d+$/.exec(end)?.[1] ?? '');
  }

  /** Decides what the file is, and reads what was held back for that. */
  #begin(): void {
    const heads = this.#heads.map(({ bytes }) => bytes);
    this.sniffed = sniff(heads[0]!);
    this.#reader = this.#readerFor(heads);
    for (const [file, head] of heads.entries()) if (head.length > 0) this.#reader.push(head, file);
    for (const head of this.#heads) head.clear();
  }

  #readerFor(heads: readonly Uint8Array[]): Reader {
    const { as, resume } = this.#options;
    const { format } = this.sniffed!;
    if (heads.length > 1 || resume) return this.#dump(heads);
    if (as === 'capture') return this.capture;
    if (as === 'text' || (as !== 'flv' && format === 'text')) {
      const text = (this.#text = new TextReader());
      return { push: (block) => text.push(block), end: () => undefined };
    }
    if (as === 'flv' || (as === undefined && format === 'flv')) return this.#flv();
    if (as === 'client' || as === 'server' || format === 'rtmp') return this.#dump(heads);
    if (isRawHead(heads[0]!)) {
      this.sniffed = {
        format: 'rtmp',
        name: 'one direction of an RTMP connection, from its middle on',
      };
      return this.#dump(heads);
    }
    return this.capture;
  }

  #flv(): FlvFile {
    const file = new FlvFile(this.#options.names?.[0] ?? 'FLV file');
    this.isFlv = true;
    this.connections.push(file.connection);
    this.remarks.push(FLV_REMARK);
    return file;
  }

  #dump(heads: readonly Uint8Array[]): DumpReader {
    const reader = new DumpReader(heads, this.#options);
    this.sides = reader.sides;
    this.connections.push(reader.dump.connection);
    if (heads.length > 1) {
      this.sniffed = { format: 'rtmp', name: 'both directions of an RTMP connection, a file each' };
      this.#fileOf = (direction) => (reader.direction(0) === direction ? 0 : 1);
      this.remarks.push(NO_ORDER);
    }
    return reader;
  }

  /** Reads the bytes that a text stands for. */
  #readText(reader: TextReader): void {
    const dump = reader.finish();
    if (!dump) return;
    const { content } = dump;
    this.textName = dump.name;
    if (dump.remark !== undefined) this.remarks.push(dump.remark);
    if (content.kind === 'streams') {
      const session = new TextSession(content.stretches, content.peers, this.#options);
      this.sides = session.sides;
      this.connections.push(session.dump.connection);
      this.#derived = (direction) => session.source(direction);
      return;
    }
    const bytes = content.kind === 'bytes' ? content.bytes : captureOf(dump)!;
    const memory = new MemorySource(bytes);
    this.#derived = () => memory;
    this.sniffed = sniff(bytes);
    // A text inside a text is none that anybody would paste.
    const inner = this.sniffed.format === 'text' ? this.capture : this.#readerFor([bytes]);
    inner.push(bytes, 0);
    inner.end();
  }
}

const NOTHING = new MemorySource(new Uint8Array(0));

const FLV_REMARK =
  'An FLV file has neither chunks nor commands. Each tag is shown as one chunk and one message; the type of the tag stands in place of a chunk stream ID, and times count from the beginning of the file.';

const NO_ORDER =
  'Dumps have no times. What one side sent is in order; what came first of two messages of different sides is not known, and they stand by turns.';

/** The first bytes of a file, held back until there are enough to tell what it is. */
class Head {
  ended = false;
  #bytes = new Uint8Array(0);

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get enough(): boolean {
    return this.ended || this.#bytes.length >= ENOUGH_TO_SNIFF;
  }

  add(block: Uint8Array): void {
    // Always a copy: whoever pushes may use the block's memory for the next one.
    const both = new Uint8Array(this.#bytes.length + block.length);
    both.set(this.#bytes);
    both.set(block, this.#bytes.length);
    this.#bytes = both;
  }

  clear(): void {
    this.#bytes = new Uint8Array(0);
  }
}

class Router implements TcpSink {
  readonly #connections: Connection[];
  readonly #options: InspectionOptions & ReadingOptions;
  readonly #of = new WeakMap<TcpConnection, Connection>();
  readonly #nameOf: (end: string) => string | undefined;

  constructor(
    connections: Connection[],
    options: InspectionOptions & ReadingOptions,
    nameOf: (end: string) => string | undefined,
  ) {
    this.#connections = connections;
    this.#options = options;
    this.#nameOf = nameOf;
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
        forced: tcp.index === this.#options.force,
        nameOf: this.#nameOf,
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
