import { describe, expect, it } from 'vitest';
import { DIRECTIONS } from '../src-protocol/bytes/units.ts';
import { failuresOf } from '../src-protocol/inspect/inspection-failures.ts';
import { type FieldNode, walk } from '../src-protocol/wire/field-tree.ts';
import { corpusFile, inspect, look } from './inspect-file.ts';

function fieldsOf(tree: FieldNode): Map<string, FieldNode> {
  const fields = new Map<string, FieldNode>();
  walk(tree, (node) => fields.set(node.id, node));
  return fields;
}

describe('RTMPE, recorded', () => {
  it.each([
    ['06-rtmpe-rtmpdump-c0c1-to-sink.pcap', 'C1', 472, 1383, 'Flash Player'],
    ['06-rtmpe-rtmpdump-to-rtmpsrv.pcap', 'C1', 472, 1383, 'Flash Player'],
    ['06-rtmpe-rtmpdump-to-rtmpsrv.pcap', 'S1', 422, 1189, 'Flash Media Server'],
  ] as const)('%s, %s: the key at %d, the digest at %d', (name, packet, keyAt, digestAt, owner) => {
    const bytes = corpusFile(`captures/real/${name}`);
    const [connection] = inspect(bytes).connections;
    const { tree } = look(connection!, bytes).describer.handshake(packet)!;
    const fields = fieldsOf(tree);
    const key = fields.get('handshake.keyBlock.key')!;
    expect([key.start / 8, key.end / 8]).toEqual([keyAt, keyAt + 128]);
    expect(key.notes).toEqual(['handshake.rtmpe-key']);
    expect(fields.get('handshake.digestBlock.digestOffset')!.value).toBe(digestAt);
    expect(fields.get('handshake.digestBlock.digestCheck')!.value).toBe(
      `valid, with the key of ${owner}`,
    );
    expect(fields.get(`handshake.${packet.toLowerCase()}.layout`)!.value).toBe(
      'key first, then digest',
    );
  });

  it('asks for 6, is answered 8, and what follows is said to be unreadable', () => {
    const bytes = corpusFile('captures/real/06-rtmpe-rtmpdump-to-rtmpsrv.pcap');
    const inspection = inspect(bytes);
    const connection = inspection.connections[0]!;
    const { describer } = look(connection, bytes);
    const versions = (['C0', 'S0'] as const).map((packet) => {
      const fields = fieldsOf(describer.handshake(packet)!.tree);
      return fields.get(`handshake.${packet.toLowerCase()}.version`)!.value;
    });
    expect(versions).toEqual([6, 8]);
    expect(connection.session!.encrypted).toBe(true);
    for (const direction of DIRECTIONS)
      expect(connection.session!.chunkRows[direction].length).toBe(0);
    const [failure] = failuresOf(inspection, bytes.length, bytes.subarray(0, 64));
    expect(failure).toMatchObject({ kind: 'rtmpe' });
  });
});
