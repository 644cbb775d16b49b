import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Ipv4Options,
  be16,
  be32,
  bytesOf,
  ethernet,
  ipv4,
  ipv6,
  le32,
  tcp,
} from '../../corpus/network/build-packets.ts';
import type { LinkPacket } from './link-packet.ts';
import { ipText } from './ip-address.ts';
import { linkTypeName } from './link-layer.ts';
import { NetworkReader } from './network-reader.ts';
import type { Segment } from './tcp-segment.ts';

type Kept = Pick<
  Segment,
  'packet' | 'sequence' | 'flags' | 'missing' | 'fileOffset' | 'sourcePort' | 'inPlace'
> & { payload: string; source: string; destination: string };

interface Sent {
  bytes: Uint8Array;
  linkType?: number;
  originalLength?: number;
}

/** Reads packets that lie one after the other from file offset 1000 on. */
function read(...sent: Sent[]): { segments: Kept[]; reader: NetworkReader } {
  const segments: Kept[] = [];
  const reader = new NetworkReader((segment) => {
    const size = segment.ipVersion === 4 ? 4 : 16;
    const address = (at: number): string => ipText(segment.addressBytes.subarray(at, at + size));
    const { packet, sequence, flags, missing, fileOffset, sourcePort, inPlace } = segment;
    const payload = segment.bytes.subarray(segment.payloadStart, segment.payloadEnd);
    segments.push({
      packet,
      sequence,
      flags,
      missing,
      fileOffset,
      sourcePort,
      inPlace,
      payload: Buffer.from(payload).toString('latin1'),
      source: address(segment.sourceStart),
      destination: address(segment.destinationStart),
    });
  });
  let fileOffset = 1000;
  sent.forEach(({ bytes, linkType = 1, originalLength = bytes.length }, index) => {
    const packet: LinkPacket = {
      number: index + 1,
      time: index,
      bytes: bytesOf('before', bytes, 'after'),
      start: 6,
      end: 6 + bytes.length,
      originalLength,
      fileOffset,
      linkType,
    };
    reader.packet(packet);
    fileOffset += bytes.length;
  });
  return { segments, reader };
}

const hello = tcp({ sequence: 7, payload: 'hello' });
const packet4 = ipv4(hello);
const packet6 = ipv6(hello);

