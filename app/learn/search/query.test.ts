import { describe, expect, it } from 'vitest';
import { meaningsOf } from './byte-meanings.ts';
import { byteIn, wordsOf } from './query.ts';

describe('the words of a question', () => {
  it.each([
    ['C3 in the middle of a string', ['c3', 'middle', 'string']],
    ['What is 0xC3?', ['c3']],
    [String.raw`\xc3\xc4`, ['c3', 'c4']],
    ['a stream ID of 16 777 216', ['stream', 'id', '16777216']],
    ['where is the', []],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('the byte of a question', () => {
  it.each([
    ['c3', 0xc3],
    ['0xC3', 0xc3],
    ['C3 in the middle of a string', 0xc3],
    [String.raw`what is "\xc3" here`, 0xc3],
    ['why is c3h there?', 0xc3],
    ['14', 0x14],
    ['0x14', 0x14],
    ['type 14', undefined],
    ['a string that is cut', undefined],
    ['be careful', undefined],
    ['0x1234', undefined],
    ['AMF0 and H.264', undefined],
  ])('%s', (text, byte) => {
    expect(byteIn(text)).toBe(byte);
  });
});

describe('what a byte says', () => {
  const at = (byte: number, where: string) =>
    meaningsOf(byte).find((one) => one.where === where)?.says;

  it('as the first of a chunk', () => {
    expect(at(0xc3, 'at the start of a chunk')).toMatch(/^Type 3 on chunk stream 3: /);
    expect(at(0x02, 'at the start of a chunk')).toBe(
      'Type 0 on chunk stream 2: a message begins here.',
    );
    expect(at(0x40, 'at the start of a chunk')).toContain('whose ID follows in one more byte');
    expect(at(0xc1, 'at the start of a chunk')).toContain('whose ID follows in two more bytes');
  });

  it('as a type, a marker or a letter, where it is one', () => {
    expect(at(0x14, 'as a message type ID')).toBe('AMF0 command.');
    expect(at(0x02, 'as an AMF0 marker')).toBe('String.');
    expect(at(0x41, 'in a string')).toBe('The character “A”.');
    expect(at(0xc3, 'in a string')).toContain('such as “é”');
    expect(meaningsOf(0x93).map(({ where }) => where)).toEqual(['at the start of a chunk']);
  });

  it('and always with a page to read', () => {
    for (let byte = 0; byte < 256; byte++)
      for (const { page } of meaningsOf(byte)) expect(page).toMatch(/^(?:learn|reference)\/./);
  });
});
