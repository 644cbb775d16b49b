import { expect, test } from 'vitest';
import { toHex } from '../bytes/hex.ts';
import { ipBytes, ipText } from './ip-address.ts';

test.each([
  ['127.0.0.1', '7f000001'],
  ['::ffff:10.0.0.2', '0a000002'],
  ['::1', '00000000000000000000000000000001'],
  ['fe80::1:2%eth0', 'fe800000000000000000000000010002'],
  ['2001:db8::', '20010db8000000000000000000000000'],
  ['2001:db8::192.0.2.33', '20010db80000000000000000c0000221'],
  ['', '00000000000000000000000000000000'],
  ['localhost', '00000000000000000000000000000000'],
  ['1:2:3:4:5:6:7:8:9:a', '00000000000000000000000000000000'],
])('the bytes of "%s"', (text, hex) => {
  expect(toHex(ipBytes(text))).toBe(hex);
});

test.each(['192.0.2.1', '::', '::1', '2001:db8::1', 'fe80::1:2:0:3', '1:2:3:4:5:6:7:8'])(
  '%s is the same address after a way through its bytes',
  (text) => {
    expect(ipText(ipBytes(text))).toBe(text);
  },
);
