import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { recorded } from '../corpus/talk.ts';
import { LiveBridge } from './live-bridge.ts';
import { PageServer } from './page-server.ts';
import { RtmpListener } from './rtmp-listener.ts';
import { Spool } from './spool.ts';

let folder: string;
let spool: Spool;
let listener: RtmpListener;
let live: LiveBridge;
let page: PageServer;
const KEY = 'some-word';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  spool = new Spool(1_000_000);
  listener = await RtmpListener.listen({ hosts: ['127.0.0.1'], port: 0, spool });
  live = new LiveBridge(listener, KEY, false);
  page = await PageServer.listen(folder, ['127.0.0.1'], 0, live);
});

afterAll(() => {
  live.close();
  page.close();
  listener.close();
  spool.close();
  rmSync(folder, { recursive: true });
});

const own = (): string => `127.0.0.1:${page.port}`;

function open(path: string, origin: string | undefined, host = own()): WebSocket {
  return new WebSocket(`ws://${own()}${path}`, {
    ...(origin !== undefined && { origin }),
    headers: { host },
  });
}

/** What becomes of an attempt: the first message, or the answer that refuses it. */
function outcome(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('message', (data: Buffer) => {
      resolve(data.toString('latin1'));
      socket.close();
    });
    socket.once('error', (error) => resolve(error.message));
    socket.once('close', (_code, reason) => resolve(reason.toString()));
  });
}

test('a page of this server is told what there is', async () => {
  const told = await outcome(open(`/live?key=${KEY}`, `http://${own()}`));
  expect(JSON.parse(told)).toMatchObject({ listening: true, port: listener.port, refused: 0 });
});

test.each([
  ['a foreign page', 'http://example.net', undefined, KEY],
  ['another port of this machine', 'http://127.0.0.1:9', undefined, KEY],
  ['no page at all', undefined, undefined, KEY],
  ['a name that was pointed here', 'http://evil.example', 'evil.example', KEY],
])('%s is refused', async (_, origin, host, key) => {
  const from = origin === 'own' ? `http://${own()}` : origin;
  expect(await outcome(open(`/live?key=${key}`, from, host))).toContain('403');
});

test.each(['/live', '/live/1'])(
  'a page without the key is told that, and nothing else: %s',
  async (path) => {
    const socket = open(`${path}?key=other-word`, `http://${own()}`);
    const told: unknown[] = [];
    socket.on('message', (data) => told.push(data));
    const closed = new Promise<[number, string]>((resolve) =>
      socket.once('close', (code, reason) => resolve([code, reason.toString()])),
    );
    expect(await closed).toEqual([4403, 'Live connections are shown to who knows the word.']);
    expect(told).toEqual([]);
  },
);

test('a page is told what the listener allows', async () => {
  const told = await outcome(open(`/live?key=${KEY}`, `http://${own()}`));
  const { bounds } = JSON.parse(told) as { bounds: { what: string; most: string }[] };
  expect(Object.fromEntries(bounds.map(({ what, most }) => [what, most]))).toMatchObject({
    'Connections at one time': '256',
    'Recorded of one connection': '1 MB',
    'Time for handshake and connect': '10 s',
    'Silence before the client is pinged': '60 s',
    'Time to answer a ping': '30 s',
    'One message': '8 MiB',
    'Unfinished messages of one connection': '16 MiB',
    'Waiting for a slow player': '4 MiB, for 30 s',
  });
});

test('a recording is told from its first byte, as a stream and as a download', async () => {
  const socket = connect(listener.port, '127.0.0.1');
  socket.end(Uint8Array.of(0x47, 0x45, 0x54, 0x20));
  socket.resume();
  await new Promise((resolve) => socket.once('close', resolve));
  const bytes = await outcome(open(`/live/1?key=${KEY}`, `http://${own()}`));
  expect(bytes.startsWith('\x0a\x0d\x0d\x0a')).toBe(true);
  expect(bytes).toContain('GET ');
  const download = await fetch(`http://${own()}/live/1.pcapng?key=${KEY}`);
  expect(download.headers.get('content-disposition')).toContain('rtmp-connection-1.pcapng');
  expect(Buffer.from(await download.arrayBuffer()).toString('latin1')).toContain('GET ');
  const foreign = { headers: { 'sec-fetch-site': 'cross-site' } };
  expect((await fetch(`http://${own()}/live/1.pcapng?key=${KEY}`, foreign)).status).toBe(403);
  expect((await fetch(`http://${own()}/live/1.pcapng`)).status).toBe(403);
  expect((await fetch(`http://${own()}/live/77.pcapng?key=${KEY}`)).status).toBe(404);
});

test('a recording that is not there is said to be gone', async () => {
  expect(await outcome(open(`/live/999?key=${KEY}`, `http://${own()}`))).toContain('no recording');
});

test('a recording that is full is said to be, while the connection goes on', async () => {
  const socket = connect(listener.port, '127.0.0.1');
  socket.resume();
  // A session that is granted, then more than the spool takes.
  socket.write(recorded('real/04f-obs29-publish-nginx.pcap').subarray(0, 20_000));
  const latest = () => listener.facts[0]!;
  await expect.poll(() => latest().role, { timeout: 10_000 }).toBe('publish');
  const { id } = latest();
  // Set Chunk Size again and again: each of them is a message that asks for nothing.
  const sizes = Buffer.alloc(16 * 1000);
  for (let at = 0; at < sizes.length; at += 16)
    sizes.set([2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 16, 0], at);
  const isFull = (): boolean => latest().full !== undefined;
  while (!isFull() && !socket.destroyed)
    await new Promise<void>((resolve) => socket.write(sizes, () => resolve()));
  await expect
    .poll(() => latest().full, { timeout: 10_000 })
    .toMatch(/^The recording is full: 1 MB/);
  expect(latest().closed).toBeUndefined();
  const watching = open(`/live/${id}?key=${KEY}`, `http://${own()}`);
  const reason = await new Promise<string>((resolve) =>
    watching.once('close', (_code, text) => resolve(text.toString())),
  );
  expect(reason).toMatch(/^The recording is full/);
  socket.destroy();
});
