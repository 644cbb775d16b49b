import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFlv } from '../corpus/flv-check.ts';
import { CORPUS } from '../corpus/inspect-file.ts';

/** The command as people run it: built into one file, in a process of its own. */
const folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-test-'));
const program = join(folder, 'cli.js');
const SMALL = join(CORPUS, 'captures/edge/c_interleave.pcap');
const PUBLISH = join(CORPUS, 'captures/real/01c-ffmpeg-publish-nginx-2s.pcapng');

beforeAll(async () => {
  await build({
    configFile: join(CORPUS, '../vite.node.config.ts'),
    mode: 'cli',
    logLevel: 'error',
    build: { outDir: folder },
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

function run(args: readonly string[], input?: Uint8Array): Run {
  return spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    ...(input && { input }),
  });
}

describe('rtmp-inspector', () => {
  it('decodes a file and says nothing else', () => {
    const { status, stdout, stderr } = run(['decode', PUBLISH]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(139);
  });

  it('decodes standard input and named pipes to the same as files', () => {
    const args = ['--level', 'fields'];
    const { stdout } = run(['decode', SMALL, ...args]);
    expect(stdout.length).toBeGreaterThan(2000);
    expect(run(['decode', '-', ...args], readFileSync(SMALL))).toEqual(
      expect.objectContaining({ status: 0, stderr: '', stdout }),
    );
    const shell = `cat '${SMALL}' | '${process.execPath}' '${program}' decode /dev/stdin --level fields`;
    expect(spawnSync('sh', ['-c', shell], { encoding: 'utf8' })).toEqual(
      expect.objectContaining({ status: 0, stderr: '', stdout }),
    );
  });

  it('exits with 2 for wrong arguments', () => {
    const { status, stdout, stderr } = run(['decode', PUBLISH, '--level', 'words']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^rtmp-inspector: There is no level words/);
  });

  it.each([
    ['a file that is not there', 'nowhere.pcap'],
    ['a file that is no capture', join(CORPUS, 'README.md')],
  ])('exits with 1 and one line for %s', (_, path) => {
    const { status, stdout, stderr } = run(['decode', path]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^rtmp-inspector: [^\n]+\n$/);
  });

  it('goes quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [
      program,
      'decode',
      PUBLISH,
      PUBLISH,
      '--level',
      'fields',
    ]);
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    // What `head -1` does.
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect([status, stderr]).toEqual([0, '']);
  });

  it('knows its version and its use', () => {
    expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(['--help']).stdout).toMatch(/^Usage: rtmp-inspector decode/);
  });

  describe('decipher', () => {
    const RTMPS = '06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng';
    const path = join(CORPUS, 'captures/real', RTMPS);
    const bytesOf = (args: readonly string[], input?: Uint8Array) =>
      spawnSync(process.execPath, [program, ...args], { maxBuffer: 1 << 26, input });

    it('makes a capture that decode reads, of a file or of standard input', () => {
      const { status, stdout, stderr } = bytesOf(['decipher', path]);
      expect([status, stderr.toString()]).toEqual([0, '']);
      expect(bytesOf(['decipher', '-'], readFileSync(path)).stdout.equals(stdout)).toBe(true);
      const decoded = run(['decode', '-', '--level', 'fields'], stdout);
      expect(decoded.stdout).toContain("publish('cam1', 'live')");
      expect(decoded.stdout).toMatch(/coverage: 100 % of \d+ bits explained\n$/);
    });

    it('says what is missing, and exits with 1', () => {
      const keys = join(folder, 'none.keylog');
      const unread = run(['decipher', path, '--key-log', keys]);
      expect([unread.status, unread.stdout]).toEqual([1, '']);
      expect(unread.stderr).toContain(keys);
      const { status, stderr } = run(['decipher', PUBLISH]);
      expect([status, stderr]).toEqual([1, expect.stringContaining('There is no key log.')]);
      const none = run(['decipher', path, '--connection', '7']);
      expect([none.status, none.stderr]).toEqual([
        1,
        expect.stringContaining('There is no connection 7.'),
      ]);
    });
  });

  describe('save', () => {
    const FLV = join(CORPUS, 'flv/ffmpeg-h264-aac.flv');
    const TWO = join(CORPUS, 'captures/real/02b-ffmpeg-publish-and-play-nginx-3s.pcap');
    const bytesOf = (args: readonly string[], input?: Uint8Array) =>
      spawnSync(process.execPath, [program, 'save', ...args], { maxBuffer: 1 << 26, input });

    it('writes FLV to a file or to standard output, from a file or standard input', () => {
      const { status, stdout, stderr } = bytesOf([PUBLISH]);
      expect([status, stderr.toString()]).toEqual([0, '']);
      expect(checkFlv(stdout).problems).toEqual([]);
      expect(checkFlv(stdout).tags.length).toBe(124);
      const out = join(folder, 'out.flv');
      expect(bytesOf(['-', '-o', out], readFileSync(PUBLISH)).status).toBe(0);
      expect(readFileSync(out).equals(stdout)).toBe(true);
      expect(bytesOf(['--as', 'flv', FLV]).stdout.equals(readFileSync(FLV))).toBe(true);
    });

    it('asks in one line which stream, and takes the one that is chosen', () => {
      const both = run(['save', TWO]);
      expect([both.status, both.stdout]).toEqual([1, '']);
      expect(both.stderr).toMatch(
        /^rtmp-inspector: [^\n]*There are 2 streams\. Choose one: --connection 0 --sender client --stream 1; --connection 1 --sender server --stream 1\.\n$/,
      );
      const { status, stdout } = bytesOf([TWO, '--sender', 'server']);
      expect([status, checkFlv(stdout).problems]).toEqual([0, []]);
      expect(bytesOf([TWO, '--connection', '1']).stdout.equals(stdout)).toBe(true);
    });

    it('tells what was left out, and succeeds', () => {
      const { status, stderr } = bytesOf([
        join(CORPUS, 'captures/synthetic/s07-abort-message.pcap'),
      ]);
      expect([status, stderr.toString()]).toEqual([
        0,
        expect.stringMatching(/^rtmp-inspector: [^\n]*: 1 message left out, [^\n]+\n$/),
      ]);
    });

    it.each([
      ['there is nothing of that codec', [PUBLISH, '--to', 'hevc'], /nothing that can be saved/],
      ['there is no such connection', [PUBLISH, '--connection', '7'], /no connection 7/],
      ['there is no such stream', [PUBLISH, '--stream', '9'], /no audio or video/],
      ['it would write over the capture', [PUBLISH, '-o', PUBLISH], /the capture itself/],
      ['it cannot write', [PUBLISH, '-o', join(folder, 'no/where.flv')], /cannot be written/],
      ['there is no such file', ['nowhere.pcap'], /no such file/],
    ])('exits with 1 and one line when %s', (_, args, reason) => {
      const { status, stdout, stderr } = run(['save', ...args]);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^rtmp-inspector: [^\n]+\n$/);
      expect(stderr).toMatch(reason);
    });

    it('goes quietly when nobody reads on', async () => {
      const child = spawn(process.execPath, [program, 'save', PUBLISH]);
      let stderr = '';
      child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
      child.stdout.once('data', () => child.stdout.destroy());
      const status = await new Promise((resolve) => child.once('close', resolve));
      expect([status, stderr]).toEqual([0, '']);
    });
  });
});
