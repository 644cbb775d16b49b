import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './arguments.ts';

const line = (text: string): ReturnType<typeof parseCommandLine> =>
  parseCommandLine(text === '' ? [] : text.split(' '));

describe('a command line', () => {
  it('has defaults for everything but the file', () => {
    expect(line('decode a.pcap')).toEqual({
      decode: {
        files: ['a.pcap'],
        pair: false,
        as: undefined,
        force: false,
        level: 'messages',
        format: 'text',
        connection: undefined,
        chunkSizes: [undefined, undefined],
      },
    });
  });

  it.each(['connections', 'messages', 'chunks', 'findings', 'fields'])(
    'knows the level %s',
    (level) => {
      expect(line(`decode a --level ${level}`)).toMatchObject({ decode: { level } });
    },
  );

  it('takes several files, a format and a connection, in any order', () => {
    expect(line('decode --format ndjson a --connection 12 b -')).toMatchObject({
      decode: { files: ['a', 'b', '-'], format: 'ndjson', connection: 12 },
    });
  });

  it('takes two dumps for a pair', () => {
    expect(line('decode --pair up down')).toMatchObject({
      decode: { pair: true, files: ['up', 'down'] },
    });
  });

  it('takes chunk sizes for what began before the capture', () => {
    expect(line('decode a --chunk-size-client 4096')).toMatchObject({
      decode: { chunkSizes: [4096, undefined] },
    });
    expect(line('decode a --chunk-size-server 1 --chunk-size-client 2147483647')).toMatchObject({
      decode: { chunkSizes: [2147483647, 1] },
    });
  });

  it('deciphers one capture', () => {
    expect(line('decipher a --key-log keys --connection 2')).toEqual({
      decipher: { file: 'a', keyLog: 'keys', connection: 2 },
    });
  });

  it('saves a stream of one capture', () => {
    expect(line('save a')).toMatchObject({
      save: { files: ['a'], to: 'flv', stream: undefined, sender: undefined, output: '-' },
    });
    expect(line('save a --to aac --stream 2 --sender server --connection 1 -o b')).toMatchObject({
      save: { to: 'aac', stream: 2, sender: 'server', connection: 1, output: 'b' },
    });
    expect(line('save --pair a b')).toMatchObject({ save: { pair: true, files: ['a', 'b'] } });
  });

  it.each([
    ['', /The commands are decode, decipher and save/],
    ['decipher', /Which file/],
    ['decipher a b', /takes one capture/],
    ['decipher a --connection x', /takes a number/],
    ['save', /Which file/],
    ['save a b', /one capture/],
    ['save a --to avi', /--to takes flv/],
    ['save a --stream x', /--stream takes a number/],
    ['save a --sender me', /client or server/],
    ['show a', /no command show/],
    ['decode', /Which file/],
    ['decode a --level words', /no level words/],
    ['decode a --format xml', /no format xml/],
    ['decode a --pair', /two files/],
    ['decode a b c --pair', /two files/],
    ['decode a --as words', /--as takes capture, client/],
    ['decode a b --pair --as flv', /--pair goes with/],
    ['decode a --connection first', /takes a number/],
    ['decode a --connection -1', /./],
    ['decode a --connection 1.5', /takes a number/],
    ['decode a --chunk-size-client 0', /from 1 to 2147483647/],
    ['decode a --chunk-size-server 2147483648', /from 1 to/],
    ['decode a --chunk-size-server big', /from 1 to/],
    ['decode a --colour', /--colour/],
    ['decode a --level', /--level/],
  ])('that is wrong is told what is wrong: %s', (text, reason) => {
    const parsed = line(text);
    expect(parsed).toHaveProperty('error');
    const { error } = parsed as { error: string };
    expect(error).toMatch(reason);
    expect(error).not.toContain('\n');
  });

  it.each(['--help', '-h', 'decode --help'])('%s asks for help', (text) => {
    expect(line(text)).toEqual({ help: true });
  });

  it('--version asks for the version', () => {
    expect(line('--version')).toEqual({ version: true });
  });
});
