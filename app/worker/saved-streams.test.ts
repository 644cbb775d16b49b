import { expect, it } from 'vitest';
import { checkFlv } from '../../corpus/flv-check.ts';
import { prepare } from './session-answers.ts';
import type { SavableStream } from './session-questions.ts';
import { asking, captureView } from './view.test-support.ts';

function studio(path: string) {
  const view = captureView(path);
  while (!prepare(view, 'streams', { connection: 0 }));
  const ask = asking(view);
  const streams = ask('streams', {});
  const what = ({ direction, messageStreamId }: SavableStream) =>
    ({ direction, messageStreamId, form: 'flv', hide: [] }) as const;
  return { ask, streams, what };
}

it('streams are told with their names, their codecs and what they can be saved as', () => {
  expect(studio('real/04f-obs29-publish-nginx.pcap').streams).toMatchObject([
    {
      direction: 0,
      messageStreamId: 1,
      role: 'publish',
      name: 'obs-key',
      codecs: ['AAC', 'AVC'],
      forms: ['flv', 'h264', 'aac'],
      messages: 345,
    },
  ]);
  const mp3 = studio('real/03g-gst-rtmp2sink-mp3-audio-only-chunk60000-nginx.pcap');
  expect(mp3.streams[0]!.forms).toEqual(['flv', 'mp3']);
  const late = studio('variants/v30-midstream.pcap').streams;
  expect(late).toMatchObject([{ messageStreamId: 0, takesUnknown: true }]);
  expect(late[0]!.name).toBeUndefined();
  expect(studio('synthetic/s11-amf3-commands.pcap').streams).toEqual([]);
});

it('a file comes in pieces of about a megabyte, and nothing is kept in between', () => {
  const { ask, streams, what } = studio('real/07o-ffplay-vod-pause-seek-nginx.pcap');
  const pieces: Uint8Array[] = [];
  for (let from = 0; ;) {
    const part = ask('saveStream', { ...what(streams[0]!), from })!;
    pieces.push(part.bytes);
    from = part.next;
    if (part.done) {
      expect(part.written).toBe(749);
      break;
    }
  }
  const { problems, tags } = checkFlv(new Uint8Array(Buffer.concat(pieces)));
  expect([problems, tags.length]).toEqual([[], 749]);
  // It is over: there is no piece behind the last one.
  expect(ask('saveStream', { ...what(streams[0]!), from: 1 })).toBeUndefined();
});

it('a file that was begun anew is not mixed with the one before', () => {
  const { ask, streams, what } = studio('real/04f-obs29-publish-nginx.pcap');
  const first = ask('saveStream', { ...what(streams[0]!), from: 0 })!;
  expect(first.done).toBe(true);
  expect(ask('saveStream', { ...what(streams[0]!), from: first.next })).toBeUndefined();
  expect(ask('saveStream', { ...what(streams[0]!), messageStreamId: 7, from: 0 })).toBeUndefined();
});
