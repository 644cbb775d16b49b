import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { damagedInFlight } from '../corpus/damage-packets.ts';
import { CORPUS } from '../corpus/inspect-file.ts';
import { type DecodeRequest, type Level, parseCommandLine } from './arguments.ts';
import { decode } from './decode.ts';
import { Output } from './output.ts';

const folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const capture = (path: string): string => join(CORPUS, 'captures', path);
const FFMPEG = capture('real/01c-ffmpeg-publish-nginx-2s.pcapng');
const LOSS = capture('edge/c_loss.pcap');
const PAIR = ['c2s', 's2c'].map((end) => join(CORPUS, `raw/socat-publish.${end}.bin`));

/** What the command prints, run in this process, each write one string; and what it says went wrong. */
async function runs(args: readonly string[]): Promise<{ written: string[]; failures: string[] }> {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const parsed = parseCommandLine(['decode', ...args]) as { decode: DecodeRequest };
  const output = new Output(stream as unknown as NodeJS.WriteStream);
  return { failures: await decode(parsed.decode, output), written };
}

/** What it prints when nothing goes wrong. */
async function print(...args: string[]): Promise<string> {
  const { written, failures } = await runs(args);
  expect(failures).toEqual([]);
  return written.join('');
}

/** Writes a file for a test, and gives its path. */
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

type Row = Record<string, unknown>;

async function rows(level: Level, ...args: string[]): Promise<Row[]> {
  const text = await print(...args, '--level', level, '--format', 'ndjson');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** What a key holds. Raw dumps have no clock: their times are null. */
const is = {
  number: (value: unknown) => typeof value === 'number',
  string: (value: unknown) => typeof value === 'string',
  boolean: (value: unknown) => typeof value === 'boolean',
  time: (value: unknown) => typeof value === 'number' || value === null,
  sender: (value: unknown) => value === 'client' || value === 'server',
  address: (value: unknown) => typeof value === 'string' && /^(up|down)@\d+$/.test(value),
  sides: (value: unknown) => keysOf(value) === 'client,server',
  counts: (value: unknown) => keysOf(value) === 'error,note,warning',
  object: (value: unknown) => typeof value === 'object' && value !== null,
  severity: (value: unknown) => ['error', 'warning', 'note'].includes(value as string),
  handshake: (value: unknown) => ['simple', 'digest', 'none', 'unknown'].includes(value as string),
  streams: (value: unknown) =>
    Array.isArray(value) && value.every((stream) => keysOf(stream) === 'messageStreamId,name,role'),
};

function keysOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).sort().join() : '';
}

/** The keys that scripts lean on; those with `?` need not be there. */
const KEYS: Record<Level, Record<string, (value: unknown) => boolean>> = {
  connections: {
    connection: is.number,
    client: is.string,
    server: is.string,
    start: is.time,
    end: is.time,
    transport: is.string,
    handshake: is.handshake,
    'app?': is.string,
    streams: is.streams,
    bytes: is.sides,
    chunks: is.sides,
    messages: is.sides,
    missing: is.sides,
    findings: is.counts,
  },
  messages: {
    connection: is.number,
    sender: is.sender,
    message: is.number,
    time: is.time,
    offset: is.number,
    address: is.address,
    chunkStreamId: is.number,
    timestamp: is.number,
    messageTypeId: is.number,
    messageType: is.string,
    messageStreamId: is.number,
    length: is.number,
    chunks: is.number,
    complete: is.boolean,
    summary: is.string,
    'command?': is.string,
    'transactionId?': is.number,
    'aggregate?': is.number,
  },
  chunks: {
    connection: is.number,
    sender: is.sender,
    chunk: is.number,
    time: is.time,
    offset: is.number,
    address: is.address,
    fmt: is.number,
    chunkStreamId: is.number,
    headerLength: is.number,
    payloadLength: is.number,
    timestamp: is.number,
    message: is.number,
    complete: is.boolean,
  },
  findings: {
    connection: is.number,
    sender: is.sender,
    code: is.string,
    severity: is.severity,
    time: is.time,
    address: is.address,
    section: is.string,
    text: is.string,
  },
  fields: {
    connection: is.number,
    sender: is.sender,
    address: is.address,
    message: is.number,
    tree: is.object,
  },
};

