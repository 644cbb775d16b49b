import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { recorded } from '../corpus/talk.ts';
import { call, CREATE, HANDSHAKE, message, object } from '../corpus/client-words.ts';
import { setChunkSize, video } from '../corpus/fixture.ts';
import { RtmpListener } from './rtmp-listener.ts';
import { Spool } from './spool.ts';

async function listen(record?: string): Promise<RtmpListener> {
  const spool = new Spool(10_000_000);
  const listener = await RtmpListener.listen({ hosts: ['127.0.0.1'], port: 0, spool, record });
  onTestFinished(() => {
    listener.close();
    spool.close();
  });
  return listener;
}

test('a client that makes no sense, and had more to say, is let go without a reset', async () => {
  const listener = await listen();
  const socket = connect({ port: listener.port, host: '127.0.0.1', allowHalfOpen: true });
  const closed = new Promise<boolean>((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\n\r\n');
  socket.write(new Uint8Array(200_000));
  socket.resume();
  await new Promise((resolve) => socket.once('end', resolve));
  socket.end();
  const hadError = await closed;
  expect(hadError).toBe(false);
  expect(listener.facts[0]!.ending).toMatch(/speaks HTTP/);
});

test('two publishers of one name: the second is refused by name and the first goes on', async () => {
  const listener = await listen();
  const session = recorded('real/04f-obs29-publish-nginx.pcap').subarray(0, 20_000);
  const publish = () => {
    const socket = connect(listener.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let heard = '';
    socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
    socket.write(session);
    return { socket, heard: () => heard };
  };
  const first = publish();
  await expect.poll(first.heard, { timeout: 10_000 }).toContain('NetStream.Publish.Start');
  const second = publish();
  await expect.poll(second.heard, { timeout: 10_000 }).toContain('NetStream.Publish.BadName');
  expect(second.heard()).not.toContain('NetStream.Publish.Start');
  const [, one] = listener.facts;
  expect(one!.closed).toBeUndefined();
  // Once the first has gone, the name is free.
  first.socket.destroy();
  await expect.poll(() => listener.facts[1]!.closed, { timeout: 10_000 }).toBeDefined();
  const third = publish();
  await expect.poll(third.heard, { timeout: 10_000 }).toContain('NetStream.Publish.Start');
});

test('what is asked for in the very bytes that end a session holds no name', async () => {
  const listener = await listen();
  // FFmpeg's session up to its publish command.
  const session = readFileSync(new URL('../corpus/raw/socat-publish.c2s.bin', import.meta.url));
  const asking = session.subarray(0, 3395);
  const tooLong = Uint8Array.of(4, 0, 0, 0, 0xff, 0xff, 0xff, 9, 1, 0, 0, 0);
  const first = connect(listener.port, '127.0.0.1');
  first.on('error', () => undefined);
  let answered = '';
  first.on('data', (bytes: Buffer) => (answered += bytes.toString('latin1')));
  first.write(asking.subarray(0, 3350));
  await expect.poll(() => answered.split('_result').length, { timeout: 10_000 }).toBeGreaterThan(2);
  first.write(Buffer.concat([asking.subarray(3350), tooLong]));
  await expect.poll(() => listener.facts[0]?.ending, { timeout: 10_000 }).toBeDefined();
  expect(listener.facts[0]).toMatchObject({ role: 'publish', stream: 'raw' });
  const second = connect(listener.port, '127.0.0.1');
  onTestFinished(() => void second.destroy());
  let heard = '';
  second.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
  second.write(asking);
  await expect.poll(() => heard, { timeout: 10_000 }).toContain('NetStream.Publish.');
  expect(heard).toContain('NetStream.Publish.Start');
});

test('a player that leaves in the bytes behind its play is not waited for', async () => {
  const listener = await listen();
  const socket = connect(listener.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
  // rtmpdump's session: its last command deletes the stream that it plays.
  socket.write(recorded('real/06-rtmp-rtmpdump-to-rtmpsrv.pcap'));
  await expect.poll(() => heard, { timeout: 10_000 }).toContain('NetStream.Play.Start');
  await expect.poll(() => listener.streamNames, { timeout: 10_000 }).toEqual([]);
});

test('tokens behind application and stream name are nobody else’s: publisher and player share the names', async () => {
  const listener = await listen();
  const client = (app: string, ...more: Uint8Array[]) => {
    const socket = connect(listener.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let heard = '';
    socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
    const connecting = call(0, 'connect', 1, object({ app }));
    socket.write(Buffer.concat([HANDSHAKE, setChunkSize(65_536), connecting, CREATE, ...more]));
    return { socket, heard: () => heard };
  };
  const player = client('live?for=player', call(1, 'play', 5, null, 'cam?key=1'));
  await expect.poll(player.heard, { timeout: 10_000 }).toContain('NetStream.Play.Start');
  client(
    'live/?secret=a/b',
    call(1, 'publish', 5, null, 'cam?key=2', 'live'),
    message(9, 1, video(200, 0x7a)),
  );
  await expect.poll(player.heard, { timeout: 10_000 }).toContain('z'.repeat(150));
  expect(listener.streamNames).toEqual(['live/cam']);
  for (const { app, stream } of listener.facts) expect([app, stream]).toEqual(['live', 'cam']);
});

test('no name that a client gives becomes the name of a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rtmp-names-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const record = join(folder, 'inner', 'record');
  mkdirSync(record, { recursive: true });
  const listener = await listen(record);
  const names = ['../../outside', '/etc/outside', 'a/../../b', '..', 'nul\0', 'C:\\outside'];
  for (const name of names) {
    const socket = connect(listener.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
    const connecting = call(0, 'connect', 1, object({ app: name }));
    const publish = call(1, 'publish', 5, null, name, 'record');
    socket.write(Buffer.concat([HANDSHAKE, setChunkSize(65_536), connecting, CREATE, publish]));
    await expect.poll(() => heard, { timeout: 10_000 }).toContain('NetStream.Publish.Start');
    socket.end();
    await new Promise((resolve) => socket.once('close', resolve));
  }
  await expect
    .poll(() => listener.facts.every(({ closed }) => closed !== undefined), { timeout: 10_000 })
    .toBe(true);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(record.length + 1));
  expect(files).toHaveLength(names.length);
  for (const file of files) expect(file).toMatch(/^[\dTZ-]+-connection-\d+\.pcapng$/);
});
