import { describe, expect, it } from 'vitest';
import { sourceFromText } from './input.ts';

const bytesOf = (text: string) => {
  const source = sourceFromText(text);
  return source?.kind === 'bytes' ? [...source.bytes] : undefined;
};

describe('pasted text', () => {
  it('may be hexadecimal digits', () => {
    expect(bytesOf('03 00 0B\n68')).toEqual([3, 0, 11, 104]);
    expect(bytesOf('0x03, 0x00')).toEqual([3, 0]);
    expect(bytesOf('03:ff')).toEqual([3, 255]);
  });

  it('may be a hex dump with offsets', () => {
    const sixteen = Array.from({ length: 16 }, (_, at) => at);
    const digits = sixteen.map((at) => at.toString(16).padStart(2, '0')).join(' ');
    expect(
      bytesOf(`00000000  ${digits}  |................|\n00000010  aa bb  |..|\n00000012\n`),
    ).toEqual([...sixteen, 0xaa, 0xbb]);
    expect(bytesOf(`0000   ${digits}   ................\n0010   cc   .`)).toEqual([
      ...sixteen,
      0xcc,
    ]);
  });

  it('may be base64', () => {
    expect(bytesOf('AwALaHRtbA==')).toEqual([3, 0, 11, 104, 116, 109, 108]);
  });

  it('is nothing otherwise', () => {
    for (const text of ['', 'hello', 'a sentence, with words', '0'])
      expect(bytesOf(text)).toBeUndefined();
  });
});
