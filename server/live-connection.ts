import type { Socket } from 'node:net';
import type { ClientPurpose } from '../src-protocol/server/client-observer.ts';
import { ipBytes } from '../src-protocol/network/ip-address.ts';
import { now, Recording } from './recording.ts';
import type { Spool } from './spool.ts';

/** What the page is told of a connection. Times are seconds since 1970. */
export interface LiveFacts extends ClientPurpose {
  readonly id: number;
  readonly client: string;
  readonly server: string;
  readonly opened: number;
  readonly closed?: number;
  /** Why it was closed, in a sentence. */
  readonly ending?: string;
  /** The limit that was hit, if that was why. */
  readonly limit?: string;
  /** Bytes of each direction: the client's first. */
  readonly bytes: readonly [number, number];
  /** Why the recording stopped before the connection did. */
  readonly full?: string;
  /** The recording had to make room for others. */
  readonly dropped?: true;
}

/** One connection while it lives, and after that for as long as its recording is kept. */
export class LiveConnection {
  readonly id: number;
  readonly recording: Recording;
  readonly #opened = now();
  readonly #client: string;
  readonly #server: string;
  readonly #bytes: [number, number] = [0, 0];
  readonly #changed: () => void;
  #purpose: ClientPurpose = {};
  #closed: number | undefined;
  #ending: { reason: string; limit?: string } | undefined;
  #dropped = false;

  constructor(
    id: number,
    socket: Socket,
    spool: Spool,
    record: string | undefined,
    changed: () => void,
    say: (line: string) => void,
  ) {
    this.id = id;
    this.#changed = changed;
    const { remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 } = socket;
    this.#client = endText(remoteAddress, remotePort);
    this.#server = endText(localAddress, localPort);
    const file = spool.create(`${id}.pcapng`, () => {
      this.#dropped = true;
      changed();
    });
    const at = new Date().toISOString().replace(/[:.]/g, '-');
    this.recording = new Recording(
      file,
      { address: ipBytes(remoteAddress), port: remotePort },
      { address: ipBytes(localAddress), port: localPort },
      record === undefined ? undefined : { folder: record, name: `${at}-connection-${id}.pcapng` },
      (reason) => say(`Connection ${id} is not recorded: ${reason}`),
    );
  }

  get isOpen(): boolean {
    return this.#closed === undefined;
  }

  /** Bytes passed by; 0 is from the client. */
  data(direction: 0 | 1, bytes: Uint8Array): void {
    this.#bytes[direction] += bytes.length;
    this.recording.data(direction, bytes);
    this.#changed();
  }

  /** What the client is up to. */
  purpose(purpose: ClientPurpose): void {
    this.#purpose = { ...this.#purpose, ...purpose };
    this.#changed();
  }

  /** Why the connection is about to be closed. The first reason is the one that counts. */
  because(reason: string, limit?: string): void {
    this.#ending ??= { reason, ...(limit !== undefined && { limit }) };
    this.#changed();
  }

  /** The connection is gone. */
  close(reason: string): void {
    if (!this.isOpen) return;
    this.because(reason);
    this.#closed = now();
    this.recording.end();
    this.#changed();
  }

  get facts(): LiveFacts {
    const { full } = this.recording.spooled;
    return {
      id: this.id,
      client: this.#client,
      server: this.#server,
      opened: this.#opened,
      ...(this.#closed !== undefined && { closed: this.#closed }),
      ...(this.#ending && {
        ending: this.#ending.reason,
        ...(this.#ending.limit !== undefined && { limit: this.#ending.limit }),
      }),
      ...this.#purpose,
      bytes: [...this.#bytes],
      ...(full !== undefined && !this.#dropped && { full }),
      ...(this.#dropped && { dropped: true as const }),
    };
  }
}

function endText(address: string, port: number): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`;
}
