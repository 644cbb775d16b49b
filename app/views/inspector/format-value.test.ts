import { describe, expect, test } from 'vitest';
import { rtmp } from '../../../src-protocol/dictionary/citation.ts';
import {
  bytes,
  double,
  type Field,
  type FieldDeclaration,
  int,
  text,
  uint,
} from '../../../src-protocol/dictionary/field.ts';
import { structure } from '../../../src-protocol/dictionary/structure.ts';
import { COPY_FORMATS } from './copy-formats.ts';
import { decimal, formatValue, namesOf, sizeText } from './format-value.ts';

const of = (declaration: FieldDeclaration): Field =>
  structure('s', 's', rtmp('1'), '', { f: declaration }).fields.f;

describe('values', () => {
  const names = { 20: 'AMF0 command', 8: { name: 'audio' }, 9: 'video', 22: 'aggregate' };
  const types = of(uint(8, '', { values: names }));
  const few = of(uint(8, '', { values: { 0: 'one more byte follows' } }));
  const flags = of(uint(8, '', { flags: { 1: 'video', 4: { name: 'audio' } }, format: 'hex' }));

  test('have the name the dictionary gives them, or say that there is none', () => {
    expect(formatValue(20, types)).toEqual({ text: '20', name: 'AMF0 command', also: '0x14' });
    expect(formatValue(23, types)).toEqual({ text: '23', unnamed: true, also: '0x17' });
    expect(formatValue(23, few)).toEqual({ text: '23', also: '0x17' });
  });

  test('flags are spelled out, those without a name too', () => {
    expect(formatValue(5, flags)).toMatchObject({ text: '0x05', name: 'video + audio' });
    expect(formatValue(0, flags).name).toBe('none set');
    expect(formatValue(9, flags).name).toBe('video + bit 0x08 without a name');
  });

  test.each([
    [uint(24, '', { unit: 'ms' }), 1033, '1033 ms'],
    [uint(32, '', { unit: 'bytes' }), 2_500_000, '2\u202f500\u202f000 bytes'],
    [uint(32, '', { format: 'hex' }), 63, '0x0000003f'],
    [uint(32, '', { format: 'fourcc' }), 0x68766331, "'hvc1'"],
    [uint(32, '', { format: 'fourcc' }), 1, '0x00000001'],
    [uint(32, '', { format: 'version' }), 0x0a002d02, '10.0.45.2'],
    [int(24, ''), -40, '-40'],
    [double(''), 0.1, '0.1'],
    [double(''), -0, '-0'],
    [double(''), NaN, 'NaN'],
    [double(''), 1e300, '1e+300'],
  ])('%#: as people write them', (declaration, value, expected) => {
    expect(formatValue(value, of(declaration)).text).toBe(expected);
  });

  test('the other way of writing a number is there where it helps', () => {
    expect(formatValue(4096, of(uint(32, ''))).also).toBe('0x00001000');
    expect(formatValue(3, of(uint(2, ''))).also).toBeUndefined();
    expect(formatValue(-40, of(int(24, ''))).also).toBe('0xffffd8');
    expect(formatValue(0.5, of(double(''))).also).toBeUndefined();
  });

  test('text is quoted, with control characters as escapes; bytes are hexadecimal and cut', () => {
    expect(formatValue('a"b\n\u0000', of(text(''))).text).toBe('"a\\"b\\n\\u0000"');
    expect(formatValue('x'.repeat(300), of(text(''))).text).toHaveLength(203);
    expect(formatValue(Uint8Array.of(1, 255), of(bytes(0, ''))).text).toBe('01 ff');
    expect(formatValue(new Uint8Array(12), of(bytes(0, '')), 900).text).toMatch(/^00( 00){11} …$/);
    expect(formatValue(new Uint8Array(0), of(bytes(0, ''))).text).toBe('no bytes');
    expect(formatValue(true, undefined).text).toBe('true');
  });

  test('all names, the present one marked', () => {
    expect(namesOf(types, 8).map((row) => [row.value, row.name, row.present])).toEqual([
      [8, 'audio', true],
      [9, 'video', false],
      [20, 'AMF0 command', false],
      [22, 'aggregate', false],
    ]);
    expect(namesOf(flags, 9).filter((row) => row.present)).toHaveLength(2);
    expect(namesOf(of(uint(8, '')), 1)).toEqual([]);
  });

  test('sizes are bits until they are bytes', () => {
    expect([sizeText(0, 2), sizeText(0, 8), sizeText(4, 16), sizeText(8, 40)]).toEqual([
      '2 bits',
      '1 byte',
      '12 bits',
      '4 bytes',
    ]);
  });

  test('large numbers are grouped, four digits are not', () => {
    expect([decimal(4096), decimal(65536), decimal(2 ** 60)]).toEqual([
      '4096',
      '65\u202f536',
      '1152921504606847000',
    ]);
  });
});

describe('in hexadecimal', () => {
  const { length } = structure('t', 'a test', rtmp('5'), 'A test.', {
    length: uint(24, 'Bytes.', { unit: 'bytes' }),
  }).fields;
  test('whole numbers change places with their other way', () => {
    expect(formatValue(225, length, undefined, 'hexadecimal')).toEqual({
      text: '0x0000e1 bytes',
      also: '225 bytes',
    });
    expect(formatValue(20, undefined, undefined, 'hexadecimal').text).toBe('0x14');
  });

  test('what is no whole number stays as it is', () => {
    expect(formatValue(0.5, undefined, undefined, 'hexadecimal').text).toBe('0.5');
    expect(formatValue('live', undefined, undefined, 'hexadecimal').text).toBe('"live"');
  });
});

describe('copying', () => {
  const write = (name: string, ...values: number[]): string | undefined =>
    COPY_FORMATS.find((format) => format.name === name)?.write(Uint8Array.from(values), 0);

  test('in each form', () => {
    expect(write('Hexadecimal', 3, 255)).toBe('03 ff');
    expect(write('Base64', 3, 255)).toBe('A/8=');
    expect(write('C array', 3, 255)).toBe('const unsigned char bytes[2] = {0x03, 0xff};');
    expect(write('Uint8Array', 3, 255)).toBe('new Uint8Array([0x03, 0xff])');
  });

  test('many bytes are broken into lines of sixteen', () => {
    const lines = write('Uint8Array', ...new Array<number>(17).fill(0))?.split('\n');
    expect(lines).toHaveLength(4);
    expect(lines?.[2]).toBe('  0x00,');
  });

  test('base64 takes any length', () => {
    const many = COPY_FORMATS[1]!.write(new Uint8Array(100_000), 0);
    expect(many).toHaveLength(133_336);
  });
});