describe('link types', () => {
  const snap = bytesOf(0xaa, 0xaa, 3, 0, 0, 0, be16(0x0800), packet4);
  it.each<[string, number, Uint8Array]>([
    ['Ethernet II', 1, ethernet(packet4)],
    ['Ethernet with a VLAN tag', 1, ethernet(bytesOf(be16(113), be16(0x0800), packet4), 0x8100)],
    [
      'Ethernet with two tags',
      1,
      ethernet(bytesOf(be16(5), be16(0x8100), be16(6), be16(0x0800), packet4), 0x88a8),
    ],
    ['Ethernet with MPLS labels', 1, ethernet(bytesOf(be32(0), be32(0x100), packet4), 0x8847)],
    [
      'Ethernet with PPPoE',
      1,
      ethernet(bytesOf(0x11, 0, be16(1), be16(0), be16(0x21), packet4), 0x8864),
    ],
    ['802.3 with SNAP', 1, ethernet(snap, snap.length)],
    ['NULL, little-endian', 0, bytesOf(2, 0, 0, 0, packet4)],
    ['NULL, big-endian', 0, bytesOf(0, 0, 0, 2, packet4)],
    ['LOOP', 108, bytesOf(0, 0, 0, 2, packet4)],
    ['PPP', 9, bytesOf(0xff, 3, be16(0x21), packet4)],
    ['PPP, short form', 9, bytesOf(0x21, packet4)],
    ['PPP_HDLC, Cisco', 50, bytesOf(0x0f, 0, be16(0x0800), packet4)],
    ['PPP_ETHER', 51, bytesOf(0x11, 0, be16(1), be16(0), be16(0x21), packet4)],
    ['PPP_PPPD', 166, bytesOf(0, 0xff, 3, be16(0x21), packet4)],
    ['C_HDLC', 104, bytesOf(0x8f, 0, be16(0x0800), packet4)],
    ['802.11 data', 105, bytesOf(0x08, 1, new Uint8Array(22), snap)],
    ['802.11 between access points', 105, bytesOf(0x08, 3, new Uint8Array(28), snap)],
    ['802.11 with quality of service', 105, bytesOf(0x88, 2, new Uint8Array(24), snap)],
    ['radiotap', 127, bytesOf(0, 0, 10, 0, new Uint8Array(6), 0x08, 1, new Uint8Array(22), snap)],
    ['PPP_WITH_DIR', 204, bytesOf(1, 0xff, 3, be16(0x21), packet4)],
    ['LINUX_SLL', 113, bytesOf(new Uint8Array(14), be16(0x0800), packet4)],
    ['LINUX_SLL2', 276, bytesOf(be16(0x0800), new Uint8Array(18), packet4)],
    ['RAW', 101, packet4],
    ['RAW, 12', 12, packet4],
    ['RAW, 14', 14, packet4],
    ['IPV4', 228, packet4],
    [
      'NFLOG',
      239,
      bytesOf(
        [2, 0, 0, 0],
        // A prefix of five bytes, filled up to eight, then the packet.
        [9, 0, 10, 0, ...bytesOf('abcde'), 0, 0, 0],
        [packet4.length + 4, 0, 9, 0],
        packet4,
      ),
    ],
    [
      'PKTAP around Ethernet',
      258,
      bytesOf([108, 0, 0, 0], le32(1), le32(1), new Uint8Array(96), ethernet(packet4)),
    ],
    ['PKTAP around raw IP', 258, bytesOf([12, 0, 0, 0], le32(1), le32(12), packet4)],
  ])('%s', (_, linkType, bytes) => {
    const { segments } = read({ bytes, linkType });
    expect(segments).toMatchObject([
      { payload: 'hello', sequence: 7, source: '10.0.0.1', destination: '10.0.0.2', packet: 1 },
    ]);
    expect(segments[0]!.fileOffset).toBe(1000 + bytes.length - 5);
  });

  it.each<[string, number, Uint8Array]>([
    ['Ethernet', 1, ethernet(packet6, 0x86dd)],
    ...[24, 28, 30, 10].map((family): [string, number, Uint8Array] => [
      `NULL, family ${family}`,
      0,
      bytesOf(family, 0, 0, 0, packet6),
    ]),
    ['IPV6', 229, packet6],
  ])('IPv6 in %s', (_, linkType, bytes) => {
    expect(read({ bytes, linkType }).segments).toMatchObject([
      { payload: 'hello', source: '::1', destination: '2001:db8::2', sourcePort: 50000 },
    ]);
  });

  it.each([
    ['NFLOG without a packet', 239, bytesOf([2, 0, 0, 0], [8, 0, 1, 0, 8, 0, 0, 0])],
    ['NFLOG with an attribute of no length', 239, bytesOf([2, 0, 0, 0], [0, 0, 9, 0], packet4)],
    ['PKTAP that is cut', 258, bytesOf([108, 0, 0, 0], le32(1), le32(1))],
    ['PKTAP in itself', 258, bytesOf([12, 0, 0, 0], le32(1), le32(258), packet4)],
  ])('%s is counted as malformed', (_, linkType, bytes) => {
    const { segments, reader } = read({ bytes, linkType });
    expect(segments).toEqual([]);
    expect(reader.facts).toMatchObject({ tcp: 0, malformed: 1 });
  });

  it('counts what it does not read', () => {
    const { segments, reader } = read(
      { bytes: packet4, linkType: 147 },
      { bytes: ethernet(bytesOf('who has'), 0x0806) },
      { bytes: ethernet(bytesOf(0x42, 0x42, 3, 'spanning tree'), 20) },
      { bytes: bytesOf('short') },
      { bytes: ethernet(ipv4(bytesOf(be16(40000), be16(53), be16(8), be16(0)), { protocol: 17 })) },
      { bytes: ethernet(ipv4(bytesOf(8, 0), { protocol: 1 })) },
      { bytes: ethernet(ipv4(bytesOf('short'))) },
    );
    expect(segments).toEqual([]);
    const { facts } = reader;
    expect(facts).toMatchObject({ tcp: 0, udp: 1, malformed: 2 });
    expect([...facts.unsupportedLinkTypes, ...facts.etherTypes]).toEqual([
      [147, 1],
      [0x0806, 1],
      [-2, 1],
    ]);
    expect([...facts.udpPorts, ...facts.otherProtocols]).toEqual([
      [53, 1],
      [1, 1],
    ]);
    expect([linkTypeName(113), linkTypeName(999)]).toEqual([
      'Linux cooked capture',
      'link type 999',
    ]);
  });
});

