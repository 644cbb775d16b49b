import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { DEFAULT_LIMITS, type ServerLimits } from '../src-protocol/server/server-limits.ts';
import type { Upstream } from './arguments.ts';
import { type Bound, statedBounds } from './bounds.ts';
import { listenAt } from './listen.ts';
import { type LiveFacts, LiveConnection } from './live-connection.ts';
import { Relay } from './relay.ts';
import { ServedConnection } from './served-connection.ts';
import type { Spool, SpoolFile } from './spool.ts';
import { Tap } from './tap.ts';

/** Connections at one time, and closed ones that are still listed. */
const MOST_CONNECTIONS = 256;
const MOST_LISTED = 1000;

export interface ListenerOptions {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly spool: Spool;
  readonly forward?: Upstream | undefined;
  readonly record?: string | undefined;
  readonly limits?: Partial<ServerLimits>;
  readonly mostConnections?: number;
  /** Says a line to whoever started the program. */
  readonly say?: (line: string) => void;
}

/** Accepts RTMP connections, and serves them or passes them on. */
export class RtmpListener {
  readonly forward: Upstream | undefined;
  /** Called when anything about the connections changed. */
  onChange: () => void = () => undefined;
  readonly #options: ListenerOptions;
  readonly #relay = new Relay();
  readonly #connections = new Map<number, LiveConnection>();
  readonly #handlers = new Set<ServedConnection | Tap>();
  /** One for all: a function of its own for each would hold on to the socket while the connection is listed. */
  readonly #changed = () => this.onChange();
  #servers: Server[] = [];
  #last = 0;
  #refused = 0;

  private constructor(options: ListenerOptions) {
    this.#options = options;
    this.forward = options.forward;
  }

  /** Listens at every one of `hosts` that this machine has; rejects with the system's error when the port is taken. */
  static async listen(options: ListenerOptions): Promise<RtmpListener> {
    const listener = new RtmpListener(options);
    listener.#servers = await listenAt(
      () =>
        createServer({ allowHalfOpen: true }, (socket) => {
          listener.#accept(socket);
        }),
      options.hosts,
      options.port,
    );
    return listener;
  }

  /** The port, for when 0 was asked for and the system chose. */
  get port(): number {
    return (this.#servers[0]!.address() as AddressInfo).port;
  }

  /** Everything known of the connections, the latest first. */
  get facts(): LiveFacts[] {
    return [...this.#connections.values()].reverse().map(({ facts }) => facts);
  }

  /** Streams, with their application, that somebody publishes, plays or waits for. */
  get streamNames(): string[] {
    return this.#relay.names;
  }

  /** What it allows, in words. */
  get bounds(): Bound[] {
    const { limits, mostConnections = MOST_CONNECTIONS, spool, forward } = this.#options;
    const { mostBytes } = spool;
    return statedBounds({ ...DEFAULT_LIMITS, ...limits }, mostConnections, mostBytes, !!forward);
  }

  /** Connections turned away because there were too many. */
  get refused(): number {
    return this.#refused;
  }

  /** The recording of a connection; undefined when there is none. */
  recording(id: number): SpoolFile | undefined {
    return this.#connections.get(id)?.recording.spooled;
  }

  /** Stops listening and ends every connection. */
  close(): void {
    for (const server of this.#servers) server.close();
    for (const handler of this.#handlers) handler.end('The server was stopped.');
  }

  #accept(socket: Socket): void {
    const { mostConnections = MOST_CONNECTIONS, say = () => undefined } = this.#options;
    if (this.#handlers.size >= mostConnections) {
      this.#refused++;
      say(`A connection was turned away: there are ${mostConnections}, the limit.`);
      socket.destroy();
      this.onChange();
      return;
    }
    const { spool, record, limits = {} } = this.#options;
    const live = new LiveConnection(++this.#last, socket, spool, record, this.#changed, say);
    this.#connections.set(live.id, live);
    this.#forget();
    const handler = this.forward
      ? new Tap(socket, live, this.forward)
      : new ServedConnection(socket, live, this.#relay, limits);
    this.#handlers.add(handler);
    socket.on('close', () => {
      this.#handlers.delete(handler);
      const { ending, limit } = live.facts;
      if (limit !== undefined) say(`Connection ${live.id} was closed: ${ending ?? ''}`);
    });
    this.onChange();
  }

  /** Closed connections whose recording is gone, or that are too many, leave the list. */
  #forget(): void {
    for (const [id, live] of this.#connections) {
      if (this.#connections.size <= MOST_LISTED) return;
      if (!live.isOpen) this.#connections.delete(id);
    }
  }
}
