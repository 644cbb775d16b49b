import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from '../src-protocol/bytes/byte-source.ts';
import { packingOf, ZSTD_HEADER } from '../src-protocol/capture/packing.ts';
import { FileSource, Spool } from './file-source.ts';
import { unzstd } from './unzstd.ts';

const BLOCK = 1 << 20;

/** Milliseconds to wait for a pipe that has nothing yet and does not wait itself. */
const PAUSE = 5;

/** Nothing could be decoded, or a file cannot be read: one line for people. */
export class DecodeError extends Error {}

/** A file, or `-` for standard input, that is read from front to back, and again where rows are explained. */
export class Input {
  /** What is wrong with the packing of the file: it ends here, or goes on with something else. */
  damage: string | undefined;
  /** Whether it can be opened once more: a pipe cannot, whether it is standard input or has a name. */
  readonly isFile: boolean;
  readonly #file: string;
  readonly #again: boolean;
  readonly #descriptor: number;
  #spool: Spool | undefined;

  /** Opens the file; `again` says that its bytes will be wanted twice. */
  constructor(file: string, again: boolean) {
    this.#file = file;
    this.#again = again;
    this.#descriptor = open(file);
    this.isFile = file !== '-' && fstatSync(this.#descriptor).isFile();
    if (again && !this.isFile) this.#spool = new Spool();
  }

  /** Where what was read can be read once more without keeping it; undefined for pipes and packed files. */
  get inPlace(): ByteSource | undefined {
    if (this.#descriptor === 0 || !fstatSync(this.#descriptor).isFile()) return this.#spool?.source;
    const file = new FileSource(this.#descriptor);
    return packingOf(file.read(0, ZSTD_HEADER)) ? undefined : file;
  }

  /** Where to read what was read before; only when that was asked for. */
  get source(): ByteSource {
    return this.#spool?.source ?? new FileSource(this.#descriptor);
  }

  /** The file in blocks, unpacked if it is packed. Blocks share their memory: the pipe copies what it keeps. */
  async *blocks(): AsyncGenerator<Uint8Array, undefined> {
    const packed = this.#packed();
    const first = packed.next().value;
    if (!first) return;
    const all = startingWith(first, packed);
    const packing = packingOf(first);
    if (packing) {
      if (this.#again) this.#spool ??= new Spool();
      const unpacked = packing === 'gzip' ? gunzip(all) : unzstd(all);
      yield* this.#unpack(unpacked, packing);
      return;
    }
    for (const block of all) {
      this.#spool?.add(block);
      yield block;
    }
  }

  /** The bytes as they are in the file. One buffer serves all blocks. */
  *#packed(): Generator<Uint8Array, undefined> {
    const buffer = new Uint8Array(BLOCK);
    for (;;) {
      const length = this.#read(buffer);
      if (length === 0) return undefined;
      yield buffer.subarray(0, length);
    }
  }

  async *#unpack(
    unpacked: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    packing: string,
  ): AsyncGenerator<Uint8Array, undefined> {
    try {
      for await (const block of unpacked) {
        this.#spool?.add(block);
        yield block;
      }
    } catch (error) {
      // Whatever came before the damage is as good as any.
      const code = codeOf(error);
      const why = typeof code === 'string' ? code : error instanceof Error ? error.message : '?';
      this.damage = `The ${packing} file is damaged or was cut (${why}).`;
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

function gunzip(packed: Iterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // The unpacker may still hold a block when the next one is read into the same buffer.
  return Readable.from(copies(packed)).pipe(createGunzip()) as AsyncIterable<Uint8Array>;
}

function* startingWith<T>(first: T, rest: Iterable<T>): Generator<T> {
  yield first;
  yield* rest;
}

function* copies(blocks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const block of blocks) yield block.slice();
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

/** Why a file cannot be read, in a sentence. */
export function reason(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read by this user.';
  if (code === 'EISDIR') return 'This is a folder; name a capture in it.';
  return error instanceof Error
    ? `The file cannot be read: ${error.message}`
    : 'The file cannot be read.';
}
