import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { inspect, look } from '../corpus/inspect-file.ts';
import { missingPrograms } from '../scripts/peers.js';
import { mediaStreams } from '../src-protocol/inspect/media-stream.ts';
import { SavedStream } from '../src-protocol/inspect/saved-stream.ts';
import { SessionAnalyses } from '../src-protocol/inspect/session-analyses.ts';
import type { StreamForm } from '../src-protocol/inspect/stream-form.ts';
import { freePort, nginxAt } from './nginx.ts';
import { run } from './programs.ts';
import { flvFrames, sortedFrames, Studio, worthDumping } from './studio.ts';

beforeAll(() => expect(missingPrograms()).toBeUndefined());

/** The first stream of the first connection of a capture, saved. */
function saved(bytes: Uint8Array, form: StreamForm): Uint8Array {
  const [connection] = inspect(bytes).connections;
  const session = connection!.session!;
  const { describer } = look(connection!, bytes);
  const analyses = new SessionAnalyses(connection!, session, describer);
  while (!analyses.advance(100_000));
  const [stream] = mediaStreams(session, analyses.media.tracks);
  return Buffer.concat([
    ...new SavedStream(session, describer, { stream: stream!, form }).pieces(),
  ]);
}

/** A folder that goes when the test is over. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'rtmp-inspector-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** What FFmpeg makes of a file: a line for each frame that it decoded, with its hash; or each packet. */
function hashes(path: string, options: readonly string[]): string[] {
  const { stdout, stderr, status } = spawnSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, ...options, '-f', 'framemd5', '-'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** How long a file is, in seconds, for ffprobe. */
function duration(path: string): number {
  const { stdout } = spawnSync(
    'ffprobe',
    ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path],
    { encoding: 'utf8' },
  );
  return Number(stdout);
}

/** The last column, which is the hash, whatever the time. */
const alone = (line: string): string => line.split(',').at(-1)!.trim();

test('FFmpeg decodes a saved publication to the frames of the file that it had sent', async () => {
  const studio = await Studio.open();
  onTestFinished(() => studio.close());
  const original = join(folder(), 'sent.flv');
  const made = await run('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=25'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440', '-t', '2', '-c:v', 'libx264', '-c:a', 'aac'],
    original,
  ]);
  expect(made).toMatchObject({ status: 0, output: '' });
  const sent = await run('ffmpeg', [
    ...['-v', 'error', '-i', original, '-c', 'copy', '-f', 'flv', studio.url('saved')],
  ]);
  expect(sent).toMatchObject({ status: 0 });
  const [recording] = await studio.recordings();
  const capture = new Uint8Array(readFileSync(recording!.path));
  const path = join(folder(), 'saved.flv');
  writeFileSync(path, saved(capture, 'flv'));
  const theirs = hashes(original, []);
  expect(theirs.length).toBeGreaterThan(100);
  expect(hashes(path, []).map(alone).sort()).toEqual(theirs.map(alone).sort());
  // Nobody knows how long a live stream is when it begins, so ffprobe looks at the tags, as it does at FFmpeg's own file.
  const untold = join(folder(), 'untold.flv');
  await run('ffmpeg', [
    ...['-v', 'error', '-i', original, '-c', 'copy', '-flvflags', 'no_duration_filesize', untold],
  ]);
  expect(duration(untold)).toBeGreaterThan(1.9);
  expect(duration(path)).toBeCloseTo(duration(untold), 3);
  // Pictures and sound, too, where each codec stands alone.
  for (const [form, stream] of [
    ['h264', 'v'],
    ['aac', 'a'],
  ] as const) {
    const own = join(folder(), `saved.${form}`);
    writeFileSync(own, saved(capture, form));
    const wanted = hashes(original, ['-map', `0:${stream}`]).map(alone);
    expect(hashes(own, []).map(alone)).toEqual(wanted);
  }
});

test('what is saved of a player is what rtmpdump wrote', async () => {
  const studio = await Studio.open();
  onTestFinished(() => studio.close());
  const dumped = studio.file('dumped.flv');
  const rtmpdump = run('rtmpdump', ['-q', '-v', '-r', studio.url('one'), '-o', dumped]);
  await studio.until((facts) => facts.some(({ role }) => role === 'play'));
  await run('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=25', '-t', '2'],
    ...['-c:v', 'libx264', '-f', 'flv', studio.url('one')],
  ]);
  await rtmpdump;
  const player = (await studio.recordings()).find(({ role }) => role === 'play')!;
  const path = join(folder(), 'saved.flv');
  writeFileSync(path, saved(new Uint8Array(readFileSync(player.path)), 'flv'));
  const frames = (file: string): string[] => sortedFrames(worthDumping(flvFrames(file)));
  expect(frames(path).length).toBeGreaterThan(50);
  expect(frames(path)).toEqual(frames(dumped));
});

test('what is saved behind the tap is what nginx-rtmp recorded', async () => {
  const port = await freePort();
  const studio = await Studio.open({
    forward: { host: '127.0.0.1', port, text: `rtmp://127.0.0.1:${port}` },
  });
  const kept = studio.file('nginx');
  const nginx = await nginxAt(port, studio, kept);
  onTestFinished(() => {
    nginx.kill();
    studio.close();
  });
  await run('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=25', '-t', '2'],
    ...['-c:v', 'libx264', '-g', '25', '-f', 'flv', studio.url('one')],
  ]);
  const [recording] = await studio.recordings();
  nginx.kill();
  await nginx.ended;
  const [name] = readdirSync(kept);
  const path = join(folder(), 'saved.flv');
  writeFileSync(path, saved(new Uint8Array(readFileSync(recording!.path)), 'flv'));
  // nginx may write a sequence header once more, by itself, when it begins a file.
  const frames = (file: string): string[] => [...new Set(sortedFrames(flvFrames(file)))];
  expect(frames(path).length).toBeGreaterThan(50);
  expect(frames(path)).toEqual(frames(join(kept, name!)));
});
