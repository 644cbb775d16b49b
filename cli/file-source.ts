import { closeSync, fstatSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteSource } from '../src-protocol/bytes/byte-source.ts';

/** Reads ranges of a file that is open. */
export class FileSource implements ByteSource {
  readonly #descriptor: number;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  get size(): number {
    return fstatSync(this.#descriptor).size;
  }

  read(start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, end - start));
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(
        this.#descriptor,
        bytes,
        length,
        bytes.length - length,
        start + length,
      );
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  }
}

/** Keeps what comes through a pipe in a file of its own, so that it can be read again; nobody else sees it. */
export class Spool {
  readonly source: FileSource;
  readonly #descriptor: number;

  constructor() {
    const path = join(tmpdir(), `rtmp-inspector-${process.pid}-${process.hrtime.bigint()}`);
    this.#descriptor = openSync(path, 'wx+', 0o600);
    try {
      unlinkSync(path);
    } catch {
      // Some systems do not let go of the name of an open file; the system's own cleaning will.
    }
    this.source = new FileSource(this.#descriptor);
  }

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
