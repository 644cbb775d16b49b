import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** What FFmpeg sent to a server once, handshake included: three seconds of picture and sound. */
const CLIENT = readFileSync(new URL('../corpus/raw/socat-publish.c2s.bin', import.meta.url));

/** Somebody who publishes. */
export interface Encoder {
  /** Sends all that is left at once, and ends. */
  finish(): void;
  /** Settles when the connection is closed. */
  readonly ended: Promise<void>;
  /** Breaks off. */
  stop(): void;
}

/** A publisher that sends a third of this at once, and the rest bit by bit for longer than a story takes, to the listener beside the page. */
export function publish(baseURL: string): Encoder {
  const socket = connect(Number(new URL(baseURL).port) + 1000, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  let at = Math.ceil(CLIENT.length / 3);
  socket.write(CLIENT.subarray(0, at));
  const timer = setInterval(() => socket.write(CLIENT.subarray(at, (at += 100))), 100);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const finish = () => {
    clearInterval(timer);
    socket.end(CLIENT.subarray(at));
  };
  const stop = () => {
    clearInterval(timer);
    socket.destroy();
  };
  return { finish, ended, stop };
}
