import { describe, expect, it } from 'vitest';
import {
  amfNumber,
  amfString,
  audio,
  be24,
  control,
  setChunkSize,
  type0,
  type1,
  video,
} from '../../corpus/fixture.ts';
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
import { be16, be32, bytesOf } from '../../corpus/network/build-packets.ts';
import { Talk } from '../../corpus/talk.ts';
import { PlayerFeed } from './player-feed.ts';
import { PublishedStream } from './published-stream.ts';
import type { ServerEvent } from './server-event.ts';

/** What was answered to all of `parts` after the connect. */
function answers(...parts: Uint8Array[]): string[] {
  const talk = new Talk().client(bytesOf(GREETING, ...parts));
  const { said, errors } = talk.inspected;
  expect(errors).toEqual([]);
  return said.slice(4);
}

function ended(talk: Talk): Partial<Extract<ServerEvent, { type: 'ended' }>> {
  return talk.ending as Extract<ServerEvent, { type: 'ended' }>;
}

describe('connect', () => {
  it('is answered with window, bandwidth, chunk size and result, in this order', () => {
    expect(new Talk().client(GREETING).inspected.said).toEqual([
      '0 Window Acknowledgement Size 2500000',
      '0 Set Peer Bandwidth 2500000 Dynamic',
      '0 Set Chunk Size 16384',
      '0 _result NetConnection.Connect.Success',
    ]);
  });

  it('finds app and tcUrl however they are spelt', () => {
    const connect = call(0, 'connect', 1, object({ app: '/live/', tcurl: "'rtmp://h/live'" }));
    const [event] = new Talk().client(bytesOf(HANDSHAKE, connect)).events;
    expect(event).toMatchObject({ app: 'live', tcUrl: 'rtmp://h/live' });
  });

  it('that is refused is told why, and the connection ends', () => {
    const talk = new Talk(() => ['NetConnection.Connect.InvalidApp', 'No such app.']);
    talk.client(bytesOf(GREETING, CREATE));
    expect(talk.inspected.said).toEqual(['0 _error NetConnection.Connect.InvalidApp']);
    expect(ended(talk).reason).toBe('connect was refused: No such app.');
  });

  it('has to be the first command', () => {
    expect(ended(new Talk().client(bytesOf(HANDSHAKE, CREATE))).reason).toMatch(/‘createStream’/);
  });

  it('is answered with the Enhanced RTMP properties it has, and no others', () => {
    const plain = new Talk().client(GREETING);
    const enhanced = object({
      app: 'live',
      tcUrl: 'rtmp://h/live',
      videoFourCcInfoMap: object({ '*': 7 }),
      capsEx: 15,
    });
    const talk = new Talk().client(bytesOf(HANDSHAKE, call(0, 'connect', 1, enhanced)));
    expect(talk.events[0]).toMatchObject({
      capabilities: { capsEx: 15, video: new Set(['*']), sent: ['videoFourCcInfoMap', 'capsEx'] },
    });
    const text = (one: Talk): string => Buffer.from(one.bytes.subarray(3073)).toString('latin1');
    expect(text(talk)).toContain('videoFourCcInfoMap');
    expect(text(talk)).not.toContain('audioFourCcInfoMap');
    expect(text(plain)).not.toMatch(/FourCc|capsEx/);
  });
});

