import { amfNumber, amfString, be24, control, type Part, session } from '../fixture.ts';
import { be16, be32, bytesOf } from '../network/build-packets.ts';
import { command, END, message, named, NULL, sound, texts, type Writers } from './parts.ts';

const AUDIO = 8;
const VIDEO = 9;
const DATA = 18;

/** A command of type 17, which announces AMF3. */
const amf3Command = (...body: Part[]): Uint8Array => message(17, 0, ...body);
/** AMF3 values behind one another in an array, as the argument of a handler. */
const list3 = (...values: Part[][]): Uint8Array =>
  message(DATA, 0, amfString('onList'), 0x11, 9, values.length * 2 + 1, 1, ...values.flat());
const text3 = (text: string): Part[] => [text.length * 2 + 1, text];

/** One part of an Aggregate; `back` is what its back pointer says. */
const part = (time: number, body: string, back = 11 + body.length): Part[] => [
  ...[AUDIO, be24(body.length), be24(time), 0, be24(0)],
  ...[body, be32(back)],
];

const SPS: Part[] = [be16(4), 0x67, 66, 0, 31];
const PPS: Part[] = [be16(2), 0x68, 0xee];
const AVC_RECORD: Part[] = [1, 66, 0, 31, 0xff, 0xe1, ...SPS, 1, ...PPS];
const HEVC_RECORD: Part[] = [
  ...[1, 1, be32(0x60000000), [0x90, 0, 0, 0, 0, 0], 93, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0],
  ...[0x0f, 0],
];
/** One NAL unit of HEVC, of three bytes, behind its length. */
const HEVC_UNIT: Part[] = [be32(3), 2, 1, 9];