const CAPTURES = [
  'edge/c_rpc.pcap',
  'edge/c_loss.pcap',
  'edge/c_aggregate.pcap',
  'edge/c_ext_cont_absent.pcap',
  'edge/c_midcap_cs128.pcap',
  'synthetic/s07-abort-message.pcap',
  'real/06-rtmp-rtmpdump-to-rtmpsrv.pcap',
  'real/06-rtmpe-rtmpdump-to-rtmpsrv.pcap',
].map(capture);

describe('NDJSON', () => {
  it.each(Object.keys(KEYS) as Level[])('level %s: the keys and what they hold', async (level) => {
    const all = await rows(level, ...CAPTURES);
    const found = all.filter(
      (row) => !('handshake' in row && 'tree' in row) && !('coverage' in row),
    );
    expect(found.length).toBeGreaterThan(5);
    for (const row of found)
      for (const [key, holds] of Object.entries(KEYS[level])) {
        const name = key.replace('?', '');
        if (key.endsWith('?') && !(name in row)) continue;
        expect(holds(row[name]), `${name}: ${JSON.stringify(row[name])}`).toBe(true);
      }
  });

  it('connections: one row a connection, the application and its streams named', async () => {
    expect(await rows('connections', FFMPEG)).toMatchObject([
      {
        connection: 0,
        transport: 'rtmp',
        handshake: 'digest',
        app: 'live',
        streams: [{ role: 'publish', messageStreamId: 1 }],
        missing: { client: 0, server: 0 },
        messages: { client: 132, server: 7 },
      },
    ]);
  });

  it('messages: a command by its name and transaction', async () => {
    const found = await rows('messages', capture('edge/c_rpc.pcap'));
    expect(found).toMatchObject([
      { sender: 'client', message: 0, address: 'up@3073', command: 'connect', transactionId: 1 },
      { sender: 'server', message: 1, address: 'down@3073', command: '_result', transactionId: 1 },
      { sender: 'client', message: 2, command: 'createStream', transactionId: 2 },
      { sender: 'server', message: 3, command: '_result', transactionId: 2 },
    ]);
    expect(found[0]!['time']).toBeCloseTo(1_700_000_000.01, 2);
  });

  it('chunks: those of a message name it', async () => {
    const found = await rows('chunks', capture('edge/c_interleave.pcap'));
    expect(found.map(({ message, payloadLength }) => [message, payloadLength])).toEqual([
      [0, 128],
      [1, 22],
      [0, 128],
      [0, 46],
    ]);
  });

  it('findings: in the order in which they were found, with the section', async () => {
    const found = await rows('findings', capture('edge/c_ext_cont_absent.pcap'));
    expect(found).toMatchObject([
      {
        code: 'chunk.extended-timestamp-missing',
        severity: 'warning',
        address: 'up@3217',
        section: 'RTMP 1.0 §5.3.1.3',
      },
      { address: 'up@3346' },
    ]);
  });

  it('fields: the bits of every node in the stream', async () => {
    const [first] = await rows('fields', capture('edge/c_interleave.pcap'));
    const tree = JSON.stringify(first!['tree']);
    expect(tree).toContain('"path":"chunk.basicHeader.fmt"');
    expect(tree).toContain(`"bits":[[${3073 * 8},${3073 * 8 + 2}]]`);
  });

  it('all levels together agree about how many there are', async () => {
    const [connection] = await rows('connections', FFMPEG);
    const { messages, chunks } = connection as { messages: Row; chunks: Row };
    const total = (sides: Row): number => Number(sides['client']) + Number(sides['server']);
    expect(await rows('messages', FFMPEG)).toHaveLength(total(messages));
    // Beside the messages: six packets of the handshake, and how much was explained.
    expect(await rows('fields', FFMPEG)).toHaveLength(total(messages) + 7);
    expect(await rows('chunks', FFMPEG)).toHaveLength(total(chunks));
  });

  it('fields, in text, end with how much was explained: all of it', async () => {
    for (const path of [FFMPEG, capture('real/04f-obs29-publish-nginx.pcap')])
      expect((await print(path, '--level', 'fields')).trimEnd()).toMatch(
        /\ncoverage: 100 % of \d+ bits explained$/,
      );
  });

  it.each(
    readdirSync(capture('real'))
      .filter((name) => /\.pcap(ng)?$/.test(name) && !/rtmps|rtmpt/.test(name))
      .map((name) => [name]),
  )('fields, of what a program really sends, are explained to the last bit: %s', async (name) => {
    const { written } = await runs([
      capture(`real/${name}`),
      ...['--level', 'fields', '--format', 'ndjson'],
    ]);
    const last = written.join('').trimEnd().split('\n').at(-1)!;
    const { coverage } = JSON.parse(last) as { coverage: Row };
    expect(coverage).toEqual({ bits: coverage['bits'], explained: coverage['bits'], percent: 100 });
    expect(coverage['bits']).toBeGreaterThan(12_000);
  });

  it('fields, of what is damaged, end with what is not explained and where it begins', async () => {
    const text = await print(capture('synthetic/s12-amf0-corner-cases.pcap'), '--level', 'fields');
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^coverage: /);
    const files = await print(FFMPEG, FFMPEG, '--level', 'fields');
    expect(files.match(/^coverage: /gm)).toHaveLength(1);
  });

  it('fields: the handshake’s packets, each with its tree', async () => {
    const found = await rows('fields', FFMPEG);
    const packets = found.filter((row) => 'handshake' in row);
    expect(packets.map(({ handshake, sender, address }) => [handshake, sender, address])).toEqual([
      ['C0', 'client', 'up@0'],
      ['C1', 'client', 'up@1'],
      ['S0', 'server', 'down@0'],
      ['S1', 'server', 'down@1'],
      ['S2', 'server', 'down@1537'],
      ['C2', 'client', 'up@1537'],
    ]);
    expect(packets[0]).toMatchObject({ connection: 0, tree: { id: 'handshake' } });
  });

  it('messages: the parts of an Aggregate, with the number of the message they came in', async () => {
    const found = await rows('messages', capture('edge/c_aggregate.pcap'));
    const parts = found.filter(({ aggregate }) => aggregate !== undefined);
    expect(parts.map(({ message, aggregate }) => [message, aggregate])).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(parts).toMatchObject(
      [
        { address: 'down@3085', messageTypeId: 8, messageType: 'Audio' },
        { messageTypeId: 9, messageType: 'Video' },
      ].map((row) => ({ ...row, sender: 'server', complete: true, chunks: 1 })),
    );
    const [connection] = await rows('connections', capture('edge/c_aggregate.pcap'));
    expect(connection).toMatchObject({ messages: { server: found.length - 2 } });
  });

  it.each(['05-gzip.pcapng.gz', '05c-zstd.pcapng.zst'])(
    'a packed file (v%s) prints what the capture in it does',
    async (name) => {
      for (const level of ['messages', 'fields'])
        expect(await print(capture(`variants/v${name}`), '--level', level)).toBe(
          await print(FFMPEG, '--level', level),
        );
    },
  );

  it.each(['05b-gzip.pcap.gz', '05d-zstd.pcap.zst'])(
    'a packed file with two connections (v%s) prints of each what the capture in it does',
    async (name) => {
      const original = capture('real/02b-ffmpeg-publish-and-play-nginx-3s.pcap');
      // How the lines of two connections are mixed depends on how much is unpacked at once.
      for (const number of ['0', '1'])
        expect(await print(capture(`variants/v${name}`), '--connection', number)).toBe(
          await print(original, '--connection', number),
        );
    },
  );

  it('a zstd file that was cut prints what comes before', async () => {
    const packed = readFileSync(capture('variants/v05d-zstd.pcap.zst'));
    const cut = file('cut.zst', packed.subarray(0, packed.length - 1000));
    expect((await rows('messages', cut)).length).toBeGreaterThan(0);
    // A window of two terabytes is not even tried.
    const { failures } = await runs([file('huge.zst', packed.with(4, 0).with(5, 0xff))]);
    expect(failures).toEqual([expect.stringMatching(/asks for a window of \d+ bytes/)]);
  });

  it.each(['messages', 'chunks', 'fields', 'connections'] as Level[])(
    'a segment that was damaged on its way, and sent again, changes nothing of the %s',
    async (level) => {
      const intact = capture('synthetic/s01-csid-2byte-and-3byte.pcap');
      // The type of the first message; the packet is the twelfth.
      const damaged = damagedInFlight(readFileSync(intact), 12, 1440);
      const path = file('damaged.pcap', damaged);
      const found = await rows(level, path);
      const expected = await rows(level, intact);
      if (level === 'connections')
        expect(found).toMatchObject(expected.map(({ messages, bytes }) => ({ messages, bytes })));
      else expect(found).toEqual(expected);
    },
  );

  it('a segment that was damaged on its way is told as such', async () => {
    const intact = capture('synthetic/s01-csid-2byte-and-3byte.pcap');
    const path = file('damaged.pcap', damagedInFlight(readFileSync(intact), 12, 1440));
    const told = (found: Row[]) => found.map(({ address, code }) => [address, code]);
    expect(told(await rows('findings', path))).toEqual([
      ['up@3073', 'tcp.damaged-segment'],
      ...told(await rows('findings', intact)),
    ]);
  });

  it('--as overrules what the bytes look like', async () => {
    const [server] = await rows('connections', '--as', 'server', PAIR[0]!);
    expect(server).toMatchObject({ bytes: { client: 0, server: 89_500 } });
    const wrong = await runs(['--as', 'capture', PAIR[0]!]);
    expect(wrong.failures[0]).toMatch(/not a packet capture/);
    const tls = capture('real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng');
    const [forced] = await rows('connections', tls, '--as', 'rtmp', '--connection', '0');
    expect(forced).toMatchObject({ transport: 'rtmp', midstream: true });
  });

  it('the dumps of a pair may be named the other way round', async () => {
    const right = await rows('messages', '--pair', ...PAIR);
    const turned = await rows('messages', '--pair', ...[...PAIR].reverse());
    const offsets = (rows: Row[]) => rows.map(({ address }) => address).sort();
    expect(offsets(turned)).toEqual(offsets(right));
  });

  it('--connection shows one connection only', async () => {
    const two = capture('real/06-rtmp-rtmpdump-to-rtmpsrv.pcap');
    const found = await rows('messages', two, '--connection', '1');
    expect(new Set(found.map(({ connection }) => connection))).toEqual(new Set([1]));
  });

  it('--pair reads two dumps as one connection', async () => {
    const [connection] = await rows('connections', '--pair', ...PAIR);
    expect(connection).toMatchObject({
      connection: 0,
      transport: 'rtmp',
      start: null,
      bytes: { client: 89_500, server: 3602 },
    });
    const found = await rows('messages', '--pair', ...PAIR);
    expect(found.filter(({ command }) => command === 'connect')).toHaveLength(1);
    expect(found.filter(({ command }) => command === '_result')).toHaveLength(2);
    expect(found.every(({ complete }) => complete)).toBe(true);
    const fields = await rows('fields', '--pair', ...PAIR);
    expect(fields).toHaveLength(found.length + 7);
    // A row of the server is explained with the server's bytes.
    const answer = fields.find(({ sender }) => sender === 'server');
    expect(JSON.stringify(answer)).toContain('message.windowAcknowledgementSize');
  });
});