describe('what clients do that others trip over', () => {
  const said = (bytes: Uint8Array, cut?: number): string[] =>
    new Talk().client(bytes, cut).inspected.said;

  it('is the same in one piece, byte by byte, and with C2, Set Chunk Size and connect in one', () => {
    expect(said(GREETING, 1)).toEqual(said(GREETING));
    const talk = new Talk().client(GREETING.subarray(0, 1537));
    // Nothing is sent before C2 but S0, S1 and S2.
    expect(talk.bytes).toHaveLength(3073);
    talk.client(GREETING.subarray(1537, 3072));
    expect(talk.bytes).toHaveLength(3073);
    talk.client(GREETING.subarray(3072));
    expect(talk.inspected.said.at(-1)).toBe('0 _result NetConnection.Connect.Success');
  });

  it('is a C2 that echoes nothing', () => {
    const other = GREETING.slice();
    other.fill(0x5a, 1537, 3073);
    expect(said(other)).toEqual(said(GREETING));
  });

  const body = bytesOf(amfString('createStream'), amfNumber(4), 5);
  const header = { length: body.length, type: 20, delta: 0 };
  it.each([
    ['a first chunk of type 1 (librtmp)', bytesOf(type1({ chunkStreamId: 9, ...header }), body)],
    [
      'a chunk stream of two bytes (Haivision)',
      bytesOf(type0({ chunkStreamId: 70, ...header }), body),
    ],
    ['a chunk stream of three bytes', bytesOf(type0({ chunkStreamId: 400, ...header }), body)],
    [
      'a header repeated inside a message (hardware encoders)',
      bytesOf(
        setChunkSize(10),
        type0({ chunkStreamId: 9, ...header }),
        body.subarray(0, 10),
        type1({ chunkStreamId: 9, ...header }),
        body.subarray(10, 20),
        [0xc9],
        body.subarray(20),
      ),
    ],
    ['a ping nobody expects, and an event nobody knows', bytesOf(control(4, be16(33)), CREATE)],
  ])('is %s', (_, bytes) => {
    expect(answers(bytes)).toEqual(['0 _result(1)']);
  });

  it('is never answered with what makes clients leave', () => {
    const talk = new Talk().client(
      bytesOf(GREETING, call(0, 'FCPublish', 3, null, 'key'), CREATE, PUBLISH),
    );
    talk.client(bytesOf(CREATE, call(2, 'play', 6, null, 'other')));
    for (const size of [10, 40_000, 20])
      for (const messageTypeId of [8, 9, 18])
        talk.take(
          talk.session.deliver(2, {
            messageTypeId,
            messageStreamId: 9,
            timestamp: size,
            payload: video(size),
          }),
        );
    talk.take(talk.session.notifyPlayer(2, 'over')).wait(60_000);
    const { messages, said: all } = talk.inspected;
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((one) => one.includes('onBWDone'))).toEqual([]);
    for (const { chunkStreamId, messageTypeId, summary } of messages) {
      expect(chunkStreamId).toBeLessThan(64);
      expect(messageTypeId).not.toBe(2);
      const isControl = messageTypeId <= 6;
      expect(isControl, summary).toBe(chunkStreamId === 2);
    }
    // Chunks of one message follow one another.
    const order = messages.map(({ firstChunk, chunks }) => [firstChunk, chunks] as const);
    expect(order.some(([, chunks]) => chunks > 1)).toBe(true);
  });

  it('is a publisher’s chunk size, which never reaches a player', () => {
    const talk = new Talk().client(bytesOf(GREETING, setChunkSize(65_536), CREATE, PLAY));
    const payload = video(40_000);
    const [one] = talk.session.deliver(1, {
      messageTypeId: 9,
      messageStreamId: 1,
      timestamp: 0,
      payload,
    });
    // A type 0 header, two type 3 headers of a byte each.
    expect(one!.send).toHaveLength(12 + payload.length + 2);
  });
});

