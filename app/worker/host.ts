import { type ByteSource, MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { failuresOf, otherTraffic } from '../../src-protocol/inspect/inspection-failures.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { summaryOf } from '../../src-protocol/inspect/connection-summary.ts';
import { answer } from './answers.ts';
import { BlobSource } from './blob-source.ts';
import type {
  CaptureSummary,
  FromWorker,
  OpenSource,
  Question,
  Questions,
  ToWorker,
} from './protocol.ts';
import { View } from './view.ts';

/** Sends to the page; buffers in `transfer` change hands instead of being copied. */
export type Send = (message: FromWorker, transfer: Transferable[]) => void;

/** The first read is small, so that first rows come at once whatever the size. */
const FIRST_READ = 256 * 1024;
const READ = 4 * 1024 * 1024;
/** Milliseconds between two progress messages. */
const PROGRESS_INTERVAL = 80;

/** Connections told to the page; a scan of a whole network has more than anybody reads. */
const MOST_CONNECTIONS = 2000;

/** One opened source: what was read of it, and where its bytes are. */
class Session {
  readonly number: number;
  readonly name: string;
  readonly source: ByteSource;
  readonly inspection = new Inspection();
  readonly views = new Map<number, View>();
  read = 0;
  cancelled = false;
  done = false;

  constructor(number: number, name: string, source: ByteSource) {
    this.number = number;
    this.name = name;
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
    const blob = opened.kind === 'file' ? opened.file : undefined;
    const name = opened.kind === 'file' ? opened.file.name : opened.name;
    const source =
      opened.kind === 'file' ? new BlobSource(opened.file) : new MemorySource(opened.bytes);
    const session = new Session(number, name, source);
    this.#session = session;
    try {
      await this.#read(session, (start, end) =>
        blob
          ? blob
              .slice(start, end)
              .arrayBuffer()
              .then((buffer) => new Uint8Array(buffer))
          : Promise.resolve(source.read(start, end)),
      );
    } catch (error) {
      this.#fail(number, error);
    }
  }

  /** Reads and decodes by turns; the next block is fetched while the last one is decoded. */
  async #read(
    session: Session,
    fetchBlock: (start: number, end: number) => Promise<Uint8Array>,
  ): Promise<void> {
    const { size } = session.source;
    let told = performance.now() - PROGRESS_INTERVAL;
    let next = fetchBlock(0, Math.min(FIRST_READ, size));
    while (session.read < size) {
      const block = await next;
      if (session.cancelled || block.length === 0) break;
      session.read += block.length;
      if (session.read < size) next = fetchBlock(session.read, Math.min(session.read + READ, size));
      session.inspection.push(block);
      if (performance.now() - told >= PROGRESS_INTERVAL) {
        this.#progress(session);
        told = performance.now();
        // Lets questions and cancel in; awaiting a block that is there already would not.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    }
    session.inspection.end();
    session.done = true;
    if (this.#session === session) this.#progress(session);
  }

  #progress(session: Session): void {
    const { inspection } = session;
    const message: FromWorker = {
      type: 'progress',
      session: session.number,
      read: session.read,
      size: session.source.size,
      capture: captureSummary(session),
      connections: inspection.connections.slice(0, MOST_CONNECTIONS).map(summaryOf),
      failures:
        session.done && !session.cancelled
          ? failuresOf(inspection, session.source.size, session.source.read(0, 64))
          : [],
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
    size: session.source.size,
    format: session.inspection.isRaw
      ? (sniffed?.name ?? 'raw bytes')
      : `${format ?? 'unknown'}${facts.byteOrder ? `, ${facts.byteOrder}` : ''}${resolution}`,
    packets: facts.packets,
    cutPackets: facts.snapCut,
    others: otherTraffic(session.inspection),
  };
}
