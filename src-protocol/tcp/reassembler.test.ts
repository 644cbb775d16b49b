import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type TcpOptions,
  bytesOf,
  ipv4,
  ipv6,
  pcapHeader,
  pcapRecord,
  tcp,
} from '../../corpus/network/build-packets.ts';
import { MemorySource } from '../bytes/byte-source.ts';
import { toHex } from '../bytes/hex.ts';
import { CaptureReader } from '../capture/capture-reader.ts';
import { NetworkReader } from '../network/network-reader.ts';
import type { TcpConnection } from './connection.ts';
import { Reassembler } from './reassembler.ts';

const SYN = 2;
const FIN = 17;
const RST = 4;
const SYN_ACK = 18;

const corpus = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../corpus/network/${name}`, import.meta.url)));

interface Read {
  connections: TcpConnection[];
  withoutPayload: number;
  /** Per connection, per direction: bytes with gaps as `[n]`-sized stretches of zeros. */
  streams: [Uint8Array, Uint8Array][];
  /** Everything but data, in order: `0.up gap 100+50 tcp.gap`. */
  events: string[];
}

/** Sends a capture file through capture, network and tcp; checks on the way that offsets are right. */
function read(file: Uint8Array, cuts: number[] = []): Read {
  const parts: [number[], number[]][] = [];
  const events: string[] = [];
  const name = (connection: TcpConnection, direction: number): string =>
    `${connection.index}.${direction === 0 ? 'up' : 'down'}`;
  const reassembler = new Reassembler(
    {
      opened(connection) {
        parts[connection.index] = [[], []];
      },
      data(connection, direction, bytes, start, end, row) {
        const stream = parts[connection.index]![direction];
        const { streamOffset, fileOffset, length } = connection.half[direction].segments.row(row);
        expect([streamOffset, length]).toEqual([stream.length, end - start]);
        const data = bytes.subarray(start, end);
        expect(toHex(file.subarray(fileOffset, fileOffset + length))).toBe(toHex(data));
        for (const byte of data) stream.push(byte);
      },
      gap(connection, direction, length, at, cause) {
        const stream = parts[connection.index]![direction];
        expect(at).toBe(stream.length);
        events.push(`${name(connection, direction)} gap ${at}+${length} ${cause.code}`);
        for (let i = 0; i < length; i++) stream.push(0);
      },
      closed(connection, direction, how) {
        events.push(`${name(connection, direction)} ${how}`);
      },
      note(connection, direction, diagnostic, at) {
        events.push(`${name(connection, direction)} ${diagnostic.code}@${at}`);
      },
    },
    new MemorySource(file),
  );
  const network = new NetworkReader((segment) => reassembler.segment(segment));
  const reader = new CaptureReader(
    (packet) => network.packet(packet),
    () => undefined,
  );
  let from = 0;
  for (const cut of [...cuts, file.length].sort((a, b) => a - b)) {
    reader.push(file.slice(from, cut));
    from = Math.max(from, cut);
  }
  reader.end();
  reassembler.end();
  return {
    connections: reassembler.connections,
    withoutPayload: reassembler.withoutPayload,
    streams: parts.map(([up, down]) => [Uint8Array.from(up), Uint8Array.from(down)]),
    events,
  };
}

/** A segment of the client (`up`) or the server; `time` in milliseconds, else one after the other. */
interface Sent extends TcpOptions {
  down?: boolean;
  time?: number;
  /** Payload bytes the capture cuts off. */
  cut?: number;
}

function capture(sent: Sent[]): Uint8Array {
  const records = sent.map(({ down = false, time, cut = 0, ...options }, index) => {
    const ports = down
      ? { sourcePort: 1935, destinationPort: 50000 }
      : { sourcePort: 50000, destinationPort: 1935 };
    const addresses = down ? { source: [10, 0, 0, 2], destination: [10, 0, 0, 1] } : {};
    const packet = ipv4(tcp({ ...ports, ...options }), addresses);
    const milliseconds = time ?? index;
    return pcapRecord(
      packet.slice(0, packet.length - cut),
      1_700_000_000 + Math.floor(milliseconds / 1000),
      (milliseconds % 1000) * 1000,
      packet.length,
    );
  });
  return bytesOf(pcapHeader({ linkType: 101 }), ...records);
}

/** The streams as text, the first connection's client first. */
function texts(result: Read): string[] {
  return result.streams.flat().map((stream) => Buffer.from(stream).toString('latin1'));
}

const HANDSHAKE: Sent[] = [
  { flags: SYN, sequence: 99 },
  { down: true, flags: SYN_ACK, sequence: 499, acknowledgement: 100 },
  { sequence: 100, acknowledgement: 500 },
];
const up = (sequence: number, payload: string, more: Sent = {}): Sent => ({
  sequence,
  payload,
  acknowledgement: 500,
  ...more,
});
const ack = (acknowledgement: number, more: Sent = {}): Sent => ({
  down: true,
  sequence: 500,
  acknowledgement,
  ...more,
});
const ENDS = ['0.up capture end', '0.down capture end'];

describe('recorded captures', () => {
  const expected = JSON.parse(
    readFileSync(
      new URL('../../corpus/network/tcp-subtleties.expected.json', import.meta.url),
      'utf8',
    ),
  ) as { client: string; server: string };

  it.each(['', '-be-nsec', '-loop', '-null', '-raw', '-sll', '-sll2', '-vlan-qinq'])(
    'tcp-subtleties%s: wrap, overlap, retransmission, keep-alive',
    (variant) => {
      const { streams, events, connections } = read(corpus(`tcp-subtleties${variant}.pcap`));
      expect(streams[0]!.map((stream) => toHex(stream))).toEqual([
        expected.client,
        expected.server,
      ]);
      expect(events).toEqual(['0.up fin', '0.down fin']);
      const [client, server] = connections[0]!.half;
      expect(client.facts).toMatchObject({
        segments: 6,
        outOfOrder: 1,
        keepAlives: 1,
        overlaps: 1,
      });
      expect(server.facts).toMatchObject({ segments: 4, retransmissions: 1, duplicates: 0 });
    },
  );

  it('the same among all kinds of pcapng block', () => {
    const { streams } = read(corpus('blocks.pcapng'));
    expect(streams[0]!.map((stream) => toHex(stream))).toEqual([expected.client, expected.server]);
  });

  // SHA-1 of the streams of the capture these three were made from.
  const CLIENT = '75bc2aba69a8';
  const SERVER = '6cd1634b7238';
  const sha1 = (bytes: Uint8Array): string =>
    createHash('sha1').update(bytes).digest('hex').slice(0, 12);

  it.each(['reordered', 'ip-fragments'])('%s: nothing is lost', (name) => {
    const { streams, events } = read(corpus(`${name}.pcap`));
    expect(streams.map((pair) => pair.map(sha1))).toEqual([[CLIENT, SERVER]]);
    expect(events).toEqual(['0.up fin', '0.down rst']);
  });

  it('one-segment-lost: a gap of known size, and the rest', () => {
    const { streams, events } = read(corpus('one-segment-lost.pcap'));
    expect(events).toEqual(['0.up gap 13564+515 tcp.gap', '0.up fin', '0.down rst']);
    expect(streams[0]![0].length).toBe(62067);
    expect(sha1(streams[0]![1])).toBe(SERVER);
  });

  it('snap-length-100: all that was cut off counts', () => {
    const { streams, events, connections } = read(corpus('snap-length-100.pcap'));
    expect(streams.map(([client, server]) => [client.length, server.length])).toEqual([
      [106383, 3602],
      [3483, 61652],
    ]);
    expect(new Set(events.map((event) => event.split(' ')[3]))).toEqual(
      new Set([undefined, 'tcp.cut-segment']),
    );
    expect(connections[0]!.half[0].facts.missing).toBe(100780);
  });

  it('two-connections: numbered by their first payload', () => {
    const { connections, streams } = read(corpus('two-connections.pcap'));
    expect(
      connections.map(({ index, client, server }) => [index, client.text, server.text]),
    ).toEqual([
      [0, '127.0.0.1:56402', '127.0.0.1:1935'],
      [1, '127.0.0.1:56404', '127.0.0.1:1935'],
    ]);
    expect(streams.map(([client, server]) => [client.length, server.length])).toEqual([
      [3487, 3667],
      [3406, 3667],
    ]);
  });

  it.each([
    ['out-of-order', 7152, []],
    ['retransmitted', 7152, []],
    ['lost', 7186, ['0.up gap 4073+1000 tcp.gap']],
    ['mid-stream', 350, []],
  ])('%s', (name, length, gaps) => {
    const { streams, events, connections } = read(corpus(`${name}.pcap`));
    expect(streams[0]![0].length).toBe(length);
    expect(events).toEqual([...gaps, ...ENDS]);
    expect(connections[0]!.clientKnown).toBe(name !== 'mid-stream');
  });
});

describe('a capture that begins later than its connection', () => {
  const talk = [
    up(104, 'efgh'),
    ack(104, { payload: 'B', sequence: 501 }),
    up(100, 'abcd'),
    ack(108, { payload: 'A' }),
    up(108, 'ijkl'),
  ];

  it('begins each direction with its first byte, though others came before it', () => {
    const result = read(capture(talk));
    expect(texts(result)).toEqual(['abcdefghijkl', 'AB']);
    expect(result.events).toEqual(ENDS);
    const [client, server] = result.connections[0]!.half;
    expect([client.facts.outOfOrder, server.facts.outOfOrder]).toEqual([1, 1]);
    expect(client.segments.row(0)).toMatchObject({ packet: 3, streamOffset: 0 });
  });

  it('is the same in every cut, and in every order of its first segments', () => {
    const file = capture(talk);
    const orders = fc.shuffledSubarray(talk, { minLength: talk.length });
    const cuts = fc.array(fc.integer({ min: 0, max: file.length }), { maxLength: 6 });
    fc.assert(
      fc.property(orders, cuts, (order, cuts) => {
        expect(texts(read(capture(order), cuts))).toEqual(['abcdefghijkl', 'AB']);
      }),
      { numRuns: 60 },
    );
  });

  it('tells a hole between what came first and what was sent again from before it', () => {
    const result = read(capture([up(120, 'uvwx'), up(100, 'abcd'), up(124, 'yz')]));
    expect(result.events).toEqual(['0.up gap 4+16 tcp.gap', ...ENDS]);
    expect(texts(result)[0]).toBe(`abcd${'\0'.repeat(16)}uvwxyz`);
  });

  it.each([
    ['64 segments', Array.from({ length: 64 }, () => ack(108))],
    ['a second', [ack(108, { time: 1002 })]],
  ])('waits no longer than %s', (_, between) => {
    const late = up(100, 'abcd', { time: 1003 });
    const result = read(capture([up(104, 'efgh'), ...between, late]));
    expect(texts(result)).toEqual(['efgh', '']);
    expect(result.connections[0]!.half[0].facts.retransmissions).toBe(1);
  });

  it('waits anew when the other direction says its first word', () => {
    const between = Array.from({ length: 60 }, (_, i) => up(104 + i, '.'));
    const late = [ack(0, { payload: 'B', sequence: 501 }), ...between.slice(0, 20)];
    const result = read(capture([...between, ...late, ack(0, { payload: 'A' })]));
    expect(texts(result)).toEqual(['.'.repeat(60), 'AB']);
  });

  it('does not take a number from far away for the beginning', () => {
    const result = read(capture([up(0x800_000, 'efgh'), up(100, 'abcd')]));
    expect(texts(result)[0]).toBe('efgh');
  });

  it('is over when a SYN begins another connection', () => {
    const again: Sent[] = [
      { flags: SYN, sequence: 49 },
      { down: true, flags: SYN_ACK, sequence: 899, acknowledgement: 50 },
    ];
    const result = read(capture([up(104, 'efgh'), ...again, up(50, 'abcd')]));
    expect(texts(result)).toEqual(['efgh', '', 'abcd', '']);
  });
});

describe('order', () => {
  it('puts late segments where they belong; each piece keeps its packet and time', () => {
    const result = read(capture([...HANDSHAKE, up(104, 'efgh'), up(108, 'ijkl'), up(100, 'abcd')]));
    expect(texts(result)).toEqual(['abcdefghijkl', '']);
    const { segments } = result.connections[0]!.half[0];
    expect([0, 1, 2].map((row) => segments.row(row).packet)).toEqual([6, 4, 5]);
    expect(segments.row(0).time).toBe(1_700_000_000.005);
    expect([-1, 0, 3, 4, 11, 12].map((offset) => segments.find(offset))).toEqual([
      -1, 0, 0, 1, 2, -1,
    ]);
    expect(segments.pieces(2, 6)).toEqual([
      { upper: 0, lower: segments.row(0).fileOffset, length: 4 },
      { upper: 4, lower: segments.row(1).fileOffset, length: 4 },
    ]);
  });

  it('keeps what came first where segments overlap, and says where they differ', () => {
    const result = read(
      capture([
        ...HANDSHAKE,
        up(100, 'abcd'),
        up(106, 'ghi'), // early
        up(105, 'FGHIJK'), // early, around the one before
        up(102, 'cdeF'), // the filler repeats both neighbours
        up(100, 'abXd'), // an old one that differs
        up(100, 'abcd'),
      ]),
    );
    expect(texts(result)).toEqual(['abcdeFghiJK', '']);
    expect(result.events).toEqual([
      '0.up tcp.overlap-differs@6',
      '0.up tcp.overlap-differs@2',
      ...ENDS,
    ]);
    expect(result.connections[0]!.half[0].facts).toMatchObject({
      segments: 6,
      outOfOrder: 2,
      overlaps: 1,
      retransmissions: 2,
      differing: 2,
    });
  });

  it('tells duplicates of the capture from retransmissions', () => {
    const segment = up(100, 'abcd', { time: 5 });
    const result = read(capture([...HANDSHAKE, segment, segment, up(100, 'abcd', { time: 205 })]));
    expect(texts(result)).toEqual(['abcd', '']);
    expect(result.connections[0]!.half[0].facts).toMatchObject({
      duplicates: 1,
      retransmissions: 1,
    });
  });

  it('ignores keep-alives, of no byte and of one byte of garbage', () => {
    const result = read(
      capture([
        ...HANDSHAKE,
        up(100, 'abcd'),
        up(103, ''),
        up(103, '?'),
        up(103, '!'),
        up(104, 'e'),
      ]),
    );
    expect(texts(result)).toEqual(['abcde', '']);
    expect(result.events).toEqual(ENDS);
    expect(result.connections[0]!.half[0].facts).toMatchObject({
      keepAlives: 2,
      retransmissions: 0,
    });
  });

  it('keeps the byte of a zero-window probe', () => {
    const result = read(
      capture([
        ...HANDSHAKE,
        up(100, 'abcd'),
        ack(104, { window: 0 }),
        up(104, 'e'),
        up(105, 'fg'),
      ]),
    );
    expect(texts(result)).toEqual(['abcdefg', '']);
    expect(result.connections[0]!.half[0].facts.zeroWindowProbes).toBe(1);
  });

  it('goes on where sequence numbers wrap', () => {
    const result = read(
      capture([
        { flags: SYN, sequence: 0xfffffffd },
        up(0xfffffffe, 'ab'),
        up(2, 'ef'),
        up(0, 'cd'),
        up(4, 'gh'),
      ]),
    );
    expect(texts(result)).toEqual(['abcdefgh', '']);
  });

  it('is the same for any order of segments once SYN is there', () => {
    const text = 'any order of segments will do';
    const pieces = fc.array(fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(pieces, (some) => {
        const sent = [...some, [0, text.length] as const].map(([from, length]) =>
          up(100 + from, text.slice(from, from + length)),
        );
        const result = read(capture([...HANDSHAKE, ...sent]));
        expect(texts(result)).toEqual([text, '']);
        expect(result.events).toEqual(ENDS);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what the capture missed', () => {
  const later = (count: number): Sent[] =>
    Array.from({ length: count }, (_, i) => up(110 + i, 'x', { time: 20 + i }));

  it('waits for a hole that nobody acknowledged', () => {
    const result = read(capture([...HANDSHAKE, ...later(300), up(100, 'abcdefghij')]));
    expect(texts(result)[0]).toBe('abcdefghij' + 'x'.repeat(300));
    expect(result.events).toEqual(ENDS);
  });

  it('waits a little for one that was acknowledged: captures are out of order too', () => {
    const result = read(
      capture([...HANDSHAKE, up(110, 'x'), ack(111), up(111, 'y'), up(100, 'abcdefghij')]),
    );
    expect(texts(result)[0]).toBe('abcdefghijxy');
  });

  it('then gives it up, before the capture ends', () => {
    const lost = capture([...HANDSHAKE, ...later(1), ack(111), ...later(200)]);
    expect(read(lost).events).toEqual(['0.up gap 0+10 tcp.gap', ...ENDS]);
    const filledTooLate = bytesOf(lost, capture([up(100, 'abcdefghij')]).slice(24));
    expect(texts(read(filledTooLate))[0]).toBe('\0'.repeat(10) + 'x'.repeat(200));
  });

  it('gives up after a time, too', () => {
    const seconds = [1, 2, 3].map((second) => ack(111, { time: second * 1000 }));
    const result = read(
      capture([...HANDSHAKE, up(110, 'x'), ...seconds, up(100, 'late', { time: 3500 })]),
    );
    expect(texts(result)[0]).toBe('\0'.repeat(10) + 'x');
  });

  it('says at the end what is missing there', () => {
    const end = capture([...HANDSHAKE, up(100, 'abc'), ack(153)]);
    expect(read(end).events).toEqual(['0.up gap 3+50 tcp.gap', ...ENDS]);
    const fin = capture([...HANDSHAKE, up(100, 'abc'), up(150, '', { flags: FIN })]);
    expect(read(fin).events).toEqual(['0.up gap 3+47 tcp.gap', '0.up fin', '0.down capture end']);
  });

  it('does not take an unseen FIN for a missing byte', () => {
    const result = read(capture([...HANDSHAKE, up(100, 'abc'), ack(103), ack(104)]));
    expect(result.events).toEqual(ENDS);
  });

  it('reads one direction alone, and says how much the other had', () => {
    const sent = HANDSHAKE.filter(({ down }) => down);
    const result = read(capture([...sent, ack(140), ack(140, { payload: 'hello' })]));
    expect(texts(result)).toEqual(['\0'.repeat(40), 'hello']);
    expect(result.connections[0]).toMatchObject({ clientKnown: true, startSeen: [false, true] });
  });

  it('has a gap where the snap length cut a segment, also of early ones', () => {
    const result = read(
      capture([
        ...HANDSHAKE,
        up(100, 'abcd', { cut: 2 }),
        up(108, 'ijkl', { cut: 1 }),
        up(104, 'efgh'),
      ]),
    );
    expect(texts(result)[0]).toBe('ab\0\0efghijk\0');
    expect(result.events.slice(0, 2)).toEqual([
      '0.up gap 2+2 tcp.cut-segment',
      '0.up gap 11+1 tcp.cut-segment',
    ]);
  });

  it('leaves out a segment that belongs nowhere near', () => {
    const stray = up(100 + 1_000_000_000, 'stray');
    const result = read(capture([...HANDSHAKE, up(100, 'abc'), ack(103), stray, up(103, 'def')]));
    expect(texts(result)[0]).toBe('abcdef');
    expect(result.events).toEqual(['0.up tcp.stray-segment@6', ...ENDS]);
  });
});

describe('connections', () => {
  it('takes the sender of SYN+ACK for the server, whatever the ports', () => {
    const sent = [
      { sourcePort: 9000, destinationPort: 1935, flags: SYN_ACK, sequence: 7, acknowledgement: 3 },
      { sourcePort: 1935, destinationPort: 9000, sequence: 3, payload: 'hi' },
    ].map((options) => {
      const back = options.sourcePort === 1935;
      const addresses = back ? { source: [10, 0, 0, 2], destination: [10, 0, 0, 1] } : {};
      return pcapRecord(ipv4(tcp(options), addresses));
    });
    const { connections } = read(bytesOf(pcapHeader({ linkType: 101 }), ...sent));
    expect(connections[0]!.client.text).toBe('10.0.0.2:1935');
    expect(connections[0]!.clientKnown).toBe(true);
  });

  it.each([
    [1935, 443, 443], // both are well-known: RTMP's own port wins
    [8080, 3000, 3000],
    [40000, 50000, 50000],
    [50000, 40000, 50000],
  ])('without SYN, of ports %i and %i the client has %i', (from, to, client) => {
    const packet = ipv4(tcp({ sourcePort: from, destinationPort: to, payload: 'x' }));
    const { connections } = read(bytesOf(pcapHeader({ linkType: 101 }), pcapRecord(packet)));
    expect(connections[0]!.client.port).toBe(client);
    expect(connections[0]!.clientKnown).toBe(false);
  });

  it('writes IPv6 addresses in brackets', () => {
    const file = bytesOf(pcapHeader({ linkType: 101 }), pcapRecord(ipv6(tcp({ payload: 'x' }))));
    const { client, server } = read(file).connections[0]!;
    expect([client.text, server.text]).toEqual(['[::1]:50000', '[2001:db8::2]:1935']);
  });

  it('tells a SYN sent again from ports used again', () => {
    const again = HANDSHAKE.map((sent) => ({ ...sent, sequence: sent.sequence! + 1_000_000 }));
    again[1]!.acknowledgement = 1_000_100;
    const result = read(
      capture([
        ...HANDSHAKE.slice(0, 1),
        ...HANDSHAKE,
        up(100, 'one'),
        ...again,
        up(1_000_100, 'two', { acknowledgement: 1_000_500 }),
        up(103, 'late', { flags: RST }), // of the first connection
      ]),
    );
    expect(texts(result)).toEqual(['one', '', 'two', '']);
    expect(result.connections.map(({ startSeen }) => startSeen)).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(result.events.slice(0, 2)).toEqual(ENDS);
  });

  it('counts those without payload apart', () => {
    const result = read(capture([...HANDSHAKE, up(100, '', { flags: FIN })]));
    expect(result.connections).toEqual([]);
    expect(result.withoutPayload).toBe(1);
  });

  it('takes data that comes with SYN', () => {
    const result = read(capture([{ flags: SYN, sequence: 99, payload: 'fast' }, up(104, ' open')]));
    expect(texts(result)[0]).toBe('fast open');
  });

  it('goes on reading after RST, and after a FIN that came early', () => {
    const reset = capture([...HANDSHAKE, up(100, 'abc'), ack(103, { flags: RST }), up(103, 'def')]);
    expect(texts(read(reset))[0]).toBe('abcdef');
    expect(read(reset).events).toEqual(['0.down rst', '0.up rst']);
    const early = capture([...HANDSHAKE, up(103, 'def', { flags: FIN }), up(100, 'abc')]);
    expect(read(early).events).toEqual(['0.up fin', '0.down capture end']);
  });

  it('has the times of its first and last packet', () => {
    const { connections } = read(capture([...HANDSHAKE, up(100, 'abc'), ack(103, { time: 2500 })]));
    expect([connections[0]!.start, connections[0]!.end]).toEqual([1_700_000_000, 1_700_000_002.5]);
  });
});

describe('the whole pipe', () => {
  const rows = ({ connections }: Read): unknown =>
    connections.map(({ half }) =>
      half.map(({ segments, facts }) => [segments.block(0, 1e9), facts]),
    );

  it('makes the same tables for every cut of the file', () => {
    const names = ['blocks.pcapng', 'tcp-subtleties-sll2.pcap', 'out-of-order.pcap', 'lost.pcap'];
    for (const name of names) {
      const file = corpus(name);
      const whole = read(file);
      fc.assert(
        fc.property(fc.array(fc.nat(file.length), { maxLength: 30 }), (cuts) => {
          const cut = read(file, cuts);
          expect(rows(cut)).toEqual(rows(whole));
          expect(cut.events).toEqual(whole.events);
        }),
        { numRuns: 8 },
      );
    }
  });

  it('never throws, whatever is damaged', () => {
    const file = corpus('tcp-subtleties-raw.pcap');
    const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 40 });
    fc.assert(
      fc.property(damage, (changes) => {
        const damaged = file.slice();
        for (const [at, value] of changes) damaged[at] = value;
        const { connections } = readQuietly(damaged);
        for (const { half } of connections)
          for (const { next } of half) expect(next).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });
});

/** As `read`, without keeping streams: a damaged length can make a gap of gigabytes. */
function readQuietly(file: Uint8Array): Reassembler {
  const ignore = (): undefined => undefined;
  const sink = { opened: ignore, data: ignore, gap: ignore, closed: ignore, note: ignore };
  const reassembler = new Reassembler(sink, new MemorySource(file));
  const network = new NetworkReader((segment) => reassembler.segment(segment));
  const reader = new CaptureReader((packet) => network.packet(packet), ignore);
  reader.push(file);
  reader.end();
  reassembler.end();
  return reassembler;
}
