import { describe, expect, it } from 'vitest';
import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { toUtf8 } from '../src-protocol/bytes/text.ts';
import { canBePair } from '../src-protocol/inspect/dump-reader.ts';
import { Describer } from '../src-protocol/inspect/describe.ts';
import { readDumpName } from '../src-protocol/inspect/dump-name.ts';
import { failuresOf } from '../src-protocol/inspect/inspection-failures.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import type { ReadingOptions } from '../src-protocol/inspect/read-as.ts';
import { noise } from './fixture.ts';
import { corpusFile, inspect } from './inspect-file.ts';
import { decode, decodeAll, type Lines, linesOf } from './lines.ts';

/** Reads one file or two, in blocks of 5000 bytes by turns. */
function open(files: readonly Uint8Array[], options: ReadingOptions = {}): Inspection {
  const inspection = new Inspection({ ...options, pair: files.length > 1 });
  const longest = Math.max(...files.map(({ length }) => length));
  for (let at = 0; at < longest + 5000; at += 5000)
    files.forEach((file, number) => {
      const block = file.subarray(at, at + 5000);
      if (block.length > 0) inspection.push(block, number);
      else inspection.ended(number);
    });
  inspection.end();
  return inspection;
}

function linesFrom(inspection: Inspection): Lines {
  expect(inspection.connections).toHaveLength(1);
  return linesOf(inspection.connections[0]!, new Uint8Array(0));
}

/** What a reader of the whole capture sees, without what only packets can tell. */
function withoutTcp({ messages, chunks, findings }: Lines): object {
  return { messages, chunks, findings: findings.filter((line) => !line.includes(' tcp.')).sort() };
}

describe('a pair of dumps', () => {
  const names = [
    '127.000.000.001.01935-127.000.000.001.52656',
    '127.000.000.001.52656-127.000.000.001.01935',
  ];
  const files = names.map((name) => corpusFile(`raw/tcpflow/${name}`));
  const whole = decode(corpusFile('captures/real/01-ffmpeg-publish-nginx.pcap'));

  it.each([
    ['as tcpflow names them', [0, 1]],
    ['the other way round', [1, 0]],
  ])('is the session of the capture it was made from, %s', (_, order) => {
    const inspection = open(
      order.map((at) => files[at]!),
      { names: order.map((at) => names[at]!) },
    );
    expect(withoutTcp(linesFrom(inspection))).toEqual(withoutTcp(whole));
    const [connection] = inspection.connections;
    expect([connection!.client, connection!.server]).toEqual(['127.0.0.1:52656', '127.0.0.1:1935']);
    const first = inspection.sides[order.indexOf(1)]!;
    expect(first).toMatchObject({ direction: 0, sure: true });
    expect(first.why).toBe('they have the command connect, which clients send');
    expect(inspection.sides[order.indexOf(0)]).toMatchObject({ direction: 1, sure: true });
  });

  it('is explained from the bytes of the file that has them', () => {
    const inspection = open([files[0]!, files[1]!]);
    const [connection] = inspection.connections;
    const sources = files.map((file) => new MemorySource(file));
    const describer = new Describer(connection!, connection!.session!, (direction) =>
      inspection.source(direction, sources),
    );
    expect(describer.read(0, 0, 8).bytes).toEqual(files[1]!.subarray(0, 8));
    expect(describer.read(1, 3073, 3080).bytes).toEqual(files[0]!.subarray(3073, 3080));
  });

  it('of socat -r and -R, with nothing in the names', () => {
    const [up, down] = ['c2s', 's2c'].map((end) => corpusFile(`raw/socat-publish.${end}.bin`));
    const right = linesFrom(open([up!, down!]));
    expect(linesFrom(open([down!, up!]))).toMatchObject(withoutTcp(right));
    expect(right.messages.filter((line) => line.startsWith('down'))).toHaveLength(7);
  });

  it('of a player, where nearly everything comes from the server', () => {
    const [up, down] = ['0-to-node1', '1-to-node0'].map((ends) =>
      corpusFile(`raw/follow-02-stream1.node${ends}.bin`),
    );
    const inspection = open([down!, up!]);
    expect(inspection.sides.map(({ direction }) => direction)).toEqual([1, 0]);
    expect(inspection.connections[0]!.session!.ledger.streams).toMatchObject([{ role: 'play' }]);
  });

  it('is read as somebody says, even when it says otherwise', () => {
    const inspection = open([files[0]!, files[1]!], { as: 'client' });
    expect(inspection.sides).toMatchObject([
      { direction: 0, why: 'that was asked for' },
      { direction: 1 },
    ]);
  });

  it('is not made of two clients, nor of two sides of different connections', () => {
    const other = corpusFile('raw/socat-publish.c2s.bin');
    expect(canBePair([files[1]!, other], ['a', 'b'])).toBe(false);
    expect(canBePair([files[0]!, files[1]!], names)).toBe(true);
    const silent = noise(100, 1);
    expect(canBePair([silent, silent], names)).toBe(true);
    expect(canBePair([silent, silent], [names[0]!, '10.0.0.1.5-10.0.0.2.6'])).toBe(false);
  });
});

