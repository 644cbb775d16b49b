import { describe, expect, it } from 'vitest';
import { amfNumber, amfString, audio, type Part, session, type0, video } from './fixture.ts';
import { decode } from './lines.ts';
import { be16, be32, bytesOf } from './network/build-packets.ts';

/** A message on a chunk stream and a message stream of one's choice. */
const message = (chunkStreamId: number, stream: number, type: number, ...body: Part[]): Part => {
  const payload = bytesOf(...body);
  return bytesOf(type0({ chunkStreamId, stream, length: payload.length, type }), payload);
};

const findings = (...messages: Part[]): string[] =>
  decode(session(messages)).findings.map((line) => line.split(' ')[1]!);

const call = (name: string, ...more: Part[]): Part[] => [amfString(name), amfNumber(2), 5, ...more];

describe('what one message and its header can break', () => {
  it.each<[string, Part, string[]]>([
    [
      'PC-1: Window Acknowledgement Size on chunk stream 3',
      message(3, 0, 5, be32(9)),
      ['message.control-chunk-stream'],
    ],
    [
      'PC-2: Window Acknowledgement Size on message stream 1',
      message(2, 1, 5, be32(9)),
      ['message.control-message-stream'],
    ],
    ['PC-3: Set Chunk Size of 5 bytes', message(2, 0, 1, be32(4096), 0), ['message.control-long']],
    ['PC-4: a chunk size of 127', message(2, 0, 1, be32(127)), ['message.chunk-size-small']],
    ['PC-4: a chunk size of 128', message(2, 0, 1, be32(128)), []],
    ['PC-5: a chunk size of 65,536', message(2, 0, 1, be32(65_536)), []],
    ['PC-5: a chunk size of 65,537', message(2, 0, 1, be32(65_537)), ['message.chunk-size-large']],
    ['PC-8: Abort of nothing', message(2, 0, 2, be32(9)), ['message.abort-of-nothing']],
    ['PC-13: a window of 0', message(2, 0, 5, be32(0)), ['message.window-zero']],
    [
      'PC-17: Set Peer Bandwidth of 6 bytes',
      message(2, 0, 6, be32(9), 2, 0),
      ['message.control-long'],
    ],
    ['PC-20: type 7', message(2, 0, 7, 1), ['message.type-of-draft']],
    [
      'UC-1: Stream Begin on chunk stream 3',
      message(3, 0, 4, be16(0), be32(1)),
      ['message.user-control-chunk-stream'],
    ],
    [
      'UC-1: Stream Begin on message stream 1',
      message(2, 1, 4, be16(0), be32(1)),
      ['message.user-control-message-stream'],
    ],
    ['MS-1: type 23', message(5, 1, 23, 1), ['message.type-unknown']],
    [
      'MS-3: createStream on message stream 1',
      message(3, 1, 20, ...call('createStream')),
      ['command.not-on-stream-0'],
    ],
    [
      'MS-4: publish on message stream 0',
      message(3, 0, 20, ...call('publish', amfString('a'))),
      ['command.on-stream-0'],
    ],
    ['MS-4: play on message stream 1', message(3, 1, 20, ...call('play', amfString('a'))), []],
    [
      'MS-5: deleteStream on message stream 1',
      message(3, 1, 20, ...call('deleteStream', amfNumber(1))),
      ['command.not-on-stream-0'],
    ],
    [
      'MS-5: deleteStream on message stream 0',
      message(3, 0, 20, ...call('deleteStream', amfNumber(1))),
      [],
    ],
  ])('%s', (_, sent, codes) => {
    expect(findings(sent)).toEqual(codes);
  });

  it('MS-2: media on message stream 0 is told once for each type, however much there is', () => {
    const sound = message(5, 0, 8, audio(9));
    const picture = message(6, 0, 9, video(9));
    expect(findings(sound, sound, picture, sound, picture)).toEqual([
      'message.media-message-stream',
      'message.media-message-stream',
    ]);
  });
});
