import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that wait for the disk; past this the disk is too slow, and the file ends. */
const MOST_WAITING = 64 * 1024 * 1024;
/** Bytes of a page, and pages that one write takes. */
const PAGE = 64 * 1024;
const MOST_AT_ONCE = 64;
/**
 * Milliseconds between two times that all files are written, and bytes of one file that do not wait for it. Waking the
 * threads that write costs more than what they write, so all files are written in one go.
 */
const MOST_DELAY = 500;
const MOST_DELAYED = 1024 * 1024;
/** Pages kept for the next file that needs one, rather than left to the collector of garbage. */
const MOST_SPARE = 256;
/** All files together may have this many times what one may have. */
const FILES_WORTH = 8;
/** Files at one time; each is open, so that it can be read. */
const MOST_FILES = 300;

/**
 * Files that grow, one a connection, in a folder of their own under the system's temporary one. One file
 * has a bound, all have one; files nobody writes to any more make room, the oldest first. `close` removes
 * the folder.
 */
export class Spool {
  readonly folder: string;
  /** Of one file. */
  readonly mostBytes: number;
  readonly #files: SpoolFile[] = [];
  readonly #pages = new Pages();
  #timer: NodeJS.Timeout | undefined;

  /** @param mostBytes of one file */
  constructor(mostBytes: number) {
    this.mostBytes = mostBytes;
    this.folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-'));
  }

  /** A new file. `dropped` is called when it had to make room. */
  create(name: string, dropped: () => void): SpoolFile {
    const file = new SpoolFile(join(this.folder, name), this.mostBytes, this.#pages, {
      room: () => this.#makeRoom(),
      later: () => {
        this.#timer ??= setTimeout(() => this.#write(), MOST_DELAY);
      },
    });
    file.onDropped = dropped;
    if (this.#files.length >= MOST_FILES) this.#dropOldest();
    this.#files.push(file);
    return file;
  }

  /** Bytes of all files. */
  get size(): number {
    return this.#files.reduce((sum, { size }) => sum + size, 0);
  }

  /** Removes everything. */
  close(): void {
    clearTimeout(this.#timer);
    for (const file of this.#files) file.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #write(): void {
    this.#timer = undefined;
    for (const file of this.#files) file.write();
  }

  /** Whether there is room for more, after old files have made some. */
  #makeRoom(): boolean {
    while (this.size >= this.mostBytes * FILES_WORTH) if (!this.#dropOldest()) return false;
    return true;
  }

  /** Drops the oldest file that nobody writes to any more; false when there is none. */
  #dropOldest(): boolean {
    const index = this.#files.findIndex(({ isEnded }) => isEnded);
    const [oldest] = index < 0 ? [] : this.#files.splice(index, 1);
    oldest?.drop();
    return oldest !== undefined;
  }
}

/** What a file asks of the spool it is in. */
interface SpoolCare {
  /** Whether there is room for more, after old files have made some. */
  room(): boolean;
  /** Has `write` called before long. */
  later(): void;
}

/** One file: written in the order of `append`, soon after it, and at once while somebody waits; read while it grows. */
export class SpoolFile {
  readonly #path: string;
  readonly #mostBytes: number;
  readonly #care: SpoolCare;
  readonly #readers = new Set<() => void>();
  readonly #opened: Promise<FileHandle | undefined>;
  readonly #pages: Pages;
  /** Full pages, and the one being filled at the end. */
  #waiting: Page[] = [];
  #waitingBytes = 0;
  #accepted = 0;
  #written = 0;
  #isWriting = false;
  onDropped: (() => void) | undefined;
  /** Why nothing more is kept although more came. */
  full: string | undefined;
  /** Nothing more will come. */
  isEnded = false;

  constructor(path: string, mostBytes: number, pages: Pages, care: SpoolCare) {
    this.#path = path;
    this.#mostBytes = mostBytes;
    this.#pages = pages;
    this.#care = care;
    this.#opened = open(path, 'wx+', 0o600).catch((error: unknown) => {
      this.full = `The disk refuses: ${error instanceof Error ? error.message : String(error)}`;
      return undefined;
    });
  }

  /** Bytes taken so far. */
  get size(): number {
    return this.#accepted;
  }

