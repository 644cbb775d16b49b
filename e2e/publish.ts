import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** What FFmpeg sent to a server once, handshake included: three seconds of picture and sound. */
const RECORDED = readFileSync(new URL('../corpus/raw/socat-publish.c2s.bin', import.meta.url));

/** The same under a name of its own: the listener refuses a name that another story publishes at the time. */
function renamed(): Buffer {
  const name = String(randomInt(100, 1000));
  return Buffer.from(
    RECORDED.toString('latin1').replaceAll('\0\x03raw', `\0\x03${name}`),
    'latin1',
  );
}

/** Somebody who publishes. */
export interface Encoder {
  /** Its end of the connection, as the page lists it: other stories may publish at the same time. */
  readonly client: Promise<string>;
  /** Sends all that is left at once, and ends. */
  finish(): void;
  /** Settles when the connection is closed. */
  readonly ended: Promise<void>;
  /** Breaks off. */
  stop(): void;
}

/** A publisher that sends a third of this at once, and the rest bit by bit for longer than a story takes, to the listener beside the page. */
export function publish(baseURL: string): Encoder {
  const bytes = renamed();
  const socket = connect(Number(new URL(baseURL).port) + 1000, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  const client = new Promise<string>((resolve) =>
    socket.once('connect', () => resolve(`127.0.0.1:${String(socket.localPort)}`)),
  );
  let at = Math.ceil(bytes.length / 3);
  socket.write(bytes.subarray(0, at));
  const timer = setInterval(() => socket.write(bytes.subarray(at, (at += 100))), 100);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const finish = () => {
    clearInterval(timer);
    socket.end(bytes.subarray(at));
  };
  const stop = () => {
    clearInterval(timer);
    socket.destroy();
  };
  return { client, finish, ended, stop };
}
