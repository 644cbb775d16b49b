import { describe, expect, it } from 'vitest';
import {
  abort,
  audio,
  basicHeader,
  be24,
  control,
  noise,
  type Part,
  session,
  setChunkSize,
  type0,
  type1,
  type2,
  type3,
  video,
} from './fixture.ts';
import { corpusFile, look } from './inspect-file.ts';
import { decode, type Lines } from './lines.ts';
import { be32, bytesOf, le32 } from './network/build-packets.ts';

const edge = (name: string): Lines => decode(corpusFile(`captures/edge/c_${name}.pcap`));
const client = (...parts: Part[]): Lines => decode(session(parts));

/** A whole audio message in one type 0 chunk. */
const sound = (chunkStreamId: number, timestamp: number, length = 22): Uint8Array =>
  bytesOf(type0({ chunkStreamId, timestamp, length, type: 8 }), audio(length));

describe('F24–F39: basic and message headers', () => {
  it('F24: chunk stream IDs 64, 319, 320, 65599, and 100 in the long form', () => {
    const { messages, findings } = edge('csid');
    expect(messages).toEqual([
      'up@3073 cs 3 t 0 type 20 58 B in 1',
      'up@3143 cs 64 t 0 type 8 22 B in 1',
      'up@3178 cs 319 t 0 type 8 22 B in 1',
      'up@3213 cs 320 t 0 type 8 22 B in 1',
      'up@3249 cs 65599 t 0 type 8 22 B in 1',
      'up@3285 cs 100 t 0 type 8 22 B in 1',
    ]);
    expect(findings).toEqual(['up@3285 chunk.basic-header-not-smallest']);
  });

  it('F24: chunk stream IDs 2, 3 and 63', () => {
    const { messages } = client(setChunkSize(128), sound(3, 0), sound(63, 0));
    expect(messages).toEqual([
      'up@3073 cs 2 t 0 type 1 4 B in 1',
      'up@3089 cs 3 t 0 type 8 22 B in 1',
      'up@3123 cs 63 t 0 type 8 22 B in 1',
    ]);
  });

  it('F25: three bytes that could be read in either order are read low byte first', () => {
    // 01 02 01: 258 + 64 by errata §4.1; a sender that writes it the other way round meant 513 + 64.
    const { messages, findings } = client(
      basicHeader(0, 64 + 0x0102, 3),
      be24(0),
      be24(22),
      8,
      le32(1),
      audio(22),
    );
    expect(messages).toEqual([`up@3073 cs ${64 + 0x0102} t 0 type 8 22 B in 1`]);
    expect(findings).toEqual([]);
  });

  it('F26: chunk stream 70 continued with the one-byte header of chunk stream 6', () => {
    const { messages, findings } = client(
      type0({ chunkStreamId: 70, length: 200, type: 9 }),
      video(128),
      basicHeader(3, 6),
      noise(72, 1),
      sound(4, 5),
      sound(4, 28),
    );
    // Nothing to inherit on chunk stream 6: no header can be here. Two later ones agree.
    expect(findings).toEqual([
      'up@3214 chunk.lost',
      'up@3073 message.damaged',
      'up@3287 chunk.found-again',
    ]);
    expect(messages).toEqual([
      'up@3073 cs 70 t 0 type 9 200 B in 1 incomplete',
      'up@3287 cs 4 t 5 type 8 22 B in 1',
      'up@3321 cs 4 t 28 type 8 22 B in 1',
    ]);
  });

  it('F27: a chunk stream that begins with type 1: what it leaves out is 0', () => {
    const { messages, findings } = client(
      type1({ chunkStreamId: 4, delta: 40, length: 22, type: 8 }),
      audio(22),
    );
    expect(messages).toEqual(['up@3073 cs 4 t 40 type 8 22 B in 1']);
    // Message stream 0, too, is what nobody said.
    expect(findings).toEqual([
      'up@3073 chunk.first-not-type-0',
      'up@3073 message.media-message-stream',
    ]);
  });

  it.each([
    ['2', type2({ chunkStreamId: 33, delta: 40 })],
    ['3', type3(33)],
  ])(
    'F27: a chunk stream that begins with type %s cannot be read: nobody gave a length',
    (_, header) => {
      const { messages, findings } = client(
        sound(4, 0),
        header,
        audio(22),
        sound(4, 23),
        sound(4, 46),
      );
      expect(findings[0]).toBe('up@3107 chunk.lost');
      const at = 3107 + header.length + 22;
      expect(messages).toEqual([
        'up@3073 cs 4 t 0 type 8 22 B in 1',
        `up@${at} cs 4 t 23 type 8 22 B in 1`,
        `up@${at + 34} cs 4 t 46 type 8 22 B in 1`,
      ]);
    },
  );

  it('F28: type 3 starts messages after a type 0: its timestamp counts as the delta', () => {
    const { messages, findings } = edge('t3_after_t0');
    expect(messages).toEqual([
      'up@3073 cs 4 t 26 type 8 22 B in 1',
      'up@3107 cs 4 t 52 type 8 22 B in 1',
      'up@3130 cs 4 t 78 type 8 22 B in 1',
    ]);
    // nginx-rtmp and others stay at 26. It is told where the clocks part, not for every message after that.
    expect(findings).toEqual(['up@3107 chunk.type-3-after-type-0']);
  });

  it('F29: type 0, type 1 (+40), and type 3 twice: 40 more each time', () => {
    const { messages, findings } = client(
      sound(4, 1000),
      type1({ chunkStreamId: 4, delta: 40, length: 22, type: 8 }),
      audio(22),
      type3(4),
      audio(22),
      type3(4),
      audio(22),
    );
    expect(messages.map((line) => line.split(' ')[4])).toEqual(['1000', '1040', '1080', '1120']);
    expect(findings).toEqual([]);
  });

  it('F30: Acknowledgements by type 1, 2 and 3 on chunk stream 2', () => {
    const { messages, findings } = client(
      type1({ chunkStreamId: 2, delta: 0, length: 4, type: 3 }),
      be32(5000),
      type2({ chunkStreamId: 2, delta: 0 }),
      be32(10000),
      type3(2),
      be32(15000),
    );
    expect(messages).toEqual([
      'up@3073 cs 2 t 0 type 3 4 B in 1',
      'up@3085 cs 2 t 0 type 3 4 B in 1',
      'up@3093 cs 2 t 0 type 3 4 B in 1',
    ]);
    expect(findings).toEqual(['up@3073 chunk.first-not-type-0']);
  });

  it('F31: a message stream ID written most significant byte first', () => {
    const bytes = session([basicHeader(0, 4), be24(0), be24(22), 8, be32(1), audio(22)]);
    const { connection, findings } = decode(bytes);
    const { rows } = look(connection, bytes);
    expect(rows.message(0).messageStreamId).toBe(0x01000000);
    expect(findings).toEqual(['up@3073 chunk.message-stream-id-large']);
  });

  it.each([1, 2, 3, 4, 5, 6, 8, 9, 15, 16, 17, 18, 19, 20, 22])(
    'F32: a message of type %d and length 0 is complete at once',
    (type) => {
      const protocol = type < 8;
      const chunkStreamId = protocol ? 2 : 5;
      const { messages, chunks } = client(
        type0({ chunkStreamId, length: 0, type, stream: protocol ? 0 : 1 }),
        sound(4, 7),
      );
      expect(messages).toEqual([
        `up@3073 cs ${chunkStreamId} t 0 type ${type} 0 B in 1`,
        'up@3085 cs 4 t 7 type 8 22 B in 1',
      ]);
      expect(chunks[0]).toBe(`up@3073 fmt 0 cs ${chunkStreamId} 12+0`);
    },
  );

  it('F33: a length of 16 MiB is believed only as far as bytes come', () => {
    // Were room made by the lengths announced, this would take 32 GB.
    const parts = Array.from({ length: 2000 }, (_, i) =>
      bytesOf(
        type0({ chunkStreamId: 320 + i, length: 0xffffff, type: 18 }),
        bytesOf([2, 0, 3], 'abc', noise(122, i)),
      ),
    );
    const before = process.memoryUsage().arrayBuffers;
    const { messages, connection } = client(...parts);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
    expect(messages).toHaveLength(2000);
    expect(messages[0]).toBe('up@3073 cs 320 t 0 type 18 16777215 B in 1 incomplete');
    expect(connection.session!.messages.column.received.get(0)).toBe(128);
  });

  it.each([128, 256, 384])('F34: a message of %d bytes ends with its last full chunk', (length) => {
    const parts: Part[] = [type0({ chunkStreamId: 6, length, type: 9 }), video(128)];
    for (let at = 128; at < length; at += 128) parts.push(type3(6), noise(128, at));
    const { messages, findings } = client(...parts, sound(4, 0));
    expect(messages[0]).toBe(`up@3073 cs 6 t 0 type 9 ${length} B in ${length / 128}`);
    expect(messages[1]).toMatch(/cs 4 t 0 type 8 22 B in 1$/);
    expect(findings).toEqual([]);
  });

  it('F35: an audio message between the chunks of a video message', () => {
    const { messages, chunks } = edge('interleave');
    expect(messages).toEqual([
      'up@3073 cs 6 t 0 type 9 302 B in 3',
      'up@3213 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(chunks.map((line) => line.split(' ')[4])).toEqual(['6', '4', '6', '6']);
  });

  it('F35: three chunk streams that take turns at every chunk', () => {
    const ids = [4, 6, 70];
    const first = ids.map((id) => [
      type0({ chunkStreamId: id, timestamp: id, length: 300, type: 9 }),
      video(128, id),
    ]);
    const next = (length: number) => ids.map((id) => [type3(id), noise(length, id)]);
    const parts = [...first, ...next(128), ...next(44)].flat();
    const bytes = session(parts);
    const { messages, findings, connection } = decode(bytes);
    expect(messages).toEqual([
      'up@3073 cs 4 t 4 type 9 300 B in 3',
      'up@3213 cs 6 t 6 type 9 300 B in 3',
      'up@3353 cs 70 t 70 type 9 300 B in 3',
    ]);
    expect(findings).toEqual([]);
    const { describer } = look(connection, bytes);
    ids.forEach((id, row) => {
      expect(describer.payload(row)).toEqual(
        bytesOf(video(128, id), noise(128, id), noise(44, id)),
      );
    });
  });

  it('F36: another message stream on the same chunk stream while a message is unfinished', () => {
    const { messages, findings } = client(
      type0({ chunkStreamId: 6, timestamp: 10, length: 200, type: 9, stream: 1 }),
      video(128),
      type0({ chunkStreamId: 6, timestamp: 20, length: 100, type: 9, stream: 2 }),
      video(100),
    );
    expect(messages).toEqual([
      'up@3073 cs 6 t 10 type 9 200 B in 1 abandoned',
      'up@3213 cs 6 t 20 type 9 100 B in 1',
    ]);
    expect(findings).toEqual(['up@3213 chunk.message-abandoned']);
  });

  const unfinished: Part[] = [
    type0({ chunkStreamId: 6, timestamp: 10, length: 200, type: 9 }),
    video(128),
  ];

  it('F37: type 0 in the middle of a message, with the same length, starts a message', () => {
    // FFmpeg goes on, SRS refuses, GStreamer and librtmp start anew: an absolute time of its own is
    // taken for what it says.
    const { messages, findings } = client(
      ...unfinished,
      type0({ chunkStreamId: 6, timestamp: 50, length: 200, type: 9 }),
      video(128),
      type3(6),
      noise(72, 2),
    );
    expect(messages).toEqual([
      'up@3073 cs 6 t 10 type 9 200 B in 1 abandoned',
      'up@3213 cs 6 t 50 type 9 200 B in 2',
    ]);
    expect(findings).toEqual(['up@3213 chunk.message-abandoned']);
  });

  it.each([
    [
      '1 with the same length and type',
      type1({ chunkStreamId: 6, delta: 40, length: 200, type: 9 }),
    ],
    ['2', type2({ chunkStreamId: 6, delta: 40 })],
  ])('F37: type %s in the middle of a message continues it, and the clock stays', (_, header) => {
    const { messages, findings } = client(...unfinished, header, noise(72, 2));
    expect(messages).toEqual(['up@3073 cs 6 t 10 type 9 200 B in 2']);
    expect(findings).toEqual(['up@3213 chunk.header-in-message']);
  });

  it('F37: type 1 in the middle of a message, with another length, starts a message', () => {
    const { messages, findings } = client(
      ...unfinished,
      type1({ chunkStreamId: 6, delta: 40, length: 60, type: 9 }),
      video(60),
    );
    expect(messages).toEqual([
      'up@3073 cs 6 t 10 type 9 200 B in 1 abandoned',
      'up@3213 cs 6 t 50 type 9 60 B in 1',
    ]);
    expect(findings).toEqual(['up@3213 chunk.message-abandoned']);
  });

  it('F38: after Abort a type 3 starts a message with what was inherited', () => {
    const { messages, findings } = edge('abort');
    expect(messages).toEqual([
      'up@3073 cs 6 t 0 type 9 302 B in 1 abandoned',
      'up@3213 cs 2 t 0 type 2 4 B in 1',
      'up@3229 cs 6 t 0 type 9 302 B in 3',
      'up@3534 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(findings).toEqual([]);
  });

  it('F38: the time of an aborted message stays the base of the next delta', () => {
    const { messages } = client(
      type0({ chunkStreamId: 6, timestamp: 1000, length: 200, type: 9 }),
      video(128),
      abort(6),
      type1({ chunkStreamId: 6, delta: 40, length: 50, type: 9 }),
      video(50),
    );
    expect(messages.at(-1)).toBe('up@3229 cs 6 t 1040 type 9 50 B in 1');
  });

  it.each([
    ['idle', 4],
    ['never seen', 77],
    ['its own', 2],
    ['impossible', 0xffffffff],
  ])('F39: Abort for a chunk stream that is %s has no effect', (_, chunkStreamId) => {
    const { messages, findings } = client(sound(4, 0), abort(chunkStreamId), sound(4, 23));
    expect(messages).toEqual([
      'up@3073 cs 4 t 0 type 8 22 B in 1',
      'up@3107 cs 2 t 0 type 2 4 B in 1',
      'up@3123 cs 4 t 23 type 8 22 B in 1',
    ]);
    expect(findings).toEqual(['up@3107 message.abort-of-nothing']);
  });
});

/** A message in chunks of `chunkSize` bytes, as a sender with that size in force writes it. */
function cut(chunkStreamId: number, length: number, chunkSize: number, timestamp = 0): Uint8Array {
  const body = video(length);
  const parts: Part[] = [
    type0({ chunkStreamId, timestamp, length, type: 9 }),
    body.subarray(0, chunkSize),
  ];
  for (let at = chunkSize; at < length; at += chunkSize)
    parts.push(type3(chunkStreamId), body.subarray(at, at + chunkSize));
  return bytesOf(...parts);
}

/** How many chunks each message that is not a protocol control message came in. */
const chunkCounts = ({ messages }: Lines): number[] =>
  messages
    .filter((line) => / type (8|9) /.test(line))
    .map((line) => Number(/in (\d+)/.exec(line)![1]));

describe('F40–F47: chunk size', () => {
  it('F40: 128, 4096, 1, 60000 and 128 again', () => {
    const lines = client(
      cut(6, 300, 128),
      setChunkSize(4096),
      cut(6, 5000, 4096),
      setChunkSize(1),
      cut(6, 9, 1),
      // The message that ends the size of 1 comes in chunks of 1 byte itself.
      type0({ chunkStreamId: 2, length: 4, type: 1, stream: 0 }),
      [0, ...type3(2), 0, ...type3(2), 0xea, ...type3(2), 0x60],
      cut(6, 59_999, 60_000),
      setChunkSize(128),
      cut(6, 129, 128),
    );
    expect(chunkCounts(lines)).toEqual([3, 2, 9, 1, 2]);
    expect(lines.messages.every((line) => !line.includes('incomplete'))).toBe(true);
    expect(lines.findings).toEqual(['up@8416 message.chunk-size-small']);
  });

  it('F41: Set Chunk Size between two chunks of another message: its rest is cut by the new size', () => {
    const { messages, chunks, findings } = client(
      type0({ chunkStreamId: 6, length: 500, type: 9 }),
      video(128),
      setChunkSize(4096),
      type3(6),
      noise(372, 1),
      sound(4, 3),
    );
    expect(messages[0]).toBe('up@3073 cs 6 t 0 type 9 500 B in 2');
    expect(chunks[2]).toBe('up@3229 fmt 3 cs 6 1+372');
    expect(findings).toEqual([]);
  });

  it.each([
    ['0', control(1, be32(0)), ['message.chunk-size-zero']],
    ['with the first bit set', control(1, be32(0x80001000)), ['message.set-chunk-size-zero-bit']],
    ['of 3 bytes', control(1, [0, 16, 0]), ['message.control-short']],
  ])('F42: a Set Chunk Size %s changes nothing', (_, message, more) => {
    const lines = client(message, cut(6, 300, 128));
    expect(chunkCounts(lines)).toEqual([3]);
    expect(lines.connection.session!.chunkSize(0)).toBe(128);
    const codes = ['message.set-chunk-size-invalid', ...more];
    expect(lines.findings).toEqual(codes.map((code) => `up@3073 ${code}`));
  });

  it('F42: the largest size, 2³¹ − 1', () => {
    const lines = client(setChunkSize(0x7fffffff), cut(6, 70_000, 70_000));
    expect(chunkCounts(lines)).toEqual([1]);
    expect(lines.connection.session!.chunkSize(0)).toBe(0x7fffffff);
  });

  it('F42: a Set Chunk Size of 5 bytes is read by its first four', () => {
    const lines = client(control(1, be32(4096), 0), cut(6, 300, 4096));
    expect(chunkCounts(lines)).toEqual([1]);
    expect(lines.findings).toEqual(['up@3073 message.control-long']);
  });

  it('F43: 60000 announced, a message of 2002 bytes', () => {
    const { messages, findings } = edge('scs60000');
    expect(messages).toEqual([
      'up@3073 cs 2 t 0 type 1 4 B in 1',
      'up@3089 cs 6 t 0 type 9 2002 B in 1',
      'up@5103 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(findings).toEqual([]);
  });

  it('F44: a message of 40002 bytes in chunks of 4096', () => {
    const { messages, findings } = edge('msg40k');
    expect(messages).toEqual([
      'up@3073 cs 2 t 0 type 1 4 B in 1',
      'up@3089 cs 6 t 0 type 9 40002 B in 10',
      'up@43112 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(findings).toEqual([]);
  });

  it('F45: a size of 4096 used and not announced is found', () => {
    const lines = client(
      sound(4, 0),
      ...[1, 2, 3, 4, 5, 6].flatMap((i) => [cut(6, 4500, 4096, i * 40), sound(4, i * 40)]),
    );
    expect(lines.findings.some((line) => line.endsWith('chunk.lost'))).toBe(true);
    expect(lines.findings.some((line) => line.endsWith('chunk.size-inferred'))).toBe(true);
    expect(lines.connection.session!.chunkSize(0)).toBe(4096);
    expect(lines.messages.slice(-2)).toEqual([
      `up@${lines.connection.bytes[0] - 34 - 4513} cs 6 t 240 type 9 4500 B in 2`,
      `up@${lines.connection.bytes[0] - 34} cs 4 t 240 type 8 22 B in 1`,
    ]);
  });

  it('F45: a size of 4096 announced and not used: the true one is found', () => {
    const lines = client(
      setChunkSize(4096),
      ...[0, 1, 2, 3, 4, 5].flatMap((i) => [cut(6, 900, 128, i * 40), sound(4, i * 40)]),
    );
    expect(lines.findings.some((line) => line.endsWith('chunk.lost'))).toBe(true);
    expect(lines.findings.some((line) => line.endsWith('chunk.size-inferred'))).toBe(true);
    expect(lines.connection.session!.chunkSize(0)).toBe(128);
    expect(lines.messages.at(-2)).toMatch(/cs 6 t 200 type 9 900 B in 8$/);
  });

  it('F46: each direction has its own size', () => {
    const up = [setChunkSize(4096), cut(6, 300, 4096)];
    const lines = decode(session(up, [cut(6, 300, 128)]));
    expect(chunkCounts(lines)).toEqual([1, 3]);
    expect(lines.connection.session!.chunkSize(0)).toBe(4096);
    expect(lines.connection.session!.chunkSize(1)).toBe(128);
    expect(lines.findings).toEqual([]);
  });

  it.each([1, 2, 3])(
    'F47: Set Chunk Size in chunks of %d bytes counts when it is complete',
    (size) => {
      const value = be32(4096);
      const pieces: Part[] = [type0({ chunkStreamId: 2, length: 4, type: 1, stream: 0 })];
      for (let at = 0; at < 4; at += size)
        pieces.push(...(at > 0 ? [type3(2)] : []), value.slice(at, at + size));
      const lines = client(setChunkSize(size), ...pieces, cut(6, 300, 4096));
      expect(chunkCounts(lines)).toEqual([1]);
      expect(lines.messages[1]).toBe(`up@3089 cs 2 t 0 type 1 4 B in ${Math.ceil(4 / size)}`);
      expect(lines.findings).toEqual(['up@3073 message.chunk-size-small']);
    },
  );
});

const times = ({ messages }: Lines): number[] =>
  messages.map((line) => Number(/ t (\d+) /.exec(line)![1]));

describe('F48–F60: timestamps', () => {
  it('F48: the extended timestamp begins at 0xFFFFFF', () => {
    const lines = client(sound(4, 0xfffffe), sound(4, 0xffffff), sound(4, 0x1000000));
    expect(times(lines)).toEqual([0xfffffe, 0xffffff, 0x1000000]);
    expect(lines.chunks.map((line) => line.split(' ').at(-1))).toEqual(['12+22', '16+22', '16+22']);
    expect(lines.findings).toEqual([]);
  });

  it('F49: continuations repeat the extended timestamp', () => {
    const { messages, chunks, findings } = edge('ext_cont');
    expect(messages[0]).toBe('up@3073 cs 6 t 19088743 type 9 302 B in 3');
    expect(chunks.slice(0, 3)).toEqual([
      'up@3073 fmt 0 cs 6 16+128',
      'up@3217 fmt 3 cs 6 5+128',
      'up@3350 fmt 3 cs 6 5+46',
    ]);
    expect(messages.slice(1)).toEqual([
      'up@3401 cs 6 t 19088783 type 9 302 B in 3',
      'up@3713 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(findings).toEqual([]);
  });

  it('F50: continuations that leave it out', () => {
    const { messages, chunks, findings } = edge('ext_cont_absent');
    expect(messages).toEqual([
      'up@3073 cs 6 t 19088743 type 9 302 B in 3',
      'up@3393 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(chunks.slice(1, 3)).toEqual(['up@3217 fmt 3 cs 6 1+128', 'up@3346 fmt 3 cs 6 1+46']);
    expect(findings).toEqual([
      'up@3217 chunk.extended-timestamp-missing',
      'up@3346 chunk.extended-timestamp-missing',
    ]);
  });

  it('F51: payload that looks like the field is taken for it', () => {
    const time = 0x01234567;
    const { messages, chunks } = client(
      type0({ chunkStreamId: 6, timestamp: time, length: 200, type: 9 }),
      video(128),
      type3(6),
      be32(time), // payload, says this sender, who leaves the field out
      noise(68, 1),
      sound(4, 0),
      sound(4, 23),
    );
    // Nothing here tells the two apart (the chance is 2⁻³²), and by the text this is the field.
    expect(chunks[1]).toBe('up@3217 fmt 3 cs 6 5+72');
    expect(messages[0]).toBe(`up@3073 cs 6 t ${time} type 9 200 B in 2`);
    // Four bytes of the next chunk went into the message; the chunk after that is read again.
    expect(messages.at(-1)).toBe('up@3324 cs 4 t 23 type 8 22 B in 1');
  });

  it('F52: type 3 starts a message with the extended timestamp of a type 0', () => {
    const { messages, findings } = edge('ext_t3_newmsg');
    expect(messages).toEqual([
      'up@3073 cs 6 t 19088743 type 9 100 B in 1',
      'up@3189 cs 6 t 38177486 type 9 100 B in 1',
      'up@3294 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(findings).toEqual(['up@3189 chunk.type-3-after-type-0']);
  });

  it('F53: an extended delta', () => {
    const lines = edge('ext_delta');
    expect(times(lines)).toEqual([11000, 11000 + 16777216, 11000 + 16777216 + 40]);
    expect(lines.findings).toEqual([]);
    const type2Delta = client(
      sound(4, 100),
      type2({ chunkStreamId: 4, delta: 0x1000000 }),
      audio(22),
    );
    expect(times(type2Delta)).toEqual([100, 100 + 0x1000000]);
  });

  it('F54: the field used for a value that fits in 24 bits', () => {
    const { messages, chunks, findings } = client(
      type0({ chunkStreamId: 6, timestamp: 0x00fffc18, length: 200, type: 9, extended: true }),
      video(128),
      type3(6, 0x00fffc18),
      noise(72, 1),
      sound(4, 0),
    );
    expect(messages[0]).toBe(`up@3073 cs 6 t 16776216 type 9 200 B in 2`);
    expect(chunks[1]).toBe('up@3217 fmt 3 cs 6 5+72');
    // The type 3 repeats what is in force: it is worth a word where it was set, and once more here.
    expect(new Set(findings.map((line) => line.split(' ')[1]))).toEqual(
      new Set(['chunk.extended-timestamp-not-needed']),
    );
    expect(findings[0]).toBe('up@3073 chunk.extended-timestamp-not-needed');
  });

  it('F55: type 0 with the field, type 1 without: type 3 has none', () => {
    const lines = client(
      sound(4, 0x1000000),
      type1({ chunkStreamId: 4, delta: 40, length: 22, type: 8 }),
      audio(22),
      type3(4),
      audio(22),
    );
    expect(times(lines)).toEqual([0x1000000, 0x1000000 + 40, 0x1000000 + 80]);
    expect(lines.chunks.at(-1)).toBe('up@3141 fmt 3 cs 4 1+22');
    expect(lines.findings).toEqual([]);
  });

  it('F56: a delta of −40 in 32-bit arithmetic', () => {
    const lines = client(
      sound(4, 1000),
      type1({ chunkStreamId: 4, delta: 0xffffffd8, length: 22, type: 8 }),
      audio(22),
    );
    expect(times(lines)).toEqual([1000, 960]);
    expect(lines.findings).toEqual(['up@3107 chunk.delta-negative']);
  });

  it('F57: the clock wraps at 2³²', () => {
    const lines = client(sound(4, 0xfffffff0), type2({ chunkStreamId: 4, delta: 40 }), audio(22));
    expect(times(lines)).toEqual([0xfffffff0, 24]);
    expect(lines.findings).toEqual([]);
  });

  it('F58: all 32 bits of a timestamp count', () => {
    expect(times(client(sound(4, 0x80000010)))).toEqual([0x80000010]);
  });

  it('F59: audio and video on one chunk stream, deltas by turns', () => {
    const lines = client(
      sound(4, 1000),
      type1({ chunkStreamId: 4, delta: 10, length: 100, type: 9 }),
      video(100),
      type1({ chunkStreamId: 4, delta: 13, length: 22, type: 8 }),
      audio(22),
      type1({ chunkStreamId: 4, delta: 27, length: 100, type: 9 }),
      video(100),
    );
    expect(times(lines)).toEqual([1000, 1010, 1023, 1050]);
    expect(lines.findings).toEqual([]);
  });

  it('F60: continuations never move the clock', () => {
    const lines = client(
      sound(6, 0),
      type1({ chunkStreamId: 6, delta: 40, length: 300, type: 9 }),
      video(128),
      type3(6),
      noise(128, 1),
      type3(6),
      noise(44, 1),
      type3(6),
      video(128),
      type3(6),
      noise(128, 1),
      type3(6),
      noise(44, 1),
    );
    expect(times(lines)).toEqual([0, 40, 80]);
    expect(lines.findings).toEqual([]);
  });
});
