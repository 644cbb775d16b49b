import { expect, it } from 'vitest';
import { numbersAt } from './numbers-at.ts';

const at = (...bytes: number[]) =>
  Object.fromEntries(
    numbersAt((by) => bytes[by]).map(({ kind, bigEndian, littleEndian }) => [
      kind,
      [bigEndian, littleEndian],
    ]),
  );

it('reads numbers both ways round', () => {
  expect(at(0x00, 0x00, 0x01, 0xff, 0, 0, 0, 0)).toMatchObject({
    u8: ['0', undefined],
    u16: ['0', '0'],
    u24: ['1', '65536'],
    u32: ['511', '4278255616'],
    i32: ['511', '-16711680'],
  });
  expect(at(0xff)['i8']).toEqual(['-1', undefined]);
  // 5 as AMF0 writes it (§2.2), and the message stream ID 1.
  expect(at(0x40, 0x14, 0, 0, 0, 0, 0, 0)['f64']![0]).toBe('5');
  expect(at(1, 0, 0, 0)['u32']).toEqual(['16777216', '1']);
  expect(at(255, 255, 255, 255, 255, 255, 255, 255)['u64']![0]).toBe('18446744073709551615');
});

it('says nothing about bytes that are not there', () => {
  expect(at(1, 2)).toMatchObject({ u16: ['258', '513'], u24: [undefined, undefined] });
  expect(at(1, -1, 3)['u16']).toEqual([undefined, undefined]);
  expect(numbersAt(() => undefined).every(({ bigEndian }) => bigEndian === undefined)).toBe(true);
});
