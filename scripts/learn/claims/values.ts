import { amf0, amf3, ertmp, errata, flv, rtmp } from '../../../src-protocol/dictionary/citation.ts';
import { type Claims, constants, inSample, namedRows, reckoned, reported } from './claim.ts';

/** The eight bytes of a double, in hexadecimal. */
function double(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

/** Chapters about what messages hold. */
export const VALUES: Claims = {
  amf0: [
    ...constants(amf0('2.1'), 'begins with one byte that says what it is'),
    ...constants(
      amf0('2.1'),
      '| 00 | Number | 8 bytes',
      '| 01 | Boolean | 1 byte',
      '| 02 | String | 2 bytes length',
      '| 03 | Object |',
      '| 05 | null |',
      '| 06 | undefined |',
      '| 08 | ECMA Array | 4 bytes count',
      '| 0a | Strict Array | 4 bytes count',
      '| 0b | Date | 8 bytes of milliseconds, 2 of time zone',
      '| 0c | Long String | 4 bytes length',
    ),
    inSample('`02`, a String. Length', (s) => s.hex('up@3298', 1) === '02'),
    inSample('that is 13, then', (s) => s.letters('up@3301', 13) === 'releaseStream'),
    inSample('`00`, a Number. Eight bytes follow', (s) => s.hex('up@3314', 1) === '00'),
    inSample('`05`, null. This is where', (s) => s.hex('up@3323', 1) === '05'),
    inSample(
      '`02`, a String of 7 bytes: the stream’s name',
      (s) => s.letters('up@3324', 10) === '\u0002\u0000\u0007obs-key',
    ),
    ...constants(amf0('2.2'), 'a double of eight bytes. Even a 1 takes eight'),
    reckoned('`3f f0 …` is 1, `40 00 …` is 2, `40 08 …` is 3, `40 10 …` is 4', [
      [1, 2, 3, 4].map((n) => double(n).slice(0, 4)).join(),
      '3ff0,4000,4008,4010',
    ]),
    ...constants(amf0('2.5'), 'so its two bytes of length come directly'),
    inSample(
      '`03` opens it. `00 03` and `app`: a name. `02`, `00 04` and `live`: its value, a String. Then `00 04` and `type`',
      (s) => s.letters('up@3120', 19) === '\u0003\0\u0003app\u0002\0\u0004live\0\u0004type',
    ),
    ...constants(amf0('2.11'), 'the marker 9'),
    inSample('you find `00 00 09` at the end', (s) => s.payloadHex('up@3089').endsWith('00 00 09')),
    inSample('`08`, then a count of four bytes', (s) => {
      const payload = Buffer.from(s.payload('up@3456'));
      return payload[payload.indexOf('onMetaData') + 10] === 8;
    }),
    ...reported('captures of encoders', 'Programs write 0, or the right number, or one too many'),
    ...constants(amf0('2.12'), 'A Strict Array, `0a`,'),
    reckoned('A String holds 65 535 bytes at most', [2 ** 16 - 1, 65_535]),
    ...constants(amf0('2.9'), 'A Reference (`07`)'),
  ],

  amf3: [
    ...reported('Adobe’s announcement of Flash Player 9', 'Flash Player 9 brought'),
    ...constants(rtmp('7.1.1'), '| 20 | 17 | command |', 'The document says that type 17'),
    ...constants(rtmp('7.1.2'), '| 18 | 15 | data |'),
    ...constants(rtmp('7.1.3'), '| 19 | 16 | shared object |'),
    ...constants(errata('7.2'), 'the only value anybody has seen is 0'),
    inSample(
      'the well-known `02 00 07 connect`',
      (s) => s.letters('up@3888', 10) === '\u0002\0\u0007connect',
    ),
    ...constants(errata('7.2'), 'as it is: one byte, then AMF0 values'),
    inSample(
      'Then the payload begins with `02` directly. A reader that looks at the first byte, and takes 2 for a marker',
      (s) => s.payloadHex('up@3103').startsWith('02'),
      { sample: 'format-selector' },
    ),
    ...constants(amf0('3.1'), 'AMF0 has a marker `11`, AVM+'),
    inSample('`05` is AMF0’s null. `11` switches. Then `0a`, AMF3’s Object', (s) => {
      return s.hex('up@4120', 3) === '05 11 0a';
    }),
    ...constants(ertmp('Enabling AMF3 in FLV'), 'in tags of type 15'),
    ...constants(
      amf3('1.3.1'),
      'Numbers of one to four bytes',
      'integers of up to 29 bits',
      'Each byte gives seven bits',
    ),
    inSample(
      'is an integer, marker `04`, and takes one byte',
      (s) => s.hex('up@4168', 2) === '04 2a',
    ),
    inSample('in two bytes, where AMF0 would need nine', (s) => {
      return s.bytes('up@4169', 1)[0] === 42 && 1 + 8 === 9;
    }),
    reckoned(
      '1 means here, and the other bits are the length. So `0b` is 5 letters',
      [0x0b & 1, 1],
      [0x0b >> 1, 5],
    ),
    ...constants(amf3('1.3.2'), '0 means before', 'are counted, from 0 on'),
    inSample('The value of again takes two bytes', (s) => s.hex('up@4205', 2) === '06 04'),
    reckoned('`04` is binary 100: a reference', [0x04, 0b100], [0x04 >> 1, 2]),
    reckoned('Here `0b` answers', [0x0b, 0b1011]),
    ...constants(amf3('3.12'), 'up to an empty name, one byte, `01`'),
    ...constants(rtmp('7.2.1.1'), '`objectEncoding` 3 in connect, and the server’s answer says 3'),
    inSample('its marker is `0c`', (s) => s.payloadHex('up@4087').includes('0c')),
  ],

  media: [
    ...constants(rtmp('7.1.4'), 'in messages of type 8 and 9'),
    ...constants(
      flv('E.4.2.1'),
      'The first one or two bytes',
      'The sound format takes four bits',
      'is a sequence header, 1 is sound',
    ),
    // Object type, frequency, channels, and three flags.
    reckoned('often only two bytes long', [5 + 4 + 4 + 3, 2 * 8]),
    inSample('`17` begins a key frame, `27` an inter frame', (s) => {
      const first = (at: 'up@3899' | 'up@7698') => s.payload(at)[0];
      return (
        first('up@3899') === 0x17 &&
        s.message('up@3899').summary.includes('key frame') &&
        first('up@7698') === 0x27 &&
        s.message('up@7698').summary.includes('inter frame')
      );
    }),
    ...constants(
      flv('E.4.3.1'),
      'the composition time: three bytes, signed',
      'It is 0 for streams',
    ),
    inSample(
      'Behind the five bytes come NAL units, each with its length before it, four bytes here',
      (s) => {
        const payload = Buffer.from(s.payload('up@3899'));
        // Two lengths that lead to the message's end.
        const first = payload.readUInt32BE(5);
        const second = payload.readUInt32BE(5 + 4 + first);
        return first === 752 && 5 + 4 + first + 4 + second === payload.length;
      },
    ),
    reckoned('`00 00 00 01`, where the lengths belong', [
      Buffer.from('00000001', 'hex').readUInt32BE(),
      1,
    ]),
    inSample('Read as a length it is 1', (s) => s.payloadHex('up@3131').includes('00 00 00 01'), {
      sample: 'start-codes',
    }),
    inSample('`onMetaData` says the picture is 320 pixels wide', (s) =>
      s.message('up@3398').summary.includes('width: 320'),
    ),
    ...constants(flv('E.4.3.1'), 'The four bits know a dozen'),
    ...reported('FFmpeg patches of Chinese content networks', 'took number 12 for HEVC'),
  ],

  enhanced: [
    ...constants(flv('E.4.3.1'), 'has four bits for the codec', '1 to 5, so its highest bit was'),
    ...constants(flv('E.4.3.1'), 'highest bit was always 0'),
    ...reported('FLV 10.1 is of August 2010', 'the list ended in 2010'),
    ...reported('Enhanced RTMP v1 is of 2023', 'Since 2023 there is an extension'),
    inSample('`90` is `1 001 0000`', (s) => s.payload('up@3748')[0] === 0b1_001_0000),
    ...constants(ertmp('Enhanced Video'), 'Three bits of frame type follow', 'The other four bits'),
    ...namedRows(
      'media.exVideoTagHeader.packetType',
      ['| 0 | SequenceStart |', 0, 'SequenceStart'],
      ['| 1 | CodedFrames |', 1, 'CodedFrames'],
      ['| 2 | SequenceEnd |', 2, 'SequenceEnd'],
      ['| 3 | CodedFramesX |', 3, 'CodedFramesX'],
      ['| 4 | Metadata |', 4, 'Metadata'],
      ['| 5 | MPEG2TSSequenceStart |', 5, 'MPEG2TSSequenceStart'],
      ['| 6 | Multitrack |', 6, 'Multitrack'],
      ['| 7 | ModEx |', 7, 'ModEx'],
      ['Multitrack is 6 for pictures', 6, 'Multitrack'],
    ),
    ...namedRows(
      'media.exAudioTagHeader.packetType',
      ['| 0 | SequenceStart | SequenceStart |', 0, 'SequenceStart'],
      ['| 1 | CodedFrames | CodedFrames |', 1, 'CodedFrames'],
      ['| 2 | SequenceEnd | SequenceEnd |', 2, 'SequenceEnd'],
      ['| 4 | Metadata | MultichannelConfig |', 4, 'MultichannelConfig'],
      ['| 5 | MPEG2TSSequenceStart | Multitrack |', 5, 'Multitrack'],
      ['| 7 | ModEx | ModEx |', 7, 'ModEx'],
      ['Multitrack is 6 for pictures and 5 for sound', 5, 'Multitrack'],
    ),
    ...constants(
      ertmp('ExVideoTagBody'),
      'a composition time of three bytes',
      'Most pictures have 0 there',
      'the same without these three bytes',
      'has a length of three bytes before its data',
    ),
    ...constants(ertmp('Enhanced Audio'), 'sound format 9, which was reserved'),
    inSample('`9` and packet type', (s) => s.payload('up@12093')[0]! >> 4 === 9),
    ...constants(
      ertmp('SCRIPTDATA Multitrack Parameter Handling'),
      'Track 0 is the default',
      'for each track from 1 on, with what differs from track 0',
    ),
    ...constants(ertmp('ExVideoTagHeader'), 'Packet type 7 is a door'),
    inSample('1752589105 is hvc1', (s) => {
      const number = Buffer.from(double(1_752_589_105), 'hex');
      const same = Buffer.from('hvc1').readUInt32BE() === 1_752_589_105;
      return same && Buffer.from(s.payload('up@3427')).includes(number);
    }),
    ...constants(ertmp('Reconnect Request'), 'on message stream 0, at the level status'),
    ...reported('release notes of FFmpeg 6.1', 'FFmpeg from version 6 on'),
  ],
};
