import { describe, expect, it } from 'vitest';
import { ChunkWriter, type MessageToWrite } from './chunk-writer.ts';
import { Collector } from './collect.test-support.ts';
import { LOOK_AHEAD, Resynchroniser } from './resynchronise.ts';
import { ChunkStreams } from './chunk-stream.ts';

/** Audio every 23 ms and video every 40, as an encoder writes them. */
function publishing(chunkSize: number, messages: number): Uint8Array {
  const writer = new ChunkWriter();
  writer.chunkSize = chunkSize;
  const bytes: number[] = [];
  for (let i = 0; i < messages; i++) {
    const video = i % 3 === 0;
    const length = video ? 900 + ((i * 37) % 400) : 180 + ((i * 11) % 60);
    const payload = Uint8Array.from({ length }, (_, at) => (at * 31 + i * 7) % 251);
    payload.set(video ? [i === 0 ? 0x17 : 0x27, 1, 0, 0, 0] : [0xaf, 1]);
    const message: MessageToWrite = {
      chunkStreamId: video ? 6 : 4,
      timestamp: i * 20,
      messageTypeId: video ? 9 : 8,
      messageStreamId: 1,
      payload,
      // Encoders send type 0 now and then; between these, what a chunk stream remembered is needed.
      ...(i % 10 === 0 && { fmt: 0 }),
    };
    bytes.push(...writer.message(message));
  }
  return Uint8Array.from(bytes);
}

/** All of it, and what a reader makes of it from byte `from` on. */
function readFrom(bytes: Uint8Array, from: number): { whole: Collector; part: Collector } {
  return {
    whole: new Collector().read(bytes),
    part: new Collector(true).read(bytes.subarray(from), 1460),
  };
}

describe('a capture that begins in mid-stream', () => {
  it.each([128, 4096, 60000, 65536])('with chunks of %d bytes', (chunkSize) => {
    const bytes = publishing(chunkSize, 60);
    const reference = new Collector();
    reference.reader.chunkSize = chunkSize;
    reference.read(bytes);
    const from = 1000;
    const part = new Collector(true).read(bytes.subarray(from), 1460);
    const places = part.chunks.map(({ at }) => at + from);
    const known = new Set(reference.chunks.map(({ at }) => at));
    expect(places.every((at) => known.has(at))).toBe(true);
    // Chunks from the first found one on are all found.
    expect(places).toEqual([...known].filter((at) => at >= places[0]!));
    expect(places.length).toBeGreaterThan(known.size / 2);
    expect(part.codes.slice(0, 2)).toEqual(['chunk.found-again', 'chunk.size-inferred']);
    // Any size at least as long as the longest message cuts these bytes alike.
    const longest = Math.max(...reference.messages.map(({ payload }) => payload.length / 2));
    if (chunkSize < longest) expect(part.reader.chunkSize).toBe(chunkSize);
    else expect(part.reader.chunkSize).toBeGreaterThanOrEqual(longest);
  });

  it('on a header: that header is the first', () => {
    const { whole, part } = readFrom(publishing(128, 40), 0);
    expect(part.chunks.map(({ at }) => at)).toEqual(whole.chunks.map(({ at }) => at));
  });
});

describe('a sender that goes wrong', () => {
  it('is lost at the first byte that cannot be a header, and found at the next that fits', () => {
    const good = publishing(128, 31);
    const whole = new Collector().read(good);
    const breakAt = whole.chunks.at(-40)!.at;
    const junk = new Uint8Array(50).fill(0xff);
    const bytes = Uint8Array.from([
      ...good.subarray(0, breakAt),
      ...junk,
      ...good.subarray(breakAt),
    ]);
    const found = new Collector().read(bytes, 1000);
    expect(found.notes[0]).toEqual(['chunk.lost', breakAt]);
    expect(found.codes).toContain('chunk.found-again');
    const again = found.chunks.filter(({ at }) => at > breakAt).map(({ at }) => at - 50);
    expect(again.length).toBeGreaterThan(0);
    const known = new Set(whole.chunks.map(({ at }) => at));
    expect(again.every((at) => known.has(at))).toBe(true);
  });

  it('is read with the true chunk size where the announced one leads nowhere', () => {
    const bytes = publishing(4096, 40);
    const found = new Collector().read(bytes, 1460);
    expect(found.codes).toContain('chunk.lost');
    expect(found.codes).toContain('chunk.size-inferred');
    expect(found.reader.chunkSize).toBe(4096);
    const known = new Collector();
    known.reader.chunkSize = 4096;
    known.read(bytes);
    expect(found.messages.at(-1)).toEqual(known.messages.at(-1));
  });
});

describe('bytes without any header', () => {
  it('are kept up to a bound, and the search costs time in proportion to them', () => {
    const resynchroniser = new Resynchroniser(0);
    const block = new Uint8Array(1 << 18).fill(0xff);
    for (let i = 0; i < 8; i++) {
      resynchroniser.add(block, 0, block.length);
      if (resynchroniser.worthTrying)
        expect(resynchroniser.find(new ChunkStreams(), 128, false)).toBeUndefined();
    }
    expect(resynchroniser.take(0).length).toBeLessThanOrEqual(LOOK_AHEAD + block.length);
  });

  it('give no chunks', () => {
    const found = new Collector(true).read(new Uint8Array(20_000).fill(0xff), 1460);
    expect(found.chunks).toEqual([]);
    expect(found.reader.isLost).toBe(true);
  });
});
