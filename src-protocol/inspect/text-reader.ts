import { type ByteSource, MemorySource } from '../bytes/byte-source.ts';
import { markedText } from '../bytes/text.ts';
import { type Direction, opposite } from '../bytes/units.ts';
import { ByteList, MOST_BYTES } from '../capture/byte-list.ts';
import { pcapOf } from '../capture/pcap-writer.ts';
import { readTextDump, remarked, type Stretch, type TextDump } from '../capture/text-dump.ts';
import { beginsWithHandshake } from '../transport/side.ts';
import { type DumpSide, sidesOf } from './dump-reader.ts';
import { RawDump } from './raw-dump.ts';
import type { ReadingOptions } from './read-as.ts';

/** Gathers a text and finds the bytes it stands for. */
export class TextReader {
  readonly #text = new ByteList();
  #cut = false;

  push(block: Uint8Array): void {
    const before = this.#text.length;
    this.#text.add(block);
    this.#cut ||= this.#text.length < before + block.length;
  }

  /** The bytes in the text; undefined when there are none. */
  finish(): TextDump | undefined {
    const dump = readTextDump(markedText(this.#text.bytes));
    if (!dump || !this.#cut) return dump;
    const remark = `Only the first ${MOST_BYTES} bytes of the text were read.`;
    return { ...dump, ...remarked(dump.remark, remark) };
  }
}

/** A text of packets, as a capture file. */
export function captureOf(dump: TextDump): Uint8Array | undefined {
  const { content } = dump;
  return content.kind === 'packets' ? pcapOf(content.linkType, content.packets) : undefined;
}

/** A session out of what both ends of a text said, in the order of the text. */
export class TextSession {
  readonly dump: RawDump;
  readonly sides: readonly DumpSide[];
  readonly #sources: [ByteSource, ByteSource];

  constructor(
    stretches: readonly Stretch[],
    peers: readonly [string?, string?],
    { as }: ReadingOptions,
  ) {
    const both = stretches.some(({ peer }) => peer === 1);
    const sent = [new ByteList(), new ByteList()] as const;
    for (const { peer, bytes } of stretches) sent[peer].add(bytes);
    const heads = (both ? sent : [sent[0]]).map(({ bytes }) => bytes);
    const names = peers.map((peer, at) => peer ?? (at === 0 ? 'the first end' : 'the second end'));
    this.sides = sidesOf(heads, names, as);
    const client = this.sides[0]!.direction;
    const directionOf = (peer: 0 | 1): Direction => (peer === 0 ? client : opposite(client));
    const startSeen: [boolean, boolean] = [false, false];
    heads.forEach((head, peer) => {
      startSeen[directionOf(peer as 0 | 1)] = beginsWithHandshake(head);
    });
    if (!both) startSeen.fill(startSeen[client]);
    const [up, down] = client === 0 ? [peers[0], peers[1]] : [peers[1], peers[0]];
    this.dump = new RawDump({
      ...(up !== undefined && { client: up }),
      ...(down !== undefined && { server: down }),
      startSeen,
      forced: (as === 'client' || as === 'server') && !startSeen.includes(true),
    });
    for (const { peer, bytes, time, skipped } of stretches) {
      if (skipped > 0) this.dump.gap(directionOf(peer), skipped);
      this.dump.push(directionOf(peer), bytes, time);
    }
    this.#sources = [
      new MemorySource(heads[client] ?? EMPTY),
      new MemorySource(heads[1 - client] ?? EMPTY),
    ];
  }

  source(direction: Direction): ByteSource {
    return this.#sources[direction];
  }
}

const EMPTY = new Uint8Array(0);
