import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { recorded } from '../corpus/talk.ts';
import { missingPrograms } from '../scripts/peers.js';
import { run, type Running, start } from './programs.ts';
import { flvFrames, sortedFrames, Studio } from './studio.ts';

beforeAll(() => expect(missingPrograms()).toBeUndefined());

const behind = (port: number) => ({
  forward: { host: '127.0.0.1', port, text: `rtmp://127.0.0.1:${port}` },
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

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

/** nginx-rtmp at a port, which records into `kept`. Resolves when it can be reached. */
async function nginxAt(port: number, studio: Studio, kept: string): Promise<Running> {
  mkdirSync(kept, { mode: 0o777 });
  const configuration = studio.file('nginx.conf');
  writeFileSync(
    configuration,
    `load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off; master_process off; pid ${studio.file('nginx.pid')}; error_log stderr error;
events {}
rtmp { server { listen 127.0.0.1:${port}; application live { live on; record all; record_path ${kept}; } } }
`,
  );
  const nginx = start('nginx', ['-p', studio.folder, '-c', configuration]);
  const reachable = (): Promise<boolean> =>
    new Promise((resolve) => {
      const probe = connect(port, '127.0.0.1', () => {
        probe.destroy();
        resolve(true);
      });
      probe.once('error', () => resolve(false));
    });
  for (let tries = 0; tries < 400 && !(await reachable()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return nginx;
}

test('nginx-rtmp behind the tap records what FFmpeg sent, frame by frame', async () => {
  const port = await freePort();
  const studio = await Studio.open(behind(port));
  const kept = studio.file('nginx');
  const nginx = await nginxAt(port, studio, kept);
  onTestFinished(() => {
    nginx.kill();
    studio.close();
  });
  const { output } = await run('ffmpeg', [
    ...[
      '-hide_banner',
      '-loglevel',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=160x120',
      '-t',
      '2',
    ],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-f', 'flv', studio.url('tapped')],
  ]);
  expect(output).toBe('');
  const [recording] = await studio.recordings();
  expect(recording!.role).toBe('publish');
  const [name] = readdirSync(kept);
  const sent = sortedFrames(recording!.frames.client);
  expect(sent.length).toBeGreaterThan(50);
  expect(sortedFrames(flvFrames(join(kept, name!)))).toEqual(sent);
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
  expect(facts!.ending).toMatch(/^The server behind \(rtmp:.*ECONNREFUSED/);
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
