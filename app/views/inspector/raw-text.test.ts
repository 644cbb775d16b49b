import { expect, it } from 'vitest';
import { rawText } from './raw-text.ts';

const BYTES = [0x43, 0x00, 0x00, 0x70, 0x14, -1];
const at = (offset: number) => BYTES[offset];

it('writes a field as it stands on the wire', () => {
  expect(rawText([{ start: 0, end: 2 }], at)).toBe('01');
  expect(rawText([{ start: 2, end: 8 }], at)).toBe('000011');
  expect(rawText([{ start: 8, end: 32 }], at)).toBe('00 00 70');
  // Bits over the edge of a byte; a field that a header cuts.
  expect(rawText([{ start: 4, end: 12 }], at)).toBe('0011 0000');
  const cut = [
    { start: 16, end: 24 },
    { start: 32, end: 40 },
  ];
  expect(rawText(cut, at)).toBe('00 14');
});

it('writes nothing of what is not there, or is long', () => {
  expect(rawText([], at)).toBeUndefined();
  expect(rawText([{ start: 32, end: 48 }], at)).toBeUndefined();
  expect(rawText([{ start: 48, end: 56 }], at)).toBeUndefined();
  expect(rawText([{ start: 0, end: 40 }], at)).toBeUndefined();
});
