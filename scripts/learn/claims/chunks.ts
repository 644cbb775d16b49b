import { errata, rtmp } from '../../../src-protocol/dictionary/citation.ts';
import {
  type Claims,
  constants,
  headerTypes,
  inSample,
  ownNumbers,
  reckoned,
  reported,
} from './claim.ts';

const LARGEST = 2 ** 24 - 1;

/** Chapters about how messages are cut into chunks, and about their times. */
export const CHUNKS: Claims = {
  interleaving: [
    ...ownNumbers('a hundred thousand bytes'),
    inSample('on chunk stream 6. It has', (s) => s.chunk('up@3921').chunkStreamId === 6),
    inSample('and chunks hold 128, so it takes 30 chunks', (s) => {
      const { length, chunks } = s.message('up@3921');
      return s.chunk('up@3921').payloadLength === 128 && chunks === 30 && length > 29 * 128;
    }),
    inSample(
      'After the first 128 bytes something else comes',
      (s) => s.chunk('up@3921').payloadLength === 128 && s.chunk('up@4061').chunkStreamId === 4,
    ),
    inSample(
      'It is whole after 7 bytes. Then chunk stream 6 goes on',
      (s) => s.message('up@4061').length === 7 && s.chunk('up@4080').chunkStreamId === 6,
    ),
    inSample('One byte of header', (s) => s.chunk('up@4080').headerLength === 1),
    inSample(
      'The receiver has 128 of 3787 bytes on that chunk stream, so this is the next piece, and it ends after 128 more bytes',
      (s) =>
        s.message('up@3921').length === 3787 &&
        s.after('up@4061').get('client.chunkStream.6.assembled') === '128 of 3787' &&
        s.chunk('up@4080').payloadLength === 128,
    ),
    inSample(
      'two messages are under way at once: a picture with 256 of its bytes, and sound with 128 of 213',
      (s) => {
        const after = s.after('up@4209');
        return (
          after.get('client.chunkStream.6.assembled') === '256 of 3787' &&
          after.get('client.chunkStream.4.assembled') === '128 of 213'
        );
      },
    ),
    ...constants(rtmp('5.3.2.2'), 'one video message of 307 bytes into chunks of 128'),
    reckoned('12 + 128 = 140 bytes', [1 + 11 + 128, 140]),
    reckoned('1 + 128 = 129 bytes', [1 + 128, 129]),
    reckoned('and 1 + 51 = 52 bytes', [307 - 2 * 128, 51], [1 + 51, 52]),
    ...ownNumbers('Sound of second 5 may arrive after pictures of second 6'),
    ...reported('captures of FFmpeg, OBS and Node-Media-Server', 'instead, 4096 or 60 000'),
    inSample(
      'so that it can be seen thirty times in a row',
      (s) => s.message('up@3921').chunks === 30,
    ),
    inSample('Step along chunk stream 6', (s) => s.chunk('up@3921').chunkStreamId === 6),
  ],

  'chunk-size': [
    inSample('It should read `rtmp://127.0.0.1:1935/live`', (s) =>
      Buffer.from(s.payload('up@3073')).includes('rtmp://127.0.0.1:1935/live'),
    ),
    inSample(
      'between `:1` and `935`, stands the byte',
      (s) => s.letters('up@3211', 6) === ':1\u00c3935',
    ),
    inSample(
      'The first chunk takes 128 of them and ends in the middle of the string. The other 11 go into a second chunk, and that one has a header: `c3`, in bits `11 000011`',
      (s) =>
        s.chunk('up@3073').payloadLength === 128 &&
        s.chunk('up@3213').payloadLength === 11 &&
        s.bytes('up@3213', 1)[0] === 0b11_000011,
    ),
    inSample('Cut at 128', (s) => s.chunk('up@3073').payloadLength === 128),
    ...constants(rtmp('5.4.1'), 'at the start of a connection that is 128', '128 is small'),
    reckoned(
      'find `c3`, `c4` or `c6` in the middle of names and pictures all the time. It is mostly the same thing: `11` and a chunk stream ID',
      [[0xc3, 0xc4, 0xc6].map((byte) => byte >> 6), [0b11, 0b11, 0b11]],
    ),
    reckoned('A letter such as é is two bytes in UTF-8, and `c3` is the first of them: `c3 a9`', [
      Buffer.from('é').toString('hex'),
      'c3a9',
    ]),
    inSample(
      'here there are 128 bytes of payload between them',
      (s) => 3073 + s.chunk('up@3073').headerLength + 128 === 3213,
    ),
    inSample(
      'It says 26 bytes, and with `c3` there are 27',
      (s) =>
        s.hex('up@3193', 2) === '00 1a' &&
        s.letters('up@3195', 27) === 'rtmp://127.0.0.1:1\u00c3935/live',
    ),
    inSample('with a message of type 1', (s) => s.message('up@3225').messageTypeId === 1),
    inSample('It travels on chunk stream 2 and message stream 0', (s) => {
      const { chunkStreamId, messageStreamId } = s.message('up@3225');
      return chunkStreamId === 2 && messageStreamId === 0;
    }),
    ...constants(rtmp('5.4.1'), 'The first of its 32 bits must be zero'),
    reckoned('More than 16 777 215 makes no sense', [LARGEST, 16_777_215]),
    ...constants(rtmp('5.4.1'), 'a reader that still cuts at 128'),
    inSample(
      'The key frame of this sample, 3787 bytes at up@3899, would take 30 chunks of 128 bytes, 29 bytes of extra headers. That is less than one percent.',
      (s) => {
        const { length, summary } = s.message('up@3899');
        return (
          summary.includes('key frame') &&
          length === 3787 &&
          Math.ceil(length / 128) === 30 &&
          29 / length < 0.01
        );
      },
    ),
    inSample('With 4096 it takes one', (s) => s.message('up@3899').chunks === 1),
    ...reported(
      'captures of OBS 29, FFmpeg 5.1, nginx-rtmp 1.2.2, Node-Media-Server 2.7 and GStreamer 1.22; SRS by its source',
      'Typical values are 4096 (OBS, FFmpeg, nginx), 60 000 (SRS, Node-Media-Server) and 128 (GStreamer',
    ),
  ],

  'extended-timestamp': [
    ...constants(rtmp('5.3.1.2'), 'The header has three bytes for the timestamp'),
    reckoned(
      'Three bytes count to 16 777 215, and that many milliseconds are 4 hours, 39 minutes and 37 seconds',
      [Math.floor(LARGEST / 1000), 4 * 3600 + 39 * 60 + 37],
    ),
    reckoned('When the 24-bit field holds its largest value, `ff ff ff`', [2 ** 24 - 1, 0xffffff]),
    inSample(
      'all 32 bits of it. So the header has 16 bytes instead of 12',
      (s) => s.chunk('up@3859').headerLength === 16,
    ),
    ...constants(rtmp('5.3.1.3'), 'The sign is used from 16 777 215 on'),
    ...headerTypes(
      'In headers of type 1 and 2',
      'only when somebody sends a type 0',
      'What about the next, of type 3',
      'When type 3 begins a message',
      'A type 3 that starts a message',
      'after a type 0 the delta is',
      'after a type 0, type 1 or 2',
    ),
    inSample('has 3787 bytes and is cut into chunks of 128', (s) => {
      const { length } = s.message('up@3948');
      return length === 3787 && s.chunk('up@3948').payloadLength === 128;
    }),
    inSample(
      'Here the four bytes are there again',
      (s) => s.hex('up@4093', 4) === s.hex('up@3960', 4),
    ),
    ...constants(
      rtmp('5.3.1.3').amendedBy(errata('5.1')),
      'in type 3 chunks when the last type 0, 1 or 2',
    ),
    inSample('So such a chunk has 5 bytes of header', (s) => s.chunk('up@4092').headerLength === 5),
    inSample('One byte of header, then payload', (s) => s.chunk('up@3217').headerLength === 1, {
      sample: 'extended-timestamp-missing',
    }),
    ...constants(
      rtmp('5.3.1.3'),
      'takes four bytes of picture',
      'They peek at the four bytes',
      'begin with exactly those four bytes',
    ),
    inSample(
      'This type 3 chunk should repeat the extended timestamp',
      (s) => s.findings('up@3217').includes('chunk.extended-timestamp-missing'),
      { sample: 'extended-timestamp-missing' },
    ),
    inSample(
      'a type 3 after a type 0 at 19 088 743 means 38 177 486',
      (s) => {
        const times = [s.message('up@3073').timestamp, s.message('up@3189').timestamp];
        return times.join() === '19088743,38177486';
      },
      { sample: 'extended-timestamp-type-3' },
    ),
    ...ownNumbers('set the timestamps around 16 777 215'),
  ],
};
