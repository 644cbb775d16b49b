import { counted } from '../../src-protocol/bytes/counted.ts';
import type { ByteSource } from '../../src-protocol/bytes/byte-source.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import { TLS_KEY_LOG } from '../../src-protocol/capture/capture-facts.ts';
import { carriedKeyLog } from '../../src-protocol/inspect/decipher.ts';
import { formatOf } from '../../src-protocol/inspect/format-line.ts';
import { failuresOf, otherTraffic } from '../../src-protocol/inspect/inspection-failures.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import type { InspectionOptions } from '../../src-protocol/inspect/inspection-options.ts';
import { summariesOf } from '../../src-protocol/inspect/connection-summary.ts';
import { answer } from './answers.ts';
import { prepare } from './session-answers.ts';
import { decipheredFile } from './deciphered-file.ts';
import { LivePart } from './live-part.ts';
import type { ReadPart } from './part.ts';
import { commentsOf } from './comments.ts';
import { choose, type Chosen } from './parts.ts';
import type {
  CaptureSummary,
  ConnectionQuestion,
  FromWorker,
  OpenOptions,
  OpenSource,
  Failure,
  Questions,
  ToWorker,
} from './protocol.ts';
import { brokenOff, heldBytes, limitNote, memoryNote } from './read-limits.ts';
import { View } from './view.ts';

/** Sends to the page; buffers in `transfer` change hands instead of being copied. */
export type Send = (message: FromWorker, transfer: Transferable[]) => void;

/** Bytes decoded before questions get their turn. */
const DECODE = 1024 * 1024;
/** Milliseconds between two progress messages, at least. */
const PROGRESS_INTERVAL = 120;
/**
 * Milliseconds that reading waits for the page to show the first rows. On two cores the page and the reader took the time from
 * one another, and the rows came twice as late. A page that nobody looks at draws nothing.
 */
const LONGEST_SHOWING = 500;
/** And at most: with each of them the page draws anew, so the longer it takes the fewer there are. */
const LONGEST_INTERVAL = 500;

/** Connections told to the page; a scan of a whole network has more than anybody reads. */
const MOST_CONNECTIONS = 2000;

/** One opened source: what was read of it, and where its bytes are. */
class Session {
  readonly number: number;
  readonly parts: readonly ReadPart[];
  readonly leftOut: readonly string[];
  readonly inspection: Inspection;
  readonly views = new Map<number, View>();
  /** Bytes that the decoder took, unpacked ones where a file is packed. */
  decoded = 0;
  cancelled = false;
  done = false;
  readonly #began = performance.now();
  /** When progress was told last, by `performance.now()`. */
  told = -PROGRESS_INTERVAL;
  /** Set while progress of a live source is about to be told. */
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Called when the page shows the first rows; set while reading waits for it. */
  goOn: (() => void) | undefined;
  /** Whether the page was given time for the first rows, or needs none. */
  shown = false;
  /** What there is to say about the file beside what is in it. */
  readonly remarks: Failure[] = [];

  constructor(
    number: number,
    { parts, leftOut }: Chosen,
    options: OpenOptions & Pick<InspectionOptions, 'damaged'>,
  ) {
    this.number = number;
    this.parts = parts;
    this.leftOut = leftOut;
    const names = parts.map(({ name }) => name);
    const [{ source }] = parts as [ReadPart];
    this.inspection = new Inspection({ ...options, names, source, pair: parts.length > 1 });
  }

  get name(): string {
    return this.parts.map(({ name }) => name).join(' + ');
  }

  /** Bytes of the files as they are, packed or not. */
  get size(): number {
    return this.parts.reduce((sum, { size }) => sum + size, 0);
  }

  get read(): number {
    return this.parts.reduce((sum, { read }) => sum + read, 0);
  }

  /** How much was decoded, in words; of a packed file nobody knows of how much. */
  get share(): string {
    const packed = this.parts.some(({ packing }) => packing);
    const all = packed ? 'bytes, unpacked,' : `of ${counted(this.size, 'byte')}`;
    return `the first ${this.decoded} ${all}`;
  }

