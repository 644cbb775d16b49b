import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
});
