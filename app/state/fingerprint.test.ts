import { expect, it } from 'vitest';
import { crc32, fingerprint } from './fingerprint.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const source = (content: Uint8Array) => ({ kind: 'bytes', name: 'x', bytes: content }) as const;

it('is the CRC-32 that every other program computes', () => {
  // The check value of the CRC catalogue.
  expect(crc32(bytes('123456789'))).toBe(0xcbf43926);
  expect(crc32(bytes('1234'), bytes('56789'))).toBe(0xcbf43926);
  expect(crc32()).toBe(0);
});

it('sees the first and the last 64 KiB of a file, and nothing between', async () => {
  const whole = new Uint8Array(400_000).fill(7);
  const before = await fingerprint(source(whole));
  expect(before).toMatch(/^[0-9a-f]{8}$/);
  const changed = async (at: number) => fingerprint(source(whole.with(at, 8)));
  expect(await changed(0)).not.toBe(before);
  expect(await changed(65_535)).not.toBe(before);
  expect(await changed(65_536)).toBe(before);
  expect(await changed(399_999)).not.toBe(before);
  expect(await fingerprint(source(bytes('123456789')))).toBe('cbf43926');
});
