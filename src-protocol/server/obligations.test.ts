import { describe, expect, it } from 'vitest';
import {
  call,
  CREATE,
  GREETING,
  HANDSHAKE,
  message,
  object,
  PLAY,
  PUBLISH,
} from '../../corpus/client-words.ts';
import {
  amfNumber,
  amfString,
  audio,
  basicHeader,
  be24,
  CONNECT,
  control,
  setChunkSize,
  type0,
  type2,
  type3,
  video,
} from '../../corpus/fixture.ts';
import { be16, be32, bytesOf, le32 } from '../../corpus/network/build-packets.ts';
import { Talk } from '../../corpus/talk.ts';
import type { Capabilities } from './capabilities.ts';
import { WINDOW } from './flow-control.ts';
import { PlayerFeed } from './player-feed.ts';
import { PublishedStream } from './published-stream.ts';

/** Audio, video and data that were taken, in order: message stream, type, timestamp. */
function taken(...parts: Uint8Array[]): number[][] {
  const talk = new Talk().client(bytesOf(GREETING, CREATE, PUBLISH, ...parts));
  expect(talk.ending).toBeUndefined();
  return talk.events.flatMap((event) =>
    event.type === 'media'
      ? [[event.messageStreamId, event.message.messageTypeId, event.message.timestamp]]
      : [],
  );
}

const said = (...parts: Uint8Array[]): string[] =>
  new Talk().client(bytesOf(...parts)).inspected.said;

/** connect with these properties, after the handshake. */
const connecting = (properties: Parameters<typeof object>[0]): Uint8Array =>
  bytesOf(HANDSHAKE, call(0, 'connect', 1, object(properties)));

describe('the handshake', () => {
  it('that fills the version without a digest, and one byte over and over for random ones, is answered plainly', () => {
    const hardware = HANDSHAKE.slice();
    hardware.fill(0, 1, 9).fill(7, 9, 1537);
    hardware.set([10, 0, 45, 2], 5);
    const talk = new Talk().client(bytesOf(hardware, message(20, 0, CONNECT)));
    expect(talk.inspected.said.at(-1)).toBe('0 _result NetConnection.Connect.Success');
    // S2 echoes C1; its second time is the server’s own.
    expect(Uint8Array.from(talk.bytes.subarray(1537 + 8, 3073))).toEqual(hardware.slice(9, 1537));
  });
});

describe('connect', () => {
  it.each([
    ['live?token=a/b', 'live', 'token=a/b'],
    ['/live/room/?vhost=x', 'live/room', 'vhost=x'],
    ['live/', 'live', undefined],
    ['', '', undefined],
  ])('to the application %j', (given, app, query) => {
    const [event] = new Talk().client(connecting({ app: given })).events;
    expect(event).toMatchObject({ type: 'connect', app });
    expect((event as { query?: string }).query).toBe(query);
  });

  it('that asks for AMF3 is told that answers are AMF0', () => {
    const talk = new Talk().client(connecting({ app: 'live', objectEncoding: 3 }));
    expect(talk.events[0]).toMatchObject({ objectEncoding: 3 });
    const answer = Buffer.from(talk.bytes.subarray(3073));
    const at = answer.indexOf('objectEncoding');
    expect(answer.subarray(at + 14, at + 23)).toEqual(Buffer.from(amfNumber(0)));
  });

  it('is never followed by what unknown clients may choke on', () => {
    const talk = new Talk().client(
      bytesOf(GREETING, CREATE, PLAY, CREATE, call(2, 'publish', 6, null, 'x')),
    );
    talk.take(talk.session.notifyPlayer(1, 'over')).take(talk.session.notifyPlayer(1, 'again'));
    talk.wait(60_000);
    const events = talk.inspected.messages.filter(({ messageTypeId }) => messageTypeId === 4);
    expect(events.map(({ summary }) => summary.replace(/ \d+$/, ''))).toEqual([
      'Stream Begin',
      'Stream Begin',
      'Stream EOF',
      'Stream Begin',
      'PingRequest',
    ]);
  });
});

