import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { failuresOf } from '../src-protocol/inspect/inspection-failures.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import { Rows } from '../src-protocol/inspect/rows.ts';
import { SegmentRows } from '../src-protocol/inspect/segment-rows.ts';
import {
  ACK,
  audio,
  CONNECT,
  Conversation,
  FIN,
  handshake,
  noise,
  PUSH,
  RST,
  session,
  SYN,
  type0,
  type3,
  video,
  type Wiring,
} from './fixture.ts';
import { corpusFile, inspect, look } from './inspect-file.ts';
import { decode, decodeAll, linesOf } from './lines.ts';
import {
  be16,
  bytesOf,
  ethernet,
  ipv4,
  ipv6,
  le32,
  pcapHeader,
  pcapngBlock,
  pcapRecord,
  SECTION_HEADER,
} from './network/build-packets.ts';

const edge = (name: string): Uint8Array => corpusFile(`captures/edge/c_${name}.pcap`);

/** A connect, a video message of three chunks and an audio message: what most cases below carry. */
const TALK = [
  type0({ chunkStreamId: 3, length: CONNECT.length, type: 20, stream: 0 }),
  CONNECT,
  type0({ chunkStreamId: 6, timestamp: 40, length: 302, type: 9 }),
  video(128),
  type3(6),
  noise(128, 5),
  type3(6),
  noise(46, 6),
  type0({ chunkStreamId: 4, timestamp: 43, length: 22, type: 8 }),
  audio(22),
];
const TALK_LINES = [
  'up@3073 cs 3 t 0 type 20 35 B in 1',
  'up@3120 cs 6 t 40 type 9 302 B in 3',
  'up@3436 cs 4 t 43 type 8 22 B in 1',
];
const talk = (wiring: Wiring = {}): Uint8Array => session(TALK, [], wiring);

/** What an IPv4 packet carries, in IPv6 between addresses that are told apart by side. */
function inIpv6(ip: Uint8Array, wrap: (payload: Uint8Array) => Uint8Array = ipv6): Uint8Array {
  const packet = wrap(ip.subarray(20)).slice();
  packet.fill(0, 8, 40);
  packet.set(ip.subarray(12, 16), 8 + 12);
  packet.set(ip.subarray(16, 20), 24 + 12);
  return packet;
}

