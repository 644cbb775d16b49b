import { connect, type Socket } from 'node:net';
import { ClientObserver } from '../src-protocol/server/client-observer.ts';
import type { Upstream } from './arguments.ts';
import type { LiveConnection } from './live-connection.ts';

/** Milliseconds in which the real server has to take the connection. */
const CONNECT_TIME = 10_000;
/** Milliseconds of silence after which the system asks whether a side is still there. */
const PROBE_AFTER = 30_000;

/** Passes a connection on to a real server, every byte unchanged, and shows what passes. */
export class Tap {
  readonly #client: Socket;
  readonly #upstream: Socket;
  readonly #live: LiveConnection;
  readonly #observer = new ClientObserver();

  constructor(client: Socket, live: LiveConnection, { host, port, text }: Upstream) {
    this.#client = client;
    this.#live = live;
    // A side that is gone without a word is found by the system's probes: a tap has no pings of its own.
    const keepAlive = { keepAlive: true, keepAliveInitialDelay: PROBE_AFTER };
    this.#upstream = connect({ host, port, allowHalfOpen: true, noDelay: true, ...keepAlive });
    client.setNoDelay(true);
    client.setKeepAlive(true, PROBE_AFTER);
    client.pause();
    this.#upstream.setTimeout(CONNECT_TIME, () => {
      this.#fail(`${text} did not answer within ${CONNECT_TIME / 1000} seconds.`);
    });
    let isConnected = false;
    this.#upstream.once('connect', () => {
      isConnected = true;
      this.#upstream.setTimeout(0);
      this.#pass(client, this.#upstream, 0);
      this.#pass(this.#upstream, client, 1);
    });
    this.#upstream.on('error', (error) => {
      const what = isConnected ? 'broke off' : 'cannot be reached';
      this.#fail(`The server behind (${text}) ${what}: ${error.message}.`);
    });
    client.on('error', (error) => {
      live.recording.closed(0, true);
      live.because(`The client broke off: ${error.message}.`);
      this.#upstream.destroy();
    });
    client.on('close', () => {
      this.#upstream.destroy();
      live.close('The connection was closed.');
    });
    this.#upstream.on('close', () => client.destroySoon());
  }

  /** Ends both sides. */
  end(reason: string): void {
    this.#live.because(reason);
    this.#client.destroy();
    this.#upstream.destroy();
  }

  /** No faster than the far side takes it, so that nothing heaps up here. */
  #pass(from: Socket, to: Socket, direction: 0 | 1): void {
    from.on('data', (bytes: Buffer) => {
      this.#live.data(direction, bytes);
      if (direction === 0) {
        this.#observer.push(bytes);
        this.#live.purpose(this.#observer.purpose);
      }
      if (!to.write(bytes)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
    from.on('end', () => {
      this.#live.recording.closed(direction, false);
      this.#live.because(
        direction === 0 ? 'The client closed it.' : 'The server behind closed it.',
      );
      to.end();
    });
    from.resume();
  }

  #fail(reason: string): void {
    this.#live.recording.closed(1, true);
    this.#live.because(reason);
    this.#upstream.destroy();
    this.#client.destroy();
  }
}
