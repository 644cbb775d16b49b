import { AAC_SEQUENCE_HEADER, AVC_SEQUENCE_HEADER, Media } from './media.js';
import { ChunkStreamWriter } from './chunk-stream.js';
import { TcpFlow } from './tcp-flow.js';
import { amf0, amf0EcmaArray } from './amf0.js';

/**
 * @typedef {import('./tcp-flow.js').Sender} Sender
 * @typedef {import('./chunk-stream.js').Message} Message
 */

/**
 * @typedef {object} PublisherOptions
 * @property {number} number of the connection
 * @property {number} chunkSize what both sides announce
 * @property {number} segment
 * @property {number} snapLength
 * @property {number} bitRate
 * @property {number} timestampBase milliseconds at which the media timestamps begin
 * @property {boolean} fullHeaders
 * @property {boolean} [constantSound] every sound has the same length
 * @property {boolean} [oneChunkStream] sound and pictures on chunk stream 4
 * @property {number} interleave share of pictures with a sound between their chunks
 * @property {import('./tcp-flow.js').Faults} faults
 * @property {number | undefined} joinAfter microseconds of the session before the capture begins
 * @property {boolean} [swapFirst] the first two segments of the client in such a capture are swapped
 */

/** Bytes after which each side wants an Acknowledgement (§5.4.4). */
const WINDOW = 2_500_000;
const MICROSECONDS = 1000;

/**
 * One session: connect, publish, media, good-bye. A generator: it yields the time at which it wants to go
 * on, in microseconds, and is told by `stop()` when the file is large enough.
 *
 * @param {PublisherOptions} options
 * @param {object} world
 * @param {import('./random.js').Random} world.random
 * @param {Buffer} world.noise
 * @param {number} world.start microseconds
 * @param {() => boolean} world.stop
 * @param {(packet: import('./pcap-file.js').Packet) => void} world.packet
 * @param {Record<Sender, import('./ground-truth.js').StreamTruth>} world.truth
 * @returns {Generator<number, void, void>}
 */
