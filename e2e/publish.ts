import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** What FFmpeg sent to a server once, handshake included: three seconds of picture and sound. */
const CLIENT = readFileSync(new URL('../corpus/raw/socat-publish.c2s.bin', import.meta.url));

/** A publisher that sends this in so many pieces, ten a second, to the listener beside the page. */
export function publish(
  baseURL: string,
  pieces: number,
): { ended: Promise<void>; stop: () => void } {
  const socket = connect(Number(new URL(baseURL).port) + 1000, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  const size = Math.ceil(CLIENT.length / pieces);
  let at = 0;
  const timer = setInterval(() => {
    socket.write(CLIENT.subarray(at, (at += size)));
    if (at < CLIENT.length) return;
    clearInterval(timer);
    socket.end();
  }, 100);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { ended, stop: () => socket.destroy() };
}
