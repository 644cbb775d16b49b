import { Decompress } from 'fzstd';
import { MOST_ZSTD_WINDOW, zstdWindow } from '../../src-protocol/capture/packing.ts';

type Blocks = AsyncGenerator<Uint8Array<ArrayBuffer>, undefined>;

/** Unpacks gzip with what the browser has. Throws where the file is damaged or was cut. */
export async function* gunzip(packed: Blocks): AsyncGenerator<Uint8Array, undefined> {
  const input = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done } = await packed.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const reader = input.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Packed bytes unpacked at once: the most they can become, some hundred megabytes, is seldom near. */
const PIECE = 4096;

/** Unpacks Zstandard (RFC 8878). Throws where the file is damaged, was cut, or asks for too much memory. */
export async function* unzstd(packed: Blocks): AsyncGenerator<Uint8Array, undefined> {
  let unpacked: Uint8Array[] = [];
  let first = true;
  const stream = new Decompress((block) => unpacked.push(block));
  for await (const block of packed) {
    if (first && zstdWindow(block) > MOST_ZSTD_WINDOW)
      throw new Error(`The file asks for a window of ${zstdWindow(block)} bytes.`);
    first = false;
    for (let at = 0; at < block.length; at += PIECE) {
      stream.push(block.slice(at, at + PIECE));
      yield* unpacked;
      unpacked = [];
    }
  }
  stream.push(new Uint8Array(0), true);
  yield* unpacked;
  return undefined;
}
