import { describe, expect, it } from 'vitest';
import { sourceFromText } from './input.ts';

describe('pasted text', () => {
  it('is opened as it is when there are bytes in it', async () => {
    const text = '03 00 0B\n68';
    expect(await sourceFromText(text)).toEqual({
      kind: 'bytes',
      name: 'pasted text',
      bytes: new TextEncoder().encode(text),
    });
  });

  it('is nothing otherwise', async () => {
    for (const text of ['', 'hello', 'a sentence, with words', '0'])
      expect(await sourceFromText(text)).toBeUndefined();
  });
});
