import { amfNumber, amfString, be24, type Part, session, setChunkSize, type0 } from './fixture.ts';
import { be16, be32, bytesOf } from './network/build-packets.ts';

/**
 * Payloads written by hand for what no capture and no vector has: rare fields of rare codecs, old forms,
 * values that only one program sends. Each has a name for the test that fails, and shares no code with
 * the decoder.
 */
export interface Specimen {
  readonly name: string;
  readonly messageTypeId: number;
  readonly payload: Uint8Array;
}

const AUDIO = 8;
const VIDEO = 9;
const DATA = 18;
const COMMAND = 20;

/** Groups of binary digits, filled up with zeros to whole bytes: `00010 0100` is two bytes. */
export function bits(groups: string): number[] {
  const digits = groups.replaceAll(' ', '');
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 8)
    bytes.push(Number.parseInt(digits.slice(at, at + 8).padEnd(8, '0'), 2));
  return bytes;
}

const specimen = (name: string, messageTypeId: number, ...parts: Part[]): Specimen => ({
  name,
  messageTypeId,
  payload: bytesOf(...parts),
});

/** An AudioSpecificConfig in an AAC sequence header. */
const aac = (name: string, config: string): Specimen =>
  specimen(`AudioSpecificConfig: ${name}`, AUDIO, 0xaf, 0, bits(config));

/** A program config element behind AAC LC, 48 kHz, channels in the stream, and no extension. */
const withElement = (name: string, element: string): Specimen =>
  aac(name, `00010 0011 0000 0 0 0 ${element}`);

/** A NAL unit behind its length, from its bits. */
const unit = (groups: string): Part[] => [be32(bits(groups).length), bits(groups)];

/** VVC: Main 10, Main tier, level 4.0, no limits, no further profiles. */
const VVC_LEVEL = '0000001 0 01000000 1 1 0 00000 00000000';

const AUDIO_SPECIMENS: Specimen[] = [
  aac('object type 42 in eleven bits', '11111 001010 0011 0010'),
  aac('a rate of its own', `00010 1111 ${(50_000).toString(2).padStart(24, '0')} 0010 0 0 0`),
  aac('SBR told first, with a rate from the table', '00101 0110 0010 0011 00010 0 0 0'),
  aac(
    'SBR told first, with a rate of its own',
    `00101 0110 0010 1111 ${(47_999).toString(2).padStart(24, '0')} 00010 0 0 0`,
  ),
  aac('SBR over an inner type in eleven bits', '00101 0110 0010 0011 11111 001010'),
  aac('SBR over BSAC, with channels after it', '00101 0110 0010 0011 10110 0001 0 0 0 00'),
  aac(
    'PS told last, for readers that know it',
    [
      '00010 0110 0001 0 0 0', // AAC LC 24 kHz mono
      '01010110111 00101 1 0011', // SBR to 48 kHz
      '10101001000 1', // PS
    ].join(''),
  ),
  aac('enhanced low delay', '11111 000111 0100 0001 0 000 0 0000 00'),
  aac(
    'enhanced low delay with SBR, of which the rest is not taken apart',
    '11111 000111 0100 0001 0 000 1 0 0',
  ),
  aac('a core coder’s delay', '00010 0100 0010 0 1 00000001000000 0'),
  aac('a scalable layer', '00110 0100 0010 0 0 1 010 0'),
  aac('BSAC with sub-frames', '10110 0100 0010 0 0 1 00010 00000100000 0 00'),
  aac('protection against lost bits', '10001 0100 0010 0 0 1 1 0 1 0 00'),
  aac('one bit of padding', '00010 1111 000000001100001101010000 0010 0 0 0 01010110111 00101 0'),
  // The lengths that leave two to six bits of the last byte.
  aac('two bits of padding', '10001 0100 0010 0 0 1 0 0 0 0 00'),
  aac('three bits of padding', '00010 0100 0010 0 0 0 01010110111 00101 1 0011 0000'),
  aac('four bits of padding', '00010 0100 0010 0 1 00000000000000 0 01010110111 00101 0 0'),
  aac('five bits of padding', '00110 0100 0010 0 0 0 010'),
  aac('six bits of padding', '10001 0100 0010 0 0 0 00'),
  withElement(
    'a pair at each side, mixed down',
    [
      '0000 01 0011 0001 0001 0001 00 001 0001',
      '1 0001', // mono: element 1
      '1 0010', // stereo: element 2
      '1 10 1', // matrix 2, pseudo surround
      '1 0000', // front
      '1 0001', // sides
      '0 0010', // back
      '0011', // data
      '1 0100', // coupling
      `${'0'.repeat(6)} 00000011 01100001 01100010 01100011`,
    ].join(''),
  ),
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((front) =>
    // Five bits for each front element leave every number of bits up to the comment once.
    withElement(
      `${front} in front`,
      `0000 01 0011 ${front.toString(2).padStart(4, '0')} 0000 0000 00 000 0000 0 0 0${'0 0000'.repeat(front)}${'0'.repeat(24)}`,
    ),
  ),
  specimen(
    'audio ModEx of 257 bytes',
    AUDIO,
    0x97,
    0xff,
    be16(256),
    new Uint8Array(257),
    0x01,
    'Opus',
    0xf8,
  ),
  specimen(
    'audio tracks of several codecs',
    AUDIO,
    ...[0x95, 0x21],
    ...['Opus', 0, be24(1), 0xf8],
    ...['mp4a', 1, be24(2), 0x21, 0x10],
  ),
  specimen('bytes behind the end of a sequence', AUDIO, 0x92, 'Opus', 1, 2, 3),
  specimen(
    'Opus: three frames of their own sizes, padded',
    AUDIO,
    0x91,
    'Opus',
    0xfb,
    0xc3,
    1,
    0,
    0,
    0,
  ),
  specimen(
    'FLAC: a block of another kind first',
    AUDIO,
    0x90,
    'fLaC',
    'fLaC',
    0x84,
    be24(4),
    'abcd',
  ),
];

