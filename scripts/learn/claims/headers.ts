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

/** Chapters about a chunk's headers, and what is remembered of them. */
export const HEADERS: Claims = {
  'basic-header': [
    ...constants(rtmp('5.3.1.1'), 'Most of the time one byte is enough', 'The six bits behind it'),
    inSample(
      'In bits it is `0000 0011`. The first two bits',
      (s) => s.bytes('up@3073', 1)[0] === 0b0000_0011,
    ),
    inSample('The eleven bytes that follow', (s) => s.chunk('up@3073').headerLength === 1 + 11),
    reckoned('Six bits are not many', [2 ** 6, 64]),
    reckoned('Six bits count from 0 to 63', [2 ** 6 - 1, 63]),
    ...reported('captures of FFmpeg 5.1 and OBS 29', 'FFmpeg and OBS use chunk streams 2 to 8'),
    reckoned(
      'allows 65 597 of them, and so three of the 64 values mean something else',
      [65_599 - 3 + 1, 65_597],
      [2 ** 6, 64],
    ),
    ...constants(
      rtmp('5.3.1.1'),
      '| the six bits say |',
      '| 2 | nothing more follows: stream 2 is kept for protocol control | 2 |',
      '| 3 to 63 | nothing more follows | 3 to 63 |',
    ),
    reckoned('| 0 | one more byte follows; add 64 to it | 64 to 319 |', [64 + 2 ** 8 - 1, 319]),
    reckoned('| 1 | two more bytes follow, the lower one first; add 64 | 64 to 65599 |', [
      64 + 2 ** 16 - 1,
      65_599,
    ]),
    ...constants(
      rtmp('5.3.1.1'),
      'Two bytes',
      'Three bytes',
      'The six bits are',
      'the six bits are',
    ),
    inSample('Add 64, and the chunk stream ID is', (s) => s.bytes('up@3437', 1)[0]! + 64 === 200),
    inSample(
      'Whoever reads this header as one byte takes the 136 for',
      (s) => s.bytes('up@3437', 1)[0] === 136,
    ),
    inSample('`ff ff` does not show it', (s) => s.hex('up@3880', 2) === 'ff ff'),
    reckoned(
      'stream 320 would: minus 64 that is 256, written `00 01` and not `01 00`',
      [320 - 64, 256],
      [0x00 + 0x01 * 256, 256],
    ),
    ...constants(
      rtmp('5.3.1.1').amendedBy(errata('4.1')),
      'the third byte times 256, plus the second byte, plus 64',
    ),
    reckoned('its stream 320, `01 01 00`, is read as stream 65 by everybody else', [
      0x01 + 0x00 * 256 + 64,
      65,
    ]),
    reckoned(
      'Stream 70 can be written in two ways: `00 06`, or `01 06 00`',
      [0x06 + 64, 70],
      [0x06 + 0x00 * 256 + 64, 70],
    ),
    ...ownNumbers('Set the chunk stream ID to 63, 64, 319 and 320'),
  ],

  'message-header': [
    ...headerTypes(
      'That takes eleven bytes',
      'the first two bits of the chunk',
      '| timestamp | 4 |',
      '| message length | 3 |',
      '| message type ID | 1 |',
      '| message stream ID | 4 |',
      'Type 0: everything',
      'so all eleven bytes follow',
      'Only three of its four bytes fit',
      'begin with type 0',
      'Type 2: only the time',
      'The three bytes are a timestamp delta',
      'Type 1: another length or type',
      'Type 3: nothing',
      'Type 3 has no message header',
      '| 0 | 11 bytes |',
      '| 1 | 7 bytes |',
      '| 2 | 3 bytes |',
      '| 3 | none |',
    ),
    inSample(
      'comes 23 milliseconds later, has the same length, the same type and the same stream. OBS needs four bytes instead of twelve',
      (s) => {
        const [first, next] = [s.message('up@5590'), s.message('up@5610')];
        const same = (['length', 'messageTypeId', 'messageStreamId'] as const).every(
          (key) => next[key] === first[key],
        );
        const headers = [s.chunk('up@5590').headerLength, s.chunk('up@5610').headerLength];
        return same && next.timestamp - first.timestamp === 23 && headers.join() === '12,4';
      },
    ),
    inSample('Seven bytes: delta', (s) => s.chunk('up@5634').headerLength === 1 + 7),
    inSample(
      'one byte, and a whole new message',
      (s) => s.chunk('up@10366').headerLength === 1 && s.message('up@10366').chunks === 1,
      { sample: 'ffmpeg-publish' },
    ),
    ...ownNumbers('For a picture of 1600 bytes'),
    inSample(
      'For eight bytes of sound, twelve bytes of header',
      (s) => s.message('up@5590').length === 8 && s.chunk('up@5590').headerLength === 12,
    ),
  ],

  memory: [
    inSample('Its seven bytes have no room', (s) => s.chunk('up@5698').headerLength === 1 + 7),
    inSample(
      'from the last header of type 0 on chunk stream 4',
      (s) => s.chunk('up@5698').chunkStreamId === 4 && s.chunk('up@5590').fmt === 0,
    ),
    inSample('since a type 1 header names them', (s) => s.chunk('up@5698').fmt === 1),
    ...headerTypes(
      'When a type 3 chunk starts a new message',
      'Why not type 3 for the second message',
      'what is the delta after a type 0',
      'and uses type 2 once',
      'Other traps around type 3',
      'A type 3 chunk that goes on',
    ),
    inSample(
      'The last one has a header of one byte. The message before it came 23 milliseconds after its own predecessor, so this one is 23 milliseconds later again',
      (s) => {
        const [a, b, c] = (['up@10029', 'up@10242', 'up@10366'] as const).map((at) =>
          s.message(at),
        );
        const deltas = [b!.timestamp - a!.timestamp, c!.timestamp - b!.timestamp];
        return s.chunk('up@10366').headerLength === 1 && deltas.join() === '23,23';
      },
      { sample: 'ffmpeg-publish' },
    ),
    ...constants(
      rtmp('5.3.2.1'),
      'four audio messages of 32 bytes on chunk stream 3, twenty milliseconds apart, from 1000 on',
    ),
    ...ownNumbers('at that point, but on chunk stream 4'),
    reckoned('12 + 32 = 44 bytes', [1 + 11 + 32, 44]),
    reckoned('so type 2: 4 + 32 = 36 bytes', [1 + 3 + 32, 36]),
    reckoned('1 + 32 = 33 bytes', [1 + 32, 33]),
    reckoned('After a type 0 at 1000, a type 3 would mean 2000', [1000 + 1000, 2000]),
    ...reported('nginx-rtmp 1.2.2, SRS 4', 'Some readers take 0 instead'),
    inSample('The server’s chunk stream 3', (s) => s.chunk('down@3122').chunkStreamId === 3),
  ],
};