describe('text', () => {
  it('has a line a message, and says what is wrong with it', async () => {
    const lines = (await print(LOSS)).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/up@3073 .*cs 6 .*4002 B.*incomplete/);
  });

  it.each(['messages', 'chunks'] as Level[])(
    'has a word after everything behind a hole, as NDJSON has a key (%s)',
    async (level) => {
      const path = capture('variants/v27-one-segment-lost.pcap');
      const found = await rows(level, path);
      const lines = (await print(path, '--level', level)).trimEnd().split('\n');
      const behind = found.map(
        ({ sender, offset }) => sender === 'client' && Number(offset) >= 14_079,
      );
      expect(behind.filter(Boolean).length).toBeGreaterThan(100);
      expect(found.map(({ confidence }) => confidence === 'found')).toEqual(behind);
      expect(lines.map((line) => line.includes('(found after a hole)'))).toEqual(behind);
    },
  );

  it.each(['connections', 'messages', 'chunks', 'findings', 'fields'])(
    'level %s',
    async (level) => {
      expect(await print(LOSS, '--level', level)).not.toMatch(/undefined|NaN|\[object/);
    },
  );
});

describe('output', () => {
  it('starts before the end, in pieces of bounded length', async () => {
    const { written } = await runs([
      capture('synthetic/s08-chunk-size-changes.pcap'),
      '--level',
      'chunks',
    ]);
    expect(written.length).toBeGreaterThan(5);
    expect(Math.max(...written.map((text) => text.length))).toBeLessThan(1 << 17);
  });
});

