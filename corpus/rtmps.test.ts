import { describe, expect, it } from 'vitest';
import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { toHex } from '../src-protocol/bytes/hex.ts';
import { utf8 } from '../src-protocol/bytes/text.ts';
import { type Direction, opposite } from '../src-protocol/bytes/units.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { decipher, type Deciphered } from '../src-protocol/inspect/decipher.ts';
import { KeyLog } from '../src-protocol/tls/key-log.ts';
import { TlsSession } from '../src-protocol/tls/tls-session.ts';
import { RawDump } from '../src-protocol/inspect/raw-dump.ts';
import { corpusFile, inspect } from './inspect-file.ts';
import { Chance, mutate } from './mutate.ts';

const keyLogOf = (name: string): KeyLog => new KeyLog(utf8(corpusFile(name)));

interface Read {
  readonly problem: string | undefined;
  readonly suite: string | undefined;
  /** What the two programs wrote, in hexadecimal digits. */
  readonly plain: readonly string[];
  readonly connection: Connection;
}

/** A session in two raw dumps of TLS; pieces of `cut` bytes by turns, the dump named `first` before the other. */
function session(name: string, keyLog: KeyLog, cut: number, first: Direction = 0): Read {
  const dump = new RawDump({ startSeen: [true, true] });
  const plain: [string, string] = ['', ''];
  const tls = new TlsSession(keyLog, (direction, bytes) => {
    plain[direction] += toHex(bytes);
    dump.push(direction, bytes);
  });
  const files = [corpusFile(`raw/${name}.c2s`), corpusFile(`raw/${name}.s2c`)] as const;
  for (let at = 0; at < Math.max(files[0].length, files[1].length); at += cut)
    for (const direction of [first, opposite(first)])
      if (at < files[direction].length)
        tls.push(direction, files[direction].subarray(at, at + cut), NaN);
  tls.end();
  dump.connection.finish();
  return { problem: tls.problem, suite: tls.suite?.name, plain, connection: dump.connection };
}

describe.each([
  ['rtmps-tls13', 'TLS_AES_256_GCM_SHA384'],
  ['rtmps-tls12g', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  ['rtmps-tls12c', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
])('%s', (name, suite) => {
  const keyLog = keyLogOf(`raw/${name}.keylog`);
  const whole = session(name, keyLog, 100_000);

  it('is a session without a finding of an error, read with its key log', () => {
    expect(whole.problem).toBeUndefined();
    expect(whole.suite).toBe(suite);
    const { detection, session: rtmp } = whole.connection;
    expect(detection?.transport).toBe('rtmp');
    const names = rtmp!.ledger.commands.map(({ name: command }) => command);
    expect(names).toEqual(expect.arrayContaining(['connect', '_result']));
    expect(rtmp!.findings.counts.error).toBe(0);
  });

  it('is the same session in any cut, whichever side comes first', () => {
    for (const [cut, first] of [
      [1, 0],
      [7, 1],
      [1000, 1],
      [100_000, 1],
    ] as const) {
      const other = session(name, keyLog, cut, first);
      expect(other.problem).toBeUndefined();
      expect(other.plain).toEqual(whole.plain);
    }
  });

  it('without secrets, or without one side, it says what is missing', () => {
    expect(session(name, new KeyLog(''), 1000).problem).toBe(
      'The key log has no secrets of this connection.',
    );
    const tls = new TlsSession(keyLog, () => expect.unreachable());
    tls.push(0, corpusFile(`raw/${name}.c2s`), NaN);
    tls.end();
    expect(tls.problem).toContain('ServerHello');
  });

  it('a byte that was changed ends its direction with a sentence, and nothing throws', () => {
    const [up, down] = [corpusFile(`raw/${name}.c2s`), corpusFile(`raw/${name}.s2c`)];
    const damaged = up.slice();
    damaged[damaged.length - 400]! ^= 1;
    let plain = 0;
    const tls = new TlsSession(keyLog, (_, { length }) => (plain += length));
    tls.push(0, damaged, NaN);
    tls.push(1, down, NaN);
    expect(tls.problem).toBe(
      'Of the client’s bytes not all could be deciphered: a record does not open with the secrets of the key log.',
    );
    expect(plain).toBeGreaterThan(3000);
    for (let seed = 0; seed < 200; seed++) {
      const other = new TlsSession(keyLog, () => undefined);
      const chance = new Chance(seed);
      other.push(0, mutate(up, chance), NaN);
      other.push(1, mutate(down, chance), NaN);
      other.end();
    }
  });
});

describe('a capture of RTMPS', () => {
  const bytes = corpusFile('captures/real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng');
  const keyLog = keyLogOf('captures/real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx.keylog.txt');
  const encrypted = inspect(bytes).connections.find(
    ({ detection }) => detection?.transport === 'rtmps',
  )!;

  function deciphered(log: KeyLog): { file: Uint8Array; result: Deciphered } {
    const pieces: Uint8Array[] = [];
    const source = new MemorySource(bytes);
    const all = decipher(encrypted, log, () => source);
    for (;;) {
      const { value, done } = all.next();
      if (done) return { file: new Uint8Array(Buffer.concat(pieces)), result: value };
      pieces.push(value);
    }
  }

  it('becomes a capture of RTMP between the same ends, at the same times', () => {
    const { file, result } = deciphered(keyLog);
    expect(result.problem).toBeUndefined();
    const { connections } = inspect(file);
    expect(connections).toHaveLength(1);
    const [plain] = connections;
    expect([plain!.client, plain!.server]).toEqual([encrypted.client, encrypted.server]);
    expect(plain!.detection?.transport).toBe('rtmp');
    expect(plain!.bytes[0] + plain!.bytes[1]).toBe(result.bytes);
    expect(plain!.missing).toEqual([0, 0]);
    expect(plain!.start).toBeCloseTo(encrypted.start, 5);
    const commands = plain!.session!.ledger.commands.map(({ name }) => name);
    expect(commands).toEqual(expect.arrayContaining(['connect', 'createStream', 'publish']));
  });

  it('without its key log stays what it is, and says why', () => {
    const { result } = deciphered(new KeyLog(''));
    expect(result).toEqual({
      bytes: 0,
      problem: 'The key log has no secrets of this connection.',
    });
  });
});
