import { connect } from 'node:net';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { recorded } from '../corpus/talk.ts';
import { missingPrograms } from '../scripts/peers.js';
import { run } from './programs.ts';
import { Studio } from './studio.ts';

beforeAll(() => expect(missingPrograms()).toBeUndefined());

const FRAMES = 50;

test.each([
  ['rtmp2sink', 'location='],
  ['rtmpsink', 'location='],
])('GStreamer’s %s publishes every frame', async (sink, property) => {
  const studio = await Studio.open();
  onTestFinished(() => studio.close());
  const { output, status } = await run('gst-launch-1.0', [
    ...['-q', 'videotestsrc', `num-buffers=${FRAMES}`, '!', 'video/x-raw,width=160,height=120'],
    ...['!', 'x264enc', 'tune=zerolatency', '!', 'flvmux', 'streamable=true', '!', sink],
    `${property}${studio.url('gst')}${sink === 'rtmpsink' ? ' live=1' : ''}`,
  ]);
  expect({ status, output }).toMatchObject({ status: 0 });
  const [recording] = await studio.recordings();
  expect(recording).toMatchObject({ role: 'publish', errors: [] });
  // One message sets the decoder up, one more may end the sequence.
  const pictures = recording!.frames.client.filter(({ type }) => type === 9).length;
  expect(pictures - FRAMES).toBeGreaterThanOrEqual(1);
  expect(pictures - FRAMES).toBeLessThanOrEqual(2);
});

test('the second publisher of a name is refused, and the first goes on', async () => {
  const studio = await Studio.open();
  onTestFinished(() => studio.close());
  const publish = (seconds: string) =>
    run('ffmpeg', [
      ...['-hide_banner', '-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=160x120'],
      ...['-t', seconds, '-c:v', 'libx264', '-f', 'flv', studio.url('same')],
    ]);
  const first = publish('3');
  await studio.until(([one]) => (one?.bytes[0] ?? 0) > 8000);
  const second = await publish('3');
  expect(second.output).toContain('published already');
  expect((await first).status).toBe(0);
  const [one, other] = await studio.recordings();
  expect(one!.frames.client.length).toBeGreaterThan(70);
  expect(other!.frames.client).toEqual([]);
  expect([...one!.errors, ...other!.errors]).toEqual([]);
});

const OBS = recorded('real/04f-obs29-publish-nginx.pcap');

test.each([
  ['to its end', OBS.length],
  ['until it breaks off inside a message', 60_001],
])('what OBS once sent is taken as it is, %s', async (_, length) => {
  const studio = await Studio.open();
  onTestFinished(() => studio.close());
  const socket = connect(studio.listener.port, '127.0.0.1');
  socket.resume();
  socket.end(OBS.subarray(0, length));
  await studio.until(([one]) => one?.closed !== undefined);
  expect(studio.listener.facts[0]!.bytes[0]).toBe(length);
  const [recording] = await studio.recordings();
  expect(recording).toMatchObject({ role: 'publish', errors: [] });
  expect(recording!.frames.client.length).toBeGreaterThan(5);
});