describe('tunnels', () => {
  const inner = ipv4(hello, { source: [192, 168, 0, 1], destination: [192, 168, 0, 2] });
  const udp = (port: number, ...parts: (Uint8Array | number[])[]): Uint8Array => {
    const payload = bytesOf(...parts);
    return bytesOf(be16(40_000), be16(port), be16(payload.length + 8), be16(0), payload);
  };
  const gre = (flags: number, protocol: number, ...more: (Uint8Array | number[])[]): Uint8Array =>
    bytesOf(be16(flags), be16(protocol), ...more);
  const framed = ethernet(inner);

  it.each<[string, number, Uint8Array]>([
    ['IP in IP', 4, inner],
    ['GRE', 47, gre(0, 0x0800, inner)],
    ['GRE with checksum, key and number', 47, gre(0xb000, 0x0800, new Uint8Array(12), inner)],
    ['GRE with a VLAN tag', 47, gre(0, 0x8100, be16(5), be16(0x0800), inner)],
    ['NVGRE', 47, gre(0x2000, 0x6558, be32(0x123400), framed)],
    ['ERSPAN type I', 47, gre(0, 0x88be, framed)],
    ['ERSPAN type II', 47, gre(0x1000, 0x88be, be32(1), new Uint8Array(8), framed)],
    ['ERSPAN type III', 47, gre(0x1000, 0x22eb, be32(1), new Uint8Array(12), framed)],
    ['PPTP', 47, gre(0x3081, 0x880b, new Uint8Array(12), bytesOf(0xff, 3, be16(0x21)), inner)],
    ['VXLAN', 17, udp(4789, be32(0x08000000), be32(0x500), framed)],
    ['GENEVE with options', 17, udp(6081, [1, 0, ...be16(0x6558)], be32(7), be32(0), framed)],
    ['GTP-U', 17, udp(2152, [0x30, 0xff, ...be16(inner.length)], be32(9), inner)],
    [
      'GTP-U with an extension header',
      17,
      udp(2152, [0x34, 0xff, ...be16(0)], be32(9), [0, 0, 0, 0x85], [1, 0, 0, 0], inner),
    ],
    ['a tunnel in a tunnel', 47, gre(0, 0x0800, ipv4(inner, { protocol: 4 }))],
  ])('%s', (_, protocol, payload) => {
    const bytes = ethernet(ipv4(payload, { protocol }));
    const { segments, reader } = read({ bytes });
    expect(segments).toMatchObject([
      { payload: 'hello', source: '192.168.0.1', destination: '192.168.0.2', inPlace: true },
    ]);
    expect(segments[0]!.fileOffset).toBe(1000 + bytes.length - 5);
    expect(reader.facts).toMatchObject({ tcp: 1, udp: 0, malformed: 0 });
  });

  it('6in4, and IPv4 in IPv6', () => {
    expect(read({ bytes: ethernet(ipv4(packet6, { protocol: 41 })) }).segments).toMatchObject([
      { payload: 'hello', source: '::1' },
    ]);
    expect(read({ bytes: ethernet(ipv6(inner, 4), 0x86dd) }).segments).toMatchObject([
      { payload: 'hello', source: '192.168.0.1' },
    ]);
  });

  it('fragments inside a tunnel are put together', () => {
    const whole = tcp({ sequence: 5, payload: 'abcdefgh' });
    const piece = (from: number, to: number, flags: number): Sent => ({
      bytes: ethernet(
        ipv4(gre(0, 0x0800, ipv4(whole.slice(from, to), { fragment: from / 8 + flags })), {
          protocol: 47,
        }),
      ),
    });
    const { segments } = read(piece(0, 24, 0x2000), piece(24, 28, 0));
    expect(segments.map(({ payload }) => payload)).toEqual(['abcd', 'efgh']);
  });

  it('what is cut by the snap length in a tunnel is missing by as much', () => {
    const bytes = ethernet(ipv4(inner, { protocol: 4 }));
    const sent = { bytes: bytes.slice(0, -2), originalLength: bytes.length };
    expect(read(sent).segments).toMatchObject([{ payload: 'hel', missing: 2 }]);
  });

  it('a tunnel of something else is counted as what it is', () => {
    const { reader } = read(
      { bytes: ethernet(ipv4(gre(0, 0x0806, inner), { protocol: 47 })) },
      { bytes: ethernet(ipv4(udp(4789, be32(0), be32(0), framed), { protocol: 17 })) },
    );
    expect([...reader.facts.otherProtocols]).toEqual([[47, 1]]);
    expect(reader.facts).toMatchObject({ udp: 1, tunnelled: 0 });
  });

  it('an endless tunnel ends', () => {
    let bytes: Uint8Array = inner;
    for (let i = 0; i < 40; i++) bytes = ipv4(bytes, { protocol: 4 });
    const { segments, reader } = read({ bytes, linkType: 101 });
    expect(segments).toEqual([]);
    expect(reader.facts.tunnelled).toBe(8);
  });
});

