import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';
import { failuresOf, otherTraffic } from '../../src-protocol/inspect/inspection-failures.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { summaryOf } from '../../src-protocol/inspect/connection-summary.ts';
import { answer } from './answers.ts';
import { BlobSource } from './blob-source.ts';
import { GrowingSource } from './growing-source.ts';
import type {
  CaptureSummary,
  FromWorker,
  OpenSource,
  Failure,
  Question,
  Questions,
  ToWorker,
} from './protocol.ts';
import { View } from './view.ts';

/** Sends to the page; buffers in `transfer` change hands instead of being copied. */
export type Send = (message: FromWorker, transfer: Transferable[]) => void;

/** The first read is small, so that first rows come at once whatever the size. */
const FIRST_READ = 256 * 1024;
const READ = 8 * 1024 * 1024;
/** Bytes decoded before questions get their turn. */
const DECODE = 1024 * 1024;
/** Milliseconds between two progress messages. */
const PROGRESS_INTERVAL = 120;

/** Connections told to the page; a scan of a whole network has more than anybody reads. */
const MOST_CONNECTIONS = 2000;

/** One opened source: what was read of it, and where its bytes are. */
class Session {
  readonly number: number;
  readonly name: string;
  /** Bytes of the file as it is, packed or not. */
  readonly size: number;
  readonly source: ByteSource;
  readonly inspection = new Inspection();
  readonly views = new Map<number, View>();
  read = 0;
  cancelled = false;
  done = false;
  /** When progress was told last, by `performance.now()`. */
  told = -PROGRESS_INTERVAL;
  /** Set while progress of a live source is about to be told. */
  timer: ReturnType<typeof setTimeout> | undefined;
  /** What is wrong with the file's packing. */
  damage: Failure | undefined;

  constructor(number: number, name: string, size: number, source: ByteSource) {
    this.number = number;
    this.name = name;
    this.size = size;
    this.source = source;
  }

  /** What can be asked about one connection; undefined when it has no chunks to show. */
  view(connection: number): View | undefined {
    const known = this.views.get(connection);
    if (known) return known;
    const found = this.inspection.connections[connection];
    if (!found?.session) return undefined;
    const view = new View(found, found.session, this.source);
    this.views.set(connection, view);
    return view;
  }
}

