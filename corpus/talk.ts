import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { Describer } from '../src-protocol/inspect/describe.ts';
import { pcapngStart } from '../src-protocol/capture/pcapng-writer.ts';
import { RecordedConnection } from '../src-protocol/capture/recorded-connection.ts';
import { type MessageRowView, Rows } from '../src-protocol/inspect/rows.ts';
import type { Direction } from '../src-protocol/bytes/units.ts';
import { corpusFile, inspect } from './inspect-file.ts';
import { SERVER_RANDOM_BYTES } from '../src-protocol/handshake/server-handshake.ts';
import type { ServerEvent, ServerOutput } from '../src-protocol/server/server-event.ts';
import type { ServerLimits } from '../src-protocol/server/server-limits.ts';
import { ServerSession } from '../src-protocol/server/server-session.ts';

/** Bytes that only look random, so that runs can be compared. */
export const RANDOM = Uint8Array.from(
  { length: SERVER_RANDOM_BYTES },
  (_, i) => (i * 37 + (i >> 4)) & 255,
);

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
  readonly #heard: Uint8Array[] = [];
  now = 1000;
  readonly #decide: (event: ServerEvent) => [code: string, description: string] | undefined;

  constructor(
    decide: (event: ServerEvent) => [code: string, description: string] | undefined = () =>
      undefined,
    limits: Partial<ServerLimits> = {},
  ) {
    this.#decide = decide;
    this.session = new ServerSession(RANDOM, this.now, limits);
  }

  /** The client sends bytes, in pieces of `cut`. */
  client(bytes: Uint8Array, cut = bytes.length): this {
    this.#heard.push(bytes);
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
    return Buffer.concat(this.sent);
  }

  /** Types of the events so far, the media left out. */
  get story(): string[] {
    return this.events.filter(({ type }) => type !== 'media').map(({ type }) => type);
  }

  /** Why the session ended. */
  get ending(): ServerEvent | undefined {
    return this.events.find(({ type }) => type === 'ended');
  }

  /** The conversation as the inspector reads it: what each side said, and what is wrong about it. */
  get inspected(): Inspected {
    const client = Buffer.concat(this.#heard);
    const server = this.bytes;
    const end = (port: number) => ({ address: Uint8Array.of(127, 0, 0, 1), port });
    const recording = new RecordedConnection(end(50000), end(1935));
    const file = Buffer.concat([
      pcapngStart('test'),
      ...recording.opened(1),
      ...recording.data(0, client.subarray(0, 1537), 2),
      ...recording.data(1, server.subarray(0, 3073), 3),
      ...recording.data(0, client.subarray(1537), 4),
      ...recording.data(1, server.subarray(3073), 5),
    ]);
    const [connection] = inspect(file).connections;
    const session = connection!.session!;
    const rows = new Rows(connection!, session);
    const list = session.messageRows[1];
    const said = Array.from({ length: list.length }, (_, i) => rows.message(list.get(i)));
    const findings = Array.from({ length: session.findings.table.length }, (_, row) =>
      rows.finding(row),
    ).filter(({ direction }) => direction === 1);
    return {
      said: said.map(({ messageStreamId, summary }) => `${messageStreamId} ${summary}`),
      messages: said,
      errors: findings.filter(({ severity }) => severity === 'error').map(({ code }) => code),
      handshake: session.handshake.kind,
    };
  }
}

/** What the server said, and the errors found in it. */
export interface Inspected {
  /** Message stream and one line, for each message. */
  readonly said: string[];
  readonly messages: readonly MessageRowView[];
  /** Codes of the errors in what the server sent. */
  readonly errors: string[];
  readonly handshake: string;
}
