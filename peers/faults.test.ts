import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { Chance, mutate } from '../corpus/mutate.ts';
import { recorded } from '../corpus/talk.ts';
import { LiveBridge } from '../server/live-bridge.ts';
import { PageServer } from '../server/page-server.ts';
import { start } from './programs.ts';
import { flvFrames, sortedFrames, Studio, worthDumping } from './studio.ts';

async function open(options?: Parameters<typeof Studio.open>[0]): Promise<Studio> {
  const studio = await Studio.open(options);
  onTestFinished(() => studio.close());
  return studio;
}

function client(studio: Studio, bytes?: Uint8Array): Socket {
  const socket = connect(studio.listener.port, '127.0.0.1');
  socket.on('error', () => undefined);
  if (bytes) socket.write(bytes);
  return socket;
}

const gone = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('close', resolve));

const PUBLISH = recorded('real/04f-obs29-publish-nginx.pcap');
const PLAY = recorded('real/06-rtmp-rtmpdump-to-rtmpsrv.pcap');

test('a publisher that is killed frees its name at once', async () => {
  const studio = await open();
  const publish = () =>
    start('ffmpeg', [
      ...['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=160x120', '-t', '20'],
      ...['-c:v', 'libx264', '-f', 'flv', studio.url('killed')],
    ]);
  const first = publish();
  await studio.until(([one]) => (one?.bytes[0] ?? 0) > 8000);
  first.kill();
  await studio.until(([one]) => one?.closed !== undefined);
  const second = publish();
  await studio.until(([one]) => one?.closed === undefined && (one?.bytes[0] ?? 0) > 8000);
  second.kill();
  const recordings = await studio.recordings();
  expect(recordings.flatMap(({ errors }) => errors)).toEqual([]);
});

