import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CHAPTERS } from '../app/learn/chapters.ts';
import { missingPrograms } from '../scripts/peers.js';
import { type Ended, run, start } from './programs.ts';
import { Studio } from './studio.ts';

const PROJECT = join(import.meta.dirname, '..');
const SAMPLES = join(PROJECT, 'public/samples');

/** A folder as a reader has it after downloading the samples and recording something. */
const folder = mkdtempSync(join(tmpdir(), 'rtmp-try-'));
for (const name of readdirSync(SAMPLES)) copyFileSync(join(SAMPLES, name), join(folder, name));
for (const name of ['mine.pcap', 'tone.pcap'])
  copyFileSync(join(SAMPLES, '03c-gst-rtmp2sink-publish-nginx.pcap'), join(folder, name));
symlinkSync(join(PROJECT, 'dist-node'), join(folder, 'dist-node'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The commands that each chapter ends with, one a line. */
const blocks = CHAPTERS.map(({ id }) => {
  const text = readFileSync(join(PROJECT, `app/learn/chapters/${id}.mdx`), 'utf8');
  const code = text.split('## Try it').at(-1)!.split('```sh\n').slice(1);
  const lines = code.flatMap((one) => one.split('\n```')[0]!.replaceAll('\\\n', '').split('\n'));
  return { id, lines };
});
const commands = blocks.flatMap(({ id, lines }) => lines.map((line) => ({ id, line })));

/** A picture each tenth of a second, until it is stopped. */
const TEST_PICTURE = [
  ...['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=10'],
  ...['-c:v', 'libx264', '-g', '5'],
];

/** What only a person can do, or only at home. */
const NOT_HERE: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^tcpdump/, 'needs the right to record'],
  [/^ffplay/, 'needs a screen'],
  [/localhost\/vod/, 'needs a server with recordings'],
  [/libx265/, 'needs FFmpeg 6, and Debian 12 has 5.1'],
  [/^curl|live\/nobody/, 'is meant to fail'],
  [/19350/, 'are two that wait for each other: below'],
];
/** Reads samples or recordings, and prints or writes something. */
const READS_FILES = /^(?:node|tshark|xxd|head|cmp|editcap|python3)/;
const isLeftOut = (line: string): boolean => NOT_HERE.some(([pattern]) => pattern.test(line));

const inFolder = (line: string): Promise<Ended> =>
  run('bash', ['-o', 'pipefail', '-c', `cd '${folder}' && ${line}`]);

/** A port where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

beforeAll(() => expect(missingPrograms()).toBeUndefined());

describe('what chapters ask to try', () => {
  it('is a command at the end of each', () => {
    expect(blocks.filter(({ lines }) => lines.length === 0)).toEqual([]);
    const unknown = commands.filter(
      ({ line }) =>
        !READS_FILES.test(line) &&
        !/^(?:ffmpeg|rtmpdump) .*rtmp:\/\/localhost\/\w+\/\w+/.test(line) &&
        !isLeftOut(line),
    );
    expect(unknown).toEqual([]);
  });

  it.each(commands.filter(({ line }) => READS_FILES.test(line)))('$id: $line', async ({ line }) => {
    const { status, output } = await inFolder(line.replace(/ \| head( -\d+)?$/, ''));
    expect(status, output).toBe(0);
    if (!line.startsWith('editcap')) expect(output.trim()).not.toBe('');
  });

  it.each(commands.filter(({ line }) => /^(?:ffmpeg|rtmpdump)/.test(line) && !isLeftOut(line)))(
    '$id: $line',
    async ({ line }) => {
      const studio = await Studio.open();
      onTestFinished(() => studio.close());
      if (line.includes('live/cam1')) {
        const publisher = start('ffmpeg', [...TEST_PICTURE, '-f', 'flv', studio.url('cam1')]);
        onTestFinished(() => publisher.kill());
        await studio.until((facts) => facts.some(({ role }) => role === 'publish'));
      }
      const local = line
        .replaceAll('rtmp://localhost', `rtmp://127.0.0.1:${studio.listener.port}`)
        // What is sent is the same, in less time.
        .replace(' -re ', ' ');
      const { status, output } = await inFolder(local);
      expect(status, output).toBe(0);
      expect(studio.listener.facts.length).toBeGreaterThan(0);
    },
  );

  it('undocumented: FFmpeg talks to itself', async () => {
    const port = String(await freePort());
    const [listen, publish] = commands
      .filter(({ line }) => line.includes('19350'))
      .map(({ line }) => line.replace('19350', port).replace(' -re ', ' ').replace(/ &$/, ''));
    const server = inFolder(listen!);
    const ended = server.then(() => true);
    // The first can be asked only when it listens, which it does not tell.
    while (!(await Promise.race([ended, Promise.resolve(false)])))
      if ((await inFolder(`${publish!} -loglevel error`)).status === 0) break;
    const { status, output } = await server;
    expect(status, output).toBe(0);
  });
});