/** Begin of an AVC message of frames, and of its sequence header. */
const AVC_FRAMES = [0x17, 1, 0, 0, 0];
const AVC_SEQUENCE = [0x17, 0, 0, 0, 0];

/** A configuration record whose frames have lengths of so many bytes, one less than that being `minusOne`. */
const avcRecord = (minusOne: number): Part[] => [
  ...[1, 66, 0, 31, 0xfc + minusOne],
  ...[0xe1, be16(4), 0x67, 66, 0, 31],
  ...[1, be16(2), 0x68, 0xee],
];

/** A VVC configuration record: profile with limits, levels of layers, further profiles, and two arrays. */
const VVC_RECORD: Part[] = [
  bits('11111 11 1'),
  bits('000000000 010 01 01 010 11111'), // two layers, constant rate, 4:2:0, ten bits
  bits('00 000010 0000001 0 00110011 1 0 000000'), // two bytes of limits, Main 10, level 51
  0x40,
  bits('1 0000000'), // a level for the lower layer
  48,
  ...[1, be32(0x1234)],
  ...[be16(1920), be16(1080), be16(25 * 256)],
  2,
  ...[bits('1 00 01101'), be16(3), bits('0 0 000000 01101 001'), 0x10], // a single one: no count
  ...[bits('1 00 01111'), be16(1), be16(4), bits('0 0 000000 01111 001'), 0x11, 0x22],
];