/** The worker's side: reads what was opened, tells of progress, answers questions in between. */
export class Host {
  readonly #send: Send;
  readonly #turns = new MessageChannel();
  #session: Session | undefined;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Takes one message of the page. */
  receive(message: ToWorker): void {
    switch (message.type) {
      case 'open':
        void this.#open(message.session, message.source);
        break;
      case 'cancel':
        if (this.#session?.number === message.session) this.#session.cancelled = true;
        break;
      case 'append':
        this.#append(message.session, message.bytes);
        break;
      case 'finish':
        this.#finish(message.session);
        break;
      case 'ask':
        this.#answer(message);
        break;
    }
  }

  #answer(message: Extract<ToWorker, { type: 'ask' }>): void {
    const session = this.#session;
    if (session?.number !== message.session) return;
    try {
      const view = session.view(connectionOf(message.ask));
      const { value, transfer } = answer(view, message.question, message.ask);
      const { session: number, request, question } = message;
      this.#send(
        { type: 'answer', session: number, request, question, answer: value } as FromWorker,
        transfer,
      );
    } catch (error) {
      this.#fail(message.session, error, message.request);
    }
  }

  async #open(number: number, opened: OpenSource): Promise<void> {
    if (this.#session) this.#session.cancelled = true;
    if (opened.kind === 'live') {
      this.#session = new Session(number, opened.name, 0, new GrowingSource());
      return;
    }
    const blob =
      opened.kind === 'file' ? opened.file : new Blob([opened.bytes as Uint8Array<ArrayBuffer>]);
    const name = opened.kind === 'file' ? opened.file.name : opened.name;
    try {
      const first = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
      const packed = first[0] === 0x1f && first[1] === 0x8b;
      const unpacked = packed ? new GrowingSource() : undefined;
      const source = unpacked ?? new BlobSource(blob);
      const session = new Session(number, name, blob.size, source);
      this.#session = session;
      await (unpacked ? this.#unpack(session, blob, unpacked) : this.#read(session, blob));
      session.inspection.end();
      session.done = true;
      if (this.#session === session) this.#progress(session);
    } catch (error) {
      this.#fail(number, error);
    }
  }

  /** A live source is a file that grows: its bytes are kept and decoded as they come. */
  #append(number: number, bytes: Uint8Array): void {
    const live = this.#live(number);
    if (!live) return;
    try {
      const { session, source } = live;
      source.add(bytes);
      session.read += bytes.length;
      session.inspection.push(bytes);
      this.#tellSoon(session);
    } catch (error) {
      this.#fail(number, error);
    }
  }

  #finish(number: number): void {
    const live = this.#live(number);
    if (!live) return;
    const { session } = live;
    session.inspection.end();
    session.done = true;
    this.#progress(session);
  }

  #live(number: number): { session: Session; source: GrowingSource } | undefined {
    const session = this.#session;
    if (session?.number !== number || session.done) return undefined;
    const { source } = session;
    return source instanceof GrowingSource ? { session, source } : undefined;
  }

  /** Progress now and then, and always once after the last bytes. */
  #tellSoon(session: Session): void {
    if (session.timer !== undefined) return;
    const wait = Math.max(0, session.told + PROGRESS_INTERVAL - performance.now());
    session.timer = setTimeout(() => {
      session.timer = undefined;
      session.told = performance.now();
      if (this.#session === session && !session.done) this.#progress(session);
    }, wait);
  }

  /** Reads and decodes by turns; the next block is fetched while the last one is decoded. */
  async #read(session: Session, blob: Blob): Promise<void> {
    const { size } = blob;
    const fetchBlock = async (start: number, length: number): Promise<Uint8Array> =>
      new Uint8Array(await blob.slice(start, start + length).arrayBuffer());
    let next = fetchBlock(0, FIRST_READ);
    while (session.read < size) {
      const block = await next;
      if (session.cancelled || block.length === 0) break;
      session.read += block.length;
      if (session.read < size) next = fetchBlock(session.read, READ);
      await this.#decode(session, block);
    }
  }

  /** Unpacks gzip. What comes out is kept in memory: a packed file has no places to go back to. */
  async #unpack(session: Session, blob: Blob, source: GrowingSource): Promise<void> {
    const counted = blob.stream().pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(block, controller) {
          session.read += block.length;
          controller.enqueue(block);
        },
      }),
    );
    const reader = counted.pipeThrough(new DecompressionStream('gzip')).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done || session.cancelled) break;
        source.add(value);
        await this.#decode(session, value);
      }
    } catch {
      // A gzip file that was cut or damaged: everything before the damage is there.
      session.damage = {
        kind: 'cut-capture',
        severity: 'warning',
        text: `The gzip file is damaged or was cut: it unpacks to ${source.size} bytes, then no further.`,
        help: 'Everything before the damage is shown. Copy the file again, or unpack it with another program to see whether the rest can be saved.',
      };
    }
    await reader.cancel().catch(() => undefined);
  }

  async #decode(session: Session, block: Uint8Array): Promise<void> {
    for (let at = 0; at < block.length && !session.cancelled; at += DECODE) {
      session.inspection.push(block.subarray(at, at + DECODE));
      if (performance.now() - session.told >= PROGRESS_INTERVAL) {
        this.#progress(session);
        session.told = performance.now();
      }
      await this.#turn();
    }
  }

  /** Lets questions and cancel in. Awaiting a block that is there already would not, and a timer waits too long. */
  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#turns.port1.onmessage = () => {
        resolve();
      };
      this.#turns.port2.postMessage(undefined);
    });
  }

  #progress(session: Session): void {
    const { inspection } = session;
    const message: FromWorker = {
      type: 'progress',
      session: session.number,
      read: session.read,
      size: session.size || session.read,
      capture: captureSummary(session),
      connections: inspection.connections.slice(0, MOST_CONNECTIONS).map(summaryOf),
      failures: session.done && !session.cancelled ? failures(session) : [],
      ...(session.done && {
        done: session.cancelled ? ('cancelled' as const) : ('complete' as const),
      }),
    };
    this.#send(message, []);
  }

  #fail(session: number, error: unknown, request?: number): void {
    const text =
      error instanceof DOMException && error.name === 'NotReadableError'
        ? 'The file cannot be read any more. It may have been moved or changed.'
        : error instanceof Error
          ? error.message
          : String(error);
    this.#send(
      { type: 'failed', session, message: text, ...(request !== undefined && { request }) },
      [],
    );
  }
}

function failures(session: Session): Failure[] {
  const found = failuresOf(session.inspection, session.source.size, session.source.read(0, 64));
  return session.damage ? [session.damage, ...found] : found;
}

function connectionOf(ask: Questions[Question]['ask']): number {
  return 'record' in ask ? ask.record.connection : ask.connection;
}

function captureSummary(session: Session): CaptureSummary {
  const { capture, sniffed } = session.inspection;
  const { facts, format } = capture;
  const resolution =
    facts.resolution === undefined
      ? ''
      : facts.resolution <= 1e-9
        ? ', nanoseconds'
        : facts.resolution <= 1e-6
          ? ', microseconds'
          : '';
  return {
    name: session.name,
    size: session.size || session.read,
    format: session.inspection.isRaw
      ? (sniffed?.name ?? 'raw bytes')
      : `${format ?? 'unknown'}${facts.byteOrder ? `, ${facts.byteOrder}` : ''}${resolution}`,
    packets: facts.packets,
    cutPackets: facts.snapCut,
    others: otherTraffic(session.inspection),
  };
}