describe('what cannot be decoded', () => {
  it.each<[string, () => string[], RegExp]>([
    ['a file that is not there', () => [join(folder, 'nowhere.pcap')], /no such file/],
    ['a folder', () => [folder], /folder/],
    ['an empty file', () => [file('empty', '')], /empty/],
    ['a text', () => [file('text', 'Dear diary, '.repeat(100))], /not a packet capture/],
    ['a capture without packets', () => [capture('variants/v35-no-packets.pcap')], /no packets/],
    [
      'a capture of TLS',
      () => [capture('real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng')],
      /TLS/,
    ],
    ['a pair of empty files', () => ['--pair', file('a', ''), file('b', '')], /./],
  ])('is told in one line: %s', async (_, args, reason) => {
    const { written, failures } = await runs(args());
    expect(written).toEqual([]);
    expect(failures).toHaveLength(1);
    const [message] = failures;
    expect(message).toMatch(reason);
    expect(message).not.toContain('\n');
    expect(message).toContain(args().at(-1)!);
  });

  it('says so when there is no connection with that number', async () => {
    const { written, failures } = await runs([FFMPEG, '--connection', '7']);
    expect(written.join('')).toBe('');
    expect(failures).toEqual([
      `${FFMPEG}: There is no connection 7. The capture has 1, numbered from 0.`,
    ]);
  });

  it('does not keep the next file from it', async () => {
    const nowhere = join(folder, 'nowhere.pcap');
    const { written, failures } = await runs([LOSS, nowhere, LOSS]);
    expect(written.join('').trimEnd().split('\n')).toHaveLength(6);
    expect(failures).toEqual([`${nowhere}: There is no such file.`]);
  });

  it('but a capture with damage is', async () => {
    const found = await rows('findings', LOSS);
    expect(found.map(({ code }) => code)).toContain('tcp.gap');
  });

  it('and connections that are not RTMP are listed when connections are asked for', async () => {
    const tls = capture('real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng');
    expect(await rows('connections', tls)).toMatchObject([{ transport: 'rtmps' }]);
  });
});