describe('one direction', () => {
  it('from its middle on is found by its chunks', () => {
    const file = corpusFile('raw/socat-publish.c2s.bin');
    const whole = linesFrom(open([file]));
    const cut = Number(/@(\d+)/.exec(whole.chunks[12]!)![1]);
    const inspection = open([file.subarray(cut)]);
    expect(inspection.sniffed!.name).toBe(
      'one direction of an RTMP connection, from its middle on',
    );
    const { messages } = linesFrom(inspection);
    expect(messages.length).toBeGreaterThan(100);
    expect(inspection.connections[0]!.session!.midstream).toBe(true);
    expect(failuresOf(inspection, file.length, file).map(({ kind }) => kind)).toContain(
      'midstream',
    );
  });

  it('of a client that was never answered', () => {
    const inspection = open([corpusFile('raw/06-rtmpe-c0c1-librtmp.c2s.bin')]);
    expect(inspection.sides).toMatchObject([{ direction: 0, sure: false }]);
    expect(inspection.connections[0]!.detection!.transport).toBe('rtmpe');
  });

  it('is read as RTMP when that is asked for, and says what it seems to be', () => {
    const garbage = noise(5000, 9);
    expect(open([garbage]).connections).toEqual([]);
    const inspection = open([garbage], { as: 'server' });
    expect(inspection.sides).toMatchObject([{ direction: 1, why: 'that was asked for' }]);
    expect(inspection.connections[0]!.session!.midstream).toBe(true);
    expect(inspection.connections[0]!.detection!.why).toMatch(/^Read as RTMP because/);
  });
});

