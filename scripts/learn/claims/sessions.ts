import { errata, rtmp } from '../../../src-protocol/dictionary/citation.ts';
import { type Claims, constants, inSample, ownNumbers, reckoned, reported } from './claim.ts';
import { ClaimedSample } from './claimed-sample.ts';

/** Transaction IDs of the commands of one side, in order. */
const transactions = (sample: ClaimedSample, direction: 0 | 1, name: string) =>
  sample.messages
    .filter((one) => one.direction === direction && one.command === name)
    .map(({ transactionId }) => transactionId);

/** Chapters about whole sessions. */
export const SESSIONS: Claims = {
  publish: [
    ...constants(rtmp('7.2.1.1'), 'With objectEncoding 3 the client offers AMF3'),
    inSample('everything about this stream carries message stream 1', (s) =>
      s.messages
        .filter(({ direction, offset }) => direction === 0 && offset >= 3407)
        .every(
          ({ messageStreamId: id, command }) =>
            id === 1 || /FCUnpublish|deleteStream/.test(command ?? ''),
        ),
    ),
    inSample('The answers to releaseStream and FCPublish (2 and 3) never came.', (s) => {
      const answered = transactions(s, 1, '_result');
      return (
        transactions(s, 0, 'releaseStream')[0] === 2 &&
        transactions(s, 0, 'FCPublish')[0] === 3 &&
        answered.includes(4) &&
        !answered.includes(2) &&
        !answered.includes(3)
      );
    }),
    inSample('From connect to the first picture this took less than half a second', (s) => {
      const first = s.messages.find(({ summary }) => summary.includes('key frame'))!;
      const took = first.time - s.message('up@3089').time;
      return took > 0 && took < 0.5;
    }),
  ],

  undocumented: [
    inSample('and both have a transaction ID, 2 and 3 here', (s) => {
      const ids = [...transactions(s, 0, 'releaseStream'), ...transactions(s, 0, 'FCPublish')];
      return ids.join() === '2,3';
    }),
    inSample(
      'GStreamer sends both with transaction ID 0',
      (s) => {
        const ids = [...transactions(s, 0, 'releaseStream'), ...transactions(s, 0, 'FCPublish')];
        return ids.join() === '0,0';
      },
      { sample: 'gstreamer-128' },
    ),
    ...constants(rtmp('7.2.1.2').amendedBy(errata('8.1')), 'a transaction ID other than 0'),
  ],

  play: [
    inSample('ffplay plays a recording of eight seconds', (s) => {
      const pictures = s.messages.filter(({ messageTypeId }) => messageTypeId === 9);
      const last = Math.max(...pictures.map(({ timestamp }) => timestamp));
      return last > 7500 && last < 8100;
    }),
    ...constants(
      rtmp('7.2.2.1'),
      'and -2 means: a live stream of that name',
      '-1 means live only, 0 or more a recording from there',
    ),
    inSample('-2000 is meant as -2', (s) => {
      const number = Buffer.alloc(8);
      number.writeDoubleBE(-2000);
      return Buffer.from(s.payload('up@3375')).includes(number);
    }),
    inSample('Stream Begin for stream 1, a User Control message', (s) =>
      s.messages.some(({ summary }) => summary.includes('Stream Begin 1')),
    ),
    ...constants(rtmp('7.2.2.8'), 'for pause and 0 for going on'),
    inSample('Its transaction ID is 0', (s) => s.message('up@3437').transactionId === 0),
    inSample(
      'Up to here it had sent 171 kilobytes, of which the player had shown three and a half seconds.',
      (s) => {
        const { offset, summary } = s.message('down@171568');
        return summary.includes('Pause') && Math.floor(offset / 1000) === 171;
      },
    ),
    ...constants(rtmp('5.3.1.2.1'), 'a header of type 0'),
  ],

  endings: [
    inSample('Connection 0: an application that does not exist', (s) =>
      s.message('up@3073').summary.includes('nosuchapp'),
    ),
    ...reported(
      'the sample, whose connections 1 to 3 carry no RTMP that could be read',
      'Connection 1: RTMPE. The first byte is 6. The server only knows 3',
      'Connections 2 and 3: HTTP and TLS. Somebody pointed a browser at port 1935',
    ),
    reckoned('An RTMP server reads `G` as version 71', ['G'.charCodeAt(0), 71]),
    inSample(
      'Connection 4: a missing file',
      (s) => s.message('down@3365').summary.includes('StreamNotFound'),
      { connection: 4 },
    ),
  ],

  broken: [
    inSample(
      'all eight bytes of it, and then 515 bytes are not. How do we know that it is 515?',
      (s) => s.chunk('up@13556').headerLength === 8 && s.hole('up@13564') === 515,
    ),
    inSample('The rest of this message, 148 bytes, and two more messages of sound.', () => {
      const whole = new ClaimedSample('ffmpeg-publish', 0);
      const inHole = whole.messages.filter(
        ({ direction, offset }) => direction === 0 && offset > 13_556 && offset < 13_564 + 515,
      );
      const types = inHole.map(({ messageTypeId }) => messageTypeId).join();
      return types === '8,8' && whole.message('up@13556').length === 148;
    }),
    inSample('Sound stays behind by 46 milliseconds', (s) => {
      const whole = new ClaimedSample('ffmpeg-publish', 0);
      return whole.message('up@15790').timestamp - s.message('up@15790').timestamp === 46;
    }),
    ...constants(
      rtmp('5.3.1.2.1'),
      'until a header of type 0 states the time anew',
      'if no type 0 occurs',
    ),
    inSample(
      'It found 4096',
      (s) => s.lastChunkSize === 4096 && s.findings('up@951').includes('chunk.size-inferred'),
      { sample: 'mid-stream' },
    ),
    ...ownNumbers('a snap length of 96 bytes', 'with `-s 0`'),
  ],
};
