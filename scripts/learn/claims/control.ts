import { errata, flv, rtmp } from '../../../src-protocol/dictionary/citation.ts';
import {
  type Claims,
  constants,
  inSample,
  namedRows,
  ownNumbers,
  reckoned,
  reported,
} from './claim.ts';

const TYPE = 'chunk.messageHeader.messageTypeId';
const EVENT = 'message.userControl.eventType';
const LIMIT = 'message.setPeerBandwidth.limitType';

/** Chapters about control messages, and about messages as such. */
export const CONTROL: Claims = {
  'protocol-control': [
    ...namedRows(
      TYPE,
      ['| 1 | Set Chunk Size | 4 bytes |', 1, 'Set Chunk Size'],
      ['| 2 | Abort Message | 4 bytes |', 2, 'Abort Message'],
      ['| 3 | Acknowledgement | 4 bytes |', 3, 'Acknowledgement'],
      ['| 5 | Window Acknowledgement Size | 4 bytes |', 5, 'Window Acknowledgement Size'],
      ['| 6 | Set Peer Bandwidth | 4 bytes + 1 |', 6, 'Set Peer Bandwidth'],
      ['Type 4 is missing in the list. It is User Control', 4, 'User Control'],
    ),
    ...constants(
      rtmp('5.4'),
      'on chunk stream 2 and message stream 0',
      'Chunk stream 2 has nothing else to carry',
      'between two chunks of one',
    ),
    inSample('Here is one, in 16 bytes', (s) => {
      const { headerLength, payloadLength } = s.chunk('up@4515');
      return headerLength + payloadLength === 16;
    }),
    inSample('Five chunks of 128 bytes come.', (s) => {
      const { chunks, received } = s.message('up@3859');
      return chunks === 5 && received === 5 * 128;
    }),
    inSample('The 640 bytes are dropped', (s) => s.message('up@3859').received === 640),
    ...constants(rtmp('5.4.1'), 'A chunk size of 0'),
  ],

  acknowledgements: [
    ...reported('captures of nginx-rtmp 1.2.2, librtmp and FFmpeg', '2 500 000 and 5 000 000'),
    inSample(
      'The next one, 0.4 seconds later',
      (s) => (s.message('up@3453').time - s.message('up@3441').time).toFixed(1) === '0.4',
      { connection: 1 },
    ),
    inSample(
      'the player acknowledges after about 11 000 bytes although it may wait for 20 000',
      (s) => {
        const first = new DataView(s.bytes('up@3449', 4).buffer).getUint32(0);
        const window = new DataView(s.bytes('down@3085', 4).buffer).getUint32(0);
        return Math.round(first / 1000) === 11 && window === 20_000;
      },
      { connection: 1 },
    ),
    reckoned('the 3073 bytes of the handshake', [1 + 2 * 1536, 3073]),
    reckoned(
      'The number has 32 bits. After 4 294 967 295 it begins again at 0, which at 5 Mbit/s is after not quite two hours',
      [2 ** 32 - 1, 4_294_967_295],
      // 1.9 hours.
      [Math.round(((2 ** 32 * 8) / 5e6 / 3600) * 10), 19],
    ),
    inSample(
      'and one byte more, the limit type',
      (s) => s.message('down@3089').length === s.message('down@3073').length + 1,
      { connection: 1 },
    ),
    ...namedRows(LIMIT, ['| 0 Hard |', 0, 'Hard'], ['| 1 Soft |', 1, 'Soft']),
    ...namedRows(LIMIT, ['| 2 Dynamic |', 2, 'Dynamic']),
    ...ownNumbers('A window of 1000 bytes'),
  ],

  'user-control': [
    ...namedRows(TYPE, ['A User Control message, type 4,', 4, 'User Control']),
    ...constants(rtmp('6.2'), '(chunk stream 2, message stream 0)'),
    ...constants(
      rtmp('7.1.7'),
      'Two bytes, then what',
      'an event type of two bytes',
      'in four bytes',
    ),
    ...namedRows(
      EVENT,
      ['| 0 | Stream Begin |', 0, 'Stream Begin'],
      ['| 1 | Stream EOF |', 1, 'Stream EOF'],
      ['| 2 | StreamDry |', 2, 'StreamDry'],
      ['| 3 | SetBuffer Length |', 3, 'SetBuffer Length'],
      ['| 4 | StreamIs Recorded |', 4, 'StreamIs Recorded'],
      ['| 6 | PingRequest |', 6, 'PingRequest'],
      ['| 7 | PingResponse |', 7, 'PingResponse'],
      ['| 26 | SWF verification request |', 26, 'SWF verification request'],
      ['| 27 | SWF verification response |', 27, 'SWF verification response'],
      ['| 31 | Buffer Empty |', 31, 'Buffer Empty'],
      ['| 32 | Buffer Ready |', 32, 'Buffer Ready'],
    ),
    ...reported('captures of nginx-rtmp and librtmp', 'Stream Begin for stream 0'),
    inSample('The four bytes are a clock', (s) => s.message('up@3969').length === 2 + 4),
    inSample('There is no event 5', (s) =>
      s.findings('up@4111').includes('message.user-control-unknown'),
    ),
    inSample('event 5 has a finding', (s) => s.payloadHex('up@4111').startsWith('00 05')),
    ...reported('librtmp, rtmp.c', '31 and 32 come in pairs'),
    ...reported('RFC 7425, RTMFP', 'Events 34 and 41 belong to RTMFP'),
  ],

  messages: [
    ...constants(rtmp('5.4'), '| 1–3, 5, 6 | protocol control | 4 or 5 bytes |'),
    ...namedRows(
      TYPE,
      ['| 4 | User Control |', 4, 'User Control'],
      ['| 8 | Audio |', 8, 'Audio'],
      ['| 9 | Video |', 9, 'Video'],
      ['| 22 | Aggregate |', 22, 'Aggregate'],
    ),
    ...constants(rtmp('7.1.2'), '| 15, 18 | data |', 'A data message (18)'),
    ...constants(rtmp('7.1.3'), '| 16, 19 | shared object |'),
    ...constants(rtmp('7.1.1'), '| 17, 20 | command |', 'A command (20)'),
    inSample('five of them occur', (s) => {
      const types = s.messages.map(({ messageTypeId }) => messageTypeId);
      const control = [1, 2, 3, 5, 6];
      return new Set(types.map((type) => (control.includes(type) ? 1 : type))).size === 5;
    }),
    inSample('carries the same 4', (s) => s.message('down@3324').transactionId === 4),
    ...constants(rtmp('7.2.1'), 'Stream 0 is the connection itself'),
    inSample('OBS sends on message stream 1 everything', (s) => {
      const media = s.messages.filter(({ messageTypeId: type }) => type === 8 || type === 9);
      return media.every((one) => one.messageStreamId === 1 && one.chunkStreamId === 4);
    }),
    inSample('and uses chunk stream 4 for it', (s) => s.message('up@3897').chunkStreamId === 4),
    ...constants(
      rtmp('6.1.1'),
      'one byte of type, three of length, four of timestamp, three of stream ID',
    ),
    reckoned('People look for these eleven bytes', [1 + 3 + 4 + 3, 11]),
    reckoned(
      'types up to 255, payloads up to 16 777 215 bytes, stream IDs up to 16 777 215',
      [2 ** 8 - 1, 255],
      [2 ** 24 - 1, 16_777_215],
    ),
    ...constants(
      rtmp('7.1.6').amendedBy(errata('7.1')),
      'inside an Aggregate, each part has a header of eleven bytes',
    ),
    ...ownNumbers('When you see message type 147'),
  ],

  aggregates: [
    inSample('The result has type 22', (s) => s.message('up@3875').messageTypeId === 22),
    inSample(
      'an Aggregate with ten messages',
      (s) => s.parts('up@3875') === 10 && s.message('up@3875').chunks === 2,
    ),
    inSample('bytes, two chunks', (s) => s.message('up@3875').chunks === 2),
    ...constants(
      flv('E.4.1'),
      'Each part begins with a header of eleven bytes',
      'three bytes with the lower 24 bits, then one byte with the upper eight',
      'The stream ID, three bytes,',
      'stand four bytes more, the back pointer',
    ),
    inSample('is 11 + 50. Then the next part begins, with type 8', (s) => {
      // Type and length of the first part, and the type of the second behind its back pointer.
      const [type, ...length] = s.bytes('up@3887', 4);
      return type === 9 && length.join() === '0,0,50' && s.bytes('up@3952', 1)[0] === 8;
    }),
    ...constants(rtmp('7.1.3'), 'type 19, and 16 for AMF3'),
    inSample('with two bytes of length', (s) => s.hex('up@3414', 2) === '00 04', {
      sample: 'shared-object',
    }),
    ...constants(
      rtmp('7.1.3'),
      'and eight bytes of flags',
      'a type of one byte and a length of four',
    ),
    ...namedRows(
      'message.sharedObjectEvent.eventType',
      ['| 1 | Use |', 1, 'Use'],
      ['| 2 | Release |', 2, 'Release'],
      ['| 3 | Request Change |', 3, 'Request Change'],
      ['| 4 | Change |', 4, 'Change'],
      ['| 5 | Success |', 5, 'Success'],
      ['| 6 | SendMessage |', 6, 'SendMessage'],
      ['| 7 | Status |', 7, 'Status'],
      ['| 8 | Clear |', 8, 'Clear'],
      ['| 9 | Remove |', 9, 'Remove'],
      ['| 10 | Request Remove |', 10, 'Request Remove'],
      ['| 11 | Use Success |', 11, 'Use Success'],
    ),
    inSample('beginning at its type 08', (s) => s.bytes('up@3952', 1)[0] === 8),
  ],
};