const VIDEO_SPECIMENS: Specimen[] = [
  specimen('AVC: lengths of one byte are announced', VIDEO, AVC_SEQUENCE, ...avcRecord(0)),
  specimen('AVC: lengths of one byte', VIDEO, AVC_FRAMES, 3, 0x65, 0x88, 0x80, 2, 0x06, 0x80),
  specimen('AVC: lengths of two bytes are announced', VIDEO, AVC_SEQUENCE, ...avcRecord(1)),
  specimen('AVC: lengths of two bytes', VIDEO, AVC_FRAMES, be16(3), 0x65, 0x88, 0x80),
  specimen('AVC: lengths of three bytes are announced', VIDEO, AVC_SEQUENCE, ...avcRecord(2)),
  specimen('AVC: lengths of three bytes', VIDEO, AVC_FRAMES, be24(3), 0x65, 0x88, 0x80),
  specimen('AVC: lengths of four bytes are announced', VIDEO, AVC_SEQUENCE, ...avcRecord(3)),
  specimen('VP6 with an alpha picture', VIDEO, 0x15, 0x12, be24(7), 'picture', 'alpha'),
  specimen('bytes behind a command frame', VIDEO, 0x57, 0, 1, 2),
  specimen(
    'start codes instead of lengths',
    VIDEO,
    AVC_FRAMES,
    be32(1),
    0x65,
    0x88,
    0x80,
    0,
    0,
    1,
    0x41,
    0x9a,
  ),
  specimen(
    'AVC configuration with an extension of a parameter set',
    VIDEO,
    AVC_SEQUENCE,
    ...[1, 100, 0, 31, 0xff],
    ...[0xe1, be16(4), 0x67, 100, 0, 31],
    ...[1, be16(2), 0x68, 0xee],
    ...[0xfd, 0xf8, 0xf8, 1, be16(2), 0x6d, 0x80],
  ),
  specimen(
    'HEVC access unit delimiter',
    VIDEO,
    0x93,
    'hvc1',
    be32(3),
    0x46,
    0x01,
    bits('010 10000'),
  ),
  specimen(
    'AVC light levels of HDR',
    VIDEO,
    ...[0x27, 1, be24(0), be32(8), 0x06, 144, 4, be16(1000), be16(400), 0x80],
  ),
  specimen(
    'HEVC light levels of HDR',
    VIDEO,
    ...[0x93, 'hvc1'],
    ...[be32(29), 0x4e, 0x01, 137, 24, new Array<number>(16).fill(1)],
    ...[be32(10_000_000), be32(50), 0x80],
    ...[be32(9), 0x4e, 0x01, 144, 4, be16(1000), be16(400), 0x80],
  ),
  specimen('VVC configuration', VIDEO, 0x90, 'vvc1', ...VVC_RECORD),
  specimen(
    'VVC frames',
    VIDEO,
    ...[0x91, 'vvc1', be24(40)],
    ...[be32(4), bits('0 0 000000 00111 001'), 0xaa, 0xbb],
    ...[be32(2), bits('0 0 000000 10101 001')],
  ),
  specimen(
    'VVC parameters of every kind',
    VIDEO,
    ...[0x91, 'vvc1', be24(0)],
    ...unit('0 0 000000 01100 001 1 1 011 011 0 1'), // operating point: layers 2, three temporal layers
    ...unit(`0 0 000000 01101 001 0000 0000 ${VVC_LEVEL} 0 1`),
    ...unit('0 0 000000 01110 001 0001 000001 110 1 00'), // video parameters: two layers, seven temporal ones
    ...unit(
      `0 0 000000 01111 001 0011 0001 000 01 10 1 ${VVC_LEVEL} 00 0000001000001 0000001000001 0 0 011 1`,
    ),
    ...unit('0 0 000000 10000 001 000111 0011 0 0000001000001 0000001000001 0 0 0 1 0 1'),
    ...unit('0 0 000000 10001 001 001 00010 1 1'), // tables for brightness
    ...unit('0 0 000000 10100 001 1 010 1000'), // a picture of any slices begins
  ),
  specimen(
    'AV1: a unit of a layer',
    VIDEO,
    0x91,
    'av01',
    bits('0 0110 1 1 0'),
    bits('001 01 000'),
    2,
    0x10,
    0,
  ),
  specimen(
    'AV1: light levels of HDR',
    VIDEO,
    ...[0x91, 'av01', bits('0 0101 0 1 0')],
    ...sized([1, ...be16(1000), ...be16(400), 0x80]),
  ),
  specimen(
    'AV1: a sequence header that tells its rate',
    VIDEO,
    0x91,
    'av01',
    bits('0 0001 0 1 0'),
    ...sized(
      bits(
        [
          '000 0 0', // profile 0, no still picture, not reduced
          '1', // timing
          (1).toString(2).padStart(32, '0'),
          (30).toString(2).padStart(32, '0'),
          '1 1', // all pictures last the same: one tick
          '0 0 00000', // no decoder model, no delays, one operating point
          '000000000000 00101',
          '1001 1000', // ten bits of width, nine of height
          (639).toString(2).padStart(10, '0'),
          (359).toString(2).padStart(9, '0'),
          '0 0 0 0', // no frame IDs, small superblocks, no filter-intra, no edge filter
          '0000 0 1 1 0 0 0', // tools
          '0 0 0 0 00 0 0', // colours, film grain
          '1',
        ].join(''),
      ),
    ),
  ),
  specimen(
    'VP9 configuration with data behind it',
    VIDEO,
    0x90,
    'vp09',
    ...[0, 31, 0x82, 1, 1, 1, be16(3), 1, 2, 3],
  ),
  specimen('VP9: a frame sent before is shown', VIDEO, 0xa1, 'vp09', bits('10 0 0 1 101')),
];