describe('what publishers ask', () => {
  it('is answered call by call', () => {
    expect(
      answers(
        call(0, 'releaseStream', 2, null, 'key'),
        call(0, 'FCPublish', 3, null, 'key'),
        CREATE,
        call(0, '_checkbw', 5, null),
        PUBLISH,
        call(0, 'FCUnpublish', 6, null, 'key'),
        call(0, 'deleteStream', 7, null, 1),
      ),
    ).toEqual([
      '0 _result(undefined)',
      '0 _result(undefined)',
      '0 _result(1)',
      '0 _result(undefined)',
      '0 Stream Begin 1',
      '0 onFCPublish NetStream.Publish.Start',
      '1 onStatus NetStream.Publish.Start',
      '0 _result(undefined)',
      '0 onFCUnpublish NetStream.Unpublish.Success',
      '1 onStatus NetStream.Unpublish.Success',
    ]);
  });

  it('gets no answer with transaction ID 0, as GStreamer asks', () => {
    expect(
      answers(call(0, 'releaseStream', 0, null, 'k'), call(0, 'FCPublish', 0, null, 'k')),
    ).toEqual([]);
  });

  it.each([
    ['with a token and in upper case', PUBLISH, 'live', { name: 'key', query: 'token=1' }],
    ['without a type', call(1, 'publish', 0, null, 'key'), 'live', { name: 'key' }],
    ['to append', call(1, 'publish', 0, null, 'key', 'append'), 'append', { name: 'key' }],
  ])('is understood %s', (_, publish, publishingType, name) => {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, publish));
    expect(talk.events[1]).toMatchObject({ type: 'publish', publishingType, ...name });
  });

  it('is refused on the stream, and the stream can be used again', () => {
    let taken = true;
    const talk = new Talk((event) =>
      event.type === 'publish' && taken ? ['NetStream.Publish.BadName', 'Taken.'] : undefined,
    );
    talk.client(bytesOf(GREETING, CREATE, PUBLISH));
    expect(talk.inspected.said.at(-1)).toBe('1 onStatus NetStream.Publish.BadName');
    taken = false;
    talk.client(PUBLISH);
    expect(talk.inspected.said.at(-1)).toBe('1 onStatus NetStream.Publish.Start');
  });

  it('twice on a stream is refused', () => {
    expect(answers(CREATE, PUBLISH, PUBLISH).at(-1)).toBe('1 onStatus NetStream.Publish.Failed');
    expect(answers(call(0, 'publish', 5, null, 'key')).at(-1)).toBe(
      '0 onStatus NetStream.Publish.Failed',
    );
  });

  it.each([
    ['deleteStream with a number', call(0, 'deleteStream', 0, null, 1)],
    ['deleteStream with the name', call(0, 'deleteStream', 0, null, 'key')],
    ['closeStream', call(1, 'closeStream', 0, null)],
    ['publish(false)', call(1, 'publish', 0, null, false)],
  ])('ends with %s', (_, end) => {
    const talk = new Talk().client(
      bytesOf(GREETING, CREATE, PUBLISH, end, message(8, 1, audio(4))),
    );
    expect(talk.story).toEqual(['connect', 'publish', 'unpublished']);
    expect(talk.events.filter(({ type }) => type === 'media')).toEqual([]);
  });

  it('ends with the connection', () => {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, PUBLISH));
    talk.take(talk.session.end({ reason: 'The client is gone.' }));
    expect(talk.story.slice(2)).toEqual(['unpublished', 'ended']);
  });

  it('is answered with an error where nobody knows the method', () => {
    expect(answers(call(0, 'broadcast', 9, null), call(0, 'broadcast', 0, null))).toEqual([
      '0 _error NetConnection.Call.Failed',
    ]);
  });

  it('may come in AMF3 messages', () => {
    const body = bytesOf(0, amfString('createStream'), amfNumber(4), 5);
    expect(answers(message(17, 0, body))).toEqual(['0 _result(1)']);
  });
});

