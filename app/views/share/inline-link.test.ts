import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { parseEmbedAddress } from '../../embed/embed-address.ts';
import { inlineSource } from '../../embed/inline-source.ts';
import { answer } from '../../worker/answers.ts';
import type { ConnectionQuestion, Questions, RecordRef } from '../../worker/protocol.ts';
import type { View } from '../../worker/view.ts';
import { viewOf } from '../../worker/view.test-support.ts';
import { inlineEnd, type InlinePart, inlineRecord, inlineStart } from './inline-link.ts';

function ask<Q extends ConnectionQuestion>(view: View, question: Q, what: Questions[Q]['ask']) {
  return answer(view, question, what).value as Questions[Q]['answer'];
}

/** A record sent through a link and back. */
function throughLink(view: View, record: RecordRef, part: InlinePart): View {
  const described = ask(view, 'describe', { record })!;
  const { before } = ask(view, 'state', { record })!;
  const { connection, direction } = record;
  const start = inlineStart(described);
  const end = inlineEnd(described);
  const read = ask(view, 'bytes', { connection, direction, start, end });
  const { query } = inlineRecord(described, before, read, part);
  const parsed = parseEmbedAddress(`#/bytes?${query}`);
  if (typeof parsed === 'string') throw new Error(parsed);
  const source = inlineSource(parsed.inline!);
  return viewOf(source.bytes, source.options);
}

const SAMPLES = ['04f-obs29-publish-nginx.pcap', 's03-interleaved-chunks-128.pcap'];

describe('a record whose bytes are in the link', () => {
  it.each(SAMPLES)('is the same chunk as in %s, headers, times and all', (name) => {
    const view = viewOf(readFileSync(`public/samples/${name}`));
    const { rows } = ask(view, 'chunks', { connection: 0, from: 0, count: 60 });
    for (const row of rows) {
      const record = view.ref('chunk', row.direction, row.offset);
      const linked = throughLink(view, record, 'chunks');
      const same = ask(linked, 'describe', { record });
      const there = ask(view, 'describe', { record });
      // Who asked a question is not in the link; everything in the header is.
      expect(same?.headers).toEqual(there?.headers);
    }
  });

  it('of a message brings all of its chunks, and those of others in between', () => {
    const view = viewOf(readFileSync('public/samples/s03-interleaved-chunks-128.pcap'));
    const { rows } = ask(view, 'messages', { connection: 0, from: 0, count: 200 });
    const long = rows.filter(({ chunks, length }) => chunks > 2 && length < 2000).slice(0, 8);
    expect(long.length).toBeGreaterThan(3);
    for (const row of long) {
      const record = view.messageRef(row.row);
      const linked = throughLink(view, record, 'chunks');
      const { headers, body } = ask(linked, 'describe', { record })!;
      const there = ask(view, 'describe', { record })!;
      expect(headers).toEqual(there.headers);
      expect(body).toEqual(there.body);
    }
  });

  it('of the handshake brings what comes before the packet, too', () => {
    const view = viewOf(readFileSync('public/samples/04f-obs29-publish-nginx.pcap'));
    for (const name of ['C0', 'C1', 'C2', 'S1', 'S2'] as const) {
      const record = view.packetRef(name);
      const linked = throughLink(view, record, 'chunks');
      expect(linked.packetRef(name)).toEqual(record);
      expect(ask(linked, 'describe', { record })?.start).toBe(record.at);
    }
  });

  it('can be a payload alone', () => {
    const view = viewOf(readFileSync('public/samples/04f-obs29-publish-nginx.pcap'));
    const record = view.locate(0, 3089, 'message')!;
    const linked = throughLink(view, record, 'payload');
    const { body } = ask(linked, 'describe', { record: linked.locate(0, 0, 'message')! })!;
    const values = (root: typeof body): unknown[] => [
      root?.value,
      ...(root?.children ?? []).flatMap(values),
    ];
    expect(values(body)).toEqual(values(ask(view, 'describe', { record })!.body));
    expect(values(body)).toContain('connect');
  });

  it('is cut where a link has no more room, and says so', () => {
    const view = viewOf(readFileSync('public/samples/02b-ffmpeg-publish-and-play-nginx-3s.pcap'));
    const { rows } = ask(view, 'messages', { connection: 0, from: 0, count: 400 });
    const row = rows.find(({ length }) => length > 4096)!;
    const record = view.messageRef(row.row);
    const described = ask(view, 'describe', { record })!;
    const { before } = ask(view, 'state', { record })!;
    const read = ask(view, 'bytes', { ...record, start: described.start, end: described.end });
    const inline = inlineRecord(described, before, read, 'chunks');
    expect(inline.bytes).toBe(4096);
    expect(inline.omitted).toBe(described.end - described.start - 4096);
    const linked = throughLink(view, record, 'chunks');
    expect(ask(linked, 'describe', { record })?.address).toBe(addressOf(row.direction, row.offset));
  });
});
