import { Decompress } from 'fzstd';
import { Unzstd } from '../../src-protocol/capture/unzstd.ts';

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

/** Unpacks Zstandard (RFC 8878). Throws where the file is damaged, was cut, or asks for too much memory. */
export async function* unzstd(packed: Blocks): AsyncGenerator<Uint8Array, undefined> {
  const stream = new Unzstd((unpacked) => new Decompress(unpacked));
  for await (const block of packed) yield* stream.push(block);
  return yield* stream.end();
}
