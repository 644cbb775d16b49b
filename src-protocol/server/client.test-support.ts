import { MemorySource } from '../bytes/byte-source.ts';
import { Describer } from '../inspect/describe.ts';
import type { Direction } from '../bytes/units.ts';
import { corpusFile, inspect } from '../../corpus/inspect-file.ts';
import { SERVER_RANDOM_BYTES } from '../handshake/server-handshake.ts';
import { PublishedStream } from './published-stream.ts';
import type { ServerEvent, ServerOutput } from './server-event.ts';
import type { ServerLimits } from './server-limits.ts';
import { ServerSession } from './server-session.ts';

/** Bytes that only look random, so that runs can be compared. */
export const RANDOM = Uint8Array.from({ length: SERVER_RANDOM_BYTES }, (_, i) => (i * 37 + (i >> 4)) & 255);

/** Everything the client (0) or the server (1) of a connection in a capture sent. */
export function recorded(path: string, connection = 0, direction: Direction = 0): Uint8Array {
  const bytes = corpusFile(`captures/${path}`);
  const found = inspect(bytes).connections[connection]!;
  const describer = new Describer(found, found.session!, () => new MemorySource(bytes));
  return describer.read(direction, 0, found.bytes[direction]).bytes;
}

/** A session with a client that does not wait for answers, and a server that decides by `decide`. */
export class Talk {
  readonly session: ServerSession;
  readonly events: ServerEvent[] = [];
  readonly sent: Uint8Array[] = [];
  now = 1000;
  readonly #decide: (event: ServerEvent) => [code: string, description: string] | undefined;

  constructor(
    decide: (event: ServerEvent) => [code: string, description: string] | undefined = () => undefined,
    limits: Partial<ServerLimits> = {},
  ) {
    this.#decide = decide;
    this.session = new ServerSession(RANDOM, this.now, limits);
  }

  /** The client sends bytes, in pieces of `cut`. */
  client(bytes: Uint8Array, cut = bytes.length): this {
    for (let at = 0; at < bytes.length; at += cut)
      this.take(this.session.receive(bytes.subarray(at, at + cut), this.now));
    return this;
  }

  /** So many milliseconds pass. */
  wait(milliseconds: number): this {
    this.now += milliseconds;
    return this.take(this.session.tick(this.now));
  }

  take(output: ServerOutput[]): this {
    for (const { send, event } of output) {
      if (send) this.sent.push(send);
      else {
        this.events.push(event);
        if (event.type !== 'connect' && event.type !== 'publish' && event.type !== 'play') continue;
        const refusal = this.#decide(event);
        const { session, now } = this;
        this.take(
          refusal ? session.reject(event.id, ...refusal, now) : session.accept(event.id, now),
        );
      }
    }
    return this;
  }

  /** All bytes sent so far. */
  get bytes(): Uint8Array {
    const bytes = new Uint8Array(this.sent.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of this.sent) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  /** Types of the events so far, the media left out. */
  get story(): string[] {
    return this.events.filter(({ type }) => type !== 'media').map(({ type }) => type);
  }

  /** The stream the publisher of this talk fed. */
  get published(): PublishedStream {
    const stream = new PublishedStream();
    for (const event of this.events) if (event.type === 'media') stream.take(event.message);
    return stream;
  }
}