test('a player that is killed costs the others nothing', async () => {
  const studio = await open();
  const play = (name: string) =>
    start('rtmpdump', ['-q', '-v', '-r', studio.url('shared'), '-o', studio.file(name)]);
  const killed = play('killed.flv');
  const stays = play('stays.flv');
  await studio.until((facts) => facts.filter(({ role }) => role === 'play').length === 2);
  const publisher = start('ffmpeg', [
    ...['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=160x120', '-t', '3'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-f', 'flv', studio.url('shared')],
  ]);
  await studio.until((facts) => facts.filter(({ bytes }) => bytes[1] > 10_000).length === 2);
  killed.kill();
  await Promise.all([publisher.ended, stays.ended]);
  const recordings = await studio.recordings();
  expect(recordings.flatMap(({ errors }) => errors)).toEqual([]);
  const publisherSent = recordings.find(({ role }) => role === 'publish')!.frames.client;
  expect(sortedFrames(flvFrames(studio.file('stays.flv')))).toEqual(
    sortedFrames(worthDumping(publisherSent)),
  );
});

test('a page that is killed while it watches leaves a publisher and other pages as they were', async () => {
  const studio = await open();
  const live = new LiveBridge(studio.listener, undefined, false);
  const page = await PageServer.listen(studio.folder, ['127.0.0.1'], 0, live);
  onTestFinished(() => {
    live.close();
    page.close();
  });
  const publisher = client(studio, PUBLISH.subarray(0, 20_000));
  publisher.resume();
  await studio.until(([one]) => one?.role === 'publish');
  const origin = `http://127.0.0.1:${page.port}`;
  const address = `ws://127.0.0.1:${page.port}/live`;
  const watch = `const { WebSocket } = await import('ws');
for (const path of ['', '/1'])
  new WebSocket('${address}' + path, { origin: '${origin}' }).once('message', () => console.log('told'));`;
  const killed = start(process.execPath, ['--input-type=module', '-e', watch]);
  const other = new WebSocket(`${address}/1`, { origin });
  let heard = 0;
  other.on('message', (bytes: Buffer) => (heard += bytes.length));
  await killed.says(/told\ntold/);
  killed.kill();
  await killed.ended;
  publisher.write(PUBLISH.subarray(20_000, 60_000));
  await expect.poll(() => heard, { timeout: 20_000 }).toBeGreaterThan(60_000);
  expect(studio.listener.facts[0]).toMatchObject({ role: 'publish' });
  expect(studio.listener.facts[0]!.closed).toBeUndefined();
  other.terminate();
  publisher.destroy();
});

test('a handshake that comes byte by byte is not waited for, and half-open connections are let go', async () => {
  const studio = await open({ limits: { handshakeTime: 1500 } });
  const slow = client(studio, Uint8Array.of(3));
  const timer = setInterval(() => slow.write(Uint8Array.of(0)), 50);
  onTestFinished(() => clearInterval(timer));
  const silent = client(studio);
  slow.resume();
  silent.resume();
  await Promise.all([gone(slow), gone(silent)]);
  for (const { limit, ending } of studio.listener.facts) {
    expect(limit).toBe('handshakeTime');
    expect(ending).toMatch(/No connect came within 1.5 seconds/);
  }
});

test('a client that goes silent without closing is pinged, then let go', async () => {
  const studio = await open({ limits: { pingAfter: 500, pongWithin: 500 } });
  // All of OBS’s session but its end.
  const silent = client(studio, PUBLISH.subarray(0, 20_000));
  silent.resume();
  await gone(silent);
  expect(studio.listener.facts[0]).toMatchObject({ limit: 'pongWithin' });
});

test('more connections than may be are turned away, and the others stay', async () => {
  const studio = await open({ mostConnections: 3 });
  const some = [1, 2, 3].map(() => client(studio));
  await studio.until((facts) => facts.length === 3);
  const turned = client(studio);
  turned.resume();
  await gone(turned);
  expect(studio.listener.refused).toBe(1);
  expect(studio.listener.facts.every(({ closed }) => closed === undefined)).toBe(true);
  for (const one of some) one.destroy();
});

test('a player that does not read is left behind, and the others get everything', async () => {
  const studio = await open();
  // The rtmpdump of this capture plays the stream of its own name; everything up to its deleteStream.
  const stuck = client(studio, PLAY.subarray(0, PLAY.length - 50));
  const reads = client(studio, PLAY.subarray(0, PLAY.length - 50));
  stuck.pause();
  let heard = 0;
  reads.on('data', (bytes: Buffer) => (heard += bytes.length));
  const facts = await studio.until(
    (all) => all.length === 2 && all.every(({ role }) => role === 'play'),
  );
  const { stream = '' } = facts[0]!;
  const isPublisherGone = ({ role, closed }: (typeof facts)[number]) =>
    role === 'publish' && closed !== undefined;
  // At the pace of a camera: a burst would leave behind whoever shares this process with the server, too.
  const publisher = start('ffmpeg', [
    ...['-loglevel', 'error', '-re', '-f', 'lavfi'],
    ...['-i', 'testsrc=size=640x480,noise=alls=90:allf=t'],
    ...['-t', '5', '-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '12', '-g', '25'],
    ...['-f', 'flv', studio.url(stream)],
  ]);
  await publisher.ended;
  const all = await studio.until((facts) => facts.some(isPublisherGone));
  const published = all.find(isPublisherGone)!;
  const players = all.filter(({ role }) => role === 'play');
  expect(published.bytes[0]).toBeGreaterThan(20_000_000);
  // The last of it is still under way when the publisher is gone.
  await expect.poll(() => heard, { timeout: 20_000 }).toBeGreaterThan(published.bytes[0] * 0.99);
  const sent = players.map(({ bytes }) => bytes[1]).sort((one, other) => one - other);
  expect(sent[0]!).toBeLessThan(sent[1]! / 2);
  stuck.destroy();
  reads.destroy();
}, 60_000);

test('10 000 damaged sessions: it stays up, keeps nothing, and others are untouched', async () => {
  const studio = await open({ record: undefined, limits: { handshakeTime: 2000 } });
  const before = new Set(readdirSync('.'));
  const originals = [PUBLISH.subarray(0, 9000), PLAY];
  const chance = new Chance(11);
  const steady = client(studio, PUBLISH.subarray(0, PUBLISH.length - 200));
  steady.resume();
  for (let run = 0; run < 10_000; run += 20)
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = client(studio);
        socket.resume();
        socket.end(mutate(chance.of(originals), chance));
        await gone(socket);
      }),
    );
  const open_ = await studio.until((facts) => facts.filter((one) => !one.closed).length === 1);
  expect(open_.find((one) => !one.closed)).toMatchObject({ role: 'publish', stream: 'obs-key' });
  expect(studio.listener.streamNames).toEqual(['live/obs-key']);
  expect(studio.spool.size).toBeLessThan(512_000_000);
  expect(new Set(readdirSync('.'))).toEqual(before);
  steady.destroy();
}, 180_000);
