import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SECTION_HEADER,
  be32,
  bytesOf,
  le32,
  pcapHeader,
  pcapRecord,
  pcapngBlock,
} from '../../corpus/network/build-packets.ts';
import { utf8 } from '../bytes/text.ts';
import { CaptureReader } from './capture-reader.ts';
import type { Packet } from './packet.ts';
import { sniff } from './sniff.ts';

const corpus = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../corpus/network/${name}`, import.meta.url)));

interface Read {
  reader: CaptureReader;
  packets: (Omit<Packet, 'bytes' | 'start' | 'end'> & { data: string })[];
  notes: string[];
}

/** Reads a file pushed in pieces that end at `cuts`, each in memory of its own. */
function read(file: Uint8Array, cuts: number[] = []): Read {
  const packets: Read['packets'] = [];
  const notes: string[] = [];
  const reader = new CaptureReader(
    ({ bytes, start, end, ...packet }) =>
      packets.push({ ...packet, data: Buffer.from(bytes.subarray(start, end)).toString('latin1') }),
    (diagnostic, fileOffset) => notes.push(`${diagnostic.code}@${fileOffset}`),
  );
  let from = 0;
  for (const cut of [...cuts, file.length].sort((a, b) => a - b)) {
    reader.push(file.slice(from, cut));
    from = Math.max(from, cut);
  }
  reader.end();
  return { reader, packets, notes };
}

describe('pcap', () => {
  it('reads both byte orders and resolutions alike', () => {
    const little = read(corpus('tcp-subtleties.pcap'));
    const big = read(corpus('tcp-subtleties-be-nsec.pcap'));
    expect(little.packets).toHaveLength(15);
    expect(little.packets[1]!.time).toBe(1700000000.001);
    expect(little.packets[3]).toMatchObject({ number: 4, originalLength: 1054, linkType: 1 });
    expect(big.packets).toEqual(little.packets);
    expect(little.reader.facts).toMatchObject({ byteOrder: 'little-endian', resolution: 1e-6 });
    expect(big.reader.facts).toMatchObject({ byteOrder: 'big-endian', resolution: 1e-9 });
  });

  it('reads packets in place, without a copy', () => {
    const file = corpus('tcp-subtleties.pcap');
    let packets = 0;
    const reader = new CaptureReader(
      ({ bytes, start, fileOffset }) => {
        expect(bytes.buffer).toBe(file.buffer);
        expect(start).toBe(fileOffset);
        packets++;
      },
      () => expect.unreachable(),
    );
    reader.push(file);
    expect(packets).toBe(15);
  });

  it('reads the eight bytes more of the modified format, and lengths swapped before 2.3', () => {
    const long = bytesOf(le32(7), le32(500_000), le32(3), le32(9), new Uint8Array(8), 'abc');
    const modified = read(bytesOf(pcapHeader({ magic: 0xa1b2cd34 }), long, long));
    expect(modified.packets.map(({ data }) => data)).toEqual(['abc', 'abc']);
    expect(modified.packets[0]).toMatchObject({ time: 7.5, originalLength: 9, fileOffset: 48 });
    const swapped = bytesOf(le32(7), le32(0), le32(9), le32(3), 'abc');
    for (const minor of [2, 3])
      expect(read(bytesOf(pcapHeader({ minor }), swapped)).packets[0]).toMatchObject({
        data: 'abc',
        originalLength: 9,
      });
  });

  it('reads the modified format of a big-endian machine', () => {
    const header = bytesOf(
      be32(0xa1b2cd34),
      [0, 2, 0, 4],
      new Uint8Array(8),
      be32(65535),
      be32(101),
    );
    const record = bytesOf(be32(7), be32(250_000), be32(3), be32(9), new Uint8Array(8), 'abc');
    const { packets, reader } = read(bytesOf(header, record, record));
    expect(packets).toMatchObject([
      { data: 'abc', time: 7.25, originalLength: 9, linkType: 101, fileOffset: 48 },
      { data: 'abc', fileOffset: 48 + 27 },
    ]);
    expect(reader.facts.byteOrder).toBe('big-endian');
  });

  it.each([
    ['the length of checksums that frames end with', { linkType: 0x24000001 }],
    ['no snap length', { snapLength: 0 }],
  ])('takes a header that says %s', (_, options) => {
    const { packets, notes } = read(
      bytesOf(pcapHeader(options), pcapRecord(new Uint8Array(70_000).fill(0x61))),
    );
    expect(packets).toMatchObject([{ linkType: 1, originalLength: 70_000 }]);
    expect(notes).toEqual([]);
  });

  it('uses what is there of a cut last record', () => {
    const file = bytesOf(
      pcapHeader(),
      pcapRecord(bytesOf('abcdef')),
      pcapRecord(bytesOf('ghijkl')),
    );
    const { packets, notes, reader } = read(file.slice(0, -2));
    expect(packets.map(({ data }) => data)).toEqual(['abcdef', 'ghij']);
    expect(packets[1]!.originalLength).toBe(6);
    expect(notes).toEqual(['capture.cut-record@46']);
    expect(reader.facts).toMatchObject({ packets: 2, snapCut: 0 });
    expect(read(file.slice(0, 20)).notes).toEqual(['capture.cut-record@0']);
  });

  it('counts packets cut by the snap length, and says so once', () => {
    const record = pcapRecord(bytesOf('abc'), 1, 0, 100);
    const { notes, reader } = read(bytesOf(pcapHeader({ snapLength: 3 }), record, record));
    expect(notes).toEqual(['capture.snap-length@40']);
    expect(reader.facts).toMatchObject({ snapCut: 2, snapLength: 3 });
  });

  it('goes on after damage, at the next header that looks sound', () => {
    const damaged = bytesOf(le32(1_700_000_001), le32(5), le32(0xffffffff), le32(60), 'damage');
    const file = bytesOf(
      pcapHeader(),
      pcapRecord(bytesOf('first')),
      damaged,
      pcapRecord(bytesOf('second'), 1_700_000_002),
      pcapRecord(bytesOf('third'), 1_700_000_003),
    );
    const whole = read(file);
    expect(whole.packets.map(({ data }) => data)).toEqual(['first', 'second', 'third']);
    expect(whole.notes).toEqual(['capture.bad-length@45']);
    for (let cut = 0; cut < file.length; cut++)
      expect(read(file, [cut]).packets).toEqual(whole.packets);
  });
});

describe('pcapng', () => {
  it('reads all kinds of block, and sections of both byte orders', () => {
    const { packets, notes, reader } = read(corpus('blocks.pcapng'));
    expect(notes).toEqual([]);
    expect(packets).toHaveLength(17);
    // if_tsresol 9 and if_tsoffset 100.
    expect(packets[0]!.time).toBe(1_700_000_000);
    expect(packets[14]!.time).toBe(1_700_000_000.014);
    const plain = read(corpus('tcp-subtleties.pcap')).packets;
    expect(packets.slice(0, 15).map(({ data }) => data)).toEqual(plain.map(({ data }) => data));
    expect(packets[15]!.time).toBeNaN(); // a simple packet block has no time
    expect(packets[16]!.time).toBe(0); // what the obsolete packet block says
    expect(reader.facts).toMatchObject({ sections: 2, byteOrder: 'little-endian', linkTypes: [1] });
  });

  it('says where the secrets are', () => {
    const [secrets] = read(corpus('blocks.pcapng')).reader.facts.secrets;
    expect(secrets!.type).toBe(0x544c534b);
    const { fileOffset, length } = secrets!;
    const text = utf8(corpus('blocks.pcapng').subarray(fileOffset, fileOffset + length));
    expect(text).toMatch(/^CLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}\n$/);
  });

  it('keeps names, comments and what the recording program lost', () => {
    const option = (code: number, value: string | number[]): Uint8Array => {
      const bytes = bytesOf(value);
      const padding = new Uint8Array(-bytes.length & 3);
      return bytesOf([code, 0, bytes.length, 0], bytes, padding);
    };
    const end = [0, 0, 0, 0];
    const packet = (...options: (Uint8Array | number[])[]): Uint8Array =>
      pcapngBlock(6, bytesOf(le32(0), le32(0), le32(7), le32(3), le32(3), 'abc\0', ...options));
    const file = bytesOf(
      pcapngBlock(
        0x0a0d0d0a,
        bytesOf(
          [...le32(0x1a2b3c4d), 1, 0, 0, 0, ...le32(0xffffffff), ...le32(0xffffffff)],
          option(1, 'of the section'),
          option(4, 'a program'),
          end,
        ),
      ),
      pcapngBlock(1, bytesOf([101, 0, 0, 0], le32(0), option(1, 'of the interface'), end)),
      packet(),
      packet(option(1, 'first'), option(4, [2, 0, 0, 0, 0, 0, 0, 0]), option(1, 'second é'), end),
      pcapngBlock(
        4,
        bytesOf(
          option(1, [192, 0, 2, 1, ...bytesOf('pub.test\0other\0')]),
          option(2, [...new Array<number>(15).fill(0), 1, ...bytesOf('here\0')]),
          end,
        ),
      ),
      pcapngBlock(5, bytesOf(le32(0), le32(0), le32(0), option(5, [3, 0, 0, 0, 0, 0, 0, 0]), end)),
    );
    const { packets, notes, reader } = read(file);
    expect(packets.map(({ data }) => data)).toEqual(['abc', 'abc']);
    expect(notes).toEqual([]);
    const { comments, names, dropped, application } = reader.facts;
    expect(application).toBe('a program');
    expect(comments).toMatchObject([
      { about: 'section', text: 'of the section', packet: 0 },
      { about: 'interface', text: 'of the interface' },
      { about: 'packet', text: 'first', packet: 2 },
      { about: 'packet', packet: 2 },
    ]);
    expect(names).toMatchObject([
      { address: Uint8Array.of(192, 0, 2, 1), name: 'pub.test' },
      { name: 'here' },
    ]);
    expect(dropped).toBe(5);
    expect(read(file, [...file.keys()]).reader.facts).toEqual(reader.facts);
    const fixture = read(corpus('blocks.pcapng')).reader.facts;
    expect(fixture.names).toMatchObject([
      { address: Uint8Array.of(192, 0, 2, 1), name: 'pub.test' },
    ]);
  });

  const description = pcapngBlock(1, bytesOf([101, 0, 0, 0], le32(0)));
  const enhanced = (interfaceId: number, captured: number, data: string): Uint8Array =>
    pcapngBlock(
      6,
      bytesOf(le32(interfaceId), le32(0x60a24), le32(7), le32(captured), le32(captured), data),
    );

  it.each<[string, number | undefined, bigint, number, number]>([
    ['microseconds when nothing is said', undefined, 1_700_000_000_250_000n, 0, 1_700_000_000.25],
    ['seconds', 0, 1_700_000_000n, 0, 1_700_000_000],
    ['milliseconds, an hour later than counted', 3, 1_700_000_000_250n, 3600, 1_700_003_600.25],
    ['hundreds of nanoseconds', 7, 17_000_000_002_500_000n, 0, 1_700_000_000.25],
    ['nanoseconds, an hour earlier', 9, 1_700_000_000_250_000_000n, -3600, 1_699_996_400.25],
    ['1024ths of a second', 0x8a, 1_700_000_000n * 1024n + 256n, 0, 1_700_000_000.25],
    [
      '2⁻³² seconds, as NTP counts',
      0xa0,
      (1_700_000_000n << 32n) + (1n << 30n),
      0,
      1_700_000_000.25,
    ],
  ])('counts time in %s', (_, resolution, ticks, offset, seconds) => {
    const options = bytesOf(
      resolution === undefined ? [] : [9, 0, 1, 0, resolution, 0, 0, 0],
      [14, 0, 8, 0],
      le32(offset >>> 0),
      le32(offset < 0 ? 0xffffffff : 0),
      le32(0),
    );
    const file = bytesOf(
      SECTION_HEADER,
      pcapngBlock(1, bytesOf([101, 0, 0, 0], le32(0), options)),
      pcapngBlock(
        6,
        bytesOf(
          le32(0),
          le32(Number(ticks >> 32n)),
          le32(Number(ticks & 0xffffffffn)),
          le32(3),
          le32(3),
          'abc\0',
        ),
      ),
    );
    expect(read(file).packets.map(({ time }) => time)).toEqual([seconds]);
  });

  it('skips a block longer than any buffer', () => {
    const long = pcapngBlock(0x80000001, new Uint8Array(300_000));
    const file = bytesOf(SECTION_HEADER, description, long, enhanced(0, 3, 'abc'));
    const { packets } = read(file, [100, 1000, 200_000]);
    expect(packets).toMatchObject([{ data: 'abc', linkType: 101 }]);
    expect(packets[0]!.time).toBe((0x60a24 * 2 ** 32 + 7) / 1e6);
  });

  it('leaves out packets that cannot be, and keeps the numbers of the others', () => {
    const file = bytesOf(
      SECTION_HEADER,
      description,
      enhanced(0, 0x7fffffff, 'abc'),
      enhanced(5, 3, 'abc'),
      enhanced(0, 3, 'abc'),
    );
    const { packets, notes } = read(file);
    expect(packets).toMatchObject([{ number: 3, data: 'abc' }]);
    expect(notes).toEqual(['capture.bad-length@48', 'capture.unknown-interface@84']);
  });

  it('uses what is there of a cut last block', () => {
    const file = bytesOf(SECTION_HEADER, description, enhanced(0, 8, 'abcdefgh'));
    const { packets, notes } = read(file.slice(0, -8));
    expect(packets).toMatchObject([{ data: 'abcd', originalLength: 8 }]);
    expect(notes).toEqual(['capture.cut-record@48']);
  });

  it('cuts a simple packet at the snap length of the first interface', () => {
    const limited = pcapngBlock(1, bytesOf([101, 0, 0, 0], le32(4)));
    const simple = pcapngBlock(3, bytesOf(le32(9), 'abcd'));
    const whole = pcapngBlock(3, bytesOf(le32(2), 'ab'));
    const { packets, reader } = read(bytesOf(SECTION_HEADER, limited, simple, whole));
    expect(packets).toMatchObject([
      { data: 'abcd', originalLength: 9, number: 1 },
      { data: 'ab', originalLength: 2, number: 2 },
    ]);
    expect(packets[0]!.time).toBeNaN();
    expect(reader.facts.snapCut).toBe(1);
  });

  it('stops at a block that is shorter than a block', () => {
    const { packets, notes } = read(
      bytesOf(SECTION_HEADER, description, le32(6), le32(4), le32(0)),
    );
    expect(packets).toEqual([]);
    expect(notes).toEqual(['capture.bad-length@48']);
  });
});

describe('CaptureReader', () => {
  it('gives nothing for what is no capture', () => {
    expect(read(bytesOf('GET / HTTP/1.1\r\n\r\n')).reader.format).toBe('unknown');
    expect(read(bytesOf('\n\r\r\nno byte-order magic')).reader.format).toBe('unknown');
    expect(read(bytesOf('ab')).reader.format).toBe('unknown');
    expect(read(bytesOf()).reader.format).toBeUndefined();
  });

  it('gives the same packets for every cut', () => {
    for (const name of ['blocks.pcapng', 'tcp-subtleties-be-nsec.pcap']) {
      const file = corpus(name);
      const { packets, reader } = read(file);
      const everyByte = read(file, [...file.keys()]);
      expect(everyByte.packets).toEqual(packets);
      expect(everyByte.reader.facts).toEqual(reader.facts);
      fc.assert(
        fc.property(fc.array(fc.nat(file.length), { maxLength: 20 }), (cuts) => {
          expect(read(file, cuts).packets).toEqual(packets);
        }),
        { numRuns: 20 },
      );
    }
  });

  it('never throws, whatever is damaged, and reads the same for every cut', () => {
    const files = [corpus('blocks.pcapng'), corpus('tcp-subtleties.pcap').slice(0, 3000)];
    const damage = fc.array(fc.tuple(fc.nat(2999), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...files), damage, fc.nat(2999), (file, changes, cut) => {
        const damaged = file.slice();
        for (const [at, value] of changes) damaged[at] = value;
        const whole = read(damaged);
        const inTwo = read(damaged, [cut]);
        expect(inTwo.packets).toEqual(whole.packets);
        expect(inTwo.notes).toEqual(whole.notes);
      }),
      { numRuns: 60 },
    );
  });
});

describe('sniff', () => {
  it.each([
    [[0xd4, 0xc3, 0xb2, 0xa1], 'pcap'],
    [[0xa1, 0xb2, 0x3c, 0x4d], 'pcap'],
    [[0x34, 0xcd, 0xb2, 0xa1], 'pcap'],
    [Array.from(SECTION_HEADER), 'pcapng'],
    [[0x1f, 0x8b, 8], 'gzip'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
    [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'compressed'],
    [[0x42, 0x5a, 0x68, 0x39], 'compressed'],
    [[0x04, 0x22, 0x4d, 0x18], 'compressed'],
    [[0x50, 0x4b, 3, 4], 'compressed'],
    [[0x1c, 0, 1, 0xac], 'other capture'],
    [[0xa1, 0x2b, 0x3c, 0x4d], 'other capture'],
    [[0x46, 0x4c, 0x56, 1], 'flv'],
    [[3, ...new Array<number>(1536).fill(0)], 'rtmp'],
    [[3, 0, 0], 'unknown'],
    [[0x16, 3, 1], 'tls'],
    [Array.from(bytesOf('POST /open/1 HTTP/1.1')), 'http'],
    [Array.from(bytesOf('00000000  03 00 00')), 'text'],
    [[], 'empty'],
    [[0, 1, 2, 3, 4], 'unknown'],
    [new Array<number>(5000).fill(0xff), 'unknown'],
  ] as const)('case %#', (bytes, format) => {
    expect(sniff(Uint8Array.from(bytes)).format).toBe(format);
  });
});
