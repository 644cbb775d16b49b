import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '../src-protocol/bytes/byte-source.ts';
import { FileSource, Spool } from './file-source.ts';

const BLOCK = 1 << 20;

/** Milliseconds to wait for a pipe that has nothing yet and does not wait itself. */
const PAUSE = 5;

/** Nothing could be decoded, or a file cannot be read: one line for people. */
export class DecodeError extends Error {}

/** A file, or `-` for standard input, that is read from front to back, and again where rows are explained. */
export class Input {
  /** Where to read what was read before; only when that was asked for. */
  readonly source: ByteSource;
  readonly #file: string;
  readonly #descriptor: number;
  readonly #spool: Spool | undefined;

  /** Opens the file; `again` says that its bytes will be wanted twice. */
  constructor(file: string, again: boolean) {
    this.#file = file;
    this.#descriptor = open(file);
    // A pipe cannot be read twice, whether it is standard input or has a name.
    const twice = file !== '-' && fstatSync(this.#descriptor).isFile();
    this.#spool = again && !twice ? new Spool() : undefined;
    this.source = this.#spool?.source ?? new FileSource(this.#descriptor);
  }

  /** The file in blocks. One buffer serves all of them: the pipe copies what it keeps. */
  *blocks(): Generator<Uint8Array, undefined> {
    const buffer = new Uint8Array(BLOCK);
    for (;;) {
      const length = this.#read(buffer);
      if (length === 0) return undefined;
      const block = buffer.subarray(0, length);
      this.#spool?.add(block);
      yield block;
    }
  }

  close(): void {
    this.#spool?.close();
    if (this.#descriptor !== 0) closeSync(this.#descriptor);
  }

  #read(buffer: Uint8Array): number {
    for (;;)
      try {
        return readSync(this.#descriptor, buffer, 0, BLOCK, null);
      } catch (error) {
        const code = codeOf(error);
        if (code === 'EOF') return 0;
        if (code !== 'EAGAIN') throw new DecodeError(`${this.#file}: ${reason(error)}`);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
      }
  }
}

function open(file: string): number {
  if (file === '-') return 0;
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw new DecodeError(`${file}: ${reason(error)}`);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function reason(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read by this user.';
  if (code === 'EISDIR') return 'This is a folder; name a capture in it.';
  return error instanceof Error
    ? `The file cannot be read: ${error.message}`
    : 'The file cannot be read.';
}
