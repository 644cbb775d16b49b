import {
  amfNumber,
  amfString,
  audio,
  control,
  Conversation,
  type Part,
  setChunkSize,
  type0,
} from '../fixture.ts';
import { be16, be32, bytesOf, pcapHeader } from '../network/build-packets.ts';
import { command, NULL, picture, sound, texts, type Writers } from './parts.ts';

const connect = (app: string): Uint8Array =>
  command(
    0,
    ...[amfString('connect'), amfNumber(1)],
    ...texts({ app, tcUrl: `rtmp://10.0.0.2/${app}` }),
  );

const accepted = (id = 1): Uint8Array =>
  command(
    0,
    ...[amfString('_result'), amfNumber(id), NULL],
    ...texts({ level: 'status', code: 'NetConnection.Connect.Success' }),
  );

const refused = (description: string): Uint8Array =>
  command(
    0,
    ...[amfString('_error'), amfNumber(1), NULL],
    ...texts({ level: 'error', code: 'NetConnection.Connect.Rejected', description }),
  );

const call = (name: string, id: number, ...values: Part[]): Uint8Array =>
  command(0, amfString(name), amfNumber(id), NULL, ...values);

const result = (id: number, ...values: Part[]): Uint8Array =>
  command(0, amfString('_result'), amfNumber(id), NULL, ...values);

const publish = (stream: number, id: number, name: string): Uint8Array =>
  command(
    stream,
    ...[amfString('publish'), amfNumber(id), NULL, amfString(name), amfString('live')],
  );

const started = (stream: number): Uint8Array =>
  command(
    stream,
    ...[amfString('onStatus'), amfNumber(0), NULL],
    ...texts({ level: 'status', code: 'NetStream.Publish.Start', description: 'Started.' }),
  );

/** Sound and pictures on a message stream, each on a chunk stream of its own. */
const media = (stream: number, chunkStreamId: number, time: number): Uint8Array =>
  bytesOf(
    type0({ chunkStreamId, timestamp: time, length: 22, type: 8, stream }),
    audio(22),
    type0({ chunkStreamId: chunkStreamId + 1, timestamp: time, length: 100, type: 9, stream }),
    picture(100),
  );

const ping = (time: number): Uint8Array => control(4, be16(6), be32(time));
const pong = (time: number): Uint8Array => control(4, be16(7), be32(time));
const acknowledgement = (received: number): Uint8Array => control(3, be32(received));

export const CONVERSATIONS: Writers = {
  'answers-out-of-order': () =>
    new Conversation()
      .session([connect('live')], [call('onBWDone', 0), accepted()])
      .send(0, bytesOf(call('releaseStream', 2, amfString('cam')), call('createStream', 3)))
      .send(1, result(3, amfNumber(1)))
      // An answer to a question that comes only after it, and a number that is used twice.
      .send(1, result(4, amfNumber(2)))
      .send(0, bytesOf(call('createStream', 4), call('createStream', 3)))
      .send(1, bytesOf(result(3, amfNumber(3)), result(9, amfNumber(1)))).file,

  'three-connections-to-get-in': () => {
    const talks: [app: string, answer: Uint8Array][] = [
      ['live', refused('[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : ')],
      [
        'live?authmod=adobe&user=anna',
        refused(
          '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=anna&salt=c2FsdA==&challenge=Y2hhbA==&opaque=b3BhcQ==',
        ),
      ],
      [
        'live?authmod=adobe&user=anna&challenge=bWluZQ==&response=c2VjcmV0&opaque=b3BhcQ%3D%3D',
        accepted(),
      ],
    ];
    const records = talks.flatMap(
      ([app, answer], n) =>
        new Conversation({ clientPort: 50000 + n }).session([connect(app)], [answer]).records,
    );
    return bytesOf(pcapHeader(), ...records);
  },

  'two-publishes': () =>
    new Conversation()
      .session([connect('live')], [accepted()])
      .send(0, bytesOf(call('createStream', 2), call('createStream', 3)))
      .send(1, bytesOf(result(2, amfNumber(1)), result(3, amfNumber(2))))
      .send(0, bytesOf(publish(1, 4, 'main'), publish(2, 5, 'side')))
      .send(1, bytesOf(started(1), started(2)))
      .send(0, bytesOf(media(1, 4, 0), media(2, 6, 0), media(1, 4, 40), media(2, 6, 40))).file,

  'acknowledgements-that-do-not-count': () => {
    const talker = new Conversation().session(
      [setChunkSize(4096), sound(0, 2000)],
      [control(5, be32(2500))],
    );
    return talker
      .send(1, acknowledgement(3073 + 2028))
      .send(0, sound(100, 2000))
      .send(1, acknowledgement(2012))
      .send(0, sound(200, 2000))
      .send(1, acknowledgement(2012))
      .send(1, bytesOf(acknowledgement(0xffffff00), acknowledgement(0x100))).file;
  },

  'pings-unanswered': () =>
    new Conversation()
      .session([sound(0)], [ping(1000)])
      .send(0, pong(1000))
      .send(1, ping(2000))
      .send(1, ping(3000))
      .send(0, bytesOf(pong(2999), ping(77)))
      .send(1, pong(77)).file,
};