describe('a publisher', () => {
  it('whose chunk size changes before connect, after its answer, and once more is read by its own size', () => {
    const cut = (size: number, time: number): Uint8Array => {
      const body = video(20_000);
      const parts: (number[] | Uint8Array)[] = [
        type0({ chunkStreamId: 6, timestamp: time, length: body.length, type: 9 }),
      ];
      for (let at = 0; at < body.length; at += size)
        parts.push(...(at > 0 ? [type3(6)] : []), body.subarray(at, at + size));
      return bytesOf(...parts);
    };
    // OBS states 4096 before connect, HaishinKit 8192 after its answer.
    expect(
      taken(
        setChunkSize(4096),
        cut(4096, 1),
        setChunkSize(8192),
        cut(8192, 2),
        setChunkSize(128),
        cut(128, 3),
      ),
    ).toEqual([
      [1, 9, 1],
      [1, 9, 2],
      [1, 9, 3],
    ]);
  });

  it('that states no window is acknowledged after one of our own, and another after the next', () => {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, PUBLISH));
    const frame = message(9, 1, video(60_000));
    const acknowledgements = (): string[] =>
      talk.inspected.said.filter((one) => /^0 Acknowledgement \d/.test(one));
    for (let sent = 0; sent < 2 * WINDOW + 100_000; sent += frame.length) talk.client(frame);
    const [first, second, ...more] = acknowledgements().map((one) => Number(one.split(' ')[2]));
    expect(first! - WINDOW).toBeLessThan(frame.length + 1000);
    expect(second! - first!).toBeGreaterThanOrEqual(WINDOW);
    expect(more).toEqual([]);
  });

  it('of two streams on one connection (OBS) has both taken, each by its own number', () => {
    const talk = new Talk().client(
      bytesOf(GREETING, CREATE, PUBLISH, CREATE, call(2, 'publish', 7, null, 'second')),
    );
    talk.client(bytesOf(message(9, 2, video(9), 5), message(8, 1, audio(9), 6)));
    talk.client(bytesOf(call(0, 'deleteStream', 0, null, 1), message(9, 2, video(9), 45)));
    const media = talk.events.flatMap((one) => (one.type === 'media' ? [one.messageStreamId] : []));
    expect(media).toEqual([2, 1, 2]);
    expect(talk.story).toEqual(['connect', 'publish', 'publish', 'unpublished']);
  });

  it('that sends sound, pictures and commands on one chunk stream, with type 3 beginning messages (OBS), is read', () => {
    const one = video(30);
    const publish = bytesOf(amfString('publish'), amfNumber(5), 5, amfString('key'));
    const talk = new Talk().client(
      bytesOf(
        GREETING,
        CREATE,
        message(20, 1, publish, 0, 4),
        message(9, 1, one, 1000, 4),
        type2({ chunkStreamId: 4, delta: 40 }),
        one,
        type3(4),
        one,
        message(8, 1, audio(12), 1090, 4),
      ),
    );
    const times = talk.events.flatMap((event) =>
      event.type === 'media' ? [[event.message.messageTypeId, event.message.timestamp]] : [],
    );
    expect(times).toEqual([
      [9, 1000],
      [9, 1040],
      [9, 1080],
      [8, 1090],
    ]);
  });

  it('that begins a message by type 3 after a type 0 is read by the letter: the timestamp is the delta', () => {
    const one = audio(12);
    expect(taken(message(8, 1, one, 40, 4), bytesOf(type3(4), one))).toEqual([
      [1, 8, 40],
      [1, 8, 80],
    ]);
  });

  it('that writes chunk stream IDs of three bytes the wrong way round (HaishinKit) is read all the same', () => {
    const id = 500 - 64;
    const basic = [1, id >> 8, id & 255];
    const body = audio(12);
    const header = [...basic, ...be24(7), ...be24(body.length), 8, ...le32(1)];
    expect(taken(bytesOf(header, body), bytesOf([0xc1, ...basic.slice(1)], body))).toEqual([
      [1, 8, 7],
      [1, 8, 14],
    ]);
  });

  it('whose clock begins again after 24 bits (HaishinKit) goes on, and a player sees time go back', () => {
    const late = message(8, 1, audio(12), 0xfffffe);
    expect(taken(late, message(8, 1, audio(12), 20))).toEqual([
      [1, 8, 0xfffffe],
      [1, 8, 20],
    ]);
  });

  it('whose clock needs more than 24 bits is read in full', () => {
    const body = audio(12);
    const long = type0({ chunkStreamId: 4, timestamp: 0x1234567, length: 12, type: 8 });
    expect(
      taken(bytesOf(long, body), bytesOf(type2({ chunkStreamId: 4, delta: 23 }), body)),
    ).toEqual([
      [1, 8, 0x1234567],
      [1, 8, 0x1234567 + 23],
    ]);
  });

  it('that begins a chunk stream with type 2 (DJI Osmo) gives no length to go by, and is told what is wrong', () => {
    const talk = new Talk().client(
      bytesOf(GREETING, type2({ chunkStreamId: 33, delta: 0 }), audio(40)),
    );
    expect(talk.ending).toMatchObject({
      reason: 'The client sent bytes that cannot be a chunk header.',
    });
  });

  it('whose metadata is an object or an array, of type 18 or 15, with a byte before it or without, is passed on', () => {
    const values = object({ videocodecid: 'av01', width: 640 });
    const ecma = bytesOf(8, be32(2), values.subarray(1));
    const bare = bytesOf(amfString('@setDataFrame'), amfString('onMetaData'));
    for (const [type, before] of [
      [18, []],
      [15, [0]],
      [15, []],
    ] as const)
      for (const metadata of [values, ecma]) {
        const talk = new Talk().client(
          bytesOf(
            GREETING,
            CREATE,
            PUBLISH,
            message(type, 1, bytesOf([...before], bare, metadata)),
          ),
        );
        const stream = new PublishedStream();
        for (const event of talk.events) if (event.type === 'media') stream.take(event.message);
        const [kept] = stream.greeting();
        expect(kept).toMatchObject({
          messageTypeId: type,
          payload: bytesOf([...before], amfString('onMetaData'), metadata),
        });
      }
  });

  it('of start codes instead of lengths, or of codecs from before, is relayed untouched', () => {
    const bodies = [
      bytesOf(0x27, 1, be24(0), be32(1), 0x41, 0x9a),
      bytesOf(0x22, 5, 6, 7),
      bytesOf(0x2f, 9),
    ];
    const stream = new PublishedStream();
    for (const payload of bodies) {
      const one = { messageTypeId: 9, messageStreamId: 1, timestamp: 0, payload };
      expect(stream.take(one).map((relayed) => relayed.payload)).toEqual([payload]);
    }
  });

  it('that asks _checkbw without being told to (Haivision), or waits for FCPublish, is answered', () => {
    expect(said(GREETING, call(0, '_checkbw', 2, null)).at(-1)).toBe('0 _result(undefined)');
    expect(said(GREETING, call(0, 'FCPublish', 3, null, 'key')).at(-1)).toBe(
      '0 _result(undefined)',
    );
  });

  it('that ends as GStreamer does, by the name on message stream 0, frees what it published', () => {
    const talk = new Talk().client(
      bytesOf(
        GREETING,
        CREATE,
        PUBLISH,
        call(0, 'FCUnpublish', 0, null, 'key'),
        call(0, 'closeStream', 0, null),
        call(0, 'deleteStream', 0, null, 'key'),
      ),
    );
    expect(talk.story).toEqual(['connect', 'publish', 'unpublished']);
    // The stream is gone, so its number is free.
    expect(talk.client(CREATE).inspected.said.at(-1)).toBe('0 _result(1)');
  });
});