describe('F1–F16: files and TCP', () => {
  it.each([
    ['little-endian, microseconds', 'd4c3b2a1', false, 1],
    ['big-endian, microseconds', 'a1b2c3d4', true, 1],
    ['little-endian, nanoseconds', '4d3cb2a1', false, 1000],
    ['big-endian, nanoseconds', 'a1b23c4d', true, 1000],
  ])('F1: a pcap file, %s (%s)', (_, magic, bigEndian, perMicrosecond) => {
    const original = talk();
    const view = new DataView(original.buffer.slice(0));
    view.setUint32(0, parseInt(magic, 16));
    for (const at of [8, 12, 16, 20]) view.setUint32(at, view.getUint32(at, true), !bigEndian);
    for (const at of [4, 6]) view.setUint16(at, view.getUint16(at, true), !bigEndian);
    for (let at = 24; at < view.byteLength;) {
      const length = view.getUint32(at + 8, true);
      view.setUint32(at + 4, view.getUint32(at + 4, true) * perMicrosecond, true);
      for (const field of [0, 4, 8, 12])
        view.setUint32(at + field, view.getUint32(at + field, true), !bigEndian);
      at += 16 + length;
    }
    const bytes = new Uint8Array(view.buffer);
    const { messages, connection } = decode(bytes);
    expect(messages).toEqual(TALK_LINES);
    const { rows } = look(connection, bytes);
    // SYN, SYN ACK, two segments of C0 and C1, three of S0 to S2, two of C2: the tenth packet.
    expect(rows.message(0).packet).toBe(10);
    expect(rows.message(0).time).toBeCloseTo(1_700_000_000.009, 6);
  });

  it('F2: a pcapng file with two interfaces, unknown blocks and a big-endian section', () => {
    const up = new Conversation({ frame: (packet) => packet }).session(TALK);
    const packets = up.records.map((record) => record.subarray(16));
    // Interface 0: raw IP, nanoseconds (if_tsresol 9). Interface 1: Ethernet, microseconds.
    const interfaces = [
      pcapngBlock(1, bytesOf([101, 0, 0, 0], le32(0), [9, 0, 1, 0, 9, 0, 0, 0], le32(0))),
      pcapngBlock(1, bytesOf([1, 0, 0, 0], le32(0))),
    ];
    const enhanced = (packet: Uint8Array, at: number): Uint8Array => {
      const number = at % 2;
      const framed = number === 0 ? packet : ethernet(packet);
      const ticks = BigInt(1_700_000_000_000_000 + at * 1000) * (number === 0 ? 1000n : 1n);
      const [high, low] = [Number(ticks >> 32n), Number(ticks & 0xffffffffn)];
      const lengths = [...le32(framed.length), ...le32(framed.length)];
      return pcapngBlock(6, bytesOf(le32(number), le32(high), le32(low), lengths, framed));
    };
    const unknown = pcapngBlock(0x0badcafe, bytesOf('of no interest'));
    const bytes = bytesOf(
      SECTION_HEADER,
      unknown,
      ...interfaces,
      ...packets.flatMap((packet, at) => [enhanced(packet, at), unknown]),
    );
    const { messages, connection } = decode(bytes);
    expect(messages).toEqual(TALK_LINES);
    expect(look(connection, bytes).rows.message(0).time).toBeCloseTo(1_700_000_000.009, 6);
    const plain = decodeAll(corpusFile('captures/real/01c-ffmpeg-publish-nginx-2s.pcapng'));
    for (const variant of ['v06-pcapng-big-endian', 'v07-pcapng-ns-comments-unknown-blocks']) {
      const found = decodeAll(corpusFile(`captures/variants/${variant}.pcapng`));
      expect(found.map((lines) => lines.messages)).toEqual(plain.map((lines) => lines.messages));
    }
  });

  it('F2: Enhanced, Simple and obsolete Packet Blocks, with options and without', () => {
    const { records } = new Conversation({ frame: (packet) => packet }).session(TALK);
    const rawIp = pcapngBlock(1, bytesOf([101, 0, 0, 0], le32(0)));
    const padded = (packet: Uint8Array): Uint8Array =>
      bytesOf(packet, new Uint8Array((4 - (packet.length % 4)) % 4));
    const options = bytesOf([1, 0, 5, 0], 'hello', [0, 0, 0], le32(0));
    const block = [
      (packet: Uint8Array, time: number[], lengths: number[]) =>
        pcapngBlock(6, bytesOf(le32(0), time, lengths, padded(packet), options)),
      // No interface, no time and no options: only a length.
      (packet: Uint8Array) => pcapngBlock(3, bytesOf(le32(packet.length), packet)),
      // 16 bits of interface and of drops, where the Enhanced one has an interface of 32.
      (packet: Uint8Array, time: number[], lengths: number[]) =>
        pcapngBlock(2, bytesOf([0, 0, 0xff, 0xff], time, lengths, padded(packet), options)),
    ];
    const packets = records.map((record, at) => {
      const packet = record.subarray(16);
      const ticks = BigInt(1_700_000_000_000_000 + at * 1000);
      const time = [...le32(Number(ticks >> 32n)), ...le32(Number(ticks & 0xffffffffn))];
      const lengths = [...le32(packet.length), ...le32(packet.length)];
      return block[at % 3]!(packet, time, lengths);
    });
    const bytes = bytesOf(SECTION_HEADER, rawIp, ...packets);
    const { messages, connection } = decode(bytes);
    expect(messages).toEqual(TALK_LINES);
    // The tenth packet, an Enhanced one, has the chunks; the ninth is obsolete, the eighth has no time.
    const { rows } = look(connection, bytes);
    expect([rows.message(0).packet, rows.message(0).time]).toEqual([10, 1_700_000_000.009]);
  });

  it('F3: a file that ends in the middle of its last record', () => {
    const bytes = talk();
    const inspection = inspect(bytes.subarray(0, bytes.length - 10));
    const [note] = inspection.notes;
    expect(note!.diagnostic.code).toBe('capture.cut-record');
    const lines = linesOf(inspection.connections[0]!, bytes);
    expect(lines.messages).toEqual([...TALK_LINES.slice(0, 2), `${TALK_LINES[2]!} incomplete`]);
    expect(lines.findings).toContain('up@3460 tcp.cut-segment');
  });

  it('F3: an empty file, and one that is no capture', () => {
    for (const [bytes, kind] of [
      [new Uint8Array(0), 'empty'],
      [pcapHeader(), 'no-packets'],
      [noise(5000, 9), 'not-a-capture'],
    ] as const) {
      const inspection = inspect(bytes);
      expect(inspection.connections).toEqual([]);
      expect(failuresOf(inspection, bytes.length, bytes)[0]!.kind).toBe(kind);
    }
  });

  it('F3: packets cut by the snap length are holes of known size', () => {
    const { records } = new Conversation().session(TALK);
    // The third last segment carries all chunks: 14 + 20 + 20 bytes of headers and 100 of payload stay.
    const last = records.at(-1)!;
    const cut = pcapRecord(last.subarray(16, 16 + 154), 1_700_000_000, 0, last.length - 16);
    const bytes = bytesOf(pcapHeader(), ...records.slice(0, -1), cut);
    const { messages, findings, connection } = decode(bytes);
    expect(connection.missing).toEqual([297, 0]);
    expect(connection.bytes[0]).toBe(3470);
    expect(findings).toContain('up@3173 tcp.cut-segment');
    expect(messages).toEqual([TALK_LINES[0], 'up@3120 cs 6 t 40 type 9 302 B in 1 incomplete']);
  });

  const macs = '\x02\0\0\0\0\x01\x02\0\0\0\0\x02';
  it.each<[string, number, (packet: Uint8Array) => Uint8Array]>([
    ['BSD loopback, little-endian', 0, (ip) => bytesOf([2, 0, 0, 0], ip)],
    ['OpenBSD loopback', 108, (ip) => bytesOf([0, 0, 0, 2], ip)],
    ['raw IP, 12', 12, (ip) => ip],
    ['raw IP, 101', 101, (ip) => ip],
    ['IPv4', 228, (ip) => ip],
    ['IPv6', 229, (ip) => inIpv6(ip)],
    ['BSD loopback, big-endian', 0, (ip) => bytesOf([0, 0, 0, 2], ip)],
    ['Linux cooked', 113, (ip) => bytesOf(new Uint8Array(14), be16(0x800), ip)],
    ['Linux cooked 2', 276, (ip) => bytesOf(be16(0x800), new Uint8Array(18), ip)],
    ['802.1Q', 1, (ip) => bytesOf(macs, be16(0x8100), be16(113), be16(0x800), ip)],
    [
      'QinQ',
      1,
      (ip) => bytesOf(macs, be16(0x88a8), be16(7), be16(0x8100), be16(113), be16(0x800), ip),
    ],
    [
      'PPPoE',
      1,
      (ip) => bytesOf(macs, be16(0x8864), [0x11, 0, 0, 1], be16(ip.length + 2), be16(0x21), ip),
    ],
    ['MPLS', 1, (ip) => bytesOf(macs, be16(0x8847), [0, 0, 0x11, 64], ip)],
    ['GRE', 1, (ip) => ethernet(ipv4(bytesOf(be16(0), be16(0x800), ip), { protocol: 47 }))],
    [
      'VXLAN',
      1,
      (ip) => {
        const frame = ethernet(ip);
        const udp = bytesOf(be16(40_000), be16(4789), be16(frame.length + 16), be16(0));
        return ethernet(ipv4(bytesOf(udp, [8, 0, 0, 0, 0, 0, 5, 0], frame), { protocol: 17 }));
      },
    ],
    ['Ethernet with six bytes of padding', 1, (ip) => bytesOf(ethernet(ip), '\0\0\0\0\0\0')],
  ])('F4: %s (%d)', (_, linkType, frame) => {
    const { messages, findings } = decode(talk({ linkType, frame }));
    expect(messages).toEqual(TALK_LINES);
    expect(findings).toEqual([]);
  });

  it('F4: the padding of an acknowledgement without payload is none of the stream', () => {
    const talker = new Conversation().session(TALK).packet(1, ACK).packet(0, ACK);
    const records = talker.records.map((record) => {
      // A frame has 60 bytes at least; the card fills it up.
      const frame = record.subarray(16);
      return pcapRecord(bytesOf(frame, new Uint8Array(Math.max(0, 60 - frame.length)).fill(0xaa)));
    });
    const { messages, findings, connection } = decode(bytesOf(pcapHeader(), ...records));
    expect(messages).toEqual(TALK_LINES);
    expect(findings).toEqual([]);
    expect(connection.bytes).toEqual([3470, 3073]);
  });

  it.each([
    [
      'a hop-by-hop header',
      (payload: Uint8Array) => ipv6(bytesOf(6, 0, [1, 4, 0, 0, 0, 0], payload), 0),
    ],
    ['payload length 0, left for the network card', (payload: Uint8Array) => ipv6(payload, 6, 0)],
    [
      'a fragment header on a packet that is whole',
      (payload: Uint8Array) => ipv6(bytesOf(6, 0, be16(0), le32(77), payload), 44),
    ],
  ])('F5: IPv6 with %s', (_, wrap) => {
    const frame = (ip: Uint8Array): Uint8Array => ethernet(inIpv6(ip, wrap), 0x86dd);
    const { messages, findings } = decode(talk({ frame }));
    expect(messages).toEqual(TALK_LINES);
    expect(findings).toEqual([]);
  });

  it('F5: IPv6 fragments out of order', () => {
    const { records } = new Conversation({ frame: (packet) => packet }).session(TALK);
    const framed = records.flatMap((record, at) => {
      const ip = record.subarray(16);
      if (at < records.length - 1) return [pcapRecord(ethernet(inIpv6(ip), 0x86dd))];
      const piece = (from: number, to: number): Uint8Array => {
        const more = to < ip.length - 20 ? 1 : 0;
        const header = bytesOf(6, 0, be16(from | more), le32(77));
        const wrap = (payload: Uint8Array): Uint8Array =>
          ipv6(bytesOf(header, payload.subarray(from, to)), 44);
        return pcapRecord(ethernet(inIpv6(ip, wrap), 0x86dd));
      };
      return [piece(160, 320), piece(320, ip.length - 20), piece(0, 160)];
    });
    const { messages, findings } = decode(bytesOf(pcapHeader(), ...framed));
    expect(messages).toEqual(TALK_LINES);
    expect(findings).toEqual([]);
  });

  it.each([
    ['IPv4 options', { options: [1, 1, 1, 0] }],
    ['total length 0, left for the network card to fill in', { totalLength: 0 }],
  ])('F5: %s', (_, ip) => {
    expect(decode(talk({ ip })).messages).toEqual(TALK_LINES);
  });

  it('F5: IPv4 fragments out of order', () => {
    const { records, next } = new Conversation({ frame: (packet) => packet }).session(TALK);
    const packet = records.at(-1)!.subarray(16 + 20);
    const piece = (from: number, to: number, more: boolean): Uint8Array =>
      pcapRecord(
        ethernet(
          ipv4(packet.subarray(from, to), {
            identification: 77,
            fragment: (from >> 3) | (more ? 0x2000 : 0),
          }),
        ),
      );
    const framed = records
      .slice(0, -1)
      .map((record) => pcapRecord(ethernet(record.subarray(16)), 1_700_000_000));
    const pieces = [piece(160, 320, true), piece(320, packet.length, false), piece(0, 160, true)];
    const { messages } = decode(bytesOf(pcapHeader(), ...framed, ...pieces));
    expect(messages).toEqual(TALK_LINES);
    expect(next[0]).toBe(1001 + 3470);
  });

  it('F6: segments out of order', () => {
    const { messages, findings } = decode(edge('ooo'));
    expect(messages).toEqual([
      'up@3073 cs 6 t 0 type 9 4002 B in 32',
      'up@7118 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(findings).toEqual([]);
  });

  it('F7: a segment sent twice counts once', () => {
    const { messages, findings, connection } = decode(edge('retrans'));
    expect(messages).toEqual([
      'up@3073 cs 6 t 0 type 9 4002 B in 32',
      'up@7118 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(connection.bytes[0]).toBe(7152);
    expect(findings).toEqual([]);
  });

  it('F7: where copies differ the first one is shown, and the place is told', () => {
    const talker = new Conversation().session(TALK);
    const start = talker.next[0] - 397;
    // Bytes 50 to 59 of what the client said, once more and different, after it.
    talker.packet(0, ACK, new Uint8Array(10).fill(0xee), start + 50);
    for (const cut of [talker.file.length, 100]) {
      const [connection] = inspect(talker.file, cut).connections;
      const { messages, findings } = linesOf(connection!, talker.file);
      expect(messages).toEqual(TALK_LINES);
      expect(findings).toEqual(['up@3123 tcp.overlap-differs']);
      expect(connection!.bytes[0]).toBe(3470);
    }
  });

  it('F7: a pipe cannot be read again: copies are not compared, whatever the cut', () => {
    const talker = new Conversation().session(TALK);
    talker.packet(0, ACK, new Uint8Array(10).fill(0xee), talker.next[0] - 347);
    const inspection = new Inspection();
    inspection.push(talker.file);
    inspection.end();
    expect(linesOf(inspection.connections[0]!, talker.file).findings).toEqual([]);
  });

  describe('F7: where a checksum says which copy is right', () => {
    const said = bytesOf(...TALK);
    /** The session in two segments, the first of which comes twice; `make` makes its copies. */
    const sentTwice = (
      make: (talker: Conversation, sequence: number) => void,
      checksum: Wiring['checksum'] = 'right',
    ): Conversation => {
      const talker = new Conversation({ checksum }).session([]);
      const start = talker.next[0];
      make(talker, start);
      talker.next[0] = start + said.length;
      return talker.packet(0, FIN | ACK).packet(1, FIN | ACK);
    };
    const half = 200;
    /** Turns bits of the last packet; byte 0 is the first of its payload. */
    const damage = (talker: Conversation, byte: number): void => {
      talker.records.at(-1)![16 + 14 + 40 + byte]! ^= 0x40;
    };
    const read = (talker: Conversation, damaged?: ReadonlySet<number>, cut = 1000): Inspection => {
      const source = new MemorySource(talker.file);
      const inspection = new Inspection({ source, damaged });
      for (let at = 0; at < source.size; at += cut) inspection.push(source.read(at, at + cut));
      inspection.end();
      return inspection;
    };

    it.each([
      // The type of the video message, which makes a chunk header of another kind.
      ['in a header', 47],
      ['in a payload', 150],
    ])('the first was damaged %s: read once more, the right one counts', (_, byte) => {
      const talker = sentTwice((talker, start) => {
        talker.packet(0, ACK, said.subarray(0, half), start);
        damage(talker, byte);
        talker.packet(0, ACK, said.subarray(half), start + half);
        talker.packet(0, ACK, said.subarray(0, half), start);
      });
      // SYN, SYN ACK, two of C0 and C1, three of S0 to S2, two of C2.
      const broken = 10;
      for (const cut of [100, 1_000_000]) {
        const first = read(talker, undefined, cut);
        expect([...first.damaged]).toEqual([broken]);
        const { findings } = linesOf(first.connections[0]!, talker.file);
        expect(findings).toContain('up@3073 tcp.damaged-segment');
        expect(findings).not.toContain('up@3120 tcp.overlap-differs');

        const second = read(talker, first.damaged, cut);
        expect([...second.damaged]).toEqual([]);
        const [connection] = second.connections;
        const lines = linesOf(connection!, talker.file);
        expect(lines.messages).toEqual(TALK_LINES);
        expect(lines.findings).toEqual(['up@3073 tcp.damaged-segment']);
        expect(connection!.missing).toEqual([0, 0]);
        const { describer } = look(connection!, talker.file);
        expect(describer.read(0, 3073, 3073 + said.length).bytes).toEqual(said);
        const kinds = new SegmentRows(connection!).rows(0, 100, { notable: true });
        expect(kinds.find(({ packet }) => packet === broken)!.kinds).toEqual(['damaged']);
      }
    });

    it('the first was damaged and waited for bytes in front of it', () => {
      const talker = sentTwice((talker, start) => {
        talker.packet(0, ACK, said.subarray(half), start + half);
        damage(talker, 60);
        talker.packet(0, ACK, said.subarray(half), start + half);
        talker.packet(0, ACK, said.subarray(0, half), start);
      });
      const { damaged } = read(talker);
      expect([...damaged]).toEqual([10]);
      const [connection] = read(talker, damaged).connections;
      const { messages, findings } = linesOf(connection!, talker.file);
      expect(messages).toEqual(TALK_LINES);
      expect(findings).toEqual([`up@${3073 + half} tcp.damaged-segment`]);
      const { describer } = look(connection!, talker.file);
      expect(describer.read(0, 3073, 3073 + said.length).bytes).toEqual(said);
    });

    it('the second was damaged: the first counts as ever', () => {
      const talker = sentTwice((talker, start) => {
        talker.packet(0, ACK, said, start);
        talker.packet(0, ACK, said, start);
        damage(talker, 150);
      });
      const inspection = read(talker);
      expect([...inspection.damaged]).toEqual([]);
      const { messages, findings } = linesOf(inspection.connections[0]!, talker.file);
      expect(messages).toEqual(TALK_LINES);
      expect(findings).toEqual(['up@3073 tcp.damaged-segment']);
    });

    it.each<[string, Wiring['checksum']]>([
      // As a middlebox does that rewrites: both are as somebody sent them.
      ['both are right', 'right'],
      ['the network card was to fill them in', 'unfilled'],
      ['none is right', undefined],
    ])('%s: nobody knows, and the first counts', (_, checksum) => {
      const other = said.slice();
      other[150]! ^= 0x40;
      const talker = sentTwice((talker, start) => {
        talker.packet(0, ACK, said, start);
        talker.packet(0, ACK, other, start);
      }, checksum);
      const inspection = read(talker);
      expect([...inspection.damaged]).toEqual([]);
      const { messages, findings } = linesOf(inspection.connections[0]!, talker.file);
      expect(messages).toEqual(TALK_LINES);
      expect(findings).toEqual([`up@${3073 + 150} tcp.overlap-differs`]);
    });
  });

  it('F7: a retransmission that overlaps what came only in part adds what is new', () => {
    const talker = new Conversation();
    talker.session([]);
    const said = bytesOf(...TALK);
    const start = talker.next[0];
    talker.packet(0, ACK, said.subarray(0, 200));
    talker.packet(0, ACK, said.subarray(100, 397), start + 100);
    expect(decode(talker.file).messages).toEqual(TALK_LINES);
  });

  it('F7: a segment that comes late, and again when it is not needed any more', () => {
    const talker = new Conversation();
    talker.session([]);
    const said = bytesOf(...TALK);
    const start = talker.next[0];
    talker.packet(0, ACK, said.subarray(0, 100), start);
    talker.packet(0, ACK, said.subarray(200), start + 200);
    talker.packet(0, ACK, said.subarray(100, 200), start + 100);
    talker.packet(0, ACK, said.subarray(100, 200), start + 100);
    const { messages, findings, connection } = decode(talker.file);
    expect(messages).toEqual(TALK_LINES);
    expect(findings).toEqual([]);
    expect(connection.bytes[0]).toBe(3470);
  });

  it('F8: a segment that was never seen', () => {
    const { messages, chunks, findings, connection } = decode(edge('loss'));
    expect(connection.missing).toEqual([1000, 0]);
    expect(messages).toEqual([
      'up@3073 cs 6 t 0 type 9 4002 B in 25 incomplete',
      'up@7118 cs 4 t 0 type 8 22 B in 1',
      'up@7152 cs 4 t 10 type 8 22 B in 1',
    ]);
    // Nothing but this message can have been in the hole: of 32 chunks, the headers of 7 are lost in it.
    expect(chunks).toHaveLength(27);
    expect(findings).toEqual(['up@4073 tcp.gap', 'up@3073 message.damaged']);
  });

  it.each([
    ['inside C1', 0xffffff00, 5000],
    ['in the middle of a message', 0xffffffff - 3300, 5000],
    ['right after SYN', 0xffffffff, 0xffffffff],
  ])('F9: sequence numbers wrap %s', (_, client, server) => {
    const { messages, findings } = decode(talk({ initial: [client, server] }));
    expect(messages).toEqual(TALK_LINES);
    expect(findings).toEqual([]);
  });

  it('F10: keep-alive, zero-window probe, urgent data and data with SYN', () => {
    const { client, server } = handshake();
    const said = bytesOf(...TALK);
    const talker = new Conversation({ noStart: true });
    // TCP Fast Open: C0 comes with SYN.
    talker.packet(0, SYN, client.subarray(0, 1));
    talker.packet(1, SYN | ACK);
    talker.send(0, client.subarray(1, 1537)).send(1, server).send(0, client.subarray(1537));
    const probe = talker.next[0];
    talker.packet(0, ACK, said.subarray(0, 1), probe); // the receiver's window is closed
    talker.send(0, said.subarray(0, 60));
    talker.packet(0, ACK, Uint8Array.of(0), talker.next[0] - 1); // keep-alive: one old byte
    talker.packet(0, ACK | 0x20, said.subarray(60, 70)); // URG
    talker.send(0, said.subarray(70));
    const { messages, connection } = decode(talker.file);
    expect(messages).toEqual(TALK_LINES);
    expect(connection.bytes).toEqual([3470, 3073]);
    expect(connection.missing).toEqual([0, 0]);
  });

  it('F11: no SYN, in mid-stream, chunks of 128 bytes', () => {
    const { messages, findings, connection } = decode(edge('midcap_cs128'));
    expect(connection.session!.midstream).toBe(true);
    expect(messages).toEqual([
      'up@0 cs 4 t 0 type 8 22 B in 1',
      'up@34 cs 6 t 0 type 9 302 B in 3',
    ]);
    expect(connection.session!.chunkSize(0)).toBe(128);
    expect(findings).toEqual(['up@0 chunk.found-again', 'up@0 chunk.size-inferred']);
  });

  it('F11: no SYN, in mid-stream, chunks of 4096 bytes', () => {
    const { messages, findings, connection } = decode(edge('midcap_cs4096'));
    expect(messages).toEqual([
      'up@0 cs 4 t 0 type 8 22 B in 1',
      'up@34 cs 6 t 0 type 9 3002 B in 1',
      'up@3048 cs 4 t 0 type 8 22 B in 1',
    ]);
    expect(connection.session!.chunkSize(0)).toBeGreaterThanOrEqual(3002);
    expect(findings).toEqual(['up@0 chunk.found-again', 'up@0 chunk.size-inferred']);
  });

  it('F11: no SYN, in mid-stream, and the first segments swapped', () => {
    const bytes = corpusFile('captures/variants/v30-midstream.pcap');
    const records: Uint8Array[] = [];
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 24; at < bytes.length; at += 16 + view.getUint32(at + 8, true))
      records.push(bytes.subarray(at, at + 16 + view.getUint32(at + 8, true)));
    const there = decode(bytes);
    for (const order of [
      [1, 0],
      [2, 0, 1],
      [3, 2, 1, 0],
    ]) {
      const moved = order.map((record) => records[record]!);
      const file = bytesOf(bytes.subarray(0, 24), ...moved, ...records.slice(order.length));
      const { messages, chunks } = decode(file);
      expect(messages).toEqual(there.messages);
      expect(chunks).toEqual(there.chunks);
    }
  });

  it('F12: only one direction was captured', () => {
    const from = (port: number) => (record: Uint8Array) =>
      new DataView(record.buffer, record.byteOffset).getUint16(16 + 14 + 20) === port;
    const { records } = new Conversation().session(TALK, TALK);
    const up = bytesOf(pcapHeader(), ...records.filter(from(50000)));
    expect(decode(up).messages).toEqual(TALK_LINES);
    const down = bytesOf(pcapHeader(), ...records.filter(from(1935)));
    const found = decode(down);
    expect(found.connection.client).toBe('10.0.0.1:50000');
    expect(found.messages).toEqual(TALK_LINES.map((line) => line.replace('up', 'down')));
    // The server has acknowledged what the client sent, so its length is known: all of it is missing.
    expect(found.connection.missing).toEqual([3470, 0]);
    expect(found.findings).toEqual(['up@0 tcp.gap']);
    const failures = failuresOf(inspect(down), down.length, down).map(({ kind }) => kind);
    expect(failures).toEqual(['one-direction']);
  });

  it('F13: the same addresses and ports for a second connection', () => {
    const first = new Conversation()
      .session(TALK)
      .packet(0, FIN | ACK)
      .packet(1, FIN | ACK);
    const second = new Conversation({ initial: [900_000, 800_000] }).session(TALK);
    const bytes = bytesOf(first.file, ...second.records);
    expect(decodeAll(bytes).map(({ messages }) => messages)).toEqual([TALK_LINES, TALK_LINES]);
  });

  it.each([443, 80, 8080, 19350])('F14: a server on port %d', (serverPort) => {
    const { messages, connection } = decode(talk({ serverPort }));
    expect(messages).toEqual(TALK_LINES);
    expect(connection.server).toBe(`10.0.0.2:${serverPort}`);
  });

  it('F14: a recorded session on port 443', () => {
    expect(decode(edge('port443')).messages).toEqual(['up@3073 cs 3 t 0 type 20 58 B in 1']);
  });

  it.each([1, 2, 7, 60_000])('F15: segments of %d bytes', (segment) => {
    const { messages, chunks, findings } = decode(talk({ segment }));
    const whole = decode(talk());
    expect(messages).toEqual(TALK_LINES);
    expect(chunks).toEqual(whole.chunks);
    expect(findings).toEqual([]);
  });

  it('F15: headers cut by segments of 50 bytes', () => {
    expect(decode(edge('hdr_split')).messages).toEqual(['down@3073 cs 3 t 0 type 20 58 B in 1']);
  });

  it('F16: RST in the middle of a message', () => {
    const talker = new Conversation().session(TALK.slice(0, 4)).packet(1, RST);
    const { messages, chunks, findings } = decode(talker.file);
    expect(messages).toEqual([TALK_LINES[0], 'up@3120 cs 6 t 40 type 9 302 B in 1 incomplete']);
    expect(findings).toEqual(['up@3120 message.unfinished']);
    expect(chunks.at(-1)).toBe('up@3120 fmt 0 cs 6 12+128');
  });

  it.each([
    ['and they never come', false],
    ['and they come after it', true],
  ])('F16: RST while bytes wait for those in front of them, %s', (_, late) => {
    // A server that closes with unread data answers with RST. What was under way is in the capture all the same.
    const said = bytesOf(...TALK);
    const talker = new Conversation().session([]);
    const start = talker.next[0];
    const behind = 363; // the header of the sound
    talker.packet(0, ACK, said.subarray(0, 47), start);
    talker.packet(0, ACK, said.subarray(behind), start + behind);
    talker.packet(1, RST);
    if (late) talker.packet(0, ACK, said.subarray(47, behind), start + 47);
    const { messages, findings, connection } = decode(talker.file);
    expect(connection.bytes[0]).toBe(3470);
    expect(connection.missing[0]).toBe(late ? 0 : behind - 47);
    expect(messages).toEqual(late ? TALK_LINES : [TALK_LINES[0], TALK_LINES[2]]);
    const lost = ['up@3120 tcp.gap', 'up@3436 chunk.found-again'];
    expect(findings).toEqual(late ? [] : lost);
    const kinds = new SegmentRows(connection).rows(0, 100, { notable: true });
    expect(kinds.some((row) => row.kinds.includes('rst') && row.direction === 1)).toBe(true);
  });

  it('F16: the end in the middle of a chunk, in both directions at the same offset', () => {
    const cut = [type0({ chunkStreamId: 6, timestamp: 40, length: 302, type: 9 }), video(100)];
    const { connection, findings, chunks } = decode(session(cut, cut));
    expect(chunks).toEqual(['up@3073 fmt 0 cs 6 12+100 cut', 'down@3073 fmt 0 cs 6 12+100 cut']);
    expect(findings).toEqual([
      'up@3073 chunk.cut',
      'up@3073 message.unfinished',
      'down@3073 chunk.cut',
      'down@3073 message.unfinished',
    ]);
    const { chunk } = connection.session!.findings.table.column;
    expect([0, 1, 2, 3].map((row) => chunk.get(row))).toEqual([0, 0, 1, 1]);
  });

  it('F16: one side has closed, the other goes on', () => {
    const talker = new Conversation().session(TALK).packet(0, FIN | ACK);
    talker.send(1, bytesOf(...TALK)).packet(1, FIN | ACK);
    const { messages } = decode(talker.file);
    expect(messages).toEqual([
      ...TALK_LINES,
      ...TALK_LINES.map((line) => line.replace('up', 'down')),
    ]);
  });

  it('F16: what comes after FIN is a stretch of its own behind it', () => {
    const talker = new Conversation().session(TALK).packet(0, FIN | ACK);
    talker.packet(0, ACK | PUSH, audio(20));
    const { messages, connection } = decode(talker.file);
    expect(messages).toEqual(TALK_LINES);
    // A receiver would not read these 20 bytes. They are kept, since somebody sent them; the sequence
    // number that FIN takes shows as a missing byte.
    expect(connection.missing[0]).toBe(1);
    expect(connection.bytes[0]).toBe(3470 + 1 + 20);
  });
});

/** What is said of a handshake: `up@1537 handshake.c2-early`. */
function handshakeFindings(connection: Connection): string[] {
  const { findings } = connection.session!;
  const rows = new Rows(connection, connection.session!);
  return Array.from({ length: findings.table.length }, (_, row) => rows.finding(row))
    .filter(({ code }) => code.startsWith('handshake.'))
    .map(({ address, code }) => `${address} ${code}`);
}

/** A session whose client greets with these packets. */
function greet(client: Uint8Array, server: Uint8Array, then: Uint8Array = bytesOf(...TALK)) {
  const talker = new Conversation();
  talker.send(0, client.subarray(0, 1537)).send(1, server).send(0, client.subarray(1537));
  talker.send(0, then);
  const bytes = talker.file;
  const [connection] = inspect(bytes).connections;
  const codes = connection!.session
    ? Array.from(
        { length: connection!.session.findings.table.length },
        (_, row) => connection!.session!.findings.diagnosticOf(row).code,
      )
    : [];
  return { connection: connection!, codes, bytes };
}

/** C1 or S1 with a digest, made here with Node's own HMAC and the key as librtmp prints it. */
function digested(layout: 'digest-first' | 'key-first', four: number[]): Uint8Array {
  const packet = noise(1536, 3);
  packet.set([0, 0, 0, 0, 9, 0, 124, 2]);
  const [places, base] = layout === 'digest-first' ? [8, 12] : [772, 776];
  packet.set(four, places);
  const at = (four.reduce((sum, value) => sum + value, 0) % 728) + base;
  const rest = bytesOf(packet.subarray(0, at), packet.subarray(at + 32));
  packet.set(createHmac('sha256', 'Genuine Adobe Flash Player 001').update(rest).digest(), at);
  return packet;
}

describe('F17–F23: handshake', () => {
  it('F17: C0, C1, C2 and connect in one segment, before the server has said a word', () => {
    const { client, server } = handshake();
    const talker = new Conversation({ segment: 10_000 });
    talker.send(0, bytesOf(client, ...TALK)).send(1, server);
    const { messages, findings, connection } = decode(talker.file);
    expect(messages).toEqual(TALK_LINES);
    expect(findings).toEqual([]);
    expect(handshakeFindings(connection)).toEqual(['up@1537 handshake.c2-early']);
  });

  it('F17: C2 right behind S1 is in time, and a handshake without times says nothing', () => {
    const { client, server } = handshake();
    const talker = new Conversation().send(0, client.subarray(0, 1537));
    talker.send(1, server.subarray(0, 1537)).send(0, bytesOf(client.subarray(1537), ...TALK));
    talker.send(1, server.subarray(1537));
    expect(handshakeFindings(decode(talker.file).connection)).toEqual([]);
    const dump = new Inspection({ pair: true });
    dump.push(bytesOf(client, ...TALK), 0);
    dump.push(server, 1);
    dump.end();
    expect(handshakeFindings(dump.connections[0]!)).toEqual([]);
  });

  it('F18: C2 does not repeat S1: the session goes on', () => {
    const { client, server } = handshake();
    client.set(noise(1528, 99), 1537 + 8);
    const { connection, codes, bytes } = greet(client, server);
    expect(codes).toEqual(['handshake.echo-differs']);
    expect(linesOf(connection, bytes).messages).toEqual(TALK_LINES);
  });

  it.each(['digest-first', 'key-first', 'librtmp-digest'])(
    'F19: both digests valid, %s',
    (name) => {
      const [client, server] = ['c2s', 's2c'].map((end) => corpusFile(`handshake/${name}.${end}`));
      const { connection, codes } = greet(client!, server!);
      expect(connection.session!.handshake.kind).toBe('digest');
      expect(codes.filter((code) => /digest|signature/.test(code))).toEqual([]);
    },
  );

  it('F19: version bytes are set, and no digest verifies', () => {
    const { client, server } = handshake();
    client.set([9, 0, 124, 2], 5);
    const { connection, codes } = greet(client, server);
    expect(connection.session!.handshake.kind).toBe('simple');
    expect(codes).toContain('handshake.digest-not-found');
  });

  it('F19: a digest in C1 only', () => {
    const c1 = digested('digest-first', [1, 2, 3, 4]);
    const { server } = handshake();
    const s1 = server.subarray(1, 1537);
    const { codes } = greet(bytesOf(3, c1, s1), bytesOf(3, s1, c1));
    expect(codes).toContain('handshake.digest-missing-in-s1');
  });

  it.each<['digest-first' | 'key-first', number[], number]>([
    ['digest-first', [0, 0, 0, 0], 12],
    ['digest-first', [255, 255, 217, 0], 739],
    ['digest-first', [255, 255, 255, 255], 304],
    ['key-first', [0, 0, 0, 0], 776],
    ['key-first', [255, 255, 217, 0], 1503],
  ])('F20: %s with offset bytes %j: the digest is at %d', (layout, four, at) => {
    const c1 = digested(layout, four);
    const { server } = handshake();
    const s1 = server.subarray(1, 1537);
    const { connection } = greet(bytesOf(3, c1, s1), bytesOf(3, s1, c1));
    expect(connection.session!.handshake.c1Digest).toMatchObject({ layout, digestOffset: at });
  });

  it.each([6, 8, 9])(
    'F21: version %d is RTMPE, and nothing after the handshake is read',
    (version) => {
      const { client, server } = handshake(version);
      const { connection } = greet(client, server, noise(500, 4));
      expect(connection.session!.encrypted).toBe(true);
      expect(connection.session!.chunks.length).toBe(0);
    },
  );

  it.each([
    ['TLS', bytesOf(22, 3, 1, be16(200), 1, [0, 0, 196], 3, 3, noise(194, 1)), 'rtmps'],
    [
      'HTTP tunnel, open',
      bytesOf('POST /open/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n\0'),
      'rtmpt',
    ],
    [
      'HTTP tunnel, ident2',
      bytesOf('POST /fcs/ident2 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n\0'),
      'rtmpt',
    ],
    ['plain HTTP', bytesOf('GET / HTTP/1.1\r\nHost: a\r\n\r\n'), 'http'],
    [
      'MPEG-TS',
      bytesOf(...Array.from({ length: 10 }, (_, i) => bytesOf(0x47, noise(187, i)))),
      'other',
    ],
    ['garbage', bytesOf(0x7f, noise(3000, 8)), 'other'],
  ])('F22: %s on port 1935 is named, not decoded', (_, bytes, transport) => {
    const talker = new Conversation().send(0, bytes);
    const [connection] = inspect(talker.file).connections;
    expect(connection!.detection!.transport).toBe(transport);
    expect(connection!.session).toBeUndefined();
  });

  it('F22: a valid handshake, and garbage behind it', () => {
    const { client, server } = handshake();
    const { connection, bytes } = greet(client, server, new Uint8Array(600).fill(0xff));
    expect(linesOf(connection, bytes)).toMatchObject({
      messages: [],
      findings: ['up@3073 chunk.lost'],
    });
  });

  it.each([1, 700, 1537, 2000, 3072])('F23: a handshake that ends after %d bytes', (length) => {
    const { client, server } = handshake();
    const talker = new Conversation();
    talker.send(0, client.subarray(0, length)).send(1, server.subarray(0, Math.min(length, 3073)));
    const bytes = talker.file;
    const [connection] = inspect(bytes).connections;
    expect(connection!.detection!.transport).toBe('rtmp');
    const { findings } = connection!.session!;
    const codes = Array.from(
      { length: findings.table.length },
      (_, row) => findings.diagnosticOf(row).code,
    );
    // At 1537 bytes C0 and C1 are whole and C2 never came: nothing is cut.
    expect(codes.includes('handshake.truncated')).toBe(length !== 1537 && length !== 1);
    expect(look(connection!, bytes).describer.handshake('C0')!.end).toBe(1);
  });
});
