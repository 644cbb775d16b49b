import { connect } from 'node:net';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { recorded as recordedClient } from '../corpus/talk.ts';
import { missingPrograms } from '../scripts/peers.js';
import { dissected } from './dissected.ts';
import { run, start } from './programs.ts';
import { flvFrames, sortedFrames, Studio, worthDumping } from './studio.ts';

beforeAll(() => expect(missingPrograms()).toBeUndefined());

async function open(): Promise<Studio> {
  const studio = await Studio.open();
  onTestFinished(() => studio.close());
  return studio;
}

/** Three seconds of H.264 and AAC, with B-frames, as a file. */
async function specimen(studio: Studio): Promise<string> {
  const path = studio.file('specimen.flv');
  const { status, output } = await run('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=25'],
    ...['-f', 'lavfi', '-i', 'sine', '-t', '3', '-c:v', 'libx264', '-g', '25', '-bf', '2'],
    ...['-c:a', 'aac', path],
  ]);
  expect(output).toBe('');
  expect(status).toBe(0);
  return path;
}

/** Frames as FFmpeg tells them: stream, length, hash. It shifts a file's times so that they begin at 0; rtmpdump's tell more. */
async function hashes(input: string[]): Promise<string[]> {
  const parameters = ['-hide_banner', '-loglevel', 'error', ...input, '-c', 'copy'];
  const { output } = await run('ffmpeg', [...parameters, '-f', 'framehash', '-hash', 'md5', '-']);
  return output
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [stream, , , , length, hash] = line.replaceAll(' ', '').split(',');
      return `${stream} ${length} ${hash}`;
    });
}

test('FFmpeg publishes; FFmpeg and rtmpdump play every frame, with its time and its bytes', async () => {
  const studio = await open();
  const file = await specimen(studio);
  const dumped = studio.file('dumped.flv');
  const ffmpeg = hashes(['-i', studio.url('one')]);
  const rtmpdump = run('rtmpdump', ['-q', '-v', '-r', studio.url('one'), '-o', dumped]);
  await studio.until((facts) => facts.filter(({ role }) => role === 'play').length === 2);
  const published = await run('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-i', file, '-c', 'copy', '-f', 'flv'],
    studio.url('one'),
  ]);
  expect(published).toEqual({ status: 0, output: '' });
  const played = await ffmpeg;
  await rtmpdump;
  const recordings = await studio.recordings();
  expect(recordings.flatMap(({ errors }) => errors)).toEqual([]);
  const publisher = recordings.find(({ role }) => role === 'publish')!;
  const sent = sortedFrames(publisher.frames.client);
  expect(sent.length).toBeGreaterThan(75 + 100);
  for (const player of recordings.filter(({ role }) => role === 'play'))
    expect(sortedFrames(player.frames.server)).toEqual(sent);
  // rtmpdump writes a file of its own, so what it understood is what was sent.
  expect(sortedFrames(flvFrames(dumped))).toEqual(
    sortedFrames(worthDumping(publisher.frames.client)),
  );
  expect(played.sort()).toEqual((await hashes(['-i', file])).sort());
});

test('somebody who comes late begins with a key frame, and leaves without harm to others', async () => {
  const studio = await open();
  const publisher = start('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=160x120'],
    ...['-t', '5', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-f', 'flv'],
    studio.url('late'),
  ]);
  await studio.until(([first]) => (first?.bytes[0] ?? 0) > 20_000);
  const killed = start('rtmpdump', [
    '-q',
    '-v',
    '-r',
    studio.url('late'),
    '-o',
    studio.file('k.flv'),
  ]);
  const stays = run('rtmpdump', ['-q', '-v', '-r', studio.url('late'), '-o', studio.file('s.flv')]);
  await studio.until((facts) => facts.filter(({ bytes }) => bytes[1] > 10_000).length === 2);
  killed.kill();
  await Promise.all([publisher.ended, stays]);
  const recordings = await studio.recordings();
  expect(recordings.flatMap(({ errors }) => errors)).toEqual([]);
  const [first, ...players] = recordings;
  const sent = sortedFrames(first!.frames.client);
  for (const { frames } of players) {
    // The configuration at the time of the key frame, then the key frame itself.
    expect(sent).toEqual(expect.arrayContaining(sortedFrames(frames.server).slice(1)));
    expect(frames.server[0]!.timestamp).toBe(frames.server[1]!.timestamp);
  }
  const last = worthDumping(first!.frames.client).at(-1);
  expect(flvFrames(studio.file('s.flv')).at(-1)).toEqual(last);
});

test('rtmpdump with a digest handshake is answered with one', async () => {
  const studio = await open();
  const hash = '11'.repeat(32);
  const player = start('rtmpdump', [
    ...['-q', '-v', '-w', hash, '-x', '1000', '-r', studio.url('digest'), '-o', studio.file('d')],
  ]);
  await studio.until(([first]) => first?.role === 'play');
  player.kill();
  const [recording] = await studio.recordings();
  expect(recording).toMatchObject({ handshake: 'digest', errors: [] });
});

test.each([
  'real/05-ertmp2-ffmpeg8-hevc-opus-nginx.pcap',
  'real/05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap',
  'real/05-ertmp1-ffmpeg7-publish-av1-nginx.pcap',
])('an Enhanced RTMP publisher is relayed untouched: %s', async (capture) => {
  const studio = await open();
  const player = run('rtmpdump', ['-q', '-v', '-r', studio.url('e'), '-o', studio.file('e.flv')]);
  await studio.until(([first]) => first?.role === 'play');
  const socket = connect(studio.listener.port, '127.0.0.1');
  socket.resume();
  // The name it was recorded with is e, in the application live.
  socket.end(recordedClient(capture));
  await player;
  const recordings = await studio.recordings();
  expect(recordings.flatMap(({ errors }) => errors)).toEqual([]);
  const [played, published] = recordings;
  expect(published!.frames.client.length).toBeGreaterThan(20);
  expect(sortedFrames(played!.frames.server)).toEqual(sortedFrames(published!.frames.client));
});

test('tshark has nothing against a recording, and reads the same messages', async () => {
  const studio = await open();
  const file = await specimen(studio);
  const parameters = ['-hide_banner', '-loglevel', 'error', '-i', file, '-c', 'copy', '-f', 'flv'];
  await run('ffmpeg', [...parameters, studio.url('tshark')]);
  const [recording] = await studio.recordings();
  expect(recording!.errors).toEqual([]);
  const { complaints, headers } = dissected(recording!.path, studio.listener.port);
  expect(complaints).toEqual([]);
  expect(headers).toEqual(recording!.headers);
  expect(headers[0].length).toBeGreaterThan(75 + 100);
});