describe('IPv4', () => {
  it('cuts the padding of a short frame', () => {
    const bytes = ethernet(bytesOf(ipv4(tcp({ payload: 'abc' })), 'padding'));
    expect(read({ bytes }).segments).toMatchObject([{ payload: 'abc', missing: 0 }]);
  });

  it('takes total length 0 for a segment the card was to cut up', () => {
    const bytes = ethernet(ipv4(tcp({ payload: 'abc' }), { totalLength: 0 }));
    expect(read({ bytes }).segments).toMatchObject([{ payload: 'abc' }]);
  });

  it('steps over options', () => {
    const bytes = ethernet(ipv4(hello, { options: [1, 1, 1, 1, 1, 1, 1, 0] }));
    expect(read({ bytes }).segments).toMatchObject([{ payload: 'hello' }]);
  });

  it('says how much of the payload the snap length cut off', () => {
    const bytes = ethernet(packet4);
    const cut = (length: number): Kept[] =>
      read({ bytes: bytes.slice(0, length), originalLength: bytes.length }).segments;
    expect(cut(bytes.length - 2)).toMatchObject([{ payload: 'hel', missing: 2 }]);
    // Even the last bytes of the TCP header may go.
    expect(cut(bytes.length - 7)).toMatchObject([{ payload: '', missing: 5 }]);
    expect(cut(bytes.length - 12)).toEqual([]);
  });
});

describe('IPv6', () => {
  it('walks extension headers', () => {
    const hopByHop = [60, 0, 0, 0, 0, 0, 0, 0];
    const destination = [51, 1, ...new Array<number>(14).fill(0)];
    const authentication = [6, 2, ...new Array<number>(14).fill(0)];
    const bytes = ipv6(bytesOf(hopByHop, destination, authentication, hello), 0);
    expect(read({ bytes, linkType: 101 }).segments).toMatchObject([{ payload: 'hello' }]);
  });

  it('takes payload length 0 for a segment the card was to cut up', () => {
    const bytes = ipv6(hello, 6, 0);
    expect(read({ bytes, linkType: 101 }).segments).toMatchObject([{ payload: 'hello' }]);
  });
});

