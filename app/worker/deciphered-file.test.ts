import { describe, expect, it } from 'vitest';
import { corpusFile, inspect } from '../../corpus/inspect-file.ts';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { utf8 } from '../../src-protocol/bytes/text.ts';
import { carriedKeyLog } from '../../src-protocol/inspect/decipher.ts';
import { decipheredFile } from './deciphered-file.ts';

const bytes = corpusFile('captures/real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng');
const keyLog = utf8(
  corpusFile('captures/real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx.keylog.txt'),
);
const source = new MemorySource(bytes);
const inspection = inspect(bytes);
const turn = () => Promise.resolve();
const made = (log: string) => decipheredFile(inspection.connections, log, () => source, turn);

describe('a capture of RTMPS', () => {
  it('becomes a file of RTMP, with a key log or the one it carries', async () => {
    const carried = carriedKeyLog(inspection.capture.facts.secrets, source);
    for (const log of [keyLog, carried]) {
      const { file, problems } = await made(log);
      expect(problems).toEqual([]);
      const { connections } = inspect(new Uint8Array(await file!.arrayBuffer()));
      expect(connections.map(({ detection }) => detection?.transport)).toEqual(['rtmp']);
      expect(connections[0]!.session!.findings.counts.error).toBe(0);
    }
  });

  it('says what is wrong with a text that is no key log, and with one of other connections', async () => {
    const none = await made('hello');
    expect(none.file).toBeUndefined();
    expect(none.problems[0]).toContain('no secret of a TLS connection');
    const other = await made(keyLog.replaceAll(/ [0-9a-f]{64} /gi, ` ${'00'.repeat(32)} `));
    expect(other.file).toBeUndefined();
    expect(other.problems).toEqual([
      expect.stringMatching(/^Connection \d+: The key log has no secrets of this connection\.$/),
    ]);
  });
});

it('a capture without TLS is told so', async () => {
  const plain = inspect(corpusFile('captures/real/06-rtmp-rtmpdump-to-rtmpsrv.pcap'));
  const { file, problems } = await decipheredFile(plain.connections, keyLog, () => source, turn);
  expect(file).toBeUndefined();
  expect(problems).toEqual(['No connection of this capture looks like TLS.']);
});
