import { expect, it } from 'vitest';
import { COPY_FORMATS } from './copy-formats.ts';

const bytes = Uint8Array.from([0x03, 0x7c, 0x6c, 0x69, 0x76, 0x65, 0x00, 0xff]);
const written = (name: string, from = bytes, at = 0) =>
  COPY_FORMATS.find((format) => format.name === name)!.write(from, at);

it('writes bytes the way each place wants them', () => {
  expect(written('Hexadecimal')).toBe('03 7c 6c 69 76 65 00 ff');
  expect(written('Base64')).toBe('A3xsaXZlAP8=');
  expect(written('C array')).toBe(
    'const unsigned char bytes[8] = {0x03, 0x7c, 0x6c, 0x69, 0x76, 0x65, 0x00, 0xff};',
  );
  expect(written('Uint8Array')).toBe(
    'new Uint8Array([0x03, 0x7c, 0x6c, 0x69, 0x76, 0x65, 0x00, 0xff])',
  );
});

it('writes a dump with the offsets of the stream', () => {
  expect(written('Hex dump', bytes, 3073)).toBe(
    '00000c01  03 7c 6c 69 76 65 00 ff                           |.|live..|\n',
  );
  const lines = written('Hex dump', new Uint8Array(20), 0).split('\n');
  expect(lines[0]).toBe(
    `00000000  ${'00 '.repeat(7)}00  ${'00 '.repeat(7)}00  |${'.'.repeat(16)}|`,
  );
  expect(lines[1]).toMatch(/^00000010 {2}00 00 00 00 /);
});

it('writes a table that Markdown takes, whatever the bytes', () => {
  expect(written('Markdown table', bytes, 3073)).toBe(
    [
      '| Offset | Bytes | Text |',
      '| ---: | --- | --- |',
      '| 3073 | `03 7c 6c 69 76 65 00 ff` | `.\\|live..` |',
      '',
    ].join('\n'),
  );
  expect(written('Markdown table', Uint8Array.from([0x60]), 0)).toContain('| `.` |');
});
