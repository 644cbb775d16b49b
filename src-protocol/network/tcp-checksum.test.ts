import { describe, expect, it } from 'vitest';
import { corpusFile, inspect } from '../../corpus/inspect-file.ts';
import { bytesOf, ipv4, ipv6, tcp, withChecksum } from '../../corpus/network/build-packets.ts';
import { tcpChecksum } from './tcp-checksum.ts';

/** The verdict on a packet whose payload is its last `length` bytes. */
function verdict(packet: Uint8Array, length: number, before = ''): string | undefined {
  const bytes = bytesOf(before, packet);
  return tcpChecksum(bytes, bytes.length - length, bytes.length);
}

describe('the checksum of a TCP segment', () => {
  const segment = tcp({ payload: 'hello' });
  it.each([
    ['IPv4', ipv4(segment)],
    ['IPv4 with options', ipv4(segment, { options: [1, 1, 1, 0] })],
    ['IPv6', ipv6(segment)],
  ])('in %s', (_, packet) => {
    const right = withChecksum(packet);
    expect(verdict(right, 5)).toBe('right');
    expect(verdict(right, 5, 'a frame around it')).toBe('right');
    expect(verdict(withChecksum(packet, true), 5)).toBe('unfilled');
    for (let bit = 0; bit < 40; bit++) {
      const wrong = right.slice();
      wrong[right.length - 1 - (bit >> 3)]! ^= 1 << (bit & 7);
      expect(verdict(wrong, 5)).toBe('wrong');
    }
  });

  it('of an even number of bytes, and of very many', () => {
    for (const length of [4, 60_000]) {
      const packet = ipv4(tcp({ payload: new Uint8Array(length).fill(0xff) }));
      expect(verdict(withChecksum(packet), length)).toBe('right');
    }
  });

  it('tells nothing of a part of a segment, a fragment, or what is no packet', () => {
    const right = withChecksum(ipv4(segment));
    expect(verdict(right, 4)).toBeUndefined();
    expect(tcpChecksum(right, right.length - 5, right.length - 1)).toBeUndefined();
    expect(verdict(withChecksum(ipv4(segment, { fragment: 0x2000 })), 5)).toBeUndefined();
    expect(verdict(ipv4(segment, { totalLength: 0 }), 5)).toBeUndefined();
    expect(verdict(new Uint8Array(500), 5)).toBeUndefined();
    expect(verdict(new Uint8Array(5), 5)).toBeUndefined();
  });

  it.each([
    ['captured on the machine that sends', 'real/01-ffmpeg-publish-nginx', 'unfilled'],
    ['with every checksum filled in', 'synthetic/s01-csid-2byte-and-3byte', 'right'],
  ])('of recorded packets, %s', (_, name, kind) => {
    const file = corpusFile(`captures/${name}.pcap`);
    const found = new Set<string | undefined>();
    for (const { segments } of inspect(file).connections)
      for (const table of segments)
        for (let row = 0; row < table.length; row++) {
          const { fileOffset, length } = table.row(row);
          found.add(tcpChecksum(file, fileOffset, fileOffset + length));
        }
    expect([...found]).toEqual([kind]);
  });
});