/** Bytes behind their number. */
function sized(bytes: number[]): Part[] {
  return [bytes.length, bytes];
}

/** One AMF3 value in a data message: behind the name of a handler and the switch. */
const amf3 = (name: string, ...value: Part[]): Specimen =>
  specimen(`AMF3: ${name}`, DATA, amfString('x'), 0x11, ...value);

/** A name in full, as AMF3 has it. */
const name3 = (name: string): Part[] => [name.length * 2 + 1, name];

/** A small message of Flex by its short name: bytes of flags, and a number for each of its members. */
const flex = (name: string, ...body: Part[]): Specimen =>
  amf3(`Flex ${name}`, 0x0a, 0x07, ...name3(name), ...body);

const number3 = (value: number): Part[] => [4, value];

const AMF_SPECIMENS: Specimen[] = [
  specimen('AMF0: an object cut in a property’s name', DATA, amfString('x'), 3, be16(9), 'abc'),
  amf3('a number of three bytes', 4, 0x81, 0x80, 0x00),
  amf3('an unknown marker', 0x7f, 1, 2, 3),
  amf3('a class that writes its own bytes', 0x0a, 0x07, ...name3('com.example.Own'), 1, 2, 3),
  flex(
    'DSK',
    ...[0xff, 0x03, ...Array.from({ length: 9 }, (_, n) => number3(n)).flat()],
    ...[0x03, ...number3(9), ...number3(10)],
    0,
  ),
  flex('DSC', 0x00, 0x00, 0x01, ...number3(5)),
  flex('DSA', 0x80, 0x80, 0x21, ...number3(1), ...number3(2), 0x00),
  // An array of a value and a reference to it, for each kind that has a number in the table of objects.
  ...(
    [
      ['XML document', 7, [9, '<a/>']],
      ['array', 9, [0x01, 0x01]],
      ['byte array', 0x0c, [0x05, 'ab']],
      ['vector', 0x0d, [0x03, 0, be32(7)]],
      ['dictionary', 0x11, [0x03, 0, 4, 1, 4, 2]],
    ] as [string, number, Part[]][]
  ).map(([kind, marker, content]) =>
    amf3(`a reference to an earlier ${kind}`, 9, 0x05, 0x01, marker, ...content, marker, 0x02),
  ),
];

/** An object as AMF0 has it. */
const object0 = (...properties: [name: string, value: Part | Part[]][]): Part[] => [
  3,
  ...properties.flatMap(([name, value]) => [
    be16(name.length),
    name,
    ...(Array.isArray(value) ? (value as Part[]) : [value]),
  ]),
  be16(0),
  9,
];

const list0 = (...values: Part[]): Part[] => [0x0a, be32(values.length), ...values];

const refusal = (description: string): Part[] => [
  amfString('_error'),
  amfNumber(1),
  5,
  ...object0(
    ['level', amfString('error')],
    ['code', amfString('NetConnection.Connect.Rejected')],
    ['description', amfString(description)],
  ),
];

