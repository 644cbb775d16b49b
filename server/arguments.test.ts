import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('without options the page is on 1936, on this machine only', () => {
  expect(readArguments([], {})).toEqual({
    httpPort: 1936,
    rtmpPort: 1935,
    hosts: ['127.0.0.1', '::1'],
    isOpen: false,
    key: undefined,
    forward: undefined,
    record: undefined,
    spoolBytes: 256_000_000,
  });
});

test('options go before the environment', () => {
  const options = readArguments(['--http-port', '8080'], { HTTP_PORT: '9090', RTMP_PORT: '1945' });
  expect(options).toMatchObject({ httpPort: 8080, rtmpPort: 1945 });
});

test('--host replaces both addresses', () => {
  expect(readArguments(['--host', '0.0.0.0'], {})).toMatchObject({ hosts: ['0.0.0.0'] });
});

test.each([
  [['--http-port', '65536'], 'A port is'],
  [['--http-port', '-1'], '--http-port'],
  [['--rtmp-port', 'many'], 'A port is'],
  [['--colour'], '--colour'],
  [['--spool', '0'], '--spool'],
  [['--key', 'a b'], '--key'],
  [['--forward', 'http://host/app'], '--forward'],
])('%j is answered with a sentence', (parameters, words) => {
  expect(readArguments(parameters, {})).toContain(words);
});

test('--forward names a server; a path is left to the client', () => {
  const text = 'rtmp://[::1]/live';
  expect(readArguments(['--forward', text], {})).toMatchObject({
    forward: { host: '::1', port: 1935, text },
  });
});

test('another address of this machine opens nothing to others', () => {
  expect(readArguments(['--host', '127.0.0.2'], {})).toMatchObject({ isOpen: false });
  expect(readArguments(['--host', '0.0.0.0'], {})).toMatchObject({ isOpen: true });
});

test('--help is not an error', () => {
  expect(readArguments(['--help'], {})).toBeUndefined();
});
