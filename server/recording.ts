import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Direction } from '../src-protocol/bytes/units.ts';
import { pcapngStart } from '../src-protocol/capture/pcapng-writer.ts';
import {
  type RecordedEnd,
  RecordedConnection,
} from '../src-protocol/capture/recorded-connection.ts';
import type { SpoolFile } from './spool.ts';

/** Bytes that wait for a file of `--record`; past this it ends. */
const MOST_WAITING = 64 * 1024 * 1024;

/** Seconds since 1970, finer than a millisecond, and never backwards. */
export function now(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}

/** One connection as a pcapng file that grows: in the spool, and in a folder of the user's if one was named. */
export class Recording {
  readonly spooled: SpoolFile;
  readonly #packets: RecordedConnection;
  #kept: WriteStream | undefined;

  /**
   * @param keep where to write a copy that stays, if anywhere
   * @param failed told once when that copy cannot be written
   */
  constructor(
    spooled: SpoolFile,
    client: RecordedEnd,
    server: RecordedEnd,
    keep?: { folder: string; name: string },
    failed: (reason: string) => void = () => undefined,
  ) {
    this.spooled = spooled;
    this.#packets = new RecordedConnection(client, server);
    if (keep) {
      // Never over a file that is there already.
      this.#kept = createWriteStream(join(keep.folder, keep.name), { flags: 'wx', mode: 0o600 });
      this.#kept.on('error', (error) => {
        this.#kept = undefined;
        failed(error.message);
      });
    }
    this.#write([pcapngStart('RTMP Inspector'), ...this.#packets.opened(now())]);
  }

  data(direction: Direction, bytes: Uint8Array): void {
    this.#write(this.#packets.data(direction, bytes, now()));
  }

  /** One side has closed; `reset` when it broke off. */
  closed(direction: Direction, reset: boolean): void {
    this.#write(this.#packets.closed(direction, now(), reset));
  }

  /** Nothing more comes. */
  end(): void {
    this.spooled.end();
    this.#kept?.end();
    this.#kept = undefined;
  }

  #write(blocks: readonly Uint8Array[]): void {
    this.spooled.append(blocks);
    if (!this.#kept) return;
    for (const block of blocks) this.#kept.write(block);
    if (this.#kept.writableLength <= MOST_WAITING) return;
    this.#kept.end();
    this.#kept = undefined;
  }
}