const connect = (app: string, ...more: [string, Part | Part[]][]): Part[] => [
  amfString('connect'),
  amfNumber(1),
  ...object0(['app', amfString(app)], ['tcUrl', amfString(`rtmp://server/${app}`)], ...more),
];

const COMMAND_SPECIMENS: Specimen[] = [
  specimen(
    'connect with a list of codecs, by name in an array',
    COMMAND,
    ...connect('live', ['fourCcList', list0(amfString('av01'), amfString('hvc1'))]),
  ),
  specimen(
    'a refusal that names another server',
    COMMAND,
    ...[amfString('_error'), amfNumber(1), 5],
    ...object0(
      ['level', amfString('error')],
      ['code', amfString('NetConnection.Connect.Rejected')],
      ['ex', object0(['code', amfNumber(302)], ['redirect', amfString('rtmp://other/live')])],
    ),
  ),
  specimen(
    'an answer with a token to decipher',
    COMMAND,
    ...[amfString('_result'), amfNumber(1)],
    ...object0(['secureToken', amfString('2d6d6f6e6b65')]),
    ...object0(
      ['level', amfString('status')],
      ['code', amfString('NetConnection.Connect.Success')],
    ),
  ),
  specimen(
    'adobe: the server wants a user',
    COMMAND,
    ...refusal('[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : '),
  ),
  specimen('adobe: the client says who it is', COMMAND, ...connect('live?authmod=adobe&user=anna')),
  specimen(
    'adobe: the server’s challenge',
    COMMAND,
    ...refusal(
      '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=anna&salt=c2FsdA==&challenge=Y2hhbA==&opaque=b3BhcQ==',
    ),
  ),
  specimen(
    'adobe: the client’s response',
    COMMAND,
    ...connect(
      'live?authmod=adobe&user=anna&challenge=bWluZQ==&opaque=b3BhcQ==&response=cmVzcG9uc2U=',
    ),
  ),
  specimen(
    'llnw: the client’s response',
    COMMAND,
    ...connect('live?authmod=llnw&user=anna&nonce=Vm4&cnonce=0a4f113b&nc=00000001&response=0fb2'),
  ),
  specimen(
    'onMetaData of a file with an index, and of tracks',
    DATA,
    amfString('onMetaData'),
    ...object0(
      ['audiodelay', amfNumber(0.038)],
      [
        'keyframes',
        object0(['times', list0(amfNumber(0))], ['filepositions', list0(amfNumber(13))]),
      ],
      ['audioTrackIdInfoMap', object0(['1', object0(['audiocodecid', amfString('Opus')])])],
      ['videoTrackIdInfoMap', object0(['1', object0(['width', amfNumber(320)])])],
    ),
  ),
];

const MESSAGE_SPECIMENS: Specimen[] = [
  specimen('a type of the 2009 draft', 7, 1, 2, 3),
  specimen('an acknowledgement with bytes behind it', 3, be32(9), 1, 2),
  specimen(
    'an aggregate inside an aggregate',
    22,
    22,
    be24(2),
    be24(0),
    0,
    be24(0),
    'ab',
    be32(13),
  ),
  specimen(
    'a shared object event nobody knows',
    19,
    ...[be16(1), 'a', be32(0), be32(0), be32(0)],
    ...[99, be32(2), 'ab'],
  ),
];

export const SPECIMENS: readonly Specimen[] = [
  ...MESSAGE_SPECIMENS,
  ...AMF_SPECIMENS,
  ...COMMAND_SPECIMENS,
  ...AUDIO_SPECIMENS,
  ...VIDEO_SPECIMENS,
];

/** All of them as one capture: a client sends one after another on one message stream. */
export function specimenSession(): Uint8Array {
  return session([
    setChunkSize(0x10000),
    ...SPECIMENS.map(({ messageTypeId, payload }) =>
      bytesOf(type0({ chunkStreamId: 5, length: payload.length, type: messageTypeId }), payload),
    ),
  ]);
}
