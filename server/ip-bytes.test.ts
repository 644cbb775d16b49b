import { expect, test } from 'vitest';
import { ipBytes } from './ip-bytes.ts';

test.each([
  ['127.0.0.1', '7f000001'],
  ['::ffff:10.0.0.2', '0a000002'],
  ['::1', '00000000000000000000000000000001'],
  ['fe80::1:2%eth0', 'fe800000000000000000000000010002'],
  ['2001:db8::', '20010db8000000000000000000000000'],
  ['', '00000000000000000000000000000000'],
])('%s', (text, hex) => {
  expect(Buffer.from(ipBytes(text)).toString('hex')).toBe(hex);
});