export function* publish(options, { random, noise, start, stop, packet, truth }) {
  let capturing = options.joinAfter === undefined;
  const flow = new TcpFlow({
    number: options.number,
    segment: options.segment,
    snapLength: options.snapLength,
    random,
    packet: (one) => {
      if (capturing) packet(one);
    },
    segmentSent: (sender, fate) => {
      truth[sender].segmentSent(fate);
    },
  });
  const writers = {
    client: new ChunkStreamWriter(options.fullHeaders),
    server: new ChunkStreamWriter(false),
  };
  /** Stream offsets up to which bytes were given to TCP. */
  const given = { client: 0, server: 0 };
  /** @type {import('./tcp-flow.js').Faults | undefined} */
  let faults;

  /**
   * @param {Sender} sender
   * @param {number} now
   * @param {Buffer} bytes
   * @param {boolean} push
   */
  const bytes = (sender, now, bytes, push) => {
    given[sender] += bytes.length;
    flow.send(sender, now, bytes, push, sender === 'client' ? faults : undefined);
  };
  /**
   * @param {Sender} sender
   * @param {number} now
   * @param {boolean} push
   * @param {Message[]} messages
   */
  const send = (sender, now, push, ...messages) => {
    const { bytes: chunks, written } = writers[sender].write(messages);
    truth[sender].written(given[sender], written);
    bytes(sender, now, chunks, push);
  };
  if (!capturing) for (const stream of Object.values(truth)) stream.suspend();

  let now = flow.open(start);
  const [c1, s1] = [random.bytes(1536).fill(0, 0, 8), random.bytes(1536).fill(0, 0, 8)];
  bytes('client', now, Buffer.concat([Buffer.from([3]), c1]), true);
  yield (now += 21_000);
  bytes('server', now, Buffer.concat([Buffer.from([3]), s1, c1]), true);
  yield (now += 1_000);
  bytes('client', now, s1, true);

  const app = 'live';
  const tcUrl = 'rtmp://10.2.0.1/live';
  const key = `camera-${String(options.number)}`;
  send(
    'client',
    now,
    true,
    command(
      3,
      0,
      amf0('connect', 1, {
        app,
        type: 'nonprivate',
        flashVer: 'FMLE/3.0 (compatible; specimen)',
        swfUrl: tcUrl,
        tcUrl,
        fpad: false,
        capabilities: 15,
        audioCodecs: 1024,
        videoCodecs: 128,
      }),
    ),
  );
  yield (now += 21_000);
  send('server', now, false, control(5, uint32(WINDOW)));
  send('server', now, false, control(6, Buffer.concat([uint32(WINDOW), Buffer.from([2])])));
  send('server', now, false, control(1, uint32(options.chunkSize)));
  writers.server.chunkSize = options.chunkSize;
  send(
    'server',
    now,
    true,
    command(
      3,
      0,
      amf0(
        '_result',
        1,
        { fmsVer: 'FMS/3,0,1,123', capabilities: 31 },
        {
          level: 'status',
          code: 'NetConnection.Connect.Success',
          description: 'Connection succeeded.',
          objectEncoding: 0,
        },
      ),
    ),
  );
  yield (now += 1_000);
  send('client', now, false, control(1, uint32(options.chunkSize)));
  writers.client.chunkSize = options.chunkSize;
  send('client', now, false, command(3, 0, amf0('releaseStream', 2, null, key)));
  send('client', now, false, command(3, 0, amf0('FCPublish', 3, null, key)));
  send('client', now, true, command(3, 0, amf0('createStream', 4, null)));
  yield (now += 21_000);
  send('server', now, true, command(3, 0, amf0('_result', 4, null, 1)));
  yield (now += 1_000);
  send('client', now, true, command(8, 1, amf0('publish', 5, null, key, 'live')));
  yield (now += 21_000);
  send('server', now, false, control(4, Buffer.from([0, 0, 0, 0, 0, 1])));
  send(
    'server',
    now,
    true,
    command(
      5,
      1,
      amf0('onStatus', 0, null, {
        level: 'status',
        code: 'NetStream.Publish.Start',
        description: 'Publishing.',
      }),
    ),
  );
  yield (now += 1_000);

  faults = options.faults;
  const began = now;
  const media = new Media(random, noise, options.bitRate, options.constantSound);
  const pictures = options.oneChunkStream ? 4 : 6;
  /** @param {number} microseconds since the media began */
  const timestamp = (microseconds) =>
    (options.timestampBase + Math.round(microseconds / MICROSECONDS)) % 0x1_0000_0000;
  const metadata = amf0EcmaArray({
    width: 1280,
    height: 720,
    framerate: 30,
    videocodecid: 7,
    audiocodecid: 10,
    videodatarate: options.bitRate / 1000,
    encoder: 'specimen',
  });
  send(
    'client',
    now,
    false,
    message(4, timestamp(0), 18, 1, Buffer.concat([amf0('@setDataFrame', 'onMetaData'), metadata])),
  );
  send('client', now, false, message(pictures, timestamp(0), 9, 1, AVC_SEQUENCE_HEADER));
  send('client', now, false, message(4, timestamp(0), 8, 1, AAC_SEQUENCE_HEADER));

  /**
   * What the server has on the way. It is sent when its time has come, so that no packet acknowledges
   * what the capture has not seen.
   * @type {{ time: number, message: Message }[]}
   */
  const answers = [];
  let acknowledged = 0;
  let pings = 0;
  while (!stop()) {
    const { videoTime, audioTime } = media;
    now = began + Math.min(videoTime, audioTime);
    yield now;
    if (options.joinAfter !== undefined && !capturing && now - start >= options.joinAfter) {
      capturing = true;
      truth.client.begin(flow.sent.client);
      truth.server.begin(flow.sent.server);
      if (options.swapFirst) flow.swapNext('client');
    }
    if (audioTime < videoTime) {
      send('client', now, false, message(4, timestamp(audioTime), 8, 1, media.audio()));
    } else {
      const picture = message(pictures, timestamp(videoTime), 9, 1, media.video());
      if (pictures !== 4 && random.unit() < options.interleave)
        send('client', now, false, picture, message(4, timestamp(audioTime), 8, 1, media.audio()));
      else send('client', now, false, picture);
    }
    const [answer] = answers;
    if (answer !== undefined && answer.time <= now) {
      answers.shift();
      send('server', now, true, answer.message);
      // A ping (§7.1.7) is answered with its own timestamp.
      const { messageTypeId, payload } = answer.message;
      if (messageTypeId === 4)
        send(
          'client',
          now,
          false,
          control(4, Buffer.concat([Buffer.from([0, 7]), payload.subarray(2)])),
        );
    }
    if (flow.sent.client - acknowledged >= WINDOW) {
      acknowledged = flow.sent.client;
      const count = uint32(acknowledged % 0x1_0000_0000);
      answers.push({ time: flow.answerTime, message: control(3, count) });
    }
    if (now - began > (pings + 1) * 10_000_000) {
      pings++;
      const time = uint32((now - began) / MICROSECONDS);
      const ping = Buffer.concat([Buffer.from([0, 6]), time]);
      answers.push({ time: flow.answerTime, message: control(4, ping) });
    }
  }

  faults = undefined;
  yield (now = Math.max(now + 50_000, flow.answerTime));
  send('client', now, false, command(3, 0, amf0('FCUnpublish', 6, null, key)));
  send('client', now, true, command(3, 0, amf0('deleteStream', 7, null, 1)));
  yield (now += 21_000);
  flow.close(now);
}

/**
 * @param {number} chunkStreamId
 * @param {number} timestamp
 * @param {number} messageTypeId
 * @param {number} messageStreamId
 * @param {Buffer} payload
 * @returns {Message}
 */
function message(chunkStreamId, timestamp, messageTypeId, messageStreamId, payload) {
  return { chunkStreamId, timestamp, messageTypeId, messageStreamId, payload };
}

/**
 * @param {number} chunkStreamId
 * @param {number} messageStreamId
 * @param {Buffer} payload
 */
function command(chunkStreamId, messageStreamId, payload) {
  return message(chunkStreamId, 0, 20, messageStreamId, payload);
}

/**
 * @param {number} messageTypeId
 * @param {Buffer} payload
 */
function control(messageTypeId, payload) {
  return message(2, 0, messageTypeId, 0, payload);
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Math.floor(value));
  return bytes;
}
