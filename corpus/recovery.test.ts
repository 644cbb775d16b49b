import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACK, audio, Conversation, noise, setChunkSize, type0, type2, video } from './fixture.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';
import { bytesOf } from './network/build-packets.ts';

/** A message whose bytes are all still in the damaged capture. */
type Recoverable = [messageTypeId: number, timestamp: number, length: number, sha1: string];

interface Side {
  sourceMessages: number;
  messages: Recoverable[] | 'all';
}

const truth = JSON.parse(readFileSync(join(CORPUS, 'truth/recoverable.json'), 'utf8')) as Record<
  string,
  Record<string, Side>
>;

const cases = Object.entries(truth).flatMap(([name, sides]) =>
  Object.entries(sides).map(([side, expected]) => ({ name, side, expected })),
);

describe('captures with holes give every message that has none, and no other', () => {
  it.each(cases)('$name, $side', ({ name, side, expected }) => {
    const bytes = corpusFile(`captures/variants/${name}`);
    const connection = inspect(bytes).connections[Number(side[0])]!;
    const direction = side.endsWith('c2s') ? 0 : 1;
    const { rows, describer } = look(connection, bytes);
    const list = connection.session!.messageRows[direction];
    const found: string[] = [];
    for (let i = 0; i < list.length; i++) {
      const { complete, row, messageTypeId, length } = rows.message(list.get(i));
      if (!complete) continue;
      const sha1 = createHash('sha1').update(describer.payload(row)).digest('hex').slice(0, 12);
      found.push(`${messageTypeId} ${length} ${sha1}`);
    }
    // Times are left out: the deltas that fell into the hole are lost, and later ones add to less.
    if (expected.messages === 'all') expect(found).toHaveLength(expected.sourceMessages);
    else
      expect(found).toEqual(
        expected.messages.map(([type, , length, sha1]) => `${type} ${length} ${sha1}`),
      );
  });
});

const LONG = { chunkStreamId: 6, timestamp: 40, type: 9 };
/** Set Chunk Size to 4096, and a sound. */
const SOUND = [
  setChunkSize(4096),
  type0({ chunkStreamId: 4, timestamp: 40, length: 22, type: 8 }),
  audio(22),
];

/** Where each chunk is, and how sure that is. */
function confidences(bytes: Uint8Array): { up: boolean; offset: number; confidence?: string }[] {
  const connection = inspect(bytes).connections[0]!;
  const { rows } = look(connection, bytes);
  return Array.from({ length: connection.session!.chunks.length }, (_, row) => {
    const { direction, offset, confidence } = rows.chunk(row);
    return { up: direction === 0, offset, ...(confidence && { confidence }) };
  });
}

describe('every record after a hole says how sure its place is', () => {
  it('it was found by headers that agree', () => {
    const chunks = confidences(corpusFile('captures/variants/v27-one-segment-lost.pcap'));
    const after = chunks.filter(({ up, offset }) => up && offset >= 14_079);
    expect(after).toHaveLength(105);
    expect(new Set(after.map(({ confidence }) => confidence))).toEqual(new Set(['found']));
    // Before it, and on the other side, there is nothing to be unsure of.
    expect(chunks.filter(({ confidence }) => confidence !== undefined)).toEqual(after);
  });

  it('it is known, where only payload is missing', () => {
    const talk = new Conversation().session([
      ...SOUND,
      type0({ ...LONG, length: 2000 }),
      video(100),
    ]);
    talk.next[0] += 1800;
    talk.packet(0, ACK, bytesOf(noise(100, 5), ...SOUND));
    const [connection] = inspect(talk.file, 100).connections;
    expect(connection!.missing).toEqual([1800, 0]);
    const chunks = confidences(bytesOf(talk.file));
    expect(chunks.map(({ offset }) => offset)).toEqual([3073, 3089, 3123, 5135, 5151]);
    expect(chunks.every(({ confidence }) => confidence === undefined)).toBe(true);
  });

  it('it is a guess, where only one short header is left', () => {
    const talk = new Conversation().session(SOUND);
    talk.next[0] += 500;
    talk.packet(0, ACK, bytesOf(type2({ chunkStreamId: 4, delta: 20 }), audio(22)));
    expect(confidences(talk.file).at(-1)).toMatchObject({ offset: 3623, confidence: 'guessed' });
  });
});
