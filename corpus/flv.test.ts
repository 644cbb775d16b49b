import { describe, expect, it } from 'vitest';
import { MemorySource } from '../src-protocol/bytes/byte-source.ts';
import { Describer } from '../src-protocol/inspect/describe.ts';
import { failuresOf } from '../src-protocol/inspect/inspection-failures.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import { Rows } from '../src-protocol/inspect/rows.ts';
import { type FieldNode, walk } from '../src-protocol/wire/field-tree.ts';
import { corpusFile, inspect } from './inspect-file.ts';
import { type Lines, linesOf } from './lines.ts';

const FILE = corpusFile('flv/ffmpeg-h264-aac.flv');

/** The tags of a file, by a loop of its own. */
function tagsOf(file: Uint8Array): { at: number; type: number; size: number; time: number }[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const tags = [];
  for (let at = view.getUint32(5) + 4; at + 11 <= file.length;) {
    const size = view.getUint32(at) & 0xffffff;
    const time = (view.getUint32(at + 4) >>> 8) + (view.getUint8(at + 7) << 24);
    tags.push({ at, type: view.getUint8(at), size, time });
    at += 11 + size + 4;
  }
  return tags;
}

/** Every field of a tree. */
function fieldsOf(tree: FieldNode): FieldNode[] {
  const fields: FieldNode[] = [];
  walk(tree, (node) => fields.push(node));
  return fields;
}

const lines = (file: Uint8Array, cut?: number): Lines =>
  linesOf(inspect(file, cut).connections[0]!, file);

describe('an FLV file', () => {
  const tags = tagsOf(FILE);

  it('is its tags, one after the other', () => {
    expect(tags.length).toBeGreaterThan(50);
    const { messages, chunks, findings } = lines(FILE);
    expect(messages).toEqual(
      tags.map(
        ({ at, type, size, time }) => `up@${at} cs ${type} t ${time} type ${type} ${size} B in 1`,
      ),
    );
    expect(chunks).toEqual(
      tags.map(({ at, type, size }) => `up@${at} fmt 0 cs ${type} 11+${size}`),
    );
    expect(findings).toEqual([]);
    const inspection = inspect(FILE);
    expect(inspection.connections[0]!.detection!.transport).toBe('flv');
    expect(failuresOf(inspection, FILE.length, FILE)).toEqual([]);
    expect(inspection.remarks[0]).toMatch(/neither chunks nor commands/);
  });

  it('is the same for every cut', () => {
    for (const cut of [1, 7, 1000])
      expect(lines(FILE, cut)).toMatchObject({ messages: lines(FILE).messages });
  });

  it('is explained with the procedures that explain messages, and every byte of a tag has a place', () => {
    const connection = inspect(FILE).connections[0]!;
    const source = new MemorySource(FILE);
    const describer = new Describer(connection, connection.session!, () => source);
    const rows = new Rows(connection, connection.session!);
    expect(rows.message(0).summary).toMatch(/onMetaData/);
    expect(rows.message(1).time).toBe(0);
    expect(rows.message(tags.length - 1).time).toBeCloseTo(tags.at(-1)!.time / 1000, 6);
    const { headers, body } = describer.message(1);
    const ids = fieldsOf(body).map(({ id }) => id);
    expect(ids.some((id) => /^(?:video|audio)/.test(id) || id.includes('Tag'))).toBe(true);
    const fields = fieldsOf(headers[0]!);
    expect(fields.map(({ id }) => id)).toContain('flv.tag.dataSize');
    expect(fields.find(({ id }) => id === 'flv.tag.previousTagSize')).toMatchObject({
      value: tags[1]!.size + 11,
    });
    const { start, end } = describer.chunk(1);
    expect([start, end]).toEqual([tags[1]!.at, tags[2]!.at]);
  });

  it('with a back pointer that is wrong says so, and goes on', () => {
    const file = FILE.slice();
    file[tags[3]!.at - 1]! ^= 1;
    const { messages, findings } = lines(file);
    expect(findings).toEqual([`up@${tags[2]!.at} flv.back-pointer`]);
    expect(messages).toHaveLength(tags.length);
  });

  it('that is cut shows what is there', () => {
    const { messages, findings } = lines(FILE.subarray(0, tags[5]!.at + 20));
    expect(messages).toHaveLength(6);
    expect(messages[5]).toMatch(/incomplete$/);
    expect(findings).toEqual([`up@${tags[5]!.at} flv.cut`]);
  });

  it('that is damaged stops at the first thing that is no tag', () => {
    const file = FILE.slice();
    file[tags[4]!.at] = 0x1f;
    const { messages, findings } = lines(file);
    expect(messages).toHaveLength(5);
    expect(findings).toEqual([`up@${tags[4]!.at} flv.tag-type`]);
  });

  it('is read as one when that is asked for, whatever its first bytes', () => {
    const file = FILE.slice();
    file[0] = 0;
    const inspection = new Inspection({ as: 'flv' });
    inspection.push(file);
    inspection.end();
    expect(inspection.connections[0]!.session!.messages.length).toBe(tags.length);
  });
});
