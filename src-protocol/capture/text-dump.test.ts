import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { be16, bytesOf, ethernet, ipv4, tcp } from '../../corpus/network/build-packets.ts';
import { readTextDump, type TextDump } from './text-dump.ts';

const corpus = (name: string): string =>
  readFileSync(new URL(`../../corpus/text/${name}`, import.meta.url), 'utf8');

/** What each end sent, in digits, and in how many runs. */
function ends(dump: TextDump | undefined): { digits: [string, string]; runs: number } {
  if (dump?.content.kind !== 'streams') throw new Error(`not streams but ${JSON.stringify(dump)}`);
  const digits: [string, string] = ['', ''];
  for (const { peer, bytes } of dump.content.stretches) digits[peer] += hex(bytes);
  return { digits, runs: dump.content.stretches.length };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The digits of a text that stands for one run of bytes. */
function digits(text: string): string | undefined {
  const dump = readTextDump(text);
  return dump?.content.kind === 'bytes' ? hex(dump.content.bytes) : undefined;
}

describe('a followed stream', () => {
  const raw = readTextDump(corpus('follow-raw.txt'));

  it('of tshark as raw digits', () => {
    const { digits, runs } = ends(raw);
    expect(raw).toMatchObject({ name: 'a followed stream of tshark, as raw digits' });
    expect(raw).not.toHaveProperty('remark');
    expect(raw!.content).toMatchObject({ peers: ['127.0.0.1:56402', '127.0.0.1:1935'] });
    expect(runs).toBe(22);
    expect(digits.map(({ length }) => length / 2)).toEqual([3487, 3667]);
    expect(digits.map((one) => one.slice(0, 18))).toEqual([
      '030019859400000000',
      '030019859400000000',
    ]);
  });

  it('as a hex dump, with the second end indented', () => {
    const dump = readTextDump(corpus('follow-hex.txt'));
    expect(ends(dump).digits).toEqual(ends(raw).digits);
    expect(dump).toMatchObject({ content: { peers: ['127.0.0.1:56402', '127.0.0.1:1935'] } });
    expect(dump).not.toHaveProperty('remark');
    // The window of Wireshark indents with blanks, and names nobody.
    const saved = corpus('follow-hex.txt').split('\n').slice(6, -2).join('\n');
    expect(ends(readTextDump(saved.replaceAll('\t', '    '))).digits).toEqual(ends(raw).digits);
  });

  it('as YAML, with the times of the packets', () => {
    const dump = readTextDump(corpus('follow-yaml.txt'));
    expect(ends(dump).digits).toEqual(ends(raw).digits);
    expect(dump!.content).toMatchObject({ peers: ['127.0.0.1:56402', '127.0.0.1:1935'] });
    expect(dump!.content).toHaveProperty('stretches.0.time', 1795344151.756923914);
  });

  it('as YAML of earlier versions', () => {
    const text =
      '# Packet 4\npeer0_0: !!binary |\n    AwAL\n    aHQ=\n# Packet 6\npeer1_0: !!binary |\n    Aw==\n';
    expect(ends(readTextDump(text)).digits).toEqual(['03000b6874', '03']);
  });

  it('as C arrays', () => {
    const { content } = raw!;
    if (content.kind !== 'streams') throw new Error();
    const counts = [0, 0];
    // Eight bytes a line, as Wireshark writes them.
    const text = content.stretches
      .map(({ peer, bytes }, at) => {
        const rows = Array.from({ length: Math.ceil(bytes.length / 8) }, (_, row) =>
          [...bytes.subarray(row * 8, row * 8 + 8)]
            .map((byte) => `0x${byte.toString(16).padStart(2, '0')}`)
            .join(', '),
        );
        return `char peer${peer}_${counts[peer]!++}[] = { /* Packet ${at + 4} */\n${rows.join(', \n')} };\n`;
      })
      .join('');
    const dump = readTextDump(text);
    expect(dump!.name).toBe('a followed stream of Wireshark, as C arrays');
    expect(ends(dump)).toEqual(ends(raw));
  });
});

it('a log of socat -x -v', () => {
  const text = [
    '> 2024/01/31 12:00:00.000123456  length=3 from=0 to=2',
    ' 03 00 0b                                         ...',
    '--',
    '< 2024/01/31 12:00:01.000500000  length=18 from=0 to=17',
    ' 03 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f  .abcdefghijklmno',
    ' 70 71 ab cd  pq',
    '--',
  ].join('\n');
  const dump = readTextDump(text);
  expect(ends(dump).digits).toEqual(['03000b', '036162636465666768696a6b6c6d6e6f7071']);
  expect(dump!.content).toMatchObject({
    stretches: [{ time: 1706702400.123456 }, { time: 1706702401.5 }],
  });
});

describe('a hex dump', () => {
  // No text column of these bytes could be taken for anything but what it is, except where it is digits.
  const bytes = Uint8Array.from({ length: 101 }, (_, at) => (at < 32 ? 0x61 + (at % 6) : at * 7));
  const folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-text-'));
  const file = join(folder, 'bytes');
  writeFileSync(file, bytes);

  it.each([
    ['xxd'],
    ['xxd', '-c', '24'],
    ['xxd', '-g', '1'],
    ['xxd', '-p'],
    ['xxd', '-u'],
    ['hexdump', '-C'],
    ['hexdump'],
    ['od', '-t', 'x1'],
    ['od', '-A', 'd', '-t', 'x1z'],
    ['od', '-A', 'x', '-t', 'x1z', '-v'],
    ['od', '-A', 'n', '-t', 'x1'],
    ['od', '-x'],
  ])('of %s %s %s', (...command) => {
    if (!existsSync(`/usr/bin/${command[0]}`)) return;
    const text = execFileSync(command[0], [...command.slice(1), file], { encoding: 'utf8' });
    expect(digits(text)).toBe(hex(bytes));
    // In the middle of what somebody writes about it.
    const told = readTextDump(`Hello,\nthis is what I see:\n\n${text}\nAny idea?`);
    expect(told).toMatchObject({ content: { kind: 'bytes' } });
    expect(told!.remark).toContain('3 lines that are not bytes were left out.');
  });

  it('with a star for rows that are all the same', () => {
    const text =
      '00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000030  01  |.|\n00000031\n';
    expect(digits(text)).toBe(`${'00'.repeat(48)}01`);
  });

  it('of Wireshark, with a text that looks like digits', () => {
    expect(
      digits(
        '0000   61 62 63 64 65 66 61 62 63 64 65 66 61 62 63 64   abcdefabcdefabcd\n0010   61 62   ab\n',
      ),
    ).toBe('616263646566616263646566616263646162');
  });

  it('with a row that got lost: its bytes are missing, not closed up', () => {
    const row = '61 '.repeat(16);
    const dump = readTextDump(`00000000  ${row}\n00000020  ${row}\n00000030  ${row}\n`);
    expect(dump!.content).toMatchObject({
      kind: 'streams',
      stretches: [{ skipped: 0 }, { skipped: 16 }],
    });
    expect(dump!.remark).toMatch(/offsets jump/);
  });
});

describe('packets', () => {
  const packet = ipv4(tcp({ payload: 'hello' }));
  const rows = (bytes: Uint8Array): string[] =>
    Array.from({ length: Math.ceil(bytes.length / 16) }, (_, row) => {
      const part = hex(bytes.subarray(row * 16, row * 16 + 16)).match(/.{1,4}/g)!;
      return `\t0x${(row * 16).toString(16).padStart(4, '0')}:  ${part.join(' ').padEnd(39)}  ....`;
    });

  it('of tcpdump -X, with their times', () => {
    const head = 'IP 10.0.0.1.50000 > 10.0.0.2.1935: Flags [.], length 5';
    const text = [
      `12:00:00.250000 ${head}`,
      ...rows(packet),
      `12:00:00.500000 ${head}`,
      ...rows(packet),
    ];
    const dump = readTextDump(text.join('\n'));
    expect(dump).toMatchObject({
      name: 'a hex dump of packets',
      content: { kind: 'packets', linkType: 101, packets: [{ time: 43200.25 }, { time: 43200.5 }] },
    });
    expect(dump).not.toHaveProperty('remark');
  });

  it('of tcpdump -XX, with the Ethernet header', () => {
    const dump = readTextDump([...rows(ethernet(packet)), ...rows(ethernet(packet))].join('\n'));
    expect(dump).toMatchObject({
      content: { linkType: 1, packets: [{ bytes: ethernet(packet), time: NaN }, {}] },
    });
  });

  it('of tshark -x, without what it put together of RTMP', () => {
    const block = (name: string, bytes: Uint8Array): string[] => [
      `${name} (${bytes.length} bytes):`,
      ...rows(bytes).map((row) => row.trim()),
      '',
    ];
    const text = [0, 1].flatMap(() => [
      ...block('Frame', ethernet(packet)),
      ...block('Unchunked RTMP', bytesOf('unchunked')),
    ]);
    const dump = readTextDump(text.join('\n'));
    const bytes = ethernet(packet);
    expect(dump!.content).toMatchObject({ linkType: 1, packets: [{ bytes }, { bytes }] });
    expect(dump).not.toHaveProperty('remark');
  });

  it('are not what begins like one by chance', () => {
    const dump = readTextDump(rows(bytesOf(0x45, 0, be16(9000), new Uint8Array(30))).join('\n'));
    expect(dump!.content.kind).toBe('bytes');
  });
});

describe('digits and base64', () => {
  it.each([
    ['03 00 0B\n68', '03000b68'],
    ['0x03, 0x00', '0300'],
    ['03:ff', '03ff'],
    ['\\x03\\x00\\x0b', '03000b'],
    [
      'unsigned char bytes[] = {\n  0x03, 0x00, 0x0b, 0x68,\n  0x03, 0x00, 0x0b, 0x68\n};\n',
      '03000b6803000b68',
    ],
    ['AwALaHRtbA==', '03000b68746d6c'],
    ['"0300 1985 9400 0000"', '0300198594000000'],
  ])('%j', (text, expected) => {
    expect(digits(text)).toBe(expected);
  });

  it('in a letter', () => {
    const line = Buffer.from(Uint8Array.from({ length: 57 }, (_, at) => at * 5)).toString('base64');
    const dump = readTextDump(`It begins like this:\n${line}\n${line}\nAwAL\nThanks`);
    expect(digits(`It begins like this:\n${line}\n${line}\nAwAL\nThanks`)).toHaveLength(
      2 * (57 * 2 + 3),
    );
    expect(dump!.remark).toBe('2 lines that are not bytes were left out.');
  });
});

it.each([
  '',
  'hello',
  'a sentence, with words',
  '0',
  'My stream does not start.',
  '1935 is the port\n443 another',
  'cafe\nand cake',
])('there are no bytes in %j', (text) => {
  expect(readTextDump(text)).toBeUndefined();
});

it('never throws, and stays bounded', () => {
  const letters = fc.constantFrom(
    ...'0123456789abcdef \t\n:*|xX<>=,{}[]'.split(''),
    '00000010  ',
    '!!binary |\n',
    'peer: 1\n',
  );
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 200 }), (parts) => {
      const dump = readTextDump(parts.join(''));
      if (dump?.content.kind === 'bytes') expect(dump.content.bytes.length).toBeLessThan(1 << 27);
    }),
    { numRuns: 300 },
  );
});