describe('a player', () => {
  const buffer = (stream: number): Uint8Array => control(4, be16(3), be32(stream), be32(300));

  it('like rtmpdump states a window and a buffer before there is a stream, and is answered', () => {
    const [, , , , ...answers] = said(
      GREETING,
      control(5, be32(5_000_000)),
      buffer(0),
      CREATE,
      call(0, 'FCSubscribe', 0, null, 'key'),
      PLAY,
      buffer(1),
    );
    expect(answers.slice(0, 4)).toEqual([
      '0 _result(1)',
      '0 onFCSubscribe NetStream.Play.Start',
      '0 Stream Begin 1',
      '1 onStatus NetStream.Play.Start',
    ]);
  });

  it('like FFmpeg plays with times in milliseconds, or with a number for reset', () => {
    const play = (...more: number[]) => call(1, 'play', 4, null, 'key', ...more);
    for (const [start, given] of [
      [-2000, [-2000]],
      [-1000, [-1000]],
      [-2, []],
    ] as const) {
      const talk = new Talk().client(bytesOf(GREETING, CREATE, play(...given)));
      expect(talk.events[1]).toMatchObject({ type: 'play', start });
    }
    expect(said(GREETING, CREATE, play(-2, -1, 1))).toContain('1 onStatus NetStream.Play.Reset');
    expect(said(GREETING, CREATE, play(-2, -1, 0))).not.toContain(
      '1 onStatus NetStream.Play.Reset',
    );
  });

  it('hears Stream Begin before any data, and everything about the stream on the stream', () => {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, PLAY));
    const frame = { messageTypeId: 9, messageStreamId: 5, timestamp: 9, payload: video(9) };
    talk.take(talk.session.deliver(1, frame));
    const { messages } = talk.inspected;
    const began = messages.findIndex(({ summary }) => summary === 'Stream Begin 1');
    const after = messages.slice(began + 1);
    expect(messages.slice(0, began).every(({ messageStreamId }) => messageStreamId === 0)).toBe(
      true,
    );
    expect(after.map(({ messageStreamId }) => messageStreamId)).toEqual(after.map(() => 1));
  });

  const multitrack = bytesOf(0x96, 0x10, 'avc1', 0, be24(2), 1, 2, 1, be24(2), 3, 4);
  const nanoseconds = bytesOf(0x97, 2, be24(500), 0x01, 'avc1', be24(0), 1, 2);
  const plain = bytesOf(0x91, 'avc1', be24(0), 1, 2);

  it.each<[string, Uint8Array, Partial<Capabilities>, number]>([
    ['Multitrack, and says nothing', multitrack, {}, 1],
    ['Multitrack, and understands it', multitrack, { capsEx: 2, sent: ['capsEx'] }, 1],
    ['Multitrack, and does not understand it', multitrack, { capsEx: 4, sent: ['capsEx'] }, 0],
    [
      'ModEx with nanoseconds, and understands both',
      nanoseconds,
      { capsEx: 12, sent: ['capsEx'] },
      1,
    ],
    [
      'ModEx with nanoseconds, and understands one',
      nanoseconds,
      { capsEx: 4, sent: ['capsEx'] },
      0,
    ],
    ['one track, and understands nothing more', plain, { capsEx: 0, sent: ['capsEx'] }, 1],
  ])('is sent %s', (_, payload, capabilities, messages) => {
    const stream = new PublishedStream();
    stream.take({ messageTypeId: 9, messageStreamId: 1, timestamp: 0, payload });
    const feed = new PlayerFeed({ capsEx: 0, sent: [], ...capabilities });
    const sent = feed.begin(stream);
    expect(sent).toHaveLength(messages);
    // All of it, or none.
    for (const one of sent) expect(one.payload).toEqual(payload);
  });

  it('that comes late to many tracks is given the configuration of each, the latest', () => {
    const header = (track: number, value: number) => bytesOf(0x96, 0x00, 'avc1', track, value);
    const stream = new PublishedStream();
    const take = (payload: Uint8Array) =>
      stream.take({ messageTypeId: 9, messageStreamId: 1, timestamp: 0, payload });
    take(header(0, 1));
    take(header(1, 1));
    take(header(1, 2));
    expect(stream.greeting().map(({ payload }) => payload)).toEqual([header(0, 1), header(1, 2)]);
  });
});

describe('a chunk stream of an ID beyond 63', () => {
  it.each([64, 319, 320, 65_599])('%i is read', (id) => {
    const body = audio(12);
    const header = [...basicHeader(0, id), ...be24(3), ...be24(body.length), 8, ...le32(1)];
    expect(taken(bytesOf(header, body))).toEqual([[1, 8, 3]]);
  });
});
