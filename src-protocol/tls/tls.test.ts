import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../bytes/hex.ts';
import { CIPHER_SUITES } from './cipher-suite.ts';
import { serverHello } from './hello.ts';
import { KeyLog } from './key-log.ts';
import { keysOfMaster, nextTrafficSecret, trafficKeys } from './key-schedule.ts';
import { RecordCutter } from './record-cutter.ts';
import { RecordKeys } from './record-keys.ts';

interface Vectors {
  tls13: {
    secret: string;
    key: string;
    iv: string;
    next_secret_after_key_update: string;
    record: { inner_plaintext: string; fragment: string };
  };
  tls12_gcm128: {
    master: string;
    client_random: string;
    server_random: string;
    client_key: string;
    server_key: string;
    client_iv: string;
    server_iv: string;
    record: { plaintext: string; fragment: string };
  };
  rfc8448_check: { secret: string; key: string; iv: string };
}

const vectors = JSON.parse(
  readFileSync(new URL('../../corpus/vectors/tls.json', import.meta.url), 'utf8'),
) as Vectors;

const hex = (digits: string): Uint8Array => fromHex(digits)!;
const suite = (number: number) => CIPHER_SUITES[number]!;
const inHex = ({ key, iv }: { key: Uint8Array; iv: Uint8Array }): object => ({
  key: toHex(key),
  iv: toHex(iv),
});

describe('RFC 8446 §7.3: keys of TLS 1.3', () => {
  it('tls13', () => {
    const { secret, key, iv } = vectors.tls13;
    expect(inHex(trafficKeys(suite(0x1301), hex(secret)))).toEqual({ key, iv });
  });

  it('rfc8448_check', () => {
    const { secret, key, iv } = vectors.rfc8448_check;
    expect(inHex(trafficKeys(suite(0x1301), hex(secret)))).toEqual({ key, iv });
  });

  it('§7.2: the secret after a KeyUpdate', () => {
    const { secret, next_secret_after_key_update: next } = vectors.tls13;
    expect(toHex(nextTrafficSecret(suite(0x1301), hex(secret)))).toBe(next);
  });
});

it('RFC 5246 §6.3: keys of TLS 1.2, tls12_gcm128', () => {
  const { master, client_random: client, server_random: server, ...keys } = vectors.tls12_gcm128;
  const both = keysOfMaster(suite(0xc02f), hex(master), hex(client), hex(server));
  expect(both.map(inHex)).toEqual([
    { key: keys.client_key, iv: keys.client_iv },
    { key: keys.server_key, iv: keys.server_iv },
  ]);
});

describe('records', () => {
  it('RFC 8446 §5.2: tls13', () => {
    const { secret, record } = vectors.tls13;
    const keys = new RecordKeys(suite(0x1301), trafficKeys(suite(0x1301), hex(secret)), true);
    const sealed = { type: 23, version: 0x0303, fragment: hex(record.fragment) };
    const opened = keys.open(sealed)!;
    expect(toHex(opened.content) + opened.type.toString(16)).toBe(record.inner_plaintext);
    // It is the first record; as the second, it is signed with another number.
    expect(keys.open(sealed)).toBeUndefined();
  });

  it('RFC 5288 §3: tls12_gcm128', () => {
    const { client_key: key, client_iv: iv, record } = vectors.tls12_gcm128;
    const keys = new RecordKeys(suite(0xc02f), { key: hex(key), iv: hex(iv) }, false, 1);
    const sealed = { type: 23, version: 0x0303, fragment: hex(record.fragment) };
    // What does not open is not counted.
    expect(keys.open({ ...sealed, fragment: sealed.fragment.slice(1) })).toBeUndefined();
    expect(keys.open({ ...sealed, fragment: new Uint8Array(3) })).toBeUndefined();
    expect(keys.open(sealed)).toEqual({ type: 23, content: hex(record.plaintext) });
  });

  it('are cut out of bytes however these come', () => {
    const bytes = hex('16030300020102 1703030000 150303000100'.replaceAll(' ', ''));
    for (const cut of [1, 2, 3, 7, bytes.length]) {
      const cutter = new RecordCutter();
      const records = [];
      for (let at = 0; at < bytes.length; at += cut)
        records.push(...cutter.push(bytes.subarray(at, at + cut)));
      expect(records.map(({ type, fragment }) => `${type} ${toHex(fragment)}`)).toEqual([
        '22 0102',
        '23 ',
        '21 00',
      ]);
      expect(cutter.broken).toBe(false);
    }
  });

  it.each([
    ['a type that does not exist', '1003030000', 0],
    ['a version that is not 3', '1602000000', 0],
    ['a length that is not allowed', '1703034801', 0],
    ['plain text behind a record', '1603030000474554202f', 1],
  ])('%s ends the reading', (_, digits, before) => {
    const cutter = new RecordCutter();
    expect([...cutter.push(hex(digits))]).toHaveLength(before);
    expect(cutter.broken).toBe(true);
    expect([...cutter.push(hex('1603030000'))]).toEqual([]);
  });
});

describe('RFC 9850: key logs', () => {
  const random = 'Ab'.repeat(32);
  const secret = '0102'.repeat(24);

  it('are read by the random number of the client, in any case, with any line ends', () => {
    const log = new KeyLog(
      `# made by hand\r\nCLIENT_RANDOM ${random} ${secret}\r\nEXPORTER_SECRET ${random} ${secret}\n`,
    );
    expect(log.connections).toBe(1);
    expect(log.find(hex(random))).toEqual({ CLIENT_RANDOM: hex(secret) });
    expect(log.find(new Uint8Array(32))).toBeUndefined();
  });

  it('lines that are cut or no lines of a key log are left out', () => {
    const lines = [
      `CLIENT_RANDOM ${random} ${secret.slice(1)}`,
      `CLIENT_RANDOM ${random.slice(1)} ${secret}`,
      `CLIENT_RANDOM ${random}`,
      'hello',
      '',
    ];
    expect(new KeyLog(lines.join('\n')).connections).toBe(0);
  });
});

describe('RFC 8446 §4.1.3: ServerHello', () => {
  const body = (random: string, extensions: string): Uint8Array =>
    hex(`0303${random}00130100${extensions}`);

  it('TLS 1.3 says so in an extension, TLS 1.2 does not', () => {
    const random = '07'.repeat(32);
    expect(serverHello(body(random, '0006002b00020304'))).toEqual({
      random: hex(random),
      suite: 0x1301,
      isTls13: true,
    });
    expect(serverHello(body(random, ''))?.isTls13).toBe(false);
  });

  it('one that asks for another ClientHello settles nothing', () => {
    const retry = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';
    expect(serverHello(body(retry, '0006002b00020304'))).toBeUndefined();
  });

  it('one that is cut settles nothing', () => {
    expect(serverHello(hex(`0303${'07'.repeat(32)}`))).toBeUndefined();
  });
});
