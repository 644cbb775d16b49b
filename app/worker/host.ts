import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';
import { failuresOf, otherTraffic } from '../../src-protocol/inspect/inspection-failures.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { summaryOf } from '../../src-protocol/inspect/connection-summary.ts';
import { answer } from './answers.ts';
import { prepare } from './session-answers.ts';
import { BlobSource } from './blob-source.ts';
import { GrowingSource } from './growing-source.ts';
import type {
  CaptureSummary,
  FromWorker,
  OpenOptions,
  OpenSource,
  Failure,
  Question,
  Questions,
  ToWorker,
} from './protocol.ts';
import { brokenOff, limitNote } from './read-limits.ts';
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
  readonly inspection: Inspection;
  readonly views = new Map<number, View>();
  read = 0;
  cancelled = false;
  done = false;
  /** When progress was told last, by `performance.now()`. */
  told = -PROGRESS_INTERVAL;
  /** Set while progress of a live source is about to be told. */
  timer: ReturnType<typeof setTimeout> | undefined;
  /** What there is to say about the file beside what is in it. */
  readonly remarks: Failure[] = [];

  constructor(
    number: number,
    name: string,
    size: number,
    source: ByteSource,
    options: OpenOptions,
  ) {
    this.inspection = new Inspection(options);
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
  /** Questions that take more than one step to answer: each step goes behind whatever else waits. */
  readonly #unanswered = new MessageChannel();
  #session: Session | undefined;

  constructor(send: Send) {
    this.#send = send;
    this.#unanswered.port1.onmessage = ({ data }) => {
      this.#answer(data as Extract<ToWorker, { type: 'ask' }>);
    };
  }

  /** Takes one message of the page. */
  receive(message: ToWorker): void {
    switch (message.type) {
      case 'open':
        void this.#open(message.session, message.source, message.options ?? {});
        break;
      case 'cancel':
        if (this.#session?.number === message.session) this.#session.cancelled = true;
        break;
      case 'append':
        this.#append(message.session, message.bytes);
        break;
      case 'finish':
        this.#finishLive(message.session);
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
      if (view && !prepare(view, message.question)) {
        this.#unanswered.port2.postMessage(message);
        return;
      }
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

  async #open(number: number, opened: OpenSource, options: OpenOptions): Promise<void> {
    if (this.#session) this.#session.cancelled = true;
    if (opened.kind === 'live') {
      this.#session = new Session(number, opened.name, 0, new GrowingSource(), options);
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
      const session = new Session(number, name, blob.size, source, options);
      this.#session = session;
      const most = options.firstBytes ?? Infinity;
      await (unpacked
        ? this.#unpack(session, blob, unpacked, most)
        : this.#read(session, blob, Math.min(blob.size, most)));
      if (session.read > most || (session.read === most && most < blob.size))
        session.remarks.push(limitNote(session.read, blob.size));
      session.inspection.end();
      this.#finish(session);
      await this.#prepare(session);
    } catch (error) {
      this.#breakOff(number, error);
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
      this.#breakOff(number, error);
    }
  }

  #finishLive(number: number): void {
    const live = this.#live(number);
    if (!live) return;
    const { session } = live;
    session.inspection.end();
    this.#finish(session);
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

  #finish(session: Session): void {
    session.done = true;
    if (this.#session === session) this.#progress(session);
  }

  /** Memory ran out, the file went away, or the decoder has a mistake: what was decoded stays. */
  #breakOff(number: number, error: unknown): void {
    const session = this.#session;
    const hasRows = session?.inspection.connections.some((connection) => connection.session);
    if (session?.number !== number || !hasRows) return this.#fail(number, error);
    session.remarks.push(brokenOff(session.read, session.size, sentenceOf(error)));
    this.#finish(session);
  }

  /** Reads and decodes by turns; the next block is fetched while the last one is decoded. */
  async #read(session: Session, blob: Blob, size: number): Promise<void> {
    const fetchBlock = async (start: number, length: number): Promise<Uint8Array> =>
      new Uint8Array(await blob.slice(start, Math.min(size, start + length)).arrayBuffer());
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
  async #unpack(session: Session, blob: Blob, source: GrowingSource, most: number): Promise<void> {
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
        if (done || session.cancelled || source.size >= most) break;
        source.add(value);
        await this.#decode(session, value);
      }
    } catch {
      // A gzip file that was cut or damaged: everything before the damage is there.
      session.remarks.push({
        kind: 'cut-capture',
        severity: 'warning',
        text: `The gzip file is damaged or was cut: it unpacks to ${source.size} bytes, then no further.`,
        help: 'Everything before the damage is shown. Copy the file again, or unpack it with another program to see whether the rest can be saved.',
      });
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

  /** Snapshots of the state, made while nobody asks: the first look at a far place need not replay up to it. */
  async #prepare(session: Session): Promise<void> {
    for (const { session: rtmp } of session.inspection.connections)
      while (rtmp && this.#session === session && rtmp.state.prepare()) await this.#turn();
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
    this.#send(
      {
        type: 'failed',
        session,
        message: sentenceOf(error),
        ...(request !== undefined && { request }),
      },
      [],
    );
  }
}

function failures(session: Session): Failure[] {
  const found = failuresOf(session.inspection, session.source.size, session.source.read(0, 64));
  const limited = session.remarks.some(({ kind }) => kind === 'cut-capture');
  // That the last packet is cut is no news where the person cut the file.
  return [...session.remarks, ...found.filter(({ kind }) => !limited || kind !== 'cut-capture')];
}

function sentenceOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'NotReadableError')
    return 'The file cannot be read any more. It may have been moved or changed.';
  return error instanceof Error ? error.message : String(error);
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
