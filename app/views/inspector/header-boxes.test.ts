import { describe, expect, it } from 'vitest';
import { CONNECT, type Part, session, type0, type1, video } from '../../../corpus/fixture.ts';
import { inspect, look } from '../../../corpus/inspect-file.ts';
import type { FieldNode } from '../../../src-protocol/wire/field-tree.ts';
import * as dictionary from '../../../src-protocol/inspect/dictionary.ts';
import type { Described } from '../../worker/protocol.ts';
import { fieldItems, type Words } from './field-items.ts';
import { type HeaderBoxes, headerBoxes } from './header-boxes.ts';

const words: Words = { field: dictionary.fieldById, structure: dictionary.structureById };

/** The drawing for the field `key` of a record; of its first header when no field is named. */
function draw(headers: readonly FieldNode[], body?: FieldNode, key?: string): HeaderBoxes {
  const described = { headers, headersOmitted: 0, ...(body && { body }) } as unknown as Described;
  const items = fieldItems(described, words);
  const item = key === undefined ? items.roots[0]! : items.byKey.get(key)!;
  return headerBoxes(item.node ? item : item.children[0]!, words)!;
}

const texts = ({ groups }: HeaderBoxes): string[][] =>
  groups.map(({ label, boxes }) => [
    label,
    ...boxes.map(({ item, size, ghost, from }) =>
      ghost ? `${item.text} from ${from}` : `${item.text} ${size}`,
    ),
  ]);

const client: Part[] = [
  type0({ chunkStreamId: 3, length: CONNECT.length, type: 20, stream: 0 }),
  CONNECT,
  type0({ chunkStreamId: 6, length: 9, type: 9 }),
  video(9),
  type1({ chunkStreamId: 6, delta: 40, length: 9, type: 9 }),
  video(9),
];
const bytes = session(client);
const { describer } = look(inspect(bytes).connections[0]!, bytes);

describe('the header that is drawn', () => {
  it('of a chunk: its fields in order, and ghosts with the chunk that set them', () => {
    const header = draw([describer.chunk(2).tree]);
    expect(texts(header)).toEqual([
      ['chunk basic header', 'fmt 2 bits', 'cs id 6 bits'],
      [
        'chunk message header',
        'timestamp delta 3 bytes',
        'message length 3 bytes',
        'message type id 1 byte',
        'message stream id from up@3120',
      ],
    ]);
    expect([header.title, header.size, header.ghosts]).toEqual([
      'Header in force',
      '8 bytes',
      true,
    ]);
  });

  it('of a message: the structure that holds the field', () => {
    const { headers, body } = describer.message(1);
    const header = draw(headers, body, 'media.videoTagHeader.codecId');
    expect(texts(header)).toEqual([
      [
        'VideoTagHeader',
        'FrameType 4 bits',
        'CodecID 4 bits',
        'AVCPacketType 1 byte',
        'CompositionTime 3 bytes',
      ],
    ]);
  });

  it('of the handshake: the packet', () => {
    const header = draw([describer.handshake('C1')!.tree]);
    expect(header.title).toBe('C1');
    expect(texts(header)).toEqual([
      ['C1', 'time 4 bytes', 'zero 4 bytes', 'random data 1\u202f528 bytes'],
    ]);
  });
});
