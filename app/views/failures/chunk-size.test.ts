import { expect, it } from 'vitest';
import { readChunkSize } from './chunk-size.ts';

it.each([
  ['', undefined],
  ['  ', undefined],
  ['4096', 4096],
  [' 128 ', 128],
  ['2147483647', 2147483647],
  ['2147483648', 'wrong'],
  ['0', 'wrong'],
  ['-1', 'wrong'],
  ['1e3', 'wrong'],
  ['128 bytes', 'wrong'],
])('a chunk size typed as %j', (text, size) => {
  expect(readChunkSize(text)).toBe(size);
});