describe('what players ask', () => {
  it('begins with the stream, and the answers players wait for', () => {
    expect(
      answers(
        CREATE,
        call(0, 'getStreamLength', 5, null, 'key'),
        call(0, 'FCSubscribe', 6, null, 'key'),
        PLAY,
        control(4, be16(3), be32(1), be32(3000)),
      ),
    ).toEqual([
      '0 _result(1)',
      '0 _result(0)',
      '0 _result(undefined)',
      '0 onFCSubscribe NetStream.Play.Start',
      '0 Stream Begin 1',
      '1 onStatus NetStream.Play.Start',
      '1 |RtmpSampleAccess(true, true)',
      '1 onStatus NetStream.Data.Start',
    ]);
  });

  it('resets only where that was asked for', () => {
    const again = call(1, 'play', 5, null, 'key', -1, -1, true);
    expect(answers(CREATE, again)).toContain('1 onStatus NetStream.Play.Reset');
  });

  it('is refused where there is no such stream', () => {
    const talk = new Talk((event) =>
      event.type === 'play' ? ['NetStream.Play.StreamNotFound', 'No.'] : undefined,
    );
    talk.client(bytesOf(GREETING, CREATE, PLAY));
    expect(talk.inspected.said.at(-1)).toBe('1 onStatus NetStream.Play.StreamNotFound');
  });

  it('cannot seek, and is told so without an error that makes FFmpeg leave', () => {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, PLAY, call(1, 'seek', 0, null, 5)));
    expect(talk.inspected.said.at(-1)).toBe('1 onStatus NetStream.Seek.Failed');
    expect(Buffer.from(talk.sent.at(-1)!).toString('latin1')).toContain('warning');
  });

  it('can pause, and switch sound off', () => {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, PLAY));
    const sound = { messageTypeId: 8, messageStreamId: 1, timestamp: 5, payload: audio(9) };
    const sends = (): number => talk.session.deliver(1, sound).length;
    expect(sends()).toBe(1);
    talk.client(call(1, 'pause', 0, null, true, 0));
    expect([sends(), talk.inspected.said.at(-1)]).toEqual([0, '1 onStatus NetStream.Pause.Notify']);
    talk.client(call(1, 'pause', 0, null, false, 0));
    expect([sends(), talk.story.at(-1)]).toEqual([1, 'resumed']);
    talk.client(call(1, 'receiveAudio', 0, null, false));
    expect(sends()).toBe(0);
    talk.client(call(1, 'receiveAudio', 0, null, true));
    expect([sends(), talk.story.at(-1)]).toEqual([1, 'resumed']);
  });

  it('hears that the stream is over, and that it is back', () => {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, PLAY));
    talk.take(talk.session.notifyPlayer(1, 'over')).take(talk.session.notifyPlayer(1, 'again'));
    expect(talk.inspected.said.slice(-4)).toEqual([
      '0 Stream EOF 1',
      '1 onStatus NetStream.Play.UnpublishNotify',
      '0 Stream Begin 1',
      '1 onStatus NetStream.Play.PublishNotify',
    ]);
  });
});