  /** Whether it is time to tell of progress: after a tenth more of the time that reading has taken. */
  get isDue(): boolean {
    const now = performance.now();
    const interval = Math.max(PROGRESS_INTERVAL, (now - this.#began) / 10);
    return now - this.told >= Math.min(interval, LONGEST_INTERVAL);
  }

  /** What can be asked about one connection; undefined when it has no chunks to show. */
  view(connection: number): View | undefined {
    const known = this.views.get(connection);
    if (known) return known;
    const found = this.inspection.connections[connection];
    if (!found?.session) return undefined;
    const view = new View(found, found.session, (direction) => this.source(direction));
    this.views.set(connection, view);
    return view;
  }

  /** Where the bytes of a direction are. */
  source(direction: Direction): ByteSource {
    const sources = this.parts.map(({ source }) => source);
    return this.inspection.source(direction, sources);
  }

  /** The text of the key logs in the capture. */
  get carriedKeyLog(): string {
    return carriedKeyLog(this.inspection.capture.facts.secrets, this.source(0));
  }
}

/** The worker's side: reads what was opened, tells of progress, answers questions in between. */
export class Host {
  readonly #send: Send;
  readonly #turns = new MessageChannel();
  /** Who waits for their turn: reading, and deciphering beside it. */
  readonly #waiting: (() => void)[] = [];
  /** Questions that take more than one step to answer: each step goes behind whatever else waits. */
  readonly #unanswered = new MessageChannel();
  #session: Session | undefined;
  /** Number of the source that was opened last, and of one that was cancelled. */
  #opening = 0;
  #cancelled = 0;

  constructor(send: Send) {
    this.#send = send;
    this.#turns.port1.onmessage = () => this.#waiting.shift()?.();
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
        // It may come while the source is still being looked at.
        this.#cancelled = message.session;
        if (this.#session?.number === message.session) {
          this.#session.cancelled = true;
          this.#session.goOn?.();
        }
        break;
      case 'shown':
        if (this.#session?.number === message.session) this.#session.goOn?.();
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
    if (message.question === 'decipher') {
      void this.#decipher(session, message.request, message.ask.keyLog);
      return;
    }
    try {
      const view = session.view(connectionOf(message.ask));
      if (view && !prepare(view, message.question, message.ask)) {
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

  async #decipher(session: Session, request: number, keyLog: string | undefined): Promise<void> {
    const { number } = session;
    try {
      const answer = await decipheredFile(
        session.inspection.connections,
        keyLog ?? session.carriedKeyLog,
        (direction) => session.source(direction),
        () => this.#turn(),
      );
      this.#send({ type: 'answer', session: number, request, question: 'decipher', answer }, []);
    } catch (error) {
      this.#fail(number, error, request);
    }
  }

  async #open(number: number, opened: OpenSource, options: OpenOptions): Promise<void> {
    if (this.#session) {
      this.#session.cancelled = true;
      this.#session.goOn?.();
    }
    this.#opening = number;
    if (opened.kind === 'live') {
      const chosen = { parts: [new LivePart(opened.name)], leftOut: [] };
      this.#session = new Session(number, chosen, options);
      return;
    }
    try {
      const chosen = await choose(opened);
      // Another file may have been opened while this one was looked at.
      if (this.#opening !== number) return;
      let session = await this.#decodeAll(number, chosen, options);
      const { damaged } = session.inspection;
      if (damaged.size > 0 && !session.cancelled) {
        // Bytes were decoded that their receiver never took. It is rare, and a second reading knows the right ones.
        const again = await choose(opened);
        if (this.#opening !== number) return;
        session = await this.#decodeAll(number, again, { ...options, damaged });
      }
      session.inspection.end();
      this.#finish(session);
      await this.#prepare(session);
    } catch (error) {
      this.#breakOff(number, error);
    }
  }

  async #decodeAll(
    number: number,
    chosen: Chosen,
    options: OpenOptions & Pick<InspectionOptions, 'damaged'>,
  ): Promise<Session> {
    const session = new Session(number, chosen, options);
    session.cancelled = this.#cancelled === number;
    // Of a second reading the page has rows already.
    session.shown = options.damaged !== undefined;
    this.#session = session;
    const { firstBytes = Infinity, mostMemory = Infinity } = options;
    const stopped = await this.#read(session, firstBytes, mostMemory);
    if (stopped === 'bytes') session.remarks.push(limitNote(session.share));
    if (stopped === 'memory')
      session.remarks.push(memoryNote(session.share, session.inspection.connections, mostMemory));
    return session;
  }

  /** A live source is a file that grows: its bytes are kept and decoded as they come. */
  #append(number: number, bytes: Uint8Array): void {
    const live = this.#live(number);
    if (!live) return;
    try {
      const { session, source } = live;
      source.add(bytes);
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

  #live(number: number): { session: Session; source: LivePart['source'] } | undefined {
    const session = this.#session;
    if (session?.number !== number || session.done) return undefined;
    const [part] = session.parts;
    return part instanceof LivePart ? { session, source: part.source } : undefined;
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
    if (session?.number !== number || !hasRows(session)) return this.#fail(number, error);
    session.remarks.push(brokenOff(session.read, session.size, sentenceOf(error)));
    this.#finish(session);
  }

  /**
   * Reads and decodes by turns; two files a block each, so that neither has to be kept for the other. Tells why it
   * stopped, if that was not the end: after `most` bytes, or with `mostMemory` bytes of tables.
   */
  async #read(
    session: Session,
    most: number,
    mostMemory: number,
  ): Promise<'bytes' | 'memory' | undefined> {
    const readers = session.parts.map((part) => part.blocks());
    let room = most;
    let full = false;
    for (let left = true; left && room > 0 && !full && !session.cancelled;) {
      left = false;
      for (const [file, reader] of readers.entries()) {
        const { value } = await reader.next();
        if (!value) {
          session.inspection.ended(file);
          continue;
        }
        left = true;
        const block = value.length > room ? value.subarray(0, room) : value;
        room -= block.length;
        full ||= !(await this.#decode(session, block, file, mostMemory));
      }
    }
    await Promise.all(readers.map((reader) => reader.return(undefined)));
    if (full) return 'memory';
    return room <= 0 ? 'bytes' : undefined;
  }

  /** Decodes a block; false when something of it is left because there is no more memory for tables. */
  async #decode(
    session: Session,
    block: Uint8Array,
    file: number,
    mostMemory: number,
  ): Promise<boolean> {
    for (let at = 0; at < block.length && !session.cancelled; at += DECODE) {
      // Summed only for a device that has a bound: a port scan has very many connections.
      if (
        mostMemory < Infinity &&
        heldBytes(session.inspection.connections, session.parts) >= mostMemory
      )
        return false;
      const piece = block.subarray(at, at + DECODE);
      session.inspection.push(piece, file);
      session.decoded += piece.length;
      if (session.isDue) {
        this.#progress(session);
        session.told = performance.now();
        await this.#letShow(session);
      }
      await this.#turn();
    }
    return true;
  }

  /** Once there are rows and more to read, waits for the page to show them. */
  async #letShow(session: Session): Promise<void> {
    if (session.shown || session.read >= session.size || !hasRows(session)) return;
    session.shown = true;
    await new Promise<void>((resolve) => {
      session.goOn = resolve;
      setTimeout(resolve, LONGEST_SHOWING);
    });
    session.goOn = undefined;
  }

  /** Snapshots of the state, made while nobody asks: the first look at a far place need not replay up to it. */
  async #prepare(session: Session): Promise<void> {
    for (const { session: rtmp } of session.inspection.connections)
      while (rtmp && this.#session === session && rtmp.state.prepare()) await this.#turn();
  }

  /** Lets questions and cancel in. Awaiting a block that is there already would not, and a timer waits too long. */
  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
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
      connections: summariesOf(inspection.connections.slice(0, MOST_CONNECTIONS)),
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

function hasRows({ inspection }: Session): boolean {
  return inspection.connections.some((connection) => connection.session);
}

function failures(session: Session): Failure[] {
  const { inspection, parts, remarks } = session;
  const size = parts.reduce((sum, { source }) => sum + source.size, 0);
  const found = failuresOf(
    inspection,
    size,
    parts[0]!.source.read(0, 64),
    ({ number }, direction, start, end) =>
      session.view(number)!.describer.read(direction, start, end).bytes,
  );
  const said = [...remarks, ...parts.flatMap(damageOf)];
  const limited = said.some(({ kind }) => kind === 'cut-capture' || kind === 'partly-read');
  // That the last packet is cut is no news where the file was cut before it.
  return [...said, ...found.filter(({ kind }) => !limited || kind !== 'cut-capture')];
}

function damageOf({ broken, packing, source }: ReadPart): Failure[] {
  if (!broken) return [];
  return [
    {
      kind: 'cut-capture',
      severity: 'warning',
      text: `The ${packing} file is damaged or was cut: it unpacks to ${counted(source.size, 'byte')}, then no further.`,
      help: 'Everything before the damage is shown. Copy the file again, or unpack it with another program to see whether the rest can be saved.',
    },
  ];
}

function sentenceOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'NotReadableError')
    return 'The file cannot be read any more. It may have been moved or changed.';
  return error instanceof Error ? error.message : String(error);
}

function connectionOf(ask: Questions[ConnectionQuestion]['ask']): number {
  return 'record' in ask ? ask.record.connection : ask.connection;
}

function captureSummary(session: Session): CaptureSummary {
  const { inspection, leftOut } = session;
  const { facts } = inspection.capture;
  return {
    name: session.name,
    size: session.size,
    format: formatOf(inspection, session.parts[0]?.packing),
    kind: kindOf(inspection),
    leftOut,
    sides: inspection.sides,
    remarks: inspection.remarks,
    comments: commentsOf(inspection, (connection) =>
      session.done ? session.view(connection) : undefined,
    ),
    hasKeyLog: facts.secrets.some(({ type }) => type === TLS_KEY_LOG),
    packets: facts.packets,
    cutPackets: facts.snapCut,
    others: otherTraffic(inspection),
  };
}

function kindOf({ isRaw, isFlv, textName }: Inspection): CaptureSummary['kind'] {
  if (isFlv) return 'flv';
  if (!isRaw) return 'capture';
  return textName === undefined ? 'raw' : 'text';
}
