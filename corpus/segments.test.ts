import { describe, expect, it } from 'vitest';
import { SegmentRows, type SegmentRowView } from '../src-protocol/inspect/segment-rows.ts';
import type { SegmentKind } from '../src-protocol/tcp/segment-kinds.ts';
import { ACK, Conversation, FIN, PUSH, RST, SYN, noise } from './fixture.ts';
import { corpusFile, inspect } from './inspect-file.ts';

function rowsOf(file: Uint8Array, notable = false): SegmentRowView[] {
  const rows = new SegmentRows(inspect(file).connections[0]!);
  return rows.rows(0, rows.total({ notable }), { notable });
}

function countsOf(rows: readonly SegmentRowView[]): Partial<Record<SegmentKind, number>> {
  const counts: Partial<Record<SegmentKind, number>> = {};
  for (const { kinds } of rows) for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const real = (name: string): Uint8Array => corpusFile(`captures/${name}`);

describe('TCP segments as rows', () => {
  it.each([
    ['variants/v22-reordered.pcap', 'outOfOrder'],
    ['variants/v24-duplicated-packets.pcap', 'duplicate'],
    ['variants/v27-one-segment-lost.pcap', 'gap'],
    ['variants/v20-snaplen-100.pcap', 'cut'],
    ['variants/v50-ip-fragments.pcap', 'fin'],
    ['real/07h-real-loss-after-capture-retransmissions-ffmpeg-nginx.pcap', 'retransmission'],
    ['real/07o-ffplay-vod-pause-seek-nginx.pcap', 'zeroWindow'],
  ] as const)('%s: capture order, every byte once, and %s told', (name, kind) => {
    const { connections } = inspect(real(name));
    for (const connection of connections) {
      const segments = new SegmentRows(connection);
      const rows = segments.rows(0, segments.total());
      expect(rows.map(({ packet }) => packet)).toEqual(
        rows.map(({ packet }) => packet).sort((a, b) => a - b),
      );
      const carried = [0, 0];
      const isOld = ({ kinds }: SegmentRowView): boolean =>
        kinds.some((one) => ['retransmission', 'duplicate', 'keepAlive'].includes(one));
      for (const row of rows) if (!isOld(row)) carried[row.direction]! += row.length;
      expect(carried).toEqual(connection.bytes);
      // Any window of the list is that part of it.
      expect(segments.rows(7, 9)).toEqual(rows.slice(7, 16));
    }
    const notable = rowsOf(real(name), true);
    expect(countsOf(notable)[kind]).toBeGreaterThan(0);
    expect(notable.every(({ kinds }) => kinds.length > 0)).toBe(true);
  });

  it('a conversation told row by row', () => {
    const talk = new Conversation().session([noise(100, 1)], [noise(50, 2)]);
    const [up, down] = talk.next;
    talk.packet(0, ACK | PUSH, noise(10, 3), up + 10); // 10 bytes too early
    talk.packet(0, ACK | PUSH, noise(10, 4)); // the 10 before them
    talk.packet(0, ACK | PUSH, noise(10, 4), up); // once more
    talk.packet(1, ACK | PUSH, noise(10, 5), down + 5); // 5 bytes are never seen
    talk.next[0] = up + 20;
    talk.packet(0, ACK | FIN);
    talk.next[1] = down + 15;
    talk.packet(1, ACK | RST);
    const rows = rowsOf(talk.file);
    const told = rows
      .filter(({ kinds }) => kinds.length > 0)
      .map(
        ({ address, length, flagNames, kinds }) =>
          `${address} ${length} ${flagNames}: ${kinds.join()}`,
      );
    const [client, server] = [3073 + 100, 3073 + 50];
    expect(told).toEqual([
      'up@0 0 SYN: syn',
      'down@0 0 SYN ACK: syn',
      'up@0 1460 PSH ACK: established',
      `up@${client + 10} 10 PSH ACK: outOfOrder`,
      `up@${client} 10 PSH ACK: retransmission`,
      `down@${server} 5 : gap`,
      `down@${server + 5} 10 PSH ACK: outOfOrder`,
      `up@${client + 20} 0 FIN ACK: fin`,
      `down@${server + 15} 0 RST ACK: rst`,
    ]);
    // SYN and SYN ACK are a millisecond apart in the fixture, SYN ACK and the first answer another.
    expect(rows[1]!.roundTrip).toBeCloseTo(0.001, 6);
    expect(rows[2]!.roundTrip).toBeCloseTo(0.001, 6);
    expect(inspect(talk.file).connections[0]!.roundTrip).toBeCloseTo(0.002, 6);
    expect(rows.find(({ kinds }) => kinds.includes('gap'))).toMatchObject({ missing: 5 });
  });

  it('finds the row of a byte, and the gap of a missing one', () => {
    const connection = inspect(real('variants/v27-one-segment-lost.pcap')).connections[0]!;
    const segments = new SegmentRows(connection);
    const rows = segments.rows(0, segments.total());
    for (const row of rows.filter(({ length }) => length > 0))
      expect(rows[segments.find(row.direction, row.offset + row.length - 1)]!.offset).toBe(
        row.offset,
      );
    expect(segments.find(0, connection.bytes[0] + 1000)).toBe(-1);
    expect(segments.find(0, 10, { notable: true })).toBe(segments.find(0, 10, { notable: true }));
  });

  it('a raw dump has none', () => {
    expect(rowsOf(corpusFile('raw/socat-publish.c2s.bin'))).toEqual([]);
  });

  it('a connection that is scanned and never speaks keeps little', () => {
    const talk = new Conversation({ noStart: true });
    for (let i = 0; i < 50; i++) talk.packet(0, SYN, undefined, 999);
    talk.packet(0, ACK | PUSH, noise(10, 1));
    expect(rowsOf(talk.file, true)).toHaveLength(4);
  });
});