describe('a relayed stream', () => {
  const metadata = bytesOf(amfString('onMetaData'), object({ width: 640 }));
  const frame = (timestamp: number, key: boolean): Uint8Array =>
    message(9, 1, bytesOf(key ? 0x17 : 0x27, 1, be24(0), 1, 2, timestamp % 256), timestamp);
  const SETUP = bytesOf(
    message(18, 1, bytesOf(amfString('@setDataFrame'), metadata)),
    message(9, 1, bytesOf(0x17, 0, be24(0), 1, 77)),
    message(8, 1, bytesOf(0xaf, 0, 0x12, 0x10)),
  );

  function published(...parts: Uint8Array[]): PublishedStream {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, PUBLISH, ...parts));
    const stream = new PublishedStream();
    for (const event of talk.events) if (event.type === 'media') stream.take(event.message);
    return stream;
  }

  it('greets players with metadata, configurations and everything since the key frame', () => {
    const stream = published(
      SETUP,
      frame(40, true),
      frame(80, false),
      frame(120, true),
      frame(160, false),
    );
    const greeting = stream.greeting();
    expect(greeting.map(({ messageTypeId, timestamp }) => [messageTypeId, timestamp])).toEqual([
      [18, 120],
      [9, 120],
      [8, 120],
      [9, 120],
      [9, 160],
    ]);
    expect(greeting[0]!.payload).toEqual(metadata);
  });

  it('holds pictures back from a player until there is a key frame, but no sound', () => {
    const stream = published(SETUP, frame(40, false));
    const feed = new PlayerFeed({ capsEx: 0, sent: [] });
    expect(feed.begin(stream).map(({ messageTypeId }) => messageTypeId)).toEqual([18, 9, 8]);
    const take = (bytes: Uint8Array): boolean => {
      const talk = new Talk().client(bytesOf(GREETING, CREATE, PUBLISH, bytes));
      const event = talk.events.at(-1);
      return event?.type === 'media' && feed.takes(stream.take(event.message)[0]!);
    };
    expect(
      [frame(80, false), message(8, 1, audio(9), 80), frame(120, true), frame(160, false)].map(
        take,
      ),
    ).toEqual([false, true, true, true]);
  });

  it('leaves enhanced codecs out for players that list others', () => {
    const av1 = message(9, 1, bytesOf(0x91, 'av01', 1, 2), 0);
    const stream = published(av1);
    const takes = (list?: string[]): number =>
      new PlayerFeed({ capsEx: 0, sent: [], ...(list && { fourCcList: list }) }).begin(stream)
        .length;
    expect([takes(), takes(['*']), takes(['av01']), takes(['hvc1'])]).toEqual([1, 1, 1, 0]);
  });

  it('splits aggregates for players, at their own time', () => {
    const part = (type: number, time: number, body: Uint8Array): Uint8Array =>
      bytesOf(type, be24(body.length), be24(time), 0, be24(0), body, be32(11 + body.length));
    const body = bytesOf(part(9, 10, video(20)), part(8, 30, audio(8)));
    const stream = published(SETUP, message(22, 1, body, 1000));
    expect(stream.greeting().slice(-2)).toMatchObject([
      { messageTypeId: 9, timestamp: 1000, payload: video(20) },
      { messageTypeId: 8, timestamp: 1020, payload: audio(8) },
    ]);
  });

  it('passes AMF3 data on, without the order to keep it', () => {
    const body = bytesOf(0, amfString('@setDataFrame'), metadata);
    const [first] = published(message(15, 1, body)).greeting();
    expect(first).toMatchObject({ messageTypeId: 15, payload: bytesOf(0, metadata) });
  });

  it('sends metadata again when it changes, and keeps the last; the same with configurations', () => {
    const stream = published(SETUP, frame(40, true));
    const other = bytesOf(amfString('onMetaData'), object({ width: 1280 }));
    const sps = bytesOf(0x17, 0, be24(0), 1, 100);
    const take = (type: number, payload: Uint8Array): number =>
      stream.take({ messageTypeId: type, messageStreamId: 1, timestamp: 80, payload }).length;
    expect([take(18, bytesOf(amfString('@setDataFrame'), other)), take(9, sps)]).toEqual([1, 1]);
    const payloads = stream.greeting().map(({ payload }) => payload);
    expect(payloads.filter((one) => one[0] === 2)).toEqual([other]);
    expect(payloads.slice(0, 2)).toContainEqual(sps);
  });

  it('is kept within bounds, however much of it is called a configuration or metadata', () => {
    const stream = new PublishedStream();
    const take = (messageTypeId: number, payload: Uint8Array): number =>
      stream.take({ messageTypeId, messageStreamId: 1, timestamp: 0, payload }).length;
    const large = new Uint8Array(70_000);
    // They are passed on all the same.
    expect(take(9, bytesOf(0x17, 0, be24(0), large))).toBe(1);
    expect(take(18, bytesOf(amfString('onMetaData'), large))).toBe(1);
    expect(stream.greeting()).toEqual([]);
    for (let track = 0; track < 200; track++)
      take(9, bytesOf(0x96, 0, 'avc1', track, large.subarray(0, 60_000)));
    const handlers = Array.from({ length: 200 }, (_, i) => amfString(`handler ${i}`));
    for (const handler of handlers)
      take(18, bytesOf(amfString('@setDataFrame'), handler, amfNumber(1)));
    expect(stream.greeting()).toHaveLength(2 * 64);
  });

  it('of sound alone goes to players from the start', () => {
    const stream = published(
      message(8, 1, bytesOf(0xaf, 0, 0x12, 0x10)),
      message(8, 1, audio(9), 40),
    );
    const feed = new PlayerFeed({ capsEx: 0, sent: [] });
    expect(feed.begin(stream).map(({ messageTypeId }) => messageTypeId)).toEqual([8]);
    const [next] = stream.take({
      messageTypeId: 8,
      messageStreamId: 1,
      timestamp: 80,
      payload: audio(9),
    });
    expect(feed.takes(next!)).toBe(true);
  });

  it('forgets metadata that is cleared', () => {
    const clear = bytesOf(amfString('@clearDataFrame'), amfString('onMetaData'));
    expect(
      published(SETUP, message(18, 1, clear))
        .greeting()
        .map((one) => one.messageTypeId),
    ).toEqual([9, 8]);
  });

  it('goes to players in chunks that every receiver reads alike', () => {
    const talk = new Talk().client(bytesOf(GREETING, CREATE, PLAY));
    const send = (timestamp: number): void => {
      const one = { messageTypeId: 9, messageStreamId: 7, timestamp, payload: video(20_000) };
      talk.take(talk.session.deliver(1, one));
    };
    [0x1000000, 0x1000028, 0x1000050, 20].forEach(send);
    const { messages, errors } = talk.inspected;
    expect(errors).toEqual([]);
    const times = messages
      .slice(-4)
      .map(({ timestamp, messageStreamId }) => [timestamp, messageStreamId]);
    expect(times).toEqual([
      [0x1000000, 1],
      [0x1000028, 1],
      [0x1000050, 1],
      [20, 1],
    ]);
    // Type 0 first and where time goes back, type 1 between; never type 3 but inside a message.
    expect(talk.sent.slice(-4).map((bytes) => bytes[0]! >> 6)).toEqual([0, 1, 1, 0]);
  });
});

