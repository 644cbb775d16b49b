import { describe, expect, it } from 'vitest';
import { packingOf, zstdWindow } from './packing.ts';

const frame = (...bytes: number[]): Uint8Array => Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, ...bytes);

describe('packing', () => {
  it('is told by the first bytes', () => {
    expect(packingOf(Uint8Array.of(0x1f, 0x8b, 8))).toBe('gzip');
    expect(packingOf(frame(0))).toBe('zstd');
    expect(packingOf(Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1))).toBeUndefined();
    expect(packingOf(new Uint8Array(0))).toBeUndefined();
  });

  it.each([
    ['a window descriptor: exponent 10, mantissa 4', frame(0x00, (10 << 3) | 4), 1_572_864],
    ['the largest window there can be', frame(0x00, 0xff), 2 ** 41 + 7 * 2 ** 38],
    ['a single segment, size in one byte', frame(0x20, 200), 200],
    ['a single segment, size in two bytes', frame(0x60, 0x00, 0x01), 512],
    ['a single segment behind a dictionary', frame(0xa2, 9, 9, 0x00, 0x00, 0x10, 0), 1_048_576],
  ])('RFC 8878: %s', (_, bytes, window) => {
    expect(zstdWindow(bytes)).toBe(window);
  });
});