  /** Adds blocks, all of them or none, so that the file never ends inside one. They are copied. */
  append(blocks: readonly Uint8Array[]): void {
    if (this.full !== undefined || this.isEnded) return;
    const length = blocks.reduce((sum, block) => sum + block.length, 0);
    if (this.#accepted + length > this.#mostBytes)
      this.full = `The recording is full: ${Math.round(this.#mostBytes / 1e6)} MB are kept of a connection (--spool).`;
    else if (!this.#care.room()) this.full = 'All room for recordings is taken (--spool).';
    else if (this.#waitingBytes > MOST_WAITING) this.full = 'The disk is too slow to record this.';
    if (this.full !== undefined) {
      this.#tell();
      return;
    }
    for (const block of blocks) this.#fill(block);
    this.#waitingBytes += length;
    this.#accepted += length;
    if (this.#waitingBytes >= MOST_DELAYED || this.#readers.size > 0) this.write();
    else this.#care.later();
  }

  /** Nothing more will come; readers get what is there. */
  end(): void {
    this.isEnded = true;
    this.write();
    this.#tell();
  }

  /** Up to `length` bytes from `start`; empty when there are none yet, undefined when there will be none. */
  async read(start: number, length: number): Promise<Uint8Array | undefined> {
    const handle = await this.#opened;
    const there = Math.min(length, this.#written - start);
    if (!handle || there <= 0) return this.#isComplete ? undefined : new Uint8Array(0);
    const { buffer, bytesRead } = await handle.read(new Uint8Array(there), 0, there, start);
    return bytesRead === 0 ? undefined : buffer.subarray(0, bytesRead);
  }

  /** Resolves when there may be more to read than before. */
  grown(): Promise<void> {
    this.write();
    return new Promise((resolve) => this.#readers.add(resolve));
  }

  /** Lets go of the file, without removing it. */
  stop(): void {
    this.full ??= 'The server was stopped.';
    this.isEnded = true;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#accepted = this.#written;
    void this.#opened.then((handle) => handle?.close().catch(() => undefined));
    this.#tell();
  }

  /** Removes the file, to make room. */
  drop(): void {
    this.stop();
    this.#accepted = 0;
    this.#written = 0;
    void rm(this.#path, { force: true });
    this.onDropped?.();
  }

  get #isComplete(): boolean {
    return (this.isEnded || this.full !== undefined) && this.#written >= this.#accepted;
  }

  /** Writes what waits, unless that is being done. */
  write(): void {
    if (!this.#isWriting && this.#waiting.length > 0) void this.#writeAll();
  }

  #fill(block: Uint8Array): void {
    for (let at = 0; at < block.length;) {
      let page = this.#waiting.at(-1);
      if (!page || page.length === PAGE) this.#waiting.push((page = this.#pages.take()));
      const piece = block.subarray(at, at + PAGE - page.length);
      page.bytes.set(piece, page.length);
      page.length += piece.length;
      at += piece.length;
    }
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    try {
      const handle = await this.#opened;
      while (handle && this.#waiting.length > 0) {
        const pages = this.#waiting.splice(0, MOST_AT_ONCE);
        const length = pages.reduce((sum, page) => sum + page.length, 0);
        this.#waitingBytes -= length;
        await writeAll(handle, pages);
        this.#written += length;
        for (const page of pages) this.#pages.give(page);
        this.#tell();
      }
    } catch (error) {
      this.#waiting = [];
      this.#waitingBytes = 0;
      this.#accepted = this.#written;
      this.full ??= `The disk refuses: ${error instanceof Error ? error.message : String(error)}`;
      this.#tell();
    } finally {
      this.#isWriting = false;
    }
  }

  #tell(): void {
    const readers = [...this.#readers];
    this.#readers.clear();
    for (const resolve of readers) resolve();
  }
}

/** Writes the pages one behind the other; a system may take fewer bytes than it is given. */
async function writeAll(handle: FileHandle, pages: readonly Page[]): Promise<void> {
  let pieces = pages.map(({ bytes, length }) => bytes.subarray(0, length));
  while (pieces.length > 0) {
    let { bytesWritten } = await handle.writev(pieces);
    pieces = pieces.flatMap((piece) => {
      const taken = Math.min(bytesWritten, piece.length);
      bytesWritten -= taken;
      return taken === piece.length ? [] : [piece.subarray(taken)];
    });
  }
}

/** Bytes on their way to a file. */
interface Page {
  readonly bytes: Uint8Array;
  length: number;
}

/** Pages to fill, used again once they are written. */
class Pages {
  readonly #spare: Page[] = [];

  take(): Page {
    const page = this.#spare.pop() ?? { bytes: new Uint8Array(PAGE), length: 0 };
    page.length = 0;
    return page;
  }

  give(page: Page): void {
    if (this.#spare.length < MOST_SPARE) this.#spare.push(page);
  }
}
