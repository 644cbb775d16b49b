import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ACK,
  audio,
  CONNECT,
  Conversation,
  noise,
  type Part,
  setChunkSize,
  type0,
  type1,
  type2,
  type3,
  video,
} from './fixture.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';
import { bytesOf, pcapHeader } from './network/build-packets.ts';

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

/** A message on a chunk stream of its own, in chunks of at most `chunkSize` bytes. */
function cut(chunkStreamId: number, header: number[], payload: Uint8Array, chunkSize: number) {
  const parts: Part[] = [header, payload.subarray(0, chunkSize)];
  for (let at = chunkSize; at < payload.length; at += chunkSize)
    parts.push(type3(chunkStreamId), payload.subarray(at, at + chunkSize));
  return bytesOf(...parts);
}

/** A picture of `length` bytes, with a header of type 0 or, with a `delta`, of type 1. */
function picture(length: number, chunkSize: number, delta?: number, chunkStreamId = 6): Uint8Array {
  const header = { chunkStreamId, length, type: 9 };
  return cut(
    chunkStreamId,
    delta === undefined ? type0(header) : type1({ ...header, delta }),
    bytesOf(video(5), noise(length - 5, length)),
    chunkSize,
  );
}

const sound = (chunkStreamId: number): Uint8Array =>
  bytesOf(type0({ chunkStreamId, length: 22, type: 8 }), audio(22));
const laterSound = (chunkStreamId: number): Uint8Array =>
  bytesOf(type1({ chunkStreamId, delta: 20, length: 22, type: 8 }), audio(22));

const COMMAND = bytesOf(
  type0({ chunkStreamId: 3, length: CONNECT.length, type: 20, stream: 0 }),
  CONNECT,
);

/** What is found of messages of the client: chunk stream, length, whether all of it is there. */
function clientMessages({ records }: Conversation, lost: readonly number[]): string[] {
  const kept = records.filter((_, at) => !lost.includes(at));
  const file = bytesOf(pcapHeader({ linkType: 1 }), ...kept);
  const connection = inspect(file).connections[0]!;
  if (!connection.session) return [];
  const { rows } = look(connection, file);
  const list = connection.session.messageRows[0];
  return Array.from({ length: list.length }, (_, at) => {
    const { chunkStreamId, length, complete } = rows.message(list.get(at));
    return `${chunkStreamId} ${length}${complete ? '' : ' not whole'}`;
  });
}

describe('a single packet lost', () => {
  // Packets 0 and 1 are SYN and SYN ACK; 2 and 3 bring C0 and C1; 4 to 6 S0, S1 and S2; 7 and 8 C2.
  const talk = new Conversation().session([COMMAND, sound(4)], [setChunkSize(4096)]);
  const whole = clientMessages(talk, []);
  it.each([[[2]], [[3]], [[4]], [[2, 4]], [[2, 3, 4, 5, 6]], [[7]]])(
    'of the handshake, %j: every message is there',
    (lost) => {
      expect(whole).toEqual([`3 ${CONNECT.length}`, '4 22']);
      expect(clientMessages(talk, lost)).toEqual(whole);
    },
  );

  it('with Set Chunk Size in it: messages longer than what the first ones show are read whole', () => {
    const talk = new Conversation().session([COMMAND]);
    const lost = talk.records.length;
    talk.send(0, setChunkSize(60_000));
    for (const length of [900, 2400, 2200, 7478, 3000, 5000])
      talk.send(0, bytesOf(sound(4), picture(length, 60_000, length === 900 ? undefined : 40)));
    const found = clientMessages(talk, [lost]);
    expect(found.filter((text) => text.startsWith('6'))).toEqual(
      [900, 2400, 2200, 7478, 3000, 5000].map((length) => `6 ${length}`),
    );
  });

  it('with Set Chunk Size in it, of an unusual size: short messages before the first long one are found', () => {
    const talk = new Conversation().session([COMMAND]);
    const lost = talk.records.length;
    talk.send(0, setChunkSize(256));
    const short = [sound(8), picture(166, 256), picture(50, 256, 40), sound(4), laterSound(4)];
    talk.send(0, bytesOf(...short, picture(2744, 256, 40), laterSound(4), picture(900, 256, 40)));
    expect(clientMessages(talk, [lost])).toEqual(
      [`3 ${CONNECT.length}`, '8 22', '6 166', '6 50', '4 22', '4 22'].concat([
        '6 2744',
        '4 22',
        '6 900',
      ]),
    );
  });

  it('before the first message of a chunk stream with a long basic header: it is not read without its first byte', () => {
    const talk = new Conversation().session([COMMAND, setChunkSize(4096)]);
    const lost = talk.records.length;
    talk.send(0, sound(5));
    for (let i = 0; i < 4; i++)
      talk.send(
        0,
        i === 0
          ? bytesOf(sound(74), picture(400, 4096, undefined, 1892))
          : bytesOf(laterSound(74), picture(400, 4096, 40, 1892)),
      );
    expect(clientMessages(talk, [lost]).slice(2)).toEqual(
      Array.from({ length: 4 }, () => ['74 22', '1892 400']).flat(),
    );
  });
});