describe('payloads that are given back', () => {
  it('make room for the next ones, and change nothing that players are sent, now or later', () => {
    const sizes = [20_000, 300, 16_384, 5, 65_000, 20_000, 9000, 40_000];
    const frame = (size: number, i: number): Uint8Array => {
      const body = video(size, i + 1);
      if (i % 4 !== 0) body[0] = 0x27;
      return message(9, 1, body, i * 40);
    };
    const session = (reuses: boolean): [now: string[], later: string[]] => {
      const talk = new Talk().client(bytesOf(GREETING, CREATE, PUBLISH));
      const stream = new PublishedStream();
      const now: string[] = [];
      const later: string[] = [];
      const said = (list: { payload: Uint8Array }[]) =>
        list.map(({ payload }) => Buffer.from(payload).toString('latin1'));
      const setup = message(9, 1, bytesOf(0x17, 0, be24(0), new Uint8Array(17_000).fill(7)));
      for (const bytes of [setup, ...sizes.map(frame)])
        for (let at = 0; at < bytes.length; at += 5000)
          for (const { event } of talk.session.receive(bytes.subarray(at, at + 5000), 1)) {
            if (event?.type !== 'media') continue;
            now.push(...said(stream.take(event.message)));
            if (reuses) talk.session.reuse(event.message);
            later.push(...said(stream.greeting()));
          }
      return [now, later];
    };
    const [now, later] = session(true);
    expect(now.map(({ length }) => length)).toEqual([17_005, ...sizes]);
    expect([now, later]).toEqual(session(false));
  });
});

