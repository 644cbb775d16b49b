import { readdirSync } from 'node:fs';
import { type AddressInfo, createServer, connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { recorded } from '../corpus/talk.ts';
import { missingPrograms } from '../scripts/peers.js';
import { dissected } from './dissected.ts';
import { freePort, nginxAt } from './nginx.ts';
import { run, start } from './programs.ts';
import { flvFrames, sortedFrames, Studio } from './studio.ts';

beforeAll(() => expect(missingPrograms()).toBeUndefined());

const behind = (port: number) => ({
  forward: { host: '127.0.0.1', port, text: `rtmp://127.0.0.1:${port}` },
});

test('every byte passes unchanged, both ways', async () => {
  const client = recorded('real/04f-obs29-publish-nginx.pcap');
  const answer = recorded('real/04f-obs29-publish-nginx.pcap', 0, 1);
  const received: Buffer[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('data', (bytes: Buffer) => received.push(bytes));
    socket.on('end', () => socket.end());
    socket.write(answer);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const studio = await Studio.open(behind((server.address() as AddressInfo).port));
  onTestFinished(() => {
    studio.close();
    server.close();
  });
  const heard: Buffer[] = [];
  const socket = connect(studio.listener.port, '127.0.0.1');
  socket.on('data', (bytes: Buffer) => heard.push(bytes));
  socket.end(client);
  await new Promise((resolve) => socket.once('close', resolve));
  expect(Buffer.compare(Buffer.concat(received), client)).toBe(0);
  expect(Buffer.compare(Buffer.concat(heard), answer)).toBe(0);
  const [facts] = studio.listener.facts;
  expect(facts).toMatchObject({ app: 'live', role: 'publish', stream: 'obs-key' });
});

/** What went through a `Passage`. */
interface Passed {
  readonly port: number;
  /** What each connection brought, in the order of the connections: the client's bytes, and the server's. */
  readonly connections: readonly [Buffer[], Buffer[]][];
}

/** A stretch of plain TCP to a server at `to`, which keeps what passes. */
async function passage(to: number): Promise<Passed> {
  const connections: [Buffer[], Buffer[]][] = [];
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const kept: [Buffer[], Buffer[]] = [[], []];
    connections.push(kept);
    const far = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    near.on('data', (bytes: Buffer) => kept[0].push(bytes));
    far.on('data', (bytes: Buffer) => kept[1].push(bytes));
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, connections };
}

test('nginx-rtmp behind the tap is sent what FFmpeg sent, byte for byte, and FFmpeg what nginx said; its file has every frame', async () => {
  const port = await freePort();
  // FFmpeg, a passage, the tap, another passage, nginx: what is the same in both passages went through the tap unchanged.
  const behindTap = await passage(port);
  const studio = await Studio.open(behind(behindTap.port));
  const beforeTap = await passage(studio.listener.port);
  const kept = studio.file('nginx');
  const nginx = await nginxAt(port, studio, kept);
  onTestFinished(() => {
    nginx.kill();
    studio.close();
  });
  const { output, status } = await run('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=size=320x240'],
    ...['-f', 'lavfi', '-i', 'sine', '-t', '3', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-c:a', 'aac', '-f', 'flv', `rtmp://127.0.0.1:${beforeTap.port}/live/tapped`],
  ]);
  expect({ output, status }).toEqual({ output: '', status: 0 });
  const [recording] = await studio.recordings();
  expect(recording).toMatchObject({ role: 'publish', errors: [] });
  expect([beforeTap.connections.length, behindTap.connections.length]).toEqual([1, 1]);
  const lengths = [0, 1].map((side) => {
    const [before, after] = [beforeTap, behindTap].map(({ connections }) =>
      Buffer.concat(connections[0]![side]!),
    );
    expect(Buffer.compare(before!, after!)).toBe(0);
    return after!.length;
  });
  // The tap told the page of exactly these bytes.
  expect(studio.listener.facts[0]!.bytes).toEqual(lengths);
  expect(lengths[0]).toBeGreaterThan(50_000);
  expect(lengths[1]).toBeGreaterThan(3073);
  const [name] = readdirSync(kept);
  // nginx writes the configuration of the sound once more, by itself, when it begins a file.
  const frames = (list: Parameters<typeof sortedFrames>[0]) => [...new Set(sortedFrames(list))];
  const sent = frames(recording!.frames.client);
  expect(sent.length).toBeGreaterThan(75 + 100);
  expect(frames(flvFrames(join(kept, name!)))).toEqual(sent);
});

test('a recording of the tap is a capture that tshark reads as we do, message by message', async () => {
  const port = await freePort();
  const studio = await Studio.open(behind(port));
  const nginx = await nginxAt(port, studio, studio.file('nginx'));
  onTestFinished(() => {
    nginx.kill();
    studio.close();
  });
  // Pictures that are longer than a chunk, some than many.
  await run('ffmpeg', [
    ...['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=size=640x480,noise=alls=60:allf=t'],
    ...['-f', 'lavfi', '-i', 'sine', '-t', '2', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-c:a', 'aac', '-f', 'flv', studio.url('tapped')],
  ]);
  const [recording] = await studio.recordings();
  expect(recording!.errors).toEqual([]);
  const { complaints, headers } = dissected(recording!.path, studio.listener.port);
  expect(complaints).toEqual([]);
  expect(headers).toEqual(recording!.headers);
  expect(headers[0].length).toBeGreaterThan(100);
});

test('nginx-rtmp killed behind the tap: FFmpeg is let go, the reason is told, and the next client is served', async () => {
  const port = await freePort();
  const studio = await Studio.open(behind(port));
  const kept = studio.file('nginx');
  const publish = () =>
    start('ffmpeg', [
      ...['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=160x120'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-f', 'flv', studio.url('killed')],
    ]);
  const nginx = await nginxAt(port, studio, kept);
  const first = publish();
  await studio.until(([one]) => (one?.bytes[0] ?? 0) > 8000);
  nginx.kill();
  const [facts] = await studio.until(([one]) => one?.closed !== undefined);
  expect(facts!.ending).toMatch(/^The server behind/);
  expect((await first.ended).status).not.toBe(0);
  const again = await nginxAt(port, studio, `${kept}-again`);
  const second = publish();
  onTestFinished(() => {
    second.kill();
    again.kill();
    studio.close();
  });
  await studio.until(([one]) => one?.closed === undefined && (one?.bytes[0] ?? 0) > 8000);
});

test('a real server that is down is said to be', async () => {
  const studio = await Studio.open(behind(await freePort()));
  onTestFinished(() => studio.close());
  const socket = connect(studio.listener.port, '127.0.0.1');
  socket.resume();
  socket.on('error', () => undefined);
  const [facts] = await studio.until(([first]) => first?.closed !== undefined);
  expect(facts!.ending).toMatch(/^The server behind \(rtmp:.*cannot be reached: .*ECONNREFUSED/);
});

test('a real server that dies takes the client along, and the reason is told', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const studio = await Studio.open(behind((server.address() as AddressInfo).port));
  onTestFinished(() => {
    studio.close();
    server.close();
  });
  const socket = connect(studio.listener.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(new Uint8Array(1537));
  const [facts] = await studio.until(([first]) => first?.closed !== undefined);
  expect(facts!.ending).toMatch(/^The server behind .* broke off/);
});