describe('fragments', () => {
  const whole = tcp({ sequence: 100, flags: 17, payload: 'abcdefghijklmnopqrst' }); // 40 bytes
  const fragment = (from: number, to: number, more: boolean, options: Ipv4Options = {}): Sent => ({
    bytes: ipv4(whole.slice(from, to), { fragment: from / 8 + (more ? 0x2000 : 0), ...options }),
    linkType: 101,
  });

  it('are put together in any order, each piece with its own place in the file', () => {
    const { segments } = read(
      fragment(32, 40, false),
      fragment(0, 24, true),
      fragment(24, 32, true),
    );
    const place = { inPlace: false, source: '10.0.0.1', destination: '10.0.0.2' };
    // FIN goes with the last piece.
    expect(segments).toMatchObject([
      { ...place, payload: 'abcd', sequence: 100, packet: 2, fileOffset: 1028 + 40, flags: 16 },
      { ...place, payload: 'efghijkl', sequence: 104, packet: 3, fileOffset: 1072 + 20, flags: 16 },
      { ...place, payload: 'mnopqrst', sequence: 112, packet: 1, fileOffset: 1000 + 20, flags: 17 },
    ]);
  });

  it('the first copy of a byte counts', () => {
    const other = { bytes: fragment(16, 32, true).bytes.fill(0x78, 20), linkType: 101 };
    const { segments } = read(fragment(0, 24, true), other, fragment(24, 40, false));
    expect(segments.map(({ payload }) => payload)).toEqual(['abcd', 'xxxxxxxx', 'mnopqrst']);
  });

  it('of different datagrams are kept apart', () => {
    const { segments, reader } = read(
      fragment(0, 24, true, { identification: 1 }),
      fragment(24, 40, false, { identification: 2 }),
    );
    expect(segments).toEqual([]);
    expect(reader.facts).toMatchObject({ fragments: 2, tcp: 0 });
  });

  it('of IPv6 are put together too', () => {
    const header = (offset: number, more: number): number[] => [
      6,
      0,
      ...be16(offset + more),
      0,
      0,
      0,
      9,
    ];
    const { segments } = read(
      { bytes: ipv6(bytesOf(header(24, 0), whole.slice(24)), 44), linkType: 101 },
      { bytes: ipv6(bytesOf(header(0, 1), whole.slice(0, 24)), 44), linkType: 101 },
    );
    expect(segments).toMatchObject([
      { payload: 'abcd', source: '::1', packet: 2 },
      { payload: 'efghijklmnopqrst', destination: '2001:db8::2', packet: 1 },
    ]);
  });

  it('take bounded memory', () => {
    const sent = Array.from({ length: 300 }, (_, identification) =>
      fragment(0, 24, true, { identification }),
    );
    expect(read(...sent).reader.facts.fragmentsDropped).toBe(44);
  });
});

describe('NetworkReader', () => {
  it('never throws, whatever is damaged', () => {
    const linkTypes = fc.constantFrom(0, 1, 9, 50, 51, 101, 105, 108, 113, 127, 204, 276);
    const some = [ethernet(packet4), ethernet(packet6, 0x86dd), packet4, packet6];
    const damage = fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(linkTypes, fc.constantFrom(...some), damage, (linkType, bytes, changes) => {
        const damaged = bytes.slice();
        for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
        for (const segment of read({ bytes: damaged, linkType }).segments) {
          expect(segment.missing).toBe(0);
          expect(segment.fileOffset).toBeLessThanOrEqual(1000 + bytes.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('ipText', () => {
  it.each([
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['20010db8000100000001000100010001', '2001:db8:1:0:1:1:1:1'],
    ['00000000000000000000ffffc0000201', '::ffff:192.0.2.1'],
    ['fe800000000000000000000000000000', 'fe80::'],
    ['c0000201', '192.0.2.1'],
  ])('RFC 5952: %s', (hex, text) => {
    expect(ipText(new Uint8Array(Buffer.from(hex, 'hex')))).toBe(text);
  });
});
