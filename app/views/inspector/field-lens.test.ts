import { describe, expect, test } from 'vitest';
import { corpusFile } from '../../../corpus/inspect-file.ts';
import { structureById } from '../../../src-protocol/inspect/dictionary.ts';
import type { Described, RecordKind } from '../../worker/protocol.ts';
import { asking, captureView, viewOf } from '../../worker/view.test-support.ts';
import type { View } from '../../worker/view.ts';
import { type FieldItem, fieldItems, itemRanges } from './field-items.ts';
import { hasLenses, throughLens } from './field-lens.ts';
import { fieldById } from './words.ts';

const words = { field: fieldById, structure: structureById };
const view = captureView('real/07c-large-frames-117kB-chunk4096-ffmpeg-nginx.pcap');

function record(kind: RecordKind, at: number, of: View = view): Described {
  return asking(of)('describe', { record: { connection: 0, direction: 0, kind, at } })!;
}

const all = (described: Described) => fieldItems(described, words);
const texts = (items: readonly FieldItem[]) => items.map(({ text }) => text);

/** The first message of the client that was cut into chunks. */
function cutMessage(of: View): Described {
  const { rows } = asking(of)('messages', { from: 0, count: 400 });
  const { offset } = rows.find(({ direction, chunks }) => direction === 0 && chunks > 1)!;
  return record('message', offset, of);
}

describe('the fields of a message, through a lens', () => {
  const described = cutMessage(view);

  test('both are all there is', () => {
    const items = all(described);
    expect(throughLens(items, described, 'both')).toBe(items);
  });

  test('on the wire are the segments, and under each the chunks that begin in it', () => {
    const items = all(described);
    const { roots, byKey } = throughLens(items, described, 'wire');
    expect(roots.length).toBe(described.segments.length);
    expect(new Set(texts(roots))).toEqual(new Set(['TCP segment']));
    expect(roots[0]!.value).toMatch(/^packet \d+, [\d\u202f]+ bytes$/u);
    const chunks = roots.flatMap(({ children }) => children);
    expect(chunks).toEqual(items.byKey.get('headers')!.children);
    for (const { key, children } of roots) {
      const [segment] = itemRanges(byKey.get(key)!);
      for (const { node } of children) {
        expect(node!.ranges[0]!.start).toBeGreaterThanOrEqual(segment!.start);
        expect(node!.ranges[0]!.start).toBeLessThan(segment!.end);
      }
    }
  });

  test('of the message are its header as it was said first, and its payload', () => {
    const items = all(described);
    const { roots } = throughLens(items, described, 'message');
    const own = items.byKey.get('chunk.messageHeader')!;
    expect(roots[0]).toBe(own);
    expect(roots.at(-1)).toBe(items.roots.at(-1));
    const ids = roots.map(({ node }) => node?.id);
    expect(ids).not.toContain('chunk.basicHeader');
    expect(ids).not.toContain('chunk.data');
  });
});

test('of a chunk that is in the middle of a message, the message has the data', () => {
  const { pieces } = cutMessage(view);
  const { start } = record('chunk', pieces[1]!.lower - 1);
  const described = record('chunk', start);
  expect(described.chunk!.messageOffset).toBeGreaterThan(0);
  const { roots } = throughLens(all(described), described, 'message');
  expect(roots.map(({ node }) => node?.id)).toContain('chunk.data');
  expect(roots.map(({ node }) => node?.id)).not.toContain('chunk.basicHeader');
});

test('where there were no packets, the wire has the chunk headers alone', () => {
  const dump = viewOf(corpusFile('raw/socat-publish.c2s.bin'));
  const { rows } = asking(dump)('messages', { from: 0, count: 1 });
  const described = record('message', rows[0]!.offset, dump);
  expect(described.segments).toEqual([]);
  const items = all(described);
  const { roots } = throughLens(items, described, 'wire');
  expect(roots).toEqual(items.roots.slice(0, 1));
});

test('a packet of the handshake is not looked at by halves', () => {
  const described = record('handshake', 1);
  expect(hasLenses(described)).toBe(false);
  const items = all(described);
  expect(throughLens(items, described, 'wire')).toBe(items);
});
