import { describe, expect, it } from 'vitest';
import { examples, previousLike } from './likes.ts';
import { captureView } from './view.test-support.ts';

const view = captureView('real/04f-obs29-publish-nginx.pcap');
const rows = Array.from({ length: view.session.messages.length }, (_, row) =>
  view.rows.message(row),
);

describe('the message before of the same kind', () => {
  it('has the same direction, type, stream and command, and none of these lies between', () => {
    let found = 0;
    for (const row of rows) {
      const before = previousLike(view, view.messageRef(row.row));
      const wanted = rows.findLast(
        (other) =>
          other.firstChunk < row.firstChunk &&
          other.direction === row.direction &&
          other.messageTypeId === row.messageTypeId &&
          other.messageStreamId === row.messageStreamId &&
          other.command === row.command,
      );
      expect(before).toEqual(wanted && view.messageRef(wanted.row));
      if (before) found++;
    }
    expect(found).toBeGreaterThan(300);
  });

  it('is not there for the handshake', () => {
    expect(previousLike(view, view.packetRef('C1'))).toBeUndefined();
  });
});

describe('other examples of a field', () => {
  const audio = view.messageRef(rows.findLast(({ messageTypeId }) => messageTypeId === 8)!.row);

  it('have bytes of that field, three of them, and not the record itself', () => {
    for (const id of ['chunk.messageHeader.timestampDelta', 'chunk.basicHeader.fmt']) {
      const found = examples(view, { ...audio, kind: 'chunk' }, id);
      expect(found).toHaveLength(3);
      for (const { record, path } of found) {
        expect(record.at).not.toBe(audio.at);
        expect(path).toBe(id);
      }
    }
    const body = view.describer.message(view.messageAt(audio.direction, audio.at)!).body;
    const leaf = body.children![0]!.children!.find(({ end, start }) => end > start)!;
    expect(examples(view, audio, leaf.id)).toHaveLength(3);
  });

  it('are none where the field is nowhere else', () => {
    expect(examples(view, audio, 'chunk.extendedTimestamp.value')).toEqual([]);
    expect(examples(view, view.packetRef('C1'), 'handshake.c1.time')).toEqual([]);
  });
});