describe('text', () => {
  const whole = decodeAll(corpusFile('captures/real/06-rtmp-rtmpdump-to-rtmpsrv.pcap'))[0]!;

  it.each(['follow-raw', 'follow-hex', 'follow-yaml'])(
    '%s is the session that was followed',
    (name) => {
      const inspection = open([corpusFile(`text/${name}.txt`)]);
      expect(withoutTcp(linesFrom(inspection))).toEqual(withoutTcp(whole));
      const [connection] = inspection.connections;
      expect(connection!.client).toBe('127.0.0.1:56402');
      const { bytes } = new Describer(connection!, connection!.session!, (direction) =>
        inspection.source(direction, []),
      ).read(1, 0, 5);
      expect([...bytes]).toEqual([3, 0, 0x19, 0x85, 0x94]);
    },
  );

  it.each(['utf-8', 'utf-16le', 'utf-16be'])(
    'with the byte order mark of %s loses no line, as Windows saves it',
    (encoding) => {
      const dump = corpusFile('raw/socat-publish.c2s.bin').subarray(0, 8000);
      const digits = Buffer.from(dump).toString('hex').replace(/../g, '$& ');
      // The first line has bytes, too.
      const text = `\ufeff${digits.replace(/.{48}/g, '$&\r\n')}`;
      const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
      if (encoding === 'utf-16be') bytes.swap16();
      const read = linesFrom(open([new Uint8Array(bytes)]));
      expect(read.messages.length).toBeGreaterThan(10);
      expect(read.messages).toEqual(linesFrom(open([dump])).messages);
    },
  );

  it('of YAML keeps the times, so that both directions stand in their order', () => {
    const { connection } = linesFrom(open([corpusFile('text/follow-yaml.txt')]));
    expect(connection.start).toBe(1795344151.756923914);
    expect(connection.end).toBeGreaterThan(connection.start);
  });

  it('with the server first is turned round, by what is said', () => {
    const text = Buffer.from(corpusFile('text/follow-raw.txt')).toString();
    const turned = text
      .split('\n')
      .map((line) =>
        /^\t?[0-9a-f]+$/.test(line) ? (line.startsWith('\t') ? line.slice(1) : `\t${line}`) : line,
      )
      .join('\n');
    expect(withoutTcp(linesFrom(open([toUtf8(turned)])))).toEqual(withoutTcp(whole));
  });

  it('of a capture in base64 is the capture', () => {
    const capture = corpusFile('captures/edge/c_csid.pcap');
    const text = Buffer.from(capture).toString('base64').replace(/.{76}/g, '$&\n');
    const inspection = open([toUtf8(text)]);
    expect(inspection.textName).toBe('base64 text');
    expect(inspection.capture.format).toBe('pcap');
    expect(inspection.connections).toHaveLength(inspect(capture).connections.length);
  });

  it('of packets, as tcpdump -X prints them, is a capture', () => {
    const capture = corpusFile('captures/edge/c_ooo.pcap');
    const lines: string[] = [];
    for (let at = 24; at < capture.length;) {
      const view = new DataView(capture.buffer, capture.byteOffset + at);
      const length = view.getUint32(8, true);
      lines.push('12:00:00.000000 IP 10.0.0.1.50000 > 10.0.0.2.1935: Flags [P.]');
      const packet = capture.subarray(at + 16 + 14, at + 16 + length);
      for (let row = 0; row < packet.length; row += 16)
        lines.push(
          `\t0x${row.toString(16).padStart(4, '0')}:  ${Buffer.from(packet.subarray(row, row + 16))
            .toString('hex')
            .replace(/(.{4})(?=.)/g, '$1 ')}`,
        );
      at += 16 + length;
    }
    const inspection = open([toUtf8(lines.join('\n'))]);
    expect(inspection.textName).toBe('a hex dump of packets');
    const bytes = decode(capture);
    expect(linesOf(inspection.connections[0]!, capture).messages).toEqual(bytes.messages);
  });

  it('without bytes is told to be text', () => {
    const text = toUtf8('My stream does not start, what can I do?\n');
    const inspection = open([text]);
    expect(failuresOf(inspection, text.length, text)[0]).toMatchObject({ kind: 'not-a-capture' });
  });
});

it.each([
  ['192.000.002.001.50000-192.000.002.002.01935', '192.0.2.1:50000', '192.0.2.2:1935'],
  ['10.0.0.1.5-10.0.0.2.1935', '10.0.0.1:5', '10.0.0.2:1935'],
  ['010.000.000.001.00005-010.000.000.002.01935--12c3', '10.0.0.1:5', '10.0.0.2:1935'],
  ['2001:db8::1.50000-2001:db8::2.01935', '[2001:db8::1]:50000', '[2001:db8::2]:1935'],
])('the name %s says who sent to whom', (name, source, destination) => {
  expect(readDumpName(name)).toEqual({ source, destination });
});

it.each(['stream.c2s.bin', '300.0.0.1.5-10.0.0.2.6', '10.0.0.1.70000-10.0.0.2.6', '2024.01.31-12'])(
  'the name %s says nothing',
  (name) => {
    expect(readDumpName(name)).toBeUndefined();
  },
);
