import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MemorySource } from '../../../src-protocol/bytes/byte-source.ts';
import { structureById } from '../../../src-protocol/inspect/dictionary.ts';
import { Inspection } from '../../../src-protocol/inspect/inspection.ts';
import { fieldStops, HEADERS_KEY, nextStop } from '../../state/field-keys.ts';
import { answer } from '../../worker/answers.ts';
import type { Described } from '../../worker/protocol.ts';
import { View } from '../../worker/view.ts';
import { fieldItems } from './field-items.ts';
import { fieldById } from './words.ts';

const bytes = new Uint8Array(
  readFileSync(
    new URL('../../../corpus/captures/real/01c-ffmpeg-publish-nginx-2s.pcapng', import.meta.url),
  ),
);
const inspection = new Inspection();
inspection.push(bytes);
inspection.end();
const connection = inspection.connections[0]!;
const view = new View(connection, connection.session!, () => new MemorySource(bytes));
const records = [
  view.packetRef('C1'),
  ...[0, 1, 5, 20].map((row) => view.chunkRef(row)),
  ...[0, 1, 4, 12].map((row) => view.messageRef(row)),
];

it('steps go over the very fields that the tree shows, each once, and back again', () => {
  for (const record of records) {
    const described = answer(view, 'describe', { record }).value as Described;
    const stops = fieldStops(described);
    const { byKey } = fieldItems(described, { field: fieldById, structure: structureById });
    const shown = [...byKey.keys()].filter((key) => key !== HEADERS_KEY);
    expect(stops.map(({ key }) => key)).toEqual(shown);

    const forwards: string[] = [];
    for (let at = nextStop(stops, undefined, 1); at; at = nextStop(stops, at, 1)) forwards.push(at);
    expect(forwards).toEqual(
      [...byKey.values()]
        .filter(({ key, children }) => key !== HEADERS_KEY && children.length === 0)
        .map(({ key }) => key),
    );
    const back = [forwards.at(-1)!];
    for (let at = nextStop(stops, back[0], -1); at; at = nextStop(stops, at, -1)) back.push(at);
    expect(back.reverse()).toEqual(forwards);
  }
});