describe('keeping the connection', () => {
  it('acknowledges after the window the client states, counting from the handshake', () => {
    const talk = new Talk().client(bytesOf(GREETING, control(5, be32(5000)), CREATE, PUBLISH));
    talk.client(message(9, 1, video(6000)));
    const acknowledged = talk.inspected.said.at(-1)!;
    expect(acknowledged).toMatch(/^0 Acknowledgement 6\d\d\d$/);
    expect(talk.inspected.said.filter((one) => one.includes('Acknowledgement 6'))).toHaveLength(1);
  });

  it('answers a ping, and keeps to a bandwidth it is told', () => {
    const ping = control(4, be16(6), be32(77));
    const bandwidth = control(6, be32(100_000), 0);
    expect(answers(ping, bandwidth, bandwidth)).toEqual([
      '0 PingResponse 77',
      '0 Window Acknowledgement Size 100000',
    ]);
  });

  it('knows what the client has not acknowledged', () => {
    const talk = new Talk().client(GREETING);
    const before = talk.session.unacknowledged;
    expect(before).toBe(talk.bytes.length - 3073);
    talk.client(control(3, be32(before)));
    expect(talk.session.unacknowledged).toBe(0);
  });

  it('pings a silent client, and is content with the answer', () => {
    const talk = new Talk().client(GREETING).wait(59_999);
    expect(talk.inspected.said).toHaveLength(4);
    talk.wait(1);
    expect(talk.inspected.said.at(-1)).toBe(`0 PingRequest ${talk.now}`);
    talk.now += 40;
    talk.client(control(4, be16(7), be32(talk.now - 40))).wait(30_000);
    expect(talk.events.at(-1)).toEqual({ type: 'round-trip', milliseconds: 40 });
  });

  it('ends a client that does not answer', () => {
    const talk = new Talk().client(GREETING).wait(60_000).wait(30_000);
    expect(ended(talk)).toMatchObject({ limit: 'pongWithin' });
  });
});

describe('limits', () => {
  const limited = (limits: ConstructorParameters<typeof Talk>[1], ...parts: Uint8Array[]) =>
    ended(new Talk(() => undefined, limits).client(bytesOf(GREETING, ...parts)));

  it('end a client that goes past them, and say which', () => {
    const large = bytesOf(type0({ chunkStreamId: 8, length: 2000, type: 9 }), video(100));
    expect(limited({ messageBytes: 1000 }, large)).toEqual({
      type: 'ended',
      limit: 'messageBytes',
      reason: 'The client announces a message of 2000 bytes; the limit is 1000.',
    });
    const many = Array.from({ length: 9 }, (_, i) =>
      bytesOf(type0({ chunkStreamId: 10 + i, length: 4, type: 8 }), audio(4)),
    );
    expect(limited({ chunkStreams: 5 }, ...many).limit).toBe('chunkStreams');
    const unfinished = bytesOf(type0({ chunkStreamId: 8, length: 60_000, type: 9 }), video(50_000));
    expect(limited({ memory: 40_000 }, unfinished).limit).toBe('memory');
  });

  it('are told to a client that wants too many streams', () => {
    const talk = new Talk(() => undefined, { messageStreams: 1 });
    talk.client(bytesOf(GREETING, CREATE, CREATE));
    expect(talk.inspected.said.at(-1)).toBe('0 _error NetConnection.Call.Failed');
    expect(talk.ending).toBeUndefined();
  });

  it('hold for what comes while a decision is open', () => {
    const talk = new Talk(() => undefined, { memory: 50_000 });
    const { session } = talk;
    const connect = session.receive(GREETING, 1);
    expect(connect.at(-1)?.event?.type).toBe('connect');
    const flood = Array.from({ length: 9 }, () => message(9, 1, video(9000)));
    expect(session.receive(bytesOf(...flood), 2)).toMatchObject([
      { event: { type: 'ended', limit: 'memory' } },
    ]);
    expect(session.accept(1, 3)).toEqual([]);
  });

  it.each([
    [0x16, 'The client speaks TLS (RTMPS); this is a plain RTMP port.'],
    [0x47, 'The client speaks HTTP or another text protocol; this is an RTMP port.'],
    [0xff, 'The client began with byte 255, which no version of RTMP begins with.'],
  ])('end what is not RTMP: first byte %i', (first, reason) => {
    expect(ended(new Talk().client(Uint8Array.of(first, 1, 2)))).toMatchObject({ reason });
  });

  it('end a client that no longer makes sense', () => {
    const talk = new Talk().client(bytesOf(GREETING, new Uint8Array(40).fill(0xff)));
    expect(ended(talk).reason).toBe('The client sent bytes that cannot be a chunk header.');
  });
});
