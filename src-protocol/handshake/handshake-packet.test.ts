import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnownSection } from '../dictionary/documents.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { leaves, walk, type FieldNode } from '../wire/field-tree.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import { HANDSHAKE_DIAGNOSTICS } from './diagnostics.ts';
import {
  Handshake,
  HANDSHAKE_PLACES,
  HANDSHAKE_STRUCTURES,
  handshakePacket,
} from './handshake-packet.ts';
import { HandshakeReader } from './handshake-reader.ts';
import { handshakeVerdict, type HandshakeVerdict } from './handshake-verdict.ts';
import type { HandshakePacketName } from './packet-name.ts';

const NAMES = Object.keys(HANDSHAKE_PLACES) as HandshakePacketName[];
const SESSIONS = [
  'simple',
  'digest-first',
  'key-first',
  'rtmpe-type-6',
  'librtmp-digest',
  'ffmpeg-to-echoing-server',
  'librtmp-rtmpe-type-8',
];

interface Session {
  readonly verdict: HandshakeVerdict;
  bytes(which: HandshakePacketName): Uint8Array;
}

function session(name: string): Session {
  const streams = ['c2s', 's2c'].map(
    (end) =>
      new Uint8Array(
        readFileSync(new URL(`../../corpus/handshake/${name}.${end}`, import.meta.url)),
      ),
  );
  const readers = streams.map((bytes) => {
    const reader = new HandshakeReader();
    reader.push(bytes, 0, bytes.length);
    return reader;
  });
  return {
    verdict: handshakeVerdict(readers[0], readers[1]),
    bytes: (which) => {
      const { direction, offset, length } = HANDSHAKE_PLACES[which];
      return streams[direction]!.subarray(offset, offset + length);
    },
  };
}

function trace(
  which: HandshakePacketName,
  verdict: HandshakeVerdict,
  bytes: Uint8Array,
): FieldNode {
  const tracer = new FieldTracer(Handshake, bytes);
  handshakePacket(tracer, which, verdict);
  return tracer.finish();
}

/** `id = value` of every field, in order; byte runs by their length. */
function lines(tree: FieldNode): string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (node.children) return;
    const value =
      node.value instanceof Uint8Array ? `${(node.end - node.start) / 8} bytes` : node.value;
    found.push(`${node.id} = ${String(value)}${node.how ? ` (${node.how})` : ''}`);
  });
  return found;
}

describe('§5.2.2 to §5.2.4, plain', () => {
  const simple = session('simple');
  it('lays out C0, C1 and S2', () => {
    const read = (which: HandshakePacketName): string[] =>
      lines(trace(which, simple.verdict, simple.bytes(which)));
    expect(read('C0')).toEqual(['handshake.c0.version = 3']);
    expect(read('C1')).toEqual([
      'handshake.c1.time = 1000',
      'handshake.c1.zero = 0',
      'handshake.c1.random = 1528 bytes',
    ]);
    expect(read('S2')).toEqual([
      'handshake.s2.time = 1000',
      'handshake.s2.time2 = 2001',
      'handshake.s2.randomEcho = 1528 bytes',
    ]);
  });
});

