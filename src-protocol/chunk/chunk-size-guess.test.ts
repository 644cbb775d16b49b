import { describe, expect, it } from 'vitest';
import { guessChunkSizes } from './chunk-size-guess.ts';

const SIZE = 300;
const LENGTH = 2000;
const EXTENDED = [1, 0, 0, 0];

/** A video message on chunk stream 6, cut into chunks of 300 bytes; type 3 headers repeat `repeated`. */
function video(header: readonly number[], repeated: readonly number[]): Uint8Array {
  const bytes = [...header];
  for (let sent = 0; sent < LENGTH; sent += SIZE) {
    if (sent > 0) bytes.push(0xc6, ...repeated);
    for (let at = sent; at < Math.min(sent + SIZE, LENGTH); at++) bytes.push((at * 31) % 191);
  }
  return Uint8Array.from(bytes);
}

const lengthAndType = [0, LENGTH >> 8, LENGTH & 255, 9];

describe('a chunk size that nobody announced', () => {
  it.each([
    ['type 0', [0x06, 0, 0, 40, ...lengthAndType, 1, 0, 0, 0], []],
    ['type 1', [0x46, 0, 0, 40, ...lengthAndType], []],
    [
      'type 0, extended',
      [0x06, 255, 255, 255, ...lengthAndType, 1, 0, 0, 0, ...EXTENDED],
      EXTENDED,
    ],
    ['type 1, extended', [0x46, 255, 255, 255, ...lengthAndType, ...EXTENDED], EXTENDED],
    [
      'type 1, extended, and type 3 without it',
      [0x46, 255, 255, 255, ...lengthAndType, ...EXTENDED],
      [],
    ],
  ])('is told by where type 3 headers stand behind %s', (_, header, repeated) => {
    expect(guessChunkSizes(video(header, repeated))[0]).toBe(SIZE);
  });
});