export const PAYLOADS: Writers = {
  'nothing-inside': () =>
    session([
      message(AUDIO, 0),
      ...[message(VIDEO, 0), message(VIDEO, 40, 0x17), message(VIDEO, 80, 0x17, 1, 0, 0)],
      message(DATA, 80),
      sound(83),
    ]),

  'odd-commands': () =>
    session([
      command(0),
      command(0, amfString('onFCPublish')),
      ...[NaN, -1, 1.5, 2 ** 53].map((id) =>
        command(0, amfString('createStream'), amfNumber(id), NULL),
      ),
      command(0, amfString('createStream'), amfString('2'), NULL),
    ]),

  'format-selector': () =>
    session([
      amf3Command(0, amfString('ping'), amfNumber(2), NULL),
      amf3Command(amfString('ping'), amfNumber(3), NULL),
      amf3Command(3, amfString('ping'), amfNumber(4), NULL),
      message(15, 0, amfString('onTextData'), amfString('hello')),
    ]),

  'amf3-by-number': () =>
    session([
      list3([4, 0x7f], [4, 0x81, 0x00], [4, 0x80, 0xc0, 0x80, 0x00], [4, 0xff, 0xff, 0xff, 0xff]),
      list3([6, 1], [6, ...text3('a')], [6, ...text3('b')], [6, 2]),
      list3(
        ...[
          [0x0a, 0x13, ...text3('C'), ...text3('member'), 4, 1],
          [0x0a, 0x01, 4, 2],
          [0x0a, 0x02],
          [6, 2],
        ],
      ),
      list3([6, ...text3('a')], [6, 8]),
      list3([4, 0x80, 0x05]),
    ]),

  'aggregate-broken': () =>
    session([
      message(22, 1000, ...part(5000, '/1'), ...part(5020, '/2'), ...part(5040, '/3')),
      message(22, 2000, ...part(0, '/1', 12), ...part(20, '/2')),
      message(22, 3000, bytesOf(...part(0, '/1'), ...part(20, '/2')).subarray(0, 29)),
      message(22, 4000, ...part(0, '/1').slice(0, -1)),
    ]),

  'shared-object-broken': () => {
    const head: Part[] = [be16(4), 'chat', be32(3), be32(2), be32(0)];
    return session([
      message(19, 0, ...head, 1, be32(0), 4, be32(12), be16(1), 'a', amfNumber(1)),
      message(19, 0, ...head, 8, be32(100), 1, 2),
      message(19, 0, ...head, 42, be32(1), 9),
    ]);
  },

  'control-lengths': () =>
    session([
      ...[control(4, be16(0), be24(1)), control(4, be16(3), be32(1), be32(1000), 0)],
      ...[control(4, be16(6), be16(1)), control(4, be16(0xffff))],
      ...[control(6, be32(5000)), control(6, be32(5000), 3)],
      ...[control(3, be32(3073), be32(0)), control(5, be32(0))],
      sound(0),
    ]),

  'start-codes': () => {
    const frames = (...units: Part[]): Part[] => [0x27, 1, be24(0), ...units];
    return session([
      message(VIDEO, 0, 0x17, 0, be24(0), ...AVC_RECORD),
      message(VIDEO, 40, ...frames(be32(3), 0x41, 0x9a, 0x21)),
      message(VIDEO, 80, ...frames(be32(1), 0x41, 0x9a, 0x21, be24(1), 0x06, 0x05)),
      message(VIDEO, 120, ...frames(be32(0), be32(2), 0x41, 0x9a)),
      message(VIDEO, 160, 0x27, 1, 0xff, 0xff, 0xd8, be32(2), 0x41, 0x9a),
    ]);
  },

  'sound-before-its-header': () =>
    session([
      message(AUDIO, 0, 0xaf, 1, 0x21, 0x10),
      // 00101 0111 0010 0100 00010 and zeros: SBR told first, 22050 Hz doubled to 44100, over AAC LC.
      message(AUDIO, 23, 0xaf, 0, 0x2b, 0x92, 0x08, 0x00),
      message(AUDIO, 23, 0xaf, 1, 0x21, 0x10),
      message(AUDIO, 46, 0xa0, 1, 0x21, 0x10),
      // 00010 0011 0000 0 0 0: the channels are in an element that is not there.
      message(AUDIO, 69, 0xaf, 0, 0x11, 0x80),
    ]),

  'hevc-in-disguise': () =>
    session([
      message(VIDEO, 0, 0x1c, 0, be24(0), ...HEVC_RECORD),
      message(VIDEO, 40, 0x17, 0, be24(0), ...HEVC_RECORD),
      message(VIDEO, 80, 0x90, 'hvc1', ...HEVC_RECORD),
    ]),

  'enhanced-forms': () => {
    const colorInfo: Part[] = [
      amfString('colorInfo'),
      ...[3, ...named('hdrCll', 3, ...named('maxFall', amfNumber(400)), ...END), ...END],
    ];
    return session([
      message(VIDEO, 0, 0x90, 'hvc1', ...HEVC_RECORD),
      message(VIDEO, 0, 0xd4, 'hvc1', ...colorInfo),
      message(VIDEO, 40, 0xa1, 'hvc1', be24(40), ...HEVC_UNIT),
      message(VIDEO, 80, 0xa3, 'hvc1', ...HEVC_UNIT),
      message(VIDEO, 120, 0xa7, 2, be24(999_999), 0x03, 'hvc1', ...HEVC_UNIT),
      message(VIDEO, 160, 0xa7, 2, be24(1_000_000), 0x03, 'hvc1', ...HEVC_UNIT),
      message(VIDEO, 200, 0xa7, 2, be24(5), 0x07, 0, 9, 0x13, 'hvc1', ...HEVC_UNIT),
      message(VIDEO, 240, 0xa7, 0xff, be16(255), new Uint8Array(256), 0x13, 'hvc1', ...HEVC_UNIT),
      message(VIDEO, 280, 0x92, 'hvc1'),
    ]);
  },

  'tracks-that-do-not-fit': () => {
    const track: Part[] = [be24(7), ...HEVC_UNIT];
    return session([
      message(VIDEO, 0, 0xa6, 0x13, 'hvc1', 1, ...track, 2, be24(100), ...HEVC_UNIT),
      message(VIDEO, 40, 0xa6, 0x23, 'hvc1', 1, ...track, 'abcd', 2, ...track, 'hvc1', 3, ...track),
      message(VIDEO, 80, 0xa6, 0x16, 'hvc1', 0, be24(1), 9),
      message(VIDEO, 120, 0xa6, 0x13, 'hvc1', 1, ...track, 7, 7),
      message(AUDIO, 120, 0x95, 0x21, 'Opus', 1, be24(2), 0xf8, 1),
    ]);
  },

  'speex-not-enhanced': () =>
    session([
      message(AUDIO, 0, 0xb6, 0x1d, 0x9d, 0x66),
      message(AUDIO, 20, 0x91, 'Opus', 0xf8, 0xff, 0xfe),
    ]),

  'command-frames': () =>
    session([
      message(VIDEO, 0, 0x57, 0, be24(0), 0),
      message(VIDEO, 0, 0x57, 1),
      message(VIDEO, 40, 0xd1, 0),
      message(VIDEO, 40, 0xd1, 1),
    ]),

  'metadata-forms': () => {
    const width = named('width', amfNumber(640));
    const meta = (...value: Part[]) =>
      message(DATA, 0, amfString('@setDataFrame'), amfString('onMetaData'), ...value);
    return session([
      meta(8, be32(1), ...width, ...END),
      meta(3, ...width, ...END),
      meta(0x11, 0x0a, 0x0b, 1, ...text3('width'), 4, 0x85, 0, 1),
      meta(NULL),
      meta(0x0a, be32(1), NULL),
      message(DATA, 0, amfString('onTextData'), 3, ...named('text', amfString('hello')), ...END),
    ]);
  },

  'stream-names': () => {
    const utf8 = new TextEncoder().encode('straße 直播');
    const names = [
      ...[bytesOf(2, be16(utf8.length), utf8), bytesOf(2, be16(4), 0xd6, 0xb1, 0xb2, 0xa5)],
      ...['my stream', 'key?token=secret', 'mp4:film.mp4', ''].map(amfString),
    ];
    return session(
      names.map((name, at) =>
        command(1, amfString('publish'), amfNumber(at + 2), NULL, name, amfString('live')),
      ),
    );
  },

  'object-ends': () =>
    session([
      message(DATA, 0, amfString('x'), 3, ...named('a', amfString('\t\0\0\tb')), ...END, NULL),
      message(DATA, 0, amfString('x'), 3, ...texts({ a: 'b' }).slice(1, -2)),
      message(DATA, 0, amfString('x'), 8, be32(3), ...named('a', NULL), ...END),
      message(DATA, 0, amfString('x'), 3, ...named('me', 7, be16(0)), ...END),
    ]),
};