describe('with digests', () => {
  it('shows the sum behind an offset, digest-first', () => {
    const { verdict, bytes } = session('digest-first');
    expect(lines(trace('C1', verdict, bytes('C1')))).toEqual([
      'handshake.c1.time = 1000',
      `handshake.c1.version = 151026690`,
      'handshake.c1.layout = digest first, then key (the digest verifies in this one)',
      'handshake.digestBlock.offsetBytes = 4 bytes',
      'handshake.digestBlock.digestOffset = 640 (133 + 216 + 107 + 172 = 628; 628 mod 728 + 12)',
      'handshake.digestBlock.randomBefore = 628 bytes',
      'handshake.digestBlock.digest = 32 bytes',
      'handshake.digestBlock.digestCheck = valid, with the key of Flash Player (HMAC-SHA256 over the other 1504 bytes of the packet)',
      'handshake.digestBlock.randomAfter = 100 bytes',
      'handshake.keyBlock.randomBefore = 20 bytes',
      'handshake.keyBlock.key = 128 bytes',
      'handshake.keyBlock.randomAfter = 612 bytes',
      'handshake.keyBlock.offsetBytes = 4 bytes',
      'handshake.keyBlock.keyOffset = 792 (250 + 95 + 75 + 232 = 652; 652 mod 632 + 772)',
    ]);
  });

  it('turns the blocks round, key-first', () => {
    const { verdict, bytes } = session('key-first');
    const tree = trace('S1', verdict, bytes('S1'));
    expect(tree.children![0]!.children!.map((node) => node.id)).toEqual([
      'handshake.s1.time',
      'handshake.s1.version',
      'handshake.s1.layout',
      'handshake.keyBlock',
      'handshake.digestBlock',
    ]);
    const digest = leaves(tree).find((node) => node.id === 'handshake.digestBlock.digest')!;
    expect([digest.start, digest.end]).toEqual([1444 * 8, 1476 * 8]);
    const key = leaves(tree).find((node) => node.id === 'handshake.keyBlock.key')!;
    expect([key.start, key.end]).toEqual([139 * 8, 267 * 8]);
  });

  it('lays out signed packets as random bytes and signature', () => {
    const { verdict, bytes } = session('digest-first');
    expect(lines(trace('C2', verdict, bytes('C2')))).toEqual([
      'handshake.c2.random = 1504 bytes',
      'handshake.c2.signature = 32 bytes',
      'handshake.c2.signatureCheck = valid',
    ]);
  });

  it('attaches what there is to say to the field that shows it', () => {
    const { verdict, bytes } = session('librtmp-rtmpe-type-8');
    const noted: string[] = [];
    for (const which of ['S0', 'S2'] as const)
      walk(trace(which, verdict, bytes(which)), (node) => {
        for (const code of node.notes ?? []) noted.push(`${node.id}: ${code}`);
      });
    expect(noted).toEqual([
      'handshake.s0.version: handshake.encrypted',
      'handshake.s2.signature: handshake.signature-enciphered',
    ]);
  });
});

describe.each(SESSIONS)('%s', (name) => {
  const { verdict, bytes } = session(name);

  it.each(NAMES)(
    'has every bit of %s in exactly one field, and is written as it was read',
    (which) => {
      const packet = bytes(which);
      let at = 0;
      for (const leaf of leaves(trace(which, verdict, packet))) {
        expect(leaf.start).toBe(at);
        expect(leaf.origin).toBeUndefined();
        at = leaf.end;
      }
      expect(at).toBe(packet.length * 8);
      const reader = new WireReader(packet);
      const read = handshakePacket(reader, which, verdict);
      expect(reader.short).toBe(false);
      expect(reader.remaining).toBe(0);
      const writer = new WireWriter();
      handshakePacket(writer, which, verdict, read);
      expect(writer.toBytes()).toEqual(packet);
    },
  );
});

describe('a packet that is cut', () => {
  it('covers what is there, and never throws', () => {
    const sessions = ['simple', 'key-first'].map(session);
    fc.assert(
      fc.property(
        fc.constantFrom(...sessions),
        fc.constantFrom(...NAMES),
        fc.nat({ max: 1536 }),
        ({ verdict, bytes }, which, length) => {
          const packet = bytes(which).subarray(0, length);
          const tree = trace(which, verdict, packet);
          const covered = leaves(tree).reduce((sum, leaf) => sum + leaf.end - leaf.start, 0);
          expect(covered).toBe(packet.length * 8);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says so on the packet', () => {
    const reader = new HandshakeReader();
    reader.push(new Uint8Array([3, 0, 0, 0, 1, 0, 0]), 0, 7);
    reader.end();
    const verdict = handshakeVerdict(reader, undefined);
    const tree = trace('C1', verdict, new Uint8Array([0, 0, 0, 1, 0, 0]));
    expect(tree.children![0]!.notes).toEqual(['handshake.truncated']);
    expect(tree.children![0]!.children![1]!.value).toBeUndefined();
  });
});

describe('the declarations', () => {
  it('cite sections that exist', () => {
    for (const structure of HANDSHAKE_STRUCTURES) {
      expect(isKnownSection(structure.see), structure.id).toBe(true);
      for (const field of Object.values(structure.fields))
        expect(isKnownSection(field.see), field.id).toBe(true);
    }
    for (const diagnostic of HANDSHAKE_DIAGNOSTICS)
      expect(isKnownSection(diagnostic.see), diagnostic.code).toBe(true);
  });

  it('have names of their own', () => {
    const ids = HANDSHAKE_STRUCTURES.map((structure) => structure.id);
    const codes = HANDSHAKE_DIAGNOSTICS.map((diagnostic) => diagnostic.code);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
